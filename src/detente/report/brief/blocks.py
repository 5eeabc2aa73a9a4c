"""The blocks of a brief: a claim as title, rows, a sentence or two, and how to read them; each face sets them."""

from __future__ import annotations

from dataclasses import dataclass

from detente.analysis.brief.views import Brief, LeverView, OptionRow, Table, WatchedMarker
from detente.case.schema.case import Document
from detente.locale import Texts
from detente.locale.figures import chance, count, day, listed, points
from detente.report.brief.words import name_of
from detente.report.conditions_in_words import spoken_of

__all__ = ["Block", "Row", "blocks"]

_HALF = 0.5
_SHOWN_OPENINGS, _SHOWN_SOURCES, _NAMED = 4, 3, 3


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a block: what it is about, in full and in short, and its cells; the weighty ones are strong."""

    label: str
    cells: tuple[str, ...]
    strong: tuple[bool, ...]
    group: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One question of a brief and its answer.

    Attributes:
        id: `blocks`, `levers`, `signs`, `sure`, `outside` or `rests`.
        question: Which question it answers.
        title: The answer, as a claim.
        head: Heads of the columns, the first over the labels; empty where there are none.
        rows: What is shown, in the order of size.
        says: Sentences beneath.
        note: How to read it.
    """

    id: str
    question: str
    title: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    says: tuple[str, ...]
    note: str = ""


def blocks(brief: Brief, texts: Texts) -> tuple[Block, ...]:
    """Return the blocks of a brief that there is something to say in."""
    found = [_table(brief.table, brief.case.document, texts)] if brief.table is not None else []
    found += [_levers(brief, texts)] if brief.levers is not None else []
    found.append(_markers(brief, texts))
    found.append(_sure(brief, texts))
    found.append(_outside(brief, texts))
    found.append(_rests(brief, texts))
    return tuple(found)


def _block(key: str, title: str, texts: Texts, *, note: str = "", head: tuple[str, ...] = (), **parts: object) -> Block:
    rows, says = parts.get("rows", ()), parts.get("says", ())
    return Block(key, texts(f"brief.key.{key}"), title, head, tuple(rows), tuple(says), note)  # type: ignore[arg-type]


def _table(table: Table, document: Document, texts: Texts) -> Block:
    names = {party.id: name_of(party.title, texts) for party in table.parties}
    rows = []
    for row in table.rows:
        label = texts("deals.settles", issue=name_of(row.issue_title, texts), option=name_of(row.option_title, texts))
        shares = [row.accepts[party.id] for party in table.parties]
        cells = tuple("–" if share is None else chance(share, counted=True) for share in shares)
        strong = tuple(share is not None and share >= _HALF for share in shares)
        rows.append(Row(label, cells, strong, short=_short(row, document, texts)))
    head = (texts("brief.blocks.of", beliefs=count(table.beliefs)), *(name_of(p.mark, texts) for p in table.parties))
    return _block(
        "blocks", _who_blocks(table, names, texts), texts, head=head, rows=rows, says=_openings(table, names, texts)
    )


def _short(row: OptionRow, document: Document, texts: Texts) -> str:
    """Return an option and its issue in as few words as the case has for them."""
    issue = document.issues[row.issue]
    names = (
        (name_of(issue.short, texts) or name_of(row.issue_title, texts)),
        (name_of(issue.options[row.option].short, texts) or name_of(row.option_title, texts)),
    )
    return texts("deals.settles", issue=names[0], option=names[1])


def _who_blocks(table: Table, names: dict[str, str], texts: Texts) -> str:
    """Return the claim: who refuses what others want, and who alone wants what."""

    def named(parties: tuple[str, ...]) -> str:
        if len(parties) > _NAMED:
            return texts("brief.blocks.many", count=len(parties))
        return listed([names[party] for party in parties], texts)

    split = [row for row in table.rows if row.wanted_by and row.refused_by]
    if not split:
        return texts("brief.blocks.none")
    refused = next((row for row in split if len(row.refused_by) == 1 and len(row.wanted_by) > 1), None)
    alone = next((row for row in split if len(row.wanted_by) == 1 and len(row.refused_by) > 1), None)
    said = []
    if refused is not None:
        who = {"refuser": named(refused.refused_by), "wanters": named(refused.wanted_by)}
        said.append(texts("brief.blocks.refuses", **who))
    if alone is not None:
        key = "brief.blocks.alone" if said else "brief.blocks.alone_first"
        said.append(texts(key, wanter=named(alone.wanted_by)))
    if not said:
        row: OptionRow = split[0]
        return texts("brief.blocks.split", refusers=named(row.refused_by), wanters=named(row.wanted_by))
    return texts("brief.semicolon").join(said)


def _openings(table: Table, names: dict[str, str], texts: Texts) -> list[str]:
    parties = len(table.parties)
    if table.empty == 0.0:
        return [texts("brief.blocks.never_empty", count=parties)]
    said = [texts("brief.blocks.empty", share=chance(table.empty, counted=True), count=parties)]
    if not table.told:
        return [*said, texts("brief.blocks.untold")]
    single = [opening for opening in table.openings if len(opening.who) == 1 and opening.share >= 0.05]
    who = []
    for opening in single[:_SHOWN_OPENINGS]:
        key = opening.who[0]
        share = chance(opening.share, counted=True)
        if key in ("breadth", "needs"):
            who.append(texts(f"brief.blocks.{key}", share=share))
        else:
            who.append(texts("brief.blocks.who", name=names[key], share=share))
    return [*said, texts("brief.blocks.opens", who=texts("list.comma").join(who))] if who else said


def _levers(brief: Brief, texts: Texts) -> Block:
    assert brief.levers is not None
    found = brief.levers
    best, worst = (name_of(view.title, texts) if view else "" for view in (found.best, found.worst))
    if best and worst:
        title = texts("brief.levers.both", best=best, worst=worst)
    elif best or worst:
        title = texts("brief.levers.best", best=best) if best else texts("brief.levers.worst", worst=worst)
    else:
        title = texts("brief.levers.none")
    rows = [
        row
        for view, key in ((found.best, "best"), (found.worst, "worst"))
        if view
        for row in _lever(view, key, brief, texts)
    ]
    return _block("levers", title, texts, rows=rows, note=texts("brief.levers.note") if rows else "")


def _lever(view: LeverView, key: str, brief: Brief, texts: Texts) -> list[Row]:
    assert brief.levers is not None
    group = texts(f"brief.levers.{key}_of", count=brief.levers.count, title=name_of(view.title, texts))
    shown = dict.fromkeys((brief.likeliest, brief.wanted or brief.likeliest))
    rows = []
    for effect in view.effects:
        if effect.id in shown:
            before = brief.end(effect.id).chance.value
            after = min(1.0, max(0.0, before + effect.value)) if effect.is_told else before
            told = (
                f"{points(effect.value)} ± {100 * effect.standard_error:.1f}"
                if effect.is_told
                else texts("brief.levers.unclear")
            )
            cells = (f"{chance(before)} → {chance(after)}" if effect.is_told else chance(before), told)
            rows.append(Row(name_of(effect.title, texts), cells, (False, effect.is_told), group))
    return sorted(rows, key=lambda row: row.label != name_of(brief.end(brief.likeliest).title, texts))


def _markers(brief: Brief, texts: Texts) -> Block:
    if not brief.markers:
        return _block("signs", texts("brief.signs.none"), texts)
    rows = [
        Row(name_of(sign.title, texts), (when(sign, texts), _tells(sign, brief, texts)), (False, False))
        for sign in brief.markers
    ]
    return _block("signs", texts(f"brief.signs.title.{len(rows)}"), texts, rows=rows, note=texts("brief.signs.note"))


def when(sign: WatchedMarker, texts: Texts) -> str:
    """Say how likely a sign is, and about when."""
    share = chance(sign.chance.value)
    if sign.median is None:
        return texts("brief.signs.likely_undated", share=share)
    return texts("brief.signs.likely", share=share, median=day(sign.median, texts.language))


def _tells(sign: WatchedMarker, brief: Brief, texts: Texts) -> str:
    end = name_of(brief.end(sign.end).title, texts)
    seen = chance(sign.seen) if sign.seen is not None else "–"
    if sign.unseen is None:
        return texts("brief.signs.seen_only", end=end, seen=seen)
    return texts(
        "brief.signs.seen", end=end, seen=seen, unseen=chance(sign.unseen), date=day(sign.date, texts.language)
    )


def _sure(brief: Brief, texts: Texts) -> Block:
    found = brief.sureness
    if found is None:
        return _block("sure", texts("brief.sure.none"), texts)
    title = texts("brief.sure.beliefs" if found.beliefs_share >= _HALF else "brief.sure.chance")
    rows = [Row(name_of(view.title, texts), (chance(view.share),), (True,)) for view in found.influences]
    rows += [
        Row(texts(f"brief.sure.{key}"), (chance(share),), (True,))
        for key, share in (("other", found.other), ("unexplained", found.unexplained))
        if share >= 0.005
    ]
    error = 100 * max(end.chance.standard_error for end in brief.ends)
    says = [texts("brief.sure.parts", share=chance(found.beliefs_share), error=f"{error:.1f}"), *_wrong(brief, texts)]
    head = (texts("brief.sure.of", end=name_of(brief.end(found.end).title, texts)),)
    return _block("sure", title, texts, head=head, rows=rows, says=says)


def _wrong(brief: Brief, texts: Texts) -> list[str]:
    """Return what ends come to with model error."""
    parts = [
        texts(
            "brief.model_error.end",
            title=name_of(end.title, texts),
            low=chance(end.with_model_error.low),
            high=chance(end.with_model_error.high),
        )
        for end in brief.ends
        if end.with_model_error is not None
    ]
    return [texts("brief.model_error.ends", ends=texts("brief.semicolon").join(parts))] if parts else []


def _outside(brief: Brief, texts: Texts) -> Block:
    if not brief.outside:
        return _block("outside", texts("brief.outside.none"), texts, says=[texts("brief.outside.none_text")])
    rows = []
    for target in dict.fromkeys(view.target for view in brief.outside if view.target):
        group = spoken_of(target, brief.case.document, texts)
        views = [view for view in brief.outside if view.target == target]
        inside = views[0].inside
        assert inside is not None
        here = inside.value
        cell = chance(here) if 0.0 < here < 1.0 else chance(here, counted=True)
        rows.append(Row(texts("brief.outside.here"), (cell,), (True,), group))
        for view in views:
            values = {"successes": view.successes, "trials": view.trials, "title": name_of(view.title, texts)}
            rows.append(Row(texts("brief.outside.count", **values), (chance(view.mean),), (True,), group))
    title = texts("brief.outside.differ" if brief.clashes else "brief.outside.agree")
    return _block("outside", title, texts, rows=rows, note=texts("brief.outside.note"))


def _rests(brief: Brief, texts: Texts) -> Block:
    found = brief.evidence
    title = texts("brief.rests.title", share=chance(1.0 - found.guesses, counted=True))
    rows = [
        Row(texts("brief.rests.supported"), (chance(1.0 - found.guesses, counted=True),), (True,)),
        Row(texts("brief.rests.guesses"), (chance(found.guesses, counted=True),), (True,)),
    ]
    if not found.claims:
        return _block("rests", title, texts, rows=rows, says=[texts("brief.rests.none")])
    said = []
    for source in found.sources[:_SHOWN_SOURCES]:
        values = {"claims": source.claims, "title": name_of(source.title, texts)}
        if source.paragraphs:
            counted = {"used": source.used, "paragraphs": source.paragraphs, "aside": source.set_aside}
            said.append(texts("brief.rests.paragraphs", **values, **counted))
        else:
            said.append(texts("brief.rests.source", **values))
    if rest := found.sources[_SHOWN_SOURCES:]:
        said.append(texts("brief.rests.others", claims=sum(source.claims for source in rest), count=len(rest)))
    says = [texts("brief.rests.claims", claims=found.claims, sources=texts("list.comma").join(said))]
    return _block("rests", title, texts, rows=rows, says=says)
