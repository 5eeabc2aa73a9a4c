"""A brief as a file of the kind that its name asks for."""

from __future__ import annotations

from detente.analysis.brief.views import Brief
from detente.locale import Texts

__all__ = ["KINDS", "written"]

KINDS = (".html", ".md")
"""Endings of files that a brief can be written to."""


def written(brief: Brief, kind: str, texts: Texts) -> str | bytes:
    """Return a brief as the content of a file.

    Args:
        brief: What the case comes to.
        kind: The ending of the file's name, one of `KINDS`.
        texts: The catalogue.

    Raises:
        StoreError: What writes this kind is not installed; the message says how to install it.
    """
    if kind == ".html":
        from detente.report.brief.page import render

        return render(brief, texts.language)
    from detente.report.brief.markdown import to_markdown

    return to_markdown(brief, texts)
