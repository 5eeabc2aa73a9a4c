"""What would change it: every lever of the case, what it does, and what each would change."""

from __future__ import annotations

from typing import Any

from detente.analysis.compare.levers import Levers
from detente.analysis.compare.paired_effects import Effect
from detente.locale import Texts
from detente.locale.figures import chance, points
from detente.report.brief.pictures import colour
from detente.report.information.asked import levers
from detente.report.whole import figures
from detente.report.whole.chapter import Chapter, compose, why_not
from detente.report.whole.material import Material

__all__ = ["chapter"]


def chapter(found: Material, words: Texts) -> Chapter:
    """Return the chapter."""
    answer: Levers | None = found.asked("levers")
    return compose(
        "change",
        _finding(found, answer, words),
        found,
        words,
        levers=levers(found.case.document, words),
        answer=answer,
        pictures=_effects(found, answer, words) if answer is not None else [],
        gains=_gains(answer) if answer is not None else [],
        points=points,
        told=lambda effect, digits=1: told(effect, words, digits),
        why_not=why_not(found, "levers", words),
    )


def told(effect: Effect, words: Texts, digits: int = 1) -> str:
    """Say a change in points with its error; one within its error is none that is clear."""
    if not effect.is_told:
        return words("brief.levers.unclear")
    return f"{points(effect.value, digits)} ± {100.0 * effect.standard_error:.{digits}f}"


def _finding(found: Material, answer: Levers | None, words: Texts) -> str:
    count = len(found.case.document.levers)
    if not count:
        return words("nothing.levers")
    if answer is None:
        return words("chapter.change.listed", count=count)
    end = found.brief.likeliest
    changes = [effect for lever in answer.levers for effect in lever.scenarios if effect.id == end and effect.is_told]
    title = found.brief.end(end).title.in_language(words.language)
    up = sum(effect.value > 0 for effect in changes)
    return words("chapter.change.finding", count=len(answer.levers), end=title, up=up, down=len(changes) - up)


def _effects(found: Material, answer: Levers, words: Texts) -> list[dict[str, Any]]:
    """Return a picture for each end that matters: every lever's change, the largest first."""
    shown = []
    for key in dict.fromkeys((found.brief.likeliest, found.brief.wanted or found.brief.likeliest)):
        end = found.brief.end(key)
        rows = [(lever, effect) for lever in answer.levers for effect in lever.scenarios if effect.id == key]
        rows.sort(key=lambda row: -row[1].value if row[1].is_told else 0.0)
        widest = figures.tall([effect for _, effect in rows])
        drawn = [(lever, effect, figures.swing(effect, widest, colour(found.brief, key))) for lever, effect in rows]
        shown.append({"end": end, "level": chance(end.chance.value), "rows": drawn})
    return shown


def _gains(answer: Levers) -> list[tuple[Any, list[Effect]]]:
    """Return parties with what each lever changes for them: parties as rows, so that any number fits."""
    first = answer.levers[0].parties
    return [(view, [lever.parties[k] for lever in answer.levers]) for k, view in enumerate(first)]
