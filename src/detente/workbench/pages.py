"""How pages of the workbench are written: templates, the words and figures they use; everything is escaped."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from detente import __version__
from detente.locale import Texts
from detente.locale.figures import chance, chance_range, count, day
from detente.report.deals.words import hundredths
from detente.workbench.grid import mark_of

__all__ = ["page", "piece"]


def page(request: Request, words: Texts, template: str, **shown: Any) -> HTMLResponse:
    """Return a page.

    Args:
        request: What was asked for; it holds the nonce of the answer.
        words: The catalogue.
        template: Name of the template.
        **shown: What it shows.
    """
    nonce = request.scope["state"]["nonce"]
    text = _templates().get_template(template).render(**_common(words), nonce=nonce, path=request.url.path, **shown)
    return HTMLResponse(text)


def piece(words: Texts, template: str, **shown: Any) -> str:
    """Return a part of a page."""
    return _templates().get_template(template).render(**_common(words), **shown)


def _common(words: Texts) -> dict[str, Any]:
    language = words.language
    return {
        "words": words,
        "language": language,
        "version": __version__,
        "percent": chance,
        "percent_range": lambda low, high: chance_range(low, high, language),
        "points": _points,
        "count": count,
        "shared": lambda share: chance(share, counted=True),
        "hundredths": hundredths,
        "mark": lambda party, id: mark_of(party.mark, party.title, id, language),
        "day": lambda when: day(when, language),
        "title": lambda text: text.in_language(language),
    }


def _points(value: float, error: float) -> str:
    """Return a difference in points with its error; the sign is never lost, and nothing is minus zero."""
    places = 1 if abs(value) < 0.0995 or error < 0.0095 else 0
    shown = f"{abs(100 * value):.{places}f}"
    sign = "" if float(shown) == 0 else "+" if value > 0 else "−"
    return f"{sign}{shown} ± {100 * error:.1f}"


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("detente.workbench", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
