"""The text of web pages, PDFs and Word documents, without what is not meant to be read."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from typing import Any

from detente.errors import EvidenceError
from detente.extras import install_command
from detente.locale import Texts

__all__ = ["Extracted", "of_pdf", "of_web", "of_word"]

_UNPACKED = 100_000_000
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_APART = frozenset(
    {"script", "style", "noscript", "template", "nav", "footer", "aside", "form", "svg", "head", "iframe"}
)
_BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 li br tr td th section article blockquote figcaption figure header main ul ol table dd dt hr pre".split()  # noqa: SIM905
)
_VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "wbr", "source"})
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Extracted:
    """A text and what its file says of it.

    Attributes:
        text: The text.
        title: Its title.
        written: The day it appeared.
    """

    text: str
    title: str = ""
    written: date | None = None


def of_web(page: str) -> Extracted:
    r"""Return what a web page shows; nothing in it is run or fetched.

    Example:
        >>> of_web("<title>T</title><p>One &amp; two.</p><script>x()</script><p hidden>No.</p>").text
        'One & two.\n'
    """
    reader = _Page()
    reader.feed(page)
    reader.close()
    lines = (re.sub(r"[ \t\r\f\v]+", " ", line).strip() for line in "".join(reader.shown).split("\n"))
    return Extracted("".join(f"{line}\n" for line in lines if line), " ".join(reader.title.split()), reader.written)


class _Page(HTMLParser):
    """Collects the text that is shown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.shown: list[str] = []
        self.title = ""
        self.written: date | None = None
        self._hidden: list[str] = []
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._in_title = tag == "title"
        about = (given.get("property") or given.get("name") or "").lower()
        if (tag == "meta" and about in ("article:published_time", "date", "dc.date")) or tag == "time":
            self._date(given.get("content") or given.get("datetime") or "")
        hidden = "hidden" in given or re.search(r"display\s*:\s*none", given.get("style") or "")
        if tag not in _VOID and (self._hidden or tag in _APART or hidden):
            self._hidden.append(tag)
        if tag in _BLOCKS and not self._hidden:
            self.shown.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False
        if tag in self._hidden:
            while self._hidden.pop() != tag:
                pass
        elif tag in _BLOCKS and not self._hidden:
            self.shown.append("\n")

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        elif not self._hidden:
            self.shown.append(data.replace("\n", " "))

    def _date(self, written: str) -> None:
        match = _DAY.match(written)
        if match and self.written is None:
            try:
                self.written = date(*map(int, match.groups()))
            except ValueError:
                return


def of_pdf(content: bytes, name: str, words: Texts) -> Extracted:
    """Return the text of a PDF, its broken lines joined to paragraphs.

    Raises:
        EvidenceError: It is damaged or locked, or the package that reads it is missing.
    """
    try:
        import pypdf
    except ImportError:
        raise EvidenceError(words("draft.no_pypdf"), install_command("draft")) from None
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise EvidenceError(words("draft.locked", file=name))
        pages = [page.extract_text() or "" for page in reader.pages]
        title = str(reader.metadata.title or "") if reader.metadata else ""
    except EvidenceError:
        raise
    except Exception as error:  # whatever a damaged file makes the library stumble over
        raise EvidenceError(words("draft.damaged", file=name, reason=type(error).__name__)) from None
    return Extracted(_joined("\n".join(pages)), title)


def _joined(text: str) -> str:
    """Join lines that a page broke: a line that ends a sentence, or is short, ends a paragraph."""
    paragraphs: list[str] = []
    longest = max((len(line) for line in text.split("\n")), default=0)
    going = False
    for line in map(str.strip, text.split("\n")):
        if not line or re.fullmatch(r"[-–—\s\d]*\d[-–—\s\d]*", line):
            going = going and bool(line)
            continue
        if going:
            before = paragraphs[-1]
            if before.endswith("-") and line[:1].islower():
                paragraphs[-1] = before[:-1] + line
            else:
                between = "" if re.search(r"[\u3000-\u9fff\uff00-\uffef]$", before) else " "
                paragraphs[-1] = before + between + line
        else:
            paragraphs.append(line)
        going = not re.search(r"[.!?。！？：:”\"]$", line) and len(line) > 0.6 * longest
    return "".join(f"{line}\n" for line in paragraphs)


def of_word(content: bytes, name: str, words: Texts) -> Extracted:
    """Return the text of a Word document as it stands once its tracked changes are accepted, without comments.

    Raises:
        EvidenceError: It is no Word document, damaged, or enormous once unpacked.
    """
    try:
        from defusedxml import ElementTree
        from defusedxml.common import DefusedXmlException
    except ImportError:
        raise EvidenceError(words("draft.no_defusedxml"), install_command("draft")) from None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            part = archive.getinfo("word/document.xml")
            with archive.open(part) as opened:
                xml = opened.read(_UNPACKED + 1)
    except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        raise EvidenceError(words("draft.no_word", file=name)) from None
    except Exception as error:  # zlib's own errors, and those of other packings
        raise EvidenceError(words("draft.damaged", file=name, reason=type(error).__name__)) from None
    if len(xml) > _UNPACKED:
        raise EvidenceError(words("draft.unpacked", file=name, most=f"{_UNPACKED:,}"))
    try:
        root = ElementTree.fromstring(xml)
    except (DefusedXmlException, ElementTree.ParseError, ValueError):
        raise EvidenceError(words("draft.no_word", file=name)) from None
    lines = (_line(paragraph) for paragraph in root.iter(f"{_WORD}p"))
    return Extracted("".join(f"{line}\n" for line in lines if line))


def _line(paragraph: Any) -> str:
    """Return the text of a paragraph: what was struck out is no `w:t`, and paragraphs in text boxes come by themselves."""
    parts: list[str] = []

    def walk(element: Any) -> None:
        for child in element:
            if child.tag == f"{_WORD}p" or child.tag in (f"{_WORD}del", f"{_WORD}moveFrom"):
                continue
            if child.tag == f"{_WORD}t":
                parts.append(child.text or "")
            elif child.tag in (f"{_WORD}tab", f"{_WORD}br", f"{_WORD}cr"):
                parts.append(" ")
            walk(child)

    walk(paragraph)
    return " ".join("".join(parts).split())
