"""What a case rests on, counted: claims by source, paragraphs used, numbers that are guesses."""

from __future__ import annotations

from detente.analysis.brief.views import Evidence, SourceCount
from detente.analysis.compare.endings import titled
from detente.analysis.outlook.views import Outlook
from detente.case.schema.case import Document

__all__ = ["evidence_of"]


def evidence_of(outlook: Outlook, document: Document) -> Evidence:
    """Return what the case rests on."""
    sources = []
    for key, source in document.sources.items():
        claims = [claim for claim in document.claims.values() if claim.source == key]
        used = {number for claim in claims for number in claim.paragraphs}
        aside = {number for left in document.not_used.get(key, ()) for number in left.paragraphs} - used
        counted = SourceCount(key, titled(source.title, key), len(claims), source.paragraphs, len(used), len(aside))
        sources.append(counted)
    ordered = sorted((source for source in sources if source.claims), key=lambda source: (-source.claims, source.id))
    return Evidence(outlook.guesses, len(document.claims), tuple(ordered))
