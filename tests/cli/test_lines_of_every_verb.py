"""What every verb prints, in both languages, at any width, piped and watched: no line breaks what belongs together."""

from __future__ import annotations

import io
import re
import sys
from collections import Counter
from importlib import util
from pathlib import Path

import pytest

from detente.cli.frame.verbs import VERBS, detente
from detente.cli.frame.wrapping import cells

ROOT = Path(__file__).parents[2]
_SPEC = util.spec_from_file_location("json_of_every_verb", Path(__file__).with_name("test_json_of_every_verb.py"))
assert _SPEC is not None
assert _SPEC.loader is not None
JSON = util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(JSON)
place = JSON.place

DATA = {"schema", "new", "import", "export", "draft", "facts", "open"}
"""Verbs that print a file to be read by programs, which nobody may break; `open` serves."""
REAL = {"brief", "outlook", "deals", "levers", "markers", "baserate", "conflict", "theories", "observe"}
"""Verbs that are asked of a case with long names and many parties."""
CLOSING = tuple("，。、；：？！）】》〉」』”’%‰…,.;:?!)]}")
PICTURE = "·━●.=o#█◆x*│|▸"
UNIT = (
    r"(?:%|个百分点|百分点|年|月|日|天|次|种|场|条|项|组|个|days?\b|points?\b|worlds\b|runs\b|beliefs\b|months?\b"
    r"|years?\b|parties\b)"
)
NUMBER = re.compile(rf"\d[\d.,–]* ?{UNIT}|\d[\d.,]*–\d[\d.,]*|\d+ in 100|\d+ of \d+")


class Watched(io.TextIOWrapper):
    def __init__(self, watched: bool) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8")
        self.watched = watched

    def isatty(self) -> bool:
        return self.watched

    def said(self) -> list[str]:
        self.flush()
        text = self.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined]
        return re.sub(r"\x1b\[[0-9;]*m", "", text).split("\n")


def calls(verb: str, where: Path, real: bool) -> list[list[str]]:
    """Return how a verb is called here; what prints a file is asked for its short answer."""
    found = []
    for arguments in JSON.CALLS[verb]:
        case = "elmira-1991" if verb == "conflict" else "alaska-2025"
        if real and verb in REAL and arguments and arguments[0].endswith(".yaml") and not arguments[0].startswith("08"):
            arguments = (case, *arguments[1:])
        if verb == "observe":
            arguments = (*arguments[:3], *JSON.FEW)
        if verb == "deals" and real:
            arguments = ("alaska-2025", "--beliefs", "20")
        arguments = tuple(each for each in arguments if each not in ("--want", "release"))
        found.append([verb, *(each.format(place=where) for each in arguments)])
    return found


def printed(arguments: list[str], width: int, watched: bool, monkeypatch) -> list[str]:
    """Return the lines that a call prints."""
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("TERM", "xterm")
    stream = Watched(watched)
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", stream)
        detente.main(arguments, prog_name="detente", standalone_mode=False)
    return stream.said()


def problems(lines: list[str], whole: list[str], width: int, watched: bool) -> list[str]:
    """Return what is wrong with lines, beside the same unbroken."""
    found = [f"begins with punctuation: {line!r}" for line in lines if line.strip().startswith(CLOSING)]
    found += [f"ends in a space: {line!r}" for line in lines if line != line.rstrip()]
    found += [f"too wide: {line!r}" for line in lines if watched and cells(line) > width]
    joined = "\n".join(lines)
    numbers = {number[0] for line in whole for number in NUMBER.finditer(line)}
    found += [f"split: {number!r}" for number in sorted(numbers) if number not in joined]
    lines, whole = ([line for line in each if "···" not in line] for each in (lines, whole))
    signs = (Counter(re.sub(rf"[\s{re.escape(PICTURE)}]", "", "".join(each))) for each in (whole, lines))
    lost = next(signs) - next(signs)
    return found + ([f"lost: {lost}"] if lost else [])


def check(verb, language, width, watched, where, tmp_path, monkeypatch, real) -> None:
    monkeypatch.chdir(ROOT / "docs" / "files")
    monkeypatch.setenv("DETENTE_STORE", str(tmp_path / "runs"))
    for arguments in calls(verb, where, real):
        asked = [*arguments, "--lang", language]
        whole = printed(asked, 20_000, True, monkeypatch)
        lines = printed(asked, width, watched, monkeypatch)
        wrong = problems(lines, whole, width, watched)
        assert not wrong, "\n".join([" ".join(asked), *wrong, *lines])


PRINTING = [verb for verb in VERBS if verb not in DATA and verb not in {"resolve", "seal", "ask", "check", "mcp"}]


@pytest.mark.parametrize(("place_of", "verb"), list(enumerate(PRINTING)))
def test_lines_keep_together_what_belongs_together(place_of, verb, place, tmp_path, monkeypatch):
    """A language and a width each; all of them are tried in the long tests."""
    language, width = ("zh", "en")[place_of % 2], (60, 80)[place_of // 2 % 2]
    check(verb, language, width, place_of % 3 > 0, place, tmp_path, monkeypatch, False)


@pytest.mark.long
@pytest.mark.parametrize("watched", [True, False])
@pytest.mark.parametrize("width", [60, 80, 100, 200])
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("verb", PRINTING)
def test_lines_keep_together_at_every_width(verb, language, width, watched, place, tmp_path, monkeypatch):
    check(verb, language, width, watched, place, tmp_path, monkeypatch, True)
