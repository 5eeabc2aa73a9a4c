"""Read a table of international crises: what was known of each, and whether it ended in an agreement."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from detente.analysis.calibration.population import Setting
from detente.errors import StoreError
from detente.locale import Texts, texts

__all__ = ["Crisis", "is_crises", "read_crises"]

COLUMNS = ("crisno", "yrtrig", "gravcr", "viol", "cractr", "protrac", "mediate", "medstyle", "forout")

_MEDIATED = 4
_STYLES: dict[int, Setting] = {2: "facilitation", 3: "formulation", 4: "manipulation"}
_AGREEMENTS = (1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crisis:
    """A crisis, as the codebook of the International Crisis Behavior project (version 13) has it.

    Attributes:
        number, year: Which one, and when it began.
        setting: Whether and in what style it was mediated; `formulation` where the style is not known.
        actors: How many states were in it as crisis actors.
        violence: 1 none, 2 minor clashes, 3 serious clashes, 4 war.
        gravity: Of the gravest threat, 0 (economic) to 7.
        conflict: 1 no protracted conflict, 2 within one, 3 within one that is a war.
        agreed: Whether it ended by a formal or semi-formal agreement.
    """

    number: int
    year: int
    setting: Setting
    actors: int
    violence: int
    gravity: int
    conflict: int
    agreed: bool


def is_crises(path: Path) -> bool:
    """Say whether a file is a table of crises, by its head."""
    try:
        with path.open("rb") as opened:
            head = opened.read(4096).decode("utf-8-sig", errors="replace").split("\n")[0]
    except OSError:
        return False
    return {"crisno", "forout"} <= set(next(csv.reader([head.strip()]), []))


def read_crises(path: Path, *, language: str = "en") -> tuple[Crisis, ...]:
    """Read a table of crises; those whose mediation or outcome was not coded are left out.

    Args:
        path: A CSV file with the columns of `COLUMNS`, as whole numbers.
        language: Of the messages.

    Raises:
        StoreError: A column is missing, a cell holds no whole number, or fewer than 30 crises are left.
    """
    words = texts(language)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError.unreadable(str(path), str(error)) from None
    rows = csv.DictReader(io.StringIO(text))
    missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
    if missing:
        raise StoreError(
            words("crises.missing", path=path.name, columns=", ".join(missing)), words("crises.missing.hint")
        )
    wrong: list[str] = []
    found = [_crisis(row, line, wrong, words) for line, row in enumerate(rows, start=2)]
    if wrong:
        raise StoreError("\n".join([words("crises.rows", path=path.name), *wrong[:20]]))
    known = tuple(crisis for crisis in found if crisis is not None)
    if len(known) < 30:
        raise StoreError(words("crises.few", count=len(known)), words("crises.few.hint"))
    return known


def _crisis(row: dict[str, str], line: int, wrong: list[str], words: Texts) -> Crisis | None:
    numbers: dict[str, int | None] = {}
    for name in COLUMNS:
        raw = (row.get(name) or "").strip()
        try:
            numbers[name] = int(float(raw)) if raw else None
        except (ValueError, OverflowError):
            wrong.append(words("crises.number", line=line, column=name, found=raw))
            return None
    needed = {name: value for name, value in numbers.items() if name != "medstyle"}
    if any(value is None for value in needed.values()):
        return None
    whole = {name: value or 0 for name, value in numbers.items()}
    mediated = whole["mediate"] == _MEDIATED
    return Crisis(
        number=whole["crisno"],
        year=whole["yrtrig"],
        setting=_STYLES.get(whole["medstyle"], "formulation") if mediated else "unmediated",
        actors=whole["cractr"],
        violence=whole["viol"],
        gravity=whole["gravcr"],
        conflict=whole["protrac"],
        agreed=whole["forout"] in _AGREEMENTS,
    )
