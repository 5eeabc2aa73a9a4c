"""Read a table of bargains over goods: who valued what, and who got what."""

from __future__ import annotations

import csv
import io
import itertools
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from detente.errors import StoreError
from detente.locale import Texts, texts
from detente.theories.arrays import Floats, Ints

__all__ = ["Bargains", "is_bargains", "read_bargains"]

_MOST_PACKAGES = 20_000
_LARGEST = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Bargains:
    """Bargains over the same goods, one a row.

    Attributes:
        title: Name of the table.
        goods: What is shared out.
        units: How many there are of each good, shape (goods,).
        packages: Every way to share them out, as what the first gets, shape (packages, goods).
        values: What a unit of each good is worth to either, shape (bargains, 2, goods).
        walk_away: What either has without an agreement.
        taken: Which package was agreed, by its place; -1 where there was no agreement. Shape (bargains,).
    """

    title: str
    goods: tuple[str, ...]
    units: Ints
    packages: Ints
    values: Floats
    walk_away: float
    taken: Ints

    def gains(self) -> Floats:
        """Return what each package brings either beyond walking away, shape (bargains, 2, packages)."""
        first = np.einsum("ng,pg->np", self.values[:, 0], self.packages)
        second = np.einsum("ng,pg->np", self.values[:, 1], self.units - self.packages)
        return np.stack([first, second], axis=1) - self.walk_away

    def totals(self) -> Floats:
        """Return what all goods together are worth to either, shape (bargains, 2)."""
        return np.asarray(self.values @ self.units)


def is_bargains(path: Path) -> bool:
    """Say whether a file is a table of bargains, by its head."""
    try:
        with path.open("rb") as opened:
            head = opened.read(4096).decode("utf-8-sig", errors="replace").split("\n")[0]
    except OSError:
        return False
    return bool(_goods(next(csv.reader([head]), [])))


def read_bargains(path: Path, *, walk_away: float = 5.0, language: str = "en") -> Bargains:
    """Read a table of bargains.

    Args:
        path: A CSV file with the columns `ended` (`agreed` or anything else) and, for each good, `a_GOOD`, `b_GOOD`
            (what a unit is worth to either) and `a_gets_GOOD` (units that the first got).
        walk_away: What either has without an agreement.
        language: Language of messages.

    Raises:
        StoreError: It cannot be read, or rows are wrong; all of them are told.
    """
    words = texts(language)
    try:
        content = path.read_bytes()
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise StoreError(words("table.unreadable", path=path, reason=reason)) from None
    goods = _goods(list(rows[0]) if rows and len(content) <= _LARGEST else [])
    if not goods:
        raise StoreError(words("bargains.none", path=path), words("bargains.none.hint"))
    values, got, wrong = _numbers(rows, goods, words)
    if wrong:
        raise StoreError("\n".join([words("bargains.rows", path=path), *wrong[:20]]))
    units = np.maximum(got.max(axis=0), 1)
    if np.prod(units + 1) > _MOST_PACKAGES:
        raise StoreError(words("bargains.many", path=path, most=f"{_MOST_PACKAGES:,}"))
    packages = np.array(list(itertools.product(*(range(most + 1) for most in units))), dtype=np.int64)
    place = np.ravel_multi_index(tuple(np.maximum(got, 0).T), tuple(units + 1))
    taken = np.where(got.min(axis=1) < 0, -1, place).astype(np.int64)
    return Bargains(
        title=path.stem, goods=goods, units=units, packages=packages, values=values, walk_away=walk_away, taken=taken
    )


def _goods(head: list[str]) -> tuple[str, ...]:
    """Return the goods of a table by its head; none where it is another table."""
    names = {name.strip() for name in head if name}
    goods = tuple(name[7:].strip() for name in head if name and name.strip().startswith("a_gets_"))
    whole = all({f"a_{good}", f"b_{good}"} <= names for good in goods)
    return goods if whole and "ended" in names else ()


def _numbers(rows: list[dict[str, str]], goods: tuple[str, ...], words: Texts) -> tuple[Floats, Ints, list[str]]:
    """Return values, what was got (-1 without agreement), and what is wrong, by line."""
    values, got, wrong = np.zeros((len(rows), 2, len(goods))), np.full((len(rows), len(goods)), -1), []
    for k, row in enumerate(rows):
        agreed = (row.get("ended") or "").strip() == "agreed"
        for g, good in enumerate(goods):
            for side, name in enumerate((f"a_{good}", f"b_{good}")):
                number = _number(row.get(name))
                if number is None:
                    wrong.append(words("bargains.number", line=k + 2, column=name, found=row.get(name) or ""))
                values[k, side, g] = number or 0.0
            if agreed:
                number = _number(row.get(f"a_gets_{good}"))
                if number is None or number != int(number) or number > 1000:
                    found = row.get(f"a_gets_{good}") or ""
                    wrong.append(words("bargains.number", line=k + 2, column=f"a_gets_{good}", found=found))
                got[k, g] = int(number or 0)
    return values, got.astype(np.int64), wrong


def _number(written: str | None) -> float | None:
    try:
        number = float(written or "")
    except ValueError:
        return None
    return number if 0.0 <= number < 1e9 else None
