"""The verdict of a brief in words: odds, confidence apart from them, and where the past says otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from detente.analysis.brief.views import Brief, Clash, End, Stuck
from detente.case import Case
from detente.case.schema.base import Bilingual
from detente.locale import Texts
from detente.locale.figures import chance, count, in_hundred, listed
from detente.locale.likelihood import word

__all__ = ["Verdict", "name_of", "odds", "share_left", "verdict"]

_LIKELY_ENOUGH = 0.45


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict, in the order in which it is read.

    Attributes:
        lead: The likeliest end, in words and odds.
        rest: The other ends; `short` the same for where there is little room.
        confidence, reasons: How far to trust it, and why.
        history, clashes: That the past says otherwise, and by how much; empty where it does not.
        impossible: What is said of ends that no course has, or every one.
    """

    lead: str
    rest: str
    short: str
    confidence: str
    reasons: str
    history: str
    clashes: str
    impossible: tuple[str, ...]


def name_of(text: Bilingual, texts: Texts) -> str:
    """Return a title in the language of the reader."""
    return text.in_language(texts.language)


def odds(value: float, texts: Texts) -> str:
    r"""Say a probability as so many in a hundred.

    Example:
        >>> from detente.locale import texts
        >>> odds(0.23, texts("en"))
        '23\xa0in\xa0100'
    """
    return texts("brief.odds", count=in_hundred(value)).replace(" ", "\u00a0")


def share_left(brief: Brief) -> float:
    """Return the share of dots that rounding leaves over."""
    return 1.0 - sum(round(100 * end.chance.value) for end in brief.ends) / 100


def in_words(brief: Brief, case: Case, texts: Texts) -> Verdict:
    """Return what JSON says of a brief in words: its verdict."""
    return verdict(brief, texts)


def verdict(brief: Brief, texts: Texts) -> Verdict:
    """Return the verdict of a brief in words."""
    likeliest = brief.end(brief.likeliest)
    others = sorted((end for end in brief.ends if end is not likeliest), key=lambda end: -end.chance.value)
    key, clashes = _history(brief, texts)
    return Verdict(
        lead=_lead(likeliest, texts),
        rest=_rest(others, texts, short=False),
        short=_rest(others, texts, short=True),
        confidence=texts("brief.confidence", level=texts(f"brief.confidence.{brief.confidence.level}")),
        reasons=texts("brief.between").join(
            part for part in (_reasons(brief, texts), _wrong(likeliest, texts)) if part
        ),
        history=texts(key) if key else "",
        clashes=clashes,
        impossible=_impossible(brief, texts),
    )


def _predicate(end: End, texts: Texts) -> str:
    return texts(f"predicate.{word(end.chance.value)}")


def _quoted(title: str, texts: Texts) -> str:
    """Return a title that can stand in a sentence: a long one between quotation marks."""
    return texts("brief.quoted", title=title) if title.count(" ") > 1 else title


def _lead(end: End, texts: Texts) -> str:
    title = name_of(end.title, texts)
    title = _quoted(title, texts)
    key = "brief.lead" if end.chance.value >= _LIKELY_ENOUGH else "brief.lead_open"
    if word(end.chance.value) == "always":
        return texts("brief.impossible.always", end=title)
    return texts(key, title=title, predicate=_predicate(end, texts), odds=odds(end.chance.value, texts))


def _rest(others: list[End], texts: Texts, *, short: bool) -> str:
    if not others:
        return texts("brief.unnamed")
    parts = []
    for end in others:
        title = name_of(end.title, texts)
        if word(end.chance.value) == "never":
            continue
        if short:
            parts.append(texts("brief.other_short", title=title, odds=odds(end.chance.value, texts)))
        else:
            values = {"predicate": _predicate(end, texts), "odds": odds(end.chance.value, texts)}
            parts.append(texts("brief.other", title=_quoted(title, texts), **values))
    return texts("brief.others", ends=texts("brief.semicolon").join(parts)) if parts else ""


def _reasons(brief: Brief, texts: Texts) -> str:
    end = brief.end(brief.likeliest)
    values = {
        "end": name_of(end.title, texts),
        "low": chance(end.chance.low),
        "high": chance(end.chance.high),
        "worlds": count(brief.stamp.beliefs * brief.stamp.runs),
    }
    guesses = chance(brief.evidence.guesses, counted=True)
    if not brief.confidence.reasons:
        supported = chance(1.0 - brief.evidence.guesses, counted=True)
        return texts(
            "brief.because.nothing", end=values["end"], low=values["low"], high=values["high"], share=supported
        )
    said = {
        "few": lambda: texts("brief.because.few", worlds=values["worlds"]),
        "wide": lambda: texts("brief.because.wide", end=values["end"], low=values["low"], high=values["high"]),
        "guesses": lambda: texts("brief.because.guesses", share=guesses),
        "clash": lambda: texts("brief.because.clash"),
    }
    shown = [reason for reason in brief.confidence.reasons if reason != "clash" or len(brief.confidence.reasons) == 1]
    return texts("brief.between").join(said[reason]() for reason in shown[:2])


def _wrong(end: End, texts: Texts) -> str:
    """Return between what the probability of an end runs once it is known how wrong plays have been."""
    wide = end.with_model_error
    if wide is None:
        return ""
    return texts("brief.model_error", end=name_of(end.title, texts), low=chance(wide.low), high=chance(wide.high))


def _history(brief: Brief, texts: Texts) -> tuple[str, str]:
    """Return how the past differs and the clash furthest apart."""
    if not brief.clashes:
        return "", ""
    clash = brief.clashes[0]
    title = name_of(clash.title, texts)
    values = {"successes": clash.successes, "trials": clash.trials, "title": title}
    here = chance(clash.inside) if 0.0 < clash.inside < 1.0 else chance(clash.inside, counted=True)
    said = texts("brief.clash", value=here, what=_asked(clash, brief.case, texts), **values)
    tone = next((end.tone for end in brief.ends if end.id == clash.target), "mixed")
    if tone == "mixed":
        return "brief.history", said
    hopeful = (clash.successes / clash.trials > clash.inside) == (tone == "good")
    return ("brief.history.hopeful" if hopeful else "brief.history.bleaker"), said


def _asked(clash: Clash, case: Case, texts: Texts) -> str:
    """Return what past cases and this one are asked alike."""
    from detente.report.conditions_in_words import spoken_of

    return spoken_of(clash.target or "", case.document, texts)


def _impossible(brief: Brief, texts: Texts) -> tuple[str, ...]:
    found = []
    for each in brief.impossible:
        title = name_of(brief.end(each.end).title, texts)
        said = [texts("brief.impossible.always" if each.always else "brief.impossible.never", end=title)]
        if each.always:
            said = [] if each.end == brief.likeliest else said
            said.append(texts("brief.impossible.all"))
        elif not each.stuck:
            said.append(texts("brief.impossible.together"))
        else:
            said.append(texts("brief.others", ends=texts("brief.semicolon").join(_stuck(each.stuck, texts))))
        if each.classes:
            said += [
                texts(
                    "brief.impossible.outside",
                    successes=view.successes,
                    trials=view.trials,
                    title=name_of(view.title, texts),
                )
                for view in each.classes
            ]
        else:
            said.append(texts("brief.impossible.no_outside"))
        found.append(texts("brief.between").join(said))
    return tuple(found)


def _stuck(stuck: tuple[Stuck, ...], texts: Texts) -> list[str]:
    said = []
    for each in stuck:
        values = {"issue": name_of(each.title, texts), "now": name_of(each.now, texts)}
        parties = listed([name_of(party, texts) for party in each.refused_by], texts)
        key = "brief.impossible.refused" if parties else "brief.impossible.stuck"
        said.append(texts(key, parties=parties, **values) if parties else texts(key, **values))
    return said
