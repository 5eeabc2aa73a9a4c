"""Answers as pieces of HTML for notebooks: the outlook's picture, or the chapter of the report."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

from detente.analyses import QUESTIONS, Question, at
from detente.analysis.outlook.views import Outlook
from detente.case.case import Case, known
from detente.locale import Texts, texts
from detente.locale.figures import count, day
from detente.report.data import plain
from detente.report.drawing.palette import COLOURS
from detente.report.outlook.chart import outlook_chart
from detente.report.outlook.words import chance_in_words, model_error_in_words

__all__ = ["in_notebook", "outlook_html"]

_WIDTH = 760.0
_HEIGHT = 560


def in_notebook(found: Any, language: str = "en") -> str:
    """Return the answer to a question of the register as it shows itself in a notebook.

    Its chapter stands in a frame of its own, so that no style meets those of the notebook. A chapter needs the case:
    where nobody holds it any more, the answer's main numbers stand in a table.

    Args:
        found: The answer.
        language: `en` or `zh`.
    """
    if isinstance(found, Outlook):
        return outlook_html(found, language)
    asks = next(each for each in QUESTIONS if at(each.result) is type(found))
    stamp = getattr(found, "stamp", getattr(found, "first", found))
    case = known(stamp.case_sha256)
    if case is None or not asks.chapter:
        return _table(found, language)
    page = _page(asks, found, case, texts(language))
    frame = Markup('<iframe srcdoc="{}" sandbox="" style="width:100%;height:{}px;border:0" title="{}"></iframe>')
    return str(frame.format(page, _HEIGHT, case.document.title.in_language(language)))


def _page(asks: Question, found: Any, case: Case, words: Texts) -> str:
    from detente.report.section import page_of

    sections = [at(asks.chapter)(found, case, words)]
    return page_of(sections, case, words, f"detente.{asks.name}(case)", found.status.in_language(words.language))


def _table(found: Any, language: str) -> str:
    """Return what an answer holds of single numbers and words as a table."""
    rows = Markup("").join(
        Markup("<tr><th style='text-align:left'>{}</th><td style='text-align:left'>{}</td></tr>").format(key, value)
        for key, value in plain(found, language).items()
        if isinstance(value, str | int | float) and value != ""
    )
    return str(Markup("<table>{}</table>").format(rows))


def outlook_html(outlook: Outlook, language: str = "en") -> str:
    """Return the picture of an outlook with the same as a table, for `_repr_html_`.

    Args:
        outlook: What all worlds together say.
        language: `en` or `zh`.
    """
    words = texts(language)
    colours = ";".join(f"--{name}:{light}" for name, (light, _) in COLOURS.items())
    when = words("header.when", as_of=day(outlook.as_of, words.language), until=day(outlook.until, words.language))
    rows = Markup("").join(
        Markup("<tr><th style='text-align:left'>{}</th><td style='text-align:left'>{}<br>{}</td></tr>").format(
            view.title.in_language(language),
            chance_in_words(view.chance, words),
            model_error_in_words(view.with_model_error, words),
        )
        for view in outlook.scenarios
    )
    worlds = words(
        "footer.beliefs_runs",
        beliefs=count(outlook.beliefs),
        runs=count(outlook.runs),
        worlds=count(outlook.beliefs * outlook.runs),
    )
    seed = f"{words('footer.seed')} {outlook.seed}"
    return (
        f'<div style="{colours};background:var(--surface);color:var(--ink);max-width:{_WIDTH:g}px;'
        'padding:12px 16px;font-family:system-ui,sans-serif">'
        f"<strong>{escape(outlook.title.in_language(language))}</strong> · {escape(when)}"
        f"{outlook_chart(outlook, words, _WIDTH)}<table>{rows}</table>"
        f"<small>{escape(worlds)} · {escape(seed)} · {escape(outlook.status.in_language(language))}</small></div>"
    )
