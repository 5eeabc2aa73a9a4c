"""How pages write: the templates, the formats that all of them use, and the style."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from detente.case.schema.base import Bilingual
from detente.locale import Texts
from detente.locale.figures import amount, count, day, days, percent, percent_range, shared
from detente.locale.likelihood import likelihood
from detente.report.drawing.palette import COLOURS
from detente.report.outlook.words import chance_in_words, model_error_in_words

__all__ = ["coloured", "environment", "formats", "style_sheet", "unbroken"]


def formats(words: Texts) -> dict[str, Any]:
    """Return what every template may call: texts, probabilities, dates and counts in the language of the page."""
    language = words.language

    def text(both: Bilingual | None) -> str:
        return both.in_language(language) if both is not None else ""

    return {
        "t": words,
        "lang": "zh-Hans" if language == "zh" else "en",
        "text": text,
        "pct": lambda share: percent(share, language),
        "part": lambda share: shared(share, language),
        "between": lambda low, high: percent_range(low, high, language),
        "day": lambda when: day(when, language) if when else "–",
        "days": days,
        "count": count,
        "amount": amount,
        "chance": lambda view: chance_in_words(view, words),
        "with_model_error": lambda view: model_error_in_words(view, words),
        "likely": lambda view: likelihood(view.value, words),
    }


def unbroken(page: str) -> str:
    """Keep per cent signs on the line of their figures."""
    return page.replace(" %", "\u00a0%")


def style_sheet() -> str:
    """Return the report's style with the colours of both themes."""
    return coloured("style.css")


def coloured(name: str) -> str:
    """Return a style sheet with the colours of both themes."""
    folder = environment().loader
    assert folder is not None
    style = folder.get_source(environment(), name)[0]
    light = ";".join(f"--{name}:{values[0]}" for name, values in COLOURS.items())
    dark = ";".join(f"--{name}:{values[1]}" for name, values in COLOURS.items())
    grounds = "".join(f".bg-{name}{{background:var(--{name})}}" for name in COLOURS)
    return style.replace("/*light*/", light).replace("/*dark*/", dark).replace("/*grounds*/", grounds)


@cache
def environment() -> Environment:
    """Return the templates; everything they are given is escaped."""
    return Environment(
        loader=ChoiceLoader([PackageLoader("detente.report", folder) for folder in ("templates", "")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
