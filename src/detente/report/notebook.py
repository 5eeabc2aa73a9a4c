"""An outlook as a piece of HTML for notebooks."""

from __future__ import annotations

from markupsafe import Markup, escape

from detente.analysis.outlook.views import Outlook
from detente.locale import texts
from detente.locale.figures import count, day
from detente.report.drawing.palette import COLOURS
from detente.report.outlook.chart import outlook_chart
from detente.report.outlook.words import chance_in_words

__all__ = ["outlook_html"]

_WIDTH = 760.0


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
        Markup("<tr><th style='text-align:left'>{}</th><td style='text-align:left'>{}</td></tr>").format(
            view.title.in_language(language), chance_in_words(view.chance, words)
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
