"""What is fuzzed: each campaign makes calls of the command line from a die and a folder."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from mutants import CASES, FILES, LIBRARY, ODD, SMALL, TESTS, mutant, of_bytes, of_structure

Call = list[str]


@dataclass(frozen=True)
class Campaign:
    """One kind of input.

    Attributes:
        count: Mutants of the whole campaign.
        small: Mutants of the part that every change must pass.
        call: Folder and die → what is called.
    """

    count: int
    small: int
    call: Callable[[Path, random.Random], Call]


@cache
def words() -> list[str]:
    """Return the words that cases use."""
    return sorted(
        {word for path in CASES for word in re.findall(r"\w+", path.read_text(encoding="utf-8", errors="replace"))}
    )


@cache
def paths() -> list[str]:
    """Return the paths of numbers in a case."""
    import detente
    from detente.engine.layout.build import lay_out

    return list(lay_out(detente.load(str(FILES / "08-questions.yaml")).document).slots.paths)


def written(folder: Path, name: str, content: bytes) -> str:
    place = folder / name
    place.write_bytes(content)
    return str(place)


def tongue(dice: random.Random) -> Call:
    return [*dice.choice([[], [], ["--json"]]), *dice.choice([[], ["--lang", "zh"]])]


def cases(folder: Path, dice: random.Random) -> Call:
    content = mutant(dice.choice(CASES).read_bytes(), dice, words())
    return ["check", written(folder, "case.yaml", content), *tongue(dice)]


def facts(folder: Path, dice: random.Random) -> Call:
    seed = dice.choice([FILES / "river-facts.yaml", *sorted((TESTS / "broken_facts").glob("*.yaml"))])
    content = mutant(seed.read_bytes(), dice, words())
    if dice.random() < 0.5:
        content = of_structure((FILES / "river-facts.yaml").read_text(encoding="utf-8"), dice, 1).encode()
    call = ["observe", str(FILES / "08-questions.yaml"), "--events", written(folder, "facts.yaml", content)]
    return [*call, "--beliefs", "8", "--runs", "2", "--threads", "1", *tongue(dice)]


def answers(folder: Path, dice: random.Random) -> Call:
    content = (FILES / "answers.yaml").read_bytes()
    if dice.random() < 0.6:
        content = "\n".join(f"{path}: {value(dice)}" for path in dice.sample(paths(), dice.randint(1, 3))).encode()
    if dice.random() < 0.6:
        content = mutant(content, dice, words())
    place = written(folder, "answers.yaml", content)
    return [
        "ask",
        str(FILES / "08-questions.yaml"),
        "--apply",
        place,
        "--to",
        str(folder / "to.yaml"),
        "--force",
        *tongue(dice),
    ]


def value(dice: random.Random) -> str:
    return (
        json.dumps(dice.choice(ODD)) if dice.random() < 0.4 else dice.choice(["0.2", "1 to 2", "3 days", "none", "50"])
    )


def edits(folder: Path, dice: random.Random) -> Call:
    path = dice.choice(paths())
    if dice.random() < 0.4:
        path = of_bytes(path.encode(), dice).decode("utf-8", "replace")
    path = path.replace("\0", "")
    case = str(FILES / "08-questions.yaml")
    told = value(dice).replace("\0", "")
    size = ["--beliefs", "2", "--runs", "2", "--threads", "1"]
    kind = dice.randrange(4)
    if kind == 0:
        return ["show", case, "--", path]
    if kind == 1:
        wanted = dice.choice(["set", "shift", "flags", "zz"])
        return ["whatif", case, "--change", f"{wanted}: {{{path}: {told}}}", *size, *tongue(dice)]
    more = ["--save", str(folder / "saved.yaml"), "--force"] if kind == 2 else []
    return ["whatif", case, *size, *more, *tongue(dice), "--", f"{path}={told}"]


def tables(folder: Path, dice: random.Random) -> Call:
    content = dice.choice([FILES / "river-table.csv", FILES / "resolved-table.csv"]).read_bytes()
    if dice.random() < 0.2:
        return [
            "import",
            written(folder, "table.xlsx", workbook(content, dice)),
            "--as-of",
            "2026-01-01",
            *tongue(dice),
        ]
    content = mutant(content, dice, words()) if dice.random() < 0.3 else of_cells(content, dice)
    verb = ["backtest"] if dice.random() < 0.2 else ["import", "--as-of", "2026-01-01"]
    return [*verb, written(folder, "table.csv", content), *tongue(dice)]


def of_cells(content: bytes, dice: random.Random) -> bytes:
    rows = [line.split(",") for line in content.decode().splitlines()]
    for _ in range(dice.randint(1, 5)):
        row = dice.choice(rows)
        row[dice.randrange(len(row))] = str(
            dice.choice([*ODD, "", "=1+1", "1,5", "10%", "-5", "１２", "Delta"])
        ).replace("\n", " ")
        if dice.random() < 0.1:
            row.append("more")
    return "\n".join(",".join(row) for row in rows).encode("utf-8", "replace")


def workbook(content: bytes, dice: random.Random) -> bytes:
    """Return a workbook of a table, its parts or its bytes changed."""
    import zipfile

    import openpyxl

    book = openpyxl.Workbook()
    for row in content.decode().splitlines():
        book.active.append(row.split(","))
    made = BytesIO()
    book.save(made)
    if dice.random() < 0.4:
        return of_bytes(made.getvalue(), dice)
    out = BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        chosen = dice.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, of_bytes(part, dice) if name == chosen else part)
    return out.getvalue()


def ledgers(folder: Path, dice: random.Random) -> Call:
    place = folder / "ledger"
    place.mkdir(exist_ok=True)
    known = (TESTS / "forecast" / "ferry.yaml").read_bytes()
    line = json.dumps(
        {"number": 1, "at": "2024-01-01T00:00:00Z", "kind": "note", "content": {"p": 0.5}, "before": "0" * 64}
    )
    content = mutant(dice.choice([line.encode() * 2, line.encode() + b"\n", known]), dice, words())
    (place / "ledger.jsonl").write_bytes(content + dice.choice([b"", b"\n"]))
    verb = dice.choice([["verify"], ["verify"], ["score"], ["witness"], ["resolve", "q", "yes"]])
    return [*verb, "--ledger", str(place)]


PLAYED = (
    "outlook",
    "brief",
    "markers",
    "levers",
    "ask",
    "seal",
    "baserate",
    "diff",
    "show",
    "coverage",
    "forecast",
    "deals",
    "drivers",
    "discover",
    "theories",
    "conflict",
    "story",
    "world",
    "export",
)


def verbs(folder: Path, dice: random.Random) -> Call:
    """Return a call of a verb on a mutant that loads."""
    from click import Context

    from detente.case.reading.read import read_text
    from detente.cli import detente
    from detente.errors import CaseError

    seeds = [
        *SMALL,
        *SMALL,
        LIBRARY / "chicken.yaml",
        TESTS / "case" / "village.yaml",
        TESTS / "report" / "sample.yaml",
    ]
    for _ in range(60):
        text = of_structure(dice.choice(seeds).read_text(encoding="utf-8"), dice, 2)
        try:
            read_text(text, "case.yaml")
            break
        except CaseError:
            continue
    case = written(folder, "case.yaml", text.encode())
    verb = dice.choice(PLAYED)
    options = {name for option in detente.get_command(Context(detente), verb).params for name in option.opts}
    more = {
        "diff": [str(SMALL[0])],
        "seal": ["--ledger", str(folder / "sealed")],
        "world": ["--key", f"{dice.randrange(9)}:{dice.randrange(9)}"],
        "export": ["--out", str(folder / "exported.csv"), "--force"],
    }
    call = [verb, case, *more.get(verb, [])]
    for option, number in (
        ("--beliefs", "6"),
        ("--runs", "3"),
        ("--worlds", "400"),
        ("--threads", "1"),
        ("--report", str(folder / "r.html")),
    ):
        if option in options and (option != "--report" or dice.random() < 0.4):
            call += [option, number]
    if verb == "outlook" and dice.random() < 0.3:
        call += ["--with", "all"]
    spoken = tongue(dice)
    told = [word for word in spoken if word != "--json" or "--json" in options]
    return [*call, *told, *(["--force"] if "--report" in call else [])]


ARTICLES = sorted((TESTS / "drafting" / "texts").rglob("*.txt"))
NEWS = sorted(FILES.glob("river-*.txt"))


def documents(folder: Path, dice: random.Random) -> Call:
    """Return a call that drafts from an article whose text or container is changed."""
    text = dice.choice(ARTICLES).read_text(encoding="utf-8")
    paragraphs = text.split("\n\n")
    paragraphs = dice.sample(paragraphs, min(len(paragraphs), dice.randint(1, 12)))  # in another order, some left out
    text = "\n\n".join(paragraphs)
    kind = dice.choice(["txt", "txt", "html", "docx", "md"])
    if kind == "docx":
        content = of_word(paragraphs, dice)
    else:
        if kind == "html":
            text = "<html><body>" + "".join(f"<p>{each}</p>" for each in paragraphs) + "</body></html>"
        content = mutant(text.encode(), dice, words()) if dice.random() < 0.7 else text.encode()
    place = written(folder, f"article.{kind}", content)
    return ["draft", place, "--out", str(folder / "drafted.yaml"), "--force", *tongue(dice)]


def of_word(paragraphs: list[str], dice: random.Random) -> bytes:
    """Return a document of Word's, as it is or with bytes of it changed."""
    import docx

    made, book = BytesIO(), docx.Document()
    for each in paragraphs:
        book.add_paragraph("".join(sign for sign in each if sign.isprintable()))
    book.save(made)
    return of_bytes(made.getvalue(), dice) if dice.random() < 0.5 else made.getvalue()


def news(folder: Path, dice: random.Random) -> Call:
    """Return a call that reads facts from changed news."""
    content = mutant(dice.choice([*NEWS, *ARTICLES]).read_bytes(), dice, words())
    place = written(folder, "news.txt", content)
    call = ["facts", place, "--for", str(FILES / "08-questions.yaml"), "--out", str(folder / "facts.yaml"), "--force"]
    return [*call, *tongue(dice)]


CAMPAIGNS = {
    "cases": Campaign(100_000, 300, cases),
    "facts": Campaign(5_000, 40, facts),
    "answers": Campaign(5_000, 100, answers),
    "edits": Campaign(5_000, 20, edits),
    "tables": Campaign(5_000, 150, tables),
    "ledgers": Campaign(5_000, 150, ledgers),
    "verbs": Campaign(5_000, 4, verbs),
    "documents": Campaign(2_000, 6, documents),
    "news": Campaign(2_000, 10, news),
}
