"""What a document is made of, whatever its kind: headings, sentences, tables and pictures that say what they show."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

__all__ = ["Chapter", "Document", "Figure", "Grid", "Line", "Paragraph", "Run"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look.

    Attributes:
        strong: Whether they carry the weight.
        colour: Name of a colour; empty for that of the text.
    """

    text: str
    strong: bool = False
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences one after another.

    Attributes:
        look: `lead`, `text`, `small` or `code`.
    """

    runs: tuple[Run, ...]
    look: str = "text"

    @property
    def text(self) -> str:
        """Return what it says."""
        return " ".join(run.text for run in self.runs if run.text)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture without words.

    Attributes:
        svg: The drawing; colours are those of the palette, by name.
        says: What it shows, for those who hear it.
        size: Width and height in pixels.
    """

    svg: str
    says: str
    size: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table.

    Attributes:
        label: What it is about.
        cells: What stands beside it.
        strong: Which cells carry the weight.
        figure: What is drawn between label and cells, if anything is.
        colour: Name of the colour of the label; empty for that of the text.
    """

    label: str
    cells: tuple[str, ...]
    strong: tuple[bool, ...] = ()
    figure: Figure | None = None
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Attributes:
        title: What it holds, in a few words.
        head: A head for the labels and one for each cell; all empty where the rows speak for themselves.
        drawn: Whether its rows have pictures.
    """

    title: str
    head: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def drawn(self) -> bool:
        """Say whether any row has a picture."""
        return any(line.figure is not None for line in self.lines)


@dataclass(frozen=True, slots=True)
class Chapter:
    """What stands under one heading.

    Attributes:
        question: Which question it answers; empty where the title says it.
    """

    title: str
    question: str
    parts: tuple[Paragraph | Grid | Figure, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A document before it is of any kind.

    Attributes:
        kind: What it is, in a word.
        when: Of what day it is, and how far it looks.
        opening: What stands above all chapters.
        closing: What stands beneath them.
        made_on: The day that it bears as its own; never that of the machine.
        language: `en` or `zh`.
    """

    title: str
    kind: str
    when: str
    about: str
    opening: Chapter
    chapters: tuple[Chapter, ...]
    closing: tuple[Paragraph, ...]
    made_on: date
    language: str
    version: str
    subject: str = field(default="")
