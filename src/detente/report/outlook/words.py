"""What an outlook says in a few sentences, each with its numbers."""

from __future__ import annotations

from detente.analysis.outlook.views import Chance, MeetingView, Outlook, RestsOn
from detente.locale import Texts
from detente.locale.figures import count, day, listed, percent, percent_range, shared

__all__ = ["chance_in_words", "main_rests", "model_error_in_words", "sentences"]

_NOTABLE = 0.05
_NEXT_TO = 0.0005
_NAMED = 3


def chance_in_words(chance: Chance, texts: Texts) -> str:
    """Return a probability with its spread over beliefs: `12 % (4–27 % over beliefs)`."""
    value = percent(chance.value, texts.language)
    if not chance.spread_detectable:
        nothing_or_all = chance.value < _NEXT_TO or chance.value > 1 - _NEXT_TO
        return value if nothing_or_all else texts("chance.no_spread", value=value)
    return texts("chance.spread", value=value, range=percent_range(chance.low, chance.high, texts.language))


def model_error_in_words(chance: Chance | None, texts: Texts) -> str:
    """Return a probability with model error: `with model error 14 % (3–41 %)`; empty where there is none."""
    if chance is None:
        return ""
    spread = percent_range(chance.low, chance.high, texts.language)
    return texts("chance.model_error", value=percent(chance.value, texts.language), range=spread)


def main_rests(outlook: Outlook) -> tuple[RestsOn, ...]:
    """Return what the scenarios rest on that have a spread, in the order of the scenarios."""
    return tuple(rests for rests in outlook.rests_on if any(view.share > 0.0 for view in rests.influences))


def sentences(outlook: Outlook, texts: Texts) -> tuple[str, ...]:
    """Return the outlook in words, the most important first."""
    said = [_ends(outlook, texts), _wrong(outlook, texts)]
    said += [_meeting(meeting, texts) for meeting in outlook.meetings[:1]]
    said += [_rests(rests, outlook, texts) for rests in main_rests(outlook)[:1]]
    said.append(texts("say.guesses", share=shared(outlook.guesses, texts.language)))
    return tuple(sentence for sentence in said if sentence)


def _ends(outlook: Outlook, texts: Texts) -> str:
    ends = sorted(outlook.scenarios, key=lambda view: -view.chance.value)
    parts = [
        texts("say.end", title=view.title.in_language(texts.language), chance=chance_in_words(view.chance, texts))
        for view in ends
    ]
    return texts(
        "say.ends",
        worlds=count(outlook.beliefs * outlook.runs),
        as_of=day(outlook.as_of, texts.language),
        until=day(outlook.until, texts.language),
        ends=listed(parts, texts),
        open=percent(outlook.open, texts.language),
    )


def _wrong(outlook: Outlook, texts: Texts) -> str:
    """Say the same with model error."""
    ends = sorted(outlook.scenarios, key=lambda view: -view.chance.value)
    known = [(view.title.in_language(texts.language), view.with_model_error) for view in ends]
    parts = [
        texts(
            "say.model_error.end",
            title=title,
            range=percent_range(chance.low, chance.high, texts.language),
        )
        for title, chance in known
        if chance is not None
    ]
    return texts("say.model_error", ends=texts("brief.semicolon").join(parts)) if parts else ""


def _meeting(meeting: MeetingView, texts: Texts) -> str:
    language = texts.language
    said = texts(
        "say.meeting",
        title=meeting.title.in_language(language),
        struck=percent(meeting.struck, language),
        deal=percent(meeting.deal, language),
    )
    if not meeting.refusers:
        return said
    party, share = max(meeting.refusers.items(), key=lambda item: item[1])
    if share < _NOTABLE:
        return said
    name = meeting.refuser_titles[party].in_language(language) or party
    return said + texts("say.refuser", party=name, share=percent(share, language))


def _rests(rests: RestsOn, outlook: Outlook, texts: Texts) -> str:
    language = texts.language
    title = next(view.title.in_language(language) for view in outlook.scenarios if view.id == rests.scenario)
    parts = [
        texts("say.influence", title=view.title.in_language(language), share=shared(view.share, language))
        for view in rests.influences[:_NAMED]
        if view.share >= _NOTABLE
    ]
    if not parts:
        return ""
    said = texts(
        "say.rests", title=title, groups=listed(parts, texts), rest=shared(max(0.0, rests.unexplained), language)
    )
    if rests.general_share < _NOTABLE:
        return said
    return said + texts("say.general", share=shared(rests.general_share, language))
