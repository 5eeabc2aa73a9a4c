"""Claims: their paragraphs exist, and no paragraph is both used and declared unused."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.checks.names import Names
from detente.case.schema.case import Document
from detente.mistakes import Slip

__all__ = ["check_sources"]


def check_sources(document: Document, names: Names) -> Iterator[Slip]:
    """Report paragraphs beyond the end of a source, spans without length and paragraphs used twice over."""
    for path, source, paragraphs in _cited(document):
        count = document.sources[source].paragraphs if source in document.sources else None
        for index, paragraph in enumerate(paragraphs):
            if count is not None and paragraph >= count:
                values = {"found": str(paragraph), "source": source, "last": str(count - 1)}
                yield Slip("no_paragraph", f"{path}.{index}", values)
    for key, claim in document.claims.items():
        if claim.span is not None and claim.span[0] >= claim.span[1]:
            values = {"first": str(claim.span[0]), "end": str(claim.span[1])}
            yield Slip("empty_span", f"claims.{key}.span", values)
        elif claim.span is not None and len(claim.paragraphs) != 1:
            values = {"count": str(len(claim.paragraphs))}
            yield Slip("span_of_several", f"claims.{key}.span", values)
    yield from _used_and_not(document)


def _cited(document: Document) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Yield every list of paragraphs with its path and source."""
    for key, claim in document.claims.items():
        yield f"claims.{key}.paragraphs", claim.source, claim.paragraphs
    for source, entries in document.not_used.items():
        for index, entry in enumerate(entries):
            yield f"not_used.{source}.{index}.paragraphs", source, entry.paragraphs


def _used_and_not(document: Document) -> Iterator[Slip]:
    used: dict[tuple[str, int], str] = {}
    for key, claim in document.claims.items():
        for paragraph in claim.paragraphs:
            used.setdefault((claim.source, paragraph), key)
    for source, entries in document.not_used.items():
        for place, entry in enumerate(entries):
            for index, paragraph in enumerate(entry.paragraphs):
                if user := used.get((source, paragraph)):
                    path = f"not_used.{source}.{place}.paragraphs.{index}"
                    yield Slip("used_and_not_used", path, {"paragraph": str(paragraph), "claim": user})
