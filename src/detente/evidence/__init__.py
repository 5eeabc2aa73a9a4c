"""What a case rests on: from numbers to claims to paragraphs of sources, and back."""

from detente.evidence.chain import Chain, Grounds, Support, chain, support
from detente.evidence.coverage import Coverage, CoveredParagraph, coverage
from detente.evidence.sources import SourceText, read_source

__all__ = [
    "Chain",
    "Coverage",
    "CoveredParagraph",
    "Grounds",
    "SourceText",
    "Support",
    "chain",
    "coverage",
    "read_source",
    "support",
]
