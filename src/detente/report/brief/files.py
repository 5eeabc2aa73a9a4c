"""A brief as a file of the kind that its name asks for."""

from __future__ import annotations

from detente.analysis.brief.views import Brief
from detente.locale import Texts

__all__ = ["KINDS", "written"]

KINDS = (".html", ".md", ".pdf", ".docx", ".pptx")
"""Endings of files that a brief can be written to."""


def written(brief: Brief, kind: str, texts: Texts) -> str | bytes:
    """Return a brief as the content of a file.

    Args:
        brief: What the case comes to.
        kind: The ending of the file's name, one of `KINDS`.
        texts: The catalogue.

    Raises:
        PlayError: What writes this kind is not installed; the message says how to install it.
        StoreError: A PDF wants Chinese, and no font has it.
    """
    if kind == ".html":
        from detente.report.brief.page import render

        return render(brief, texts.language)
    if kind == ".md":
        from detente.report.brief.markdown import to_markdown

        return to_markdown(brief, texts)
    if kind == ".pdf":
        from detente.report.brief.page import render
        from detente.report.documents.kinds import pdf

        return pdf(render(brief, texts.language), brief.stamp.as_of, texts)
    from detente.report.brief.document import document_of
    from detente.report.documents.kinds import office

    return office(document_of(brief, texts), kind)
