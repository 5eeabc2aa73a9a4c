"""Run what the pages show: every block of a page is executed, and what it prints can be written back.

A fenced block is run by its language:

    python    executed; all Python blocks of a page share their names
    pycon     executed line by line; what is printed must stand beneath
    console   `$ detente …` is run; what it prints must stand beneath
    yaml      a file of the page, a part of one, or an addition to one; it must be a valid case

A comment on the line before a block says more:

    <!-- not run: why -->        the block is for reading alone
    <!-- tests -->               it is what `.ci/run` runs
    <!-- shown: How it may end; Signs -->  of the output, the paragraphs that begin so are shown
    <!-- file: village.yaml -->  the block is the whole of this file
    <!-- part of: village.yaml --> the block stands in this file
    <!-- facts: seen.yaml about village.yaml --> the block is the whole of a file of facts
    <!-- added to: village.yaml --> this file with the block at its end is a valid case

Files stand in `docs/files`; the blocks of a page run in a copy of it.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from doctest import DocTestParser, Example
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

__all__ = ["Block", "PageError", "blocks_of", "pages", "refreshed"]

ROOT = Path(__file__).resolve().parents[1]
FILES = ROOT / "docs" / "files"
FENCE = re.compile(
    r"^(?P<fence>`{3,})(?P<language>\S*)[ \t]*\n(?P<body>.*?)^(?P=fence)[ \t]*$", re.MULTILINE | re.DOTALL
)
COMMENT = re.compile(r"<!--\s*(?P<key>[a-z ]+?)(?::\s*(?P<value>.*?))?\s*-->\n\Z")
READ_ONLY = frozenset({"", "text", "json", "bibtex"})


class PageError(Exception):
    """A block of a page does not do what the page says."""


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block.

    Attributes:
        language, body: what stands in it.
        line: where its body begins in the page, counted from 1.
        start, end: the body's place in the text.
        key, value: the comment on the line before, such as `not run` and its reason.
    """

    language: str
    body: str
    line: int
    start: int
    end: int
    key: str
    value: str


@dataclass(slots=True)
class Setting:
    """What the blocks of one page share."""

    folder: Path
    names: dict[str, Any] = field(default_factory=lambda: {"__name__": "page"})


def pages() -> tuple[Path, ...]:
    """Return every page: those at the root, and those of the documentation."""
    return (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")))


def blocks_of(text: str) -> Iterator[Block]:
    """Yield the fenced blocks of a page."""
    for match in FENCE.finditer(text):
        comment = COMMENT.search(text[: match.start()])
        key, value = (comment["key"], comment["value"] or "") if comment else ("", "")
        line = text.count("\n", 0, match.start("body")) + 1
        yield Block(match["language"], match["body"], line, match.start("body"), match.end("body"), key, value)


def refreshed(page: Path) -> str:
    """Run every block of a page and return its text with the output they give now.

    Raises:
        PageError: a block fails, or its kind is unknown.
    """
    text = page.read_text(encoding="utf-8")
    pieces, at = [], 0
    with _workplace() as setting:
        for block in blocks_of(text):
            try:
                body = _run(block, setting)
            except Exception as error:
                raise PageError(f"{page.relative_to(ROOT)}:{block.line}: {type(error).__name__}: {error}") from error
            pieces += [text[at : block.start], body]
            at = block.end
    return "".join([*pieces, text[at:]])


@contextlib.contextmanager
def _workplace() -> Iterator[Setting]:
    """Work in a copy of the files that pages use."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if FILES.is_dir():
            shutil.copytree(FILES, folder, dirs_exist_ok=True)
        with contextlib.chdir(folder):
            yield Setting(folder)


def _run(block: Block, setting: Setting) -> str:
    """Run a block and return its body as it should read."""
    if block.key == "not run":
        if not block.value:
            raise PageError("a block that is not run needs a reason")
        return block.body
    if block.language in READ_ONLY or block.key == "tests":
        return block.body
    if block.language == "python":
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(block.body, f"<page, line {block.line}>", "exec"), setting.names)
        return block.body
    if block.language == "pycon":
        return _session(block, setting)
    if block.language == "console":
        return _console(block)
    if block.language == "yaml":
        return _yaml(block, setting)
    raise PageError(f"nobody knows how to run a block of {block.language!r}; mark it `<!-- not run: why -->`")


def _session(block: Block, setting: Setting) -> str:
    """Run an interactive block line by line."""
    written = []
    for part in DocTestParser().parse(block.body):
        if not isinstance(part, Example):
            written.append(part)
            continue
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(part.source, "<page>", "single"), setting.names)
        first, *rest = part.source.rstrip("\n").split("\n")
        prompts = [f">>> {first}", *(f"... {line}".rstrip() for line in rest)]
        written.append("\n".join([*prompts, printed.getvalue()]))
    return "".join(written)


def _console(block: Block) -> str:
    """Run the commands of a block; show what they print."""
    from click.testing import CliRunner

    from detente.cli import detente

    remembering = _remembering()
    written: list[str] = []
    for command in re.findall(r"^\$ (.*(?:(?<=\\)\n.*)*)$", block.body, re.MULTILINE):
        words = _words(command)
        if words[0] != "detente":
            raise PageError(f"only `detente` is run here, not {words[0]!r}; mark the block `<!-- not run: why -->`")
        with mock.patch("detente.engine.run.simulate.simulate", remembering):
            alike = {"COLUMNS": None, "DETENTE_LANG": None}  # wherever it is run
            done = CliRunner().invoke(detente, words[1:], prog_name="detente", env=alike)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        printed = done.output if done.exit_code else done.stdout
        lines = [line.rstrip() for line in printed.rstrip("\n").split("\n")] if printed else []
        written += [f"$ {command}", *_chosen(lines, block)]
    return "\n".join(written) + "\n"


@cache
def _remembering() -> Callable[..., Any]:
    """Return `simulate` with a memory: the same case, conditions and numbers give the same worlds in a later block."""
    from detente.engine.run.simulate import simulate

    played: dict[tuple[object, ...], Any] = {}

    def remembered(case: Any, **options: Any) -> Any:
        told = tuple(sorted((name, value) for name, value in options.items() if name not in ("progress", "threads")))
        key = (case.sha256, repr(case.document), told)  # a lever changes the document and not the text
        if key not in played:
            played[key] = simulate(case, **options)
        return played[key]

    return remembered


def _words(command: str) -> list[str]:
    import shlex

    return shlex.split(command.replace("\\\n", " "))


def _chosen(lines: list[str], block: Block) -> list[str]:
    """Return the paragraphs of an output that the page shows; `…` stands for those left out."""
    if block.key != "shown":
        return lines
    wanted = [name.strip() for name in block.value.split(";")]
    shown: list[str] = []
    met: set[str] = set()
    for paragraph in "\n".join(lines).split("\n\n"):
        begins = [name for name in wanted if paragraph.startswith(name)]
        met.update(begins)
        if begins:
            shown += ([""] if shown else []) + paragraph.split("\n")
        elif not shown or shown[-1] != "…":
            shown += ([""] if shown else []) + ["…"]
    if missing := sorted({*wanted} - met):
        raise PageError(f"no paragraph of the output begins with {missing}")
    return shown


def _yaml(block: Block, setting: Setting) -> str:
    """Check a block of the case language against the file it belongs to."""
    from detente.case import load
    from detente.case.facts import load_facts

    if block.key == "facts":
        name, _, about = (block.value or "").partition(" about ")
        return load_facts(setting.folder / name, load(setting.folder / about)).text
    path = setting.folder / block.value
    if block.key == "file":
        load(path)
        return path.read_text(encoding="utf-8")
    if block.key == "part of":
        load(path)
        if block.body not in path.read_text(encoding="utf-8"):
            raise PageError(f"this does not stand in {block.value}")
        return block.body
    if block.key == "added to":
        together = setting.folder / f"with-{block.line}.yaml"
        together.write_text(path.read_text(encoding="utf-8") + "\n" + block.body, encoding="utf-8")
        load(together)
        os.remove(together)
        return block.body
    raise PageError("say what this belongs to: `<!-- file: … -->`, `<!-- part of: … -->` or `<!-- added to: … -->`")
