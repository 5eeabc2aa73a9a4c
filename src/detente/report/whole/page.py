"""The whole report as one page that needs no network and no scripts: the brief first, chapters that fold beneath it."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from detente.analysis.outlook.views import Outlook
from detente.case import Case
from detente.locale import Texts, texts
from detente.locale.figures import day
from detente.play_options import PlayOptions
from detente.report.brief.page import shown
from detente.report.brief.words import name_of
from detente.report.formats import coloured, environment
from detente.report.whole.contents import chapters, fragment
from detente.report.whole.material import Material, bare, play_report

__all__ = ["asked", "brief_fragment", "render", "render_outlook", "style"]


def render(found: Material, language: str = "en") -> str:
    """Return a report as HTML; the same material gives the same text. Everything from the case is escaped.

    Args:
        found: What it shows.
        language: `en` or `zh`.

    Raises:
        OptionError: There is no such language.
    """
    words = texts(language)
    written = chapters(found, words)
    page = environment().get_template("whole/page.html.j2")
    return str(
        page.render(
            **shown(found.brief, words),
            whole=True,
            style=Markup(style(_running(found, words))),
            chapters=written,
            folded=[fragment(each, words) for each in written],
        )
    )


def asked(
    case: Case, words: Texts, *, options: PlayOptions, names: Sequence[str] = (), leave_out: bool = False
) -> tuple[Outlook, str]:
    """Play a case, ask what its report is to hold, and return its outlook with the report.

    Args:
        case: The case.
        words: The catalogue.
        options: How to play.
        names: Questions that are wanted beside the outlook.
        leave_out: Whether to leave out what this case cannot be asked.
    """
    found = play_report(case, options, names, leave_out=leave_out)
    return found.outlook, render(found, words.language)


def render_outlook(outlook: Outlook, case: Case, language: str = "en") -> str:
    """Return the report of an outlook alone: no levers, signs or deal space are looked at."""
    return render(bare(outlook, case), language)


def brief_fragment(found: Material, words: Texts) -> Markup:
    """Return the brief as a piece of HTML, without a page around it."""
    page = environment().get_template("brief/body.html.j2")
    return Markup(page.render(**shown(found.brief, words), whole=False))


def style(running: str = "") -> str:
    """Return the style sheet of briefs and chapters.

    Args:
        running: What runs along the foot of every printed page.
    """
    quoted = '"' + running.replace("\\", " ").replace('"', "”").replace("\n", " ").replace("<", "‹") + '"'
    return coloured("brief/style.css").replace("/*running*/", quoted) + coloured("whole/style.css")


def _running(found: Material, words: Texts) -> str:
    stamp = found.brief.stamp
    return f"{name_of(stamp.title, words)} · {words('chapter.report')} · {day(stamp.as_of, words.language)}"
