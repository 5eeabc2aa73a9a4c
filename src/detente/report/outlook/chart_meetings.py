"""What a meeting may settle, shelve or leave alone, and who refuses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.analysis.outlook.views import IssueFate, MeetingView
from detente.case.schema.issues import Issue
from detente.locale import Texts
from detente.locale.figures import percent, shared
from detente.report.drawing.canvas import broken, text_width
from detente.report.drawing.frame import Rows, percent_axis

__all__ = ["LEAST", "fates_chart", "refusals", "refusers_chart", "segments", "touched"]

LEAST = 0.005
"""The smallest share that is drawn."""

Refusal = tuple[str, str, str, float]
"""Title of the meeting, party, its title, share of the worlds in which the meeting is held."""

_DARK = {"step3", "step4"}
_SHADES = (("step3",), ("step4", "step2"), ("step4", "step3", "step1"), ("step4", "step3", "step2", "step1"))


def segments(fate: IssueFate, issue: Issue | None, texts: Texts) -> list[tuple[str, float, str]]:
    """Return what may become of an issue: name, share and colour, settled first, untouched last.

    Settled options are the darker, the farther they are from what is in force now.
    """
    names = [name for name in fate.shares if name not in ("untouched", "shelved")]
    if issue is not None:
        now = issue.options[issue.now].level
        names = [name for name in issue.options if name in fate.shares]
        names.sort(key=lambda name: (-abs(issue.options[name].level - now), name))
    changes = sum(1 for name in names if issue is None or name != issue.now)
    shades = _SHADES[min(changes, len(_SHADES)) - 1] if changes else ()
    found = []
    for index, name in enumerate(names):
        title = fate.option_titles[name].in_language(texts.language) if name in fate.option_titles else ""
        shade = "step0" if issue is not None and name == issue.now else shades[min(index, len(shades) - 1)]
        found.append((title or name.replace("-", " "), fate.shares[name], shade))
    for name, colour in (("shelved", "shelved"), ("untouched", "rest")):
        found.append((texts(f"fate.{name}"), fate.shares.get(name, 0.0), colour))
    return found


def touched(meeting: MeetingView) -> list[IssueFate]:
    """Return the issues that a meeting settles or shelves in a share of worlds worth drawing."""
    return [fate for fate in meeting.issues if fate.shares.get("untouched", 0.0) <= 1 - LEAST]


def fates_chart(meeting: MeetingView, issues: Mapping[str, Issue], texts: Texts, width: float) -> str:
    """Draw each issue's fates as one bar, in shares of the worlds in which the meeting is held."""
    rows = Rows.fitting(width, 210, 66, 34)
    fates = touched(meeting)
    canvas = rows.canvas(len(fates), (0, 1))
    percent_axis(canvas, rows, len(fates), "%" if texts.language == "zh" else " %")
    pixels = rows.span[1] - rows.span[0]
    labels = []
    for index, fate in enumerate(fates):
        y, start, settled = rows.middle(index), 0.0, 0.0
        for name, share, colour in segments(fate, issues.get(fate.issue), texts):
            if share <= 0:
                continue
            canvas.bars([(start, start + share, y - 10, y + 10)], colour)
            short = broken(name, share * pixels - 8, 11, 1)[0]
            if colour not in ("rest", "shelved"):
                settled += share
            if text_width(name, 11) <= share * pixels - 8 and short == name:
                ink = "surface" if colour in _DARK else "ink"
                canvas.texts([(start + share / 2, y, name)], ink, 11)
            start += share
        labels.append((fate.title.in_language(texts.language), percent(settled, texts.language), "ink"))
    rows.name(canvas, labels)
    return canvas.svg()


def refusals(meetings: Sequence[MeetingView], language: str) -> list[Refusal]:
    """Return who refuses at which meeting, meeting by meeting, the most frequent first; rare ones are left out."""
    found = []
    for meeting in meetings:
        title = meeting.title.in_language(language)
        for party, share in sorted(meeting.refusers.items(), key=lambda item: -item[1]):
            if share >= LEAST:
                name = meeting.refuser_titles[party].in_language(language) if party in meeting.refuser_titles else ""
                found.append((title, party, name or party.replace("-", " "), share))
    return found


def refusers_chart(found: Sequence[Refusal], colours: Mapping[str, str], texts: Texts, width: float) -> str:
    """Draw how often absent parties refuse, in shares of the worlds in which the meeting is held."""
    rows = Rows.fitting(width, 330, 66, 30)
    canvas = rows.canvas(len(found), (0, 1))
    labels = []
    for index, (meeting, party, name, share) in enumerate(found):
        y = rows.middle(index)
        canvas.bars([(0, 1, y - 7, y + 7)], "rest", 1, 3)
        canvas.bars([(0, share, y - 7, y + 7)], colours.get(party, "s1"), 1, 3)
        labels.append((f"{name} · {meeting}", shared(share, texts.language), "ink"))
    rows.name(canvas, labels)
    return canvas.svg()
