"""The outlook on a terminal, the main things first; the report and `--json` have all of it."""

from __future__ import annotations

from string import ascii_lowercase

from rich.console import Console
from rich.text import Text

from detente.analysis.outlook.views import EventView, IssueFate, MarkerView, MeetingView, Outlook
from detente.case import Case, Document
from detente.cli.frame.terminal import columns, console, heading, indented, is_plain, track
from detente.locale import Texts
from detente.locale.figures import count, day, listed, percent, percent_range, shared
from detente.locale.likelihood import likelihood
from detente.report.conditions_in_words import spoken_of
from detente.report.outlook.words import chance_in_words, main_rests, model_error_in_words

__all__ = ["print_outlook"]

_GROUPS, _ISSUES, _EVENTS, _MARKERS = 4, 6, 6, 5
_LEAST = 0.005
_NOTABLE = 0.02
_KEPT = ("shelved", "untouched")


def print_outlook(outlook: Outlook, case: Case, texts: Texts) -> None:
    """Print an outlook of a case."""
    document = case.document
    screen = console()
    language = texts.language
    screen.print(Text(outlook.title.in_language(language), style="bold"))
    screen.print(Text(texts("header.when", as_of=day(outlook.as_of, language), until=day(outlook.until, language))))
    screen.print(Text(texts("say.guesses", share=shared(outlook.guesses, language)), style="dim"))
    _scenarios(screen, outlook, texts)
    _references(screen, outlook, document, texts)
    _rests(screen, outlook, texts)
    _signs(screen, texts("heading.markers"), _main_markers(outlook), len(outlook.markers), texts)
    _meetings(screen, outlook, texts)
    events = sorted(outlook.events, key=lambda view: -view.chance.value)[:_EVENTS]
    _signs(screen, texts("heading.ahead"), events, len(outlook.events), texts)
    _footer(screen, outlook, texts)


def _titles(outlook: Outlook, texts: Texts) -> dict[str, str]:
    return {view.id: view.title.in_language(texts.language) for view in outlook.scenarios}


def _scenarios(screen: Console, outlook: Outlook, texts: Texts) -> None:
    heading(screen, texts("heading.outlook"))
    plain = is_plain(screen)
    width = max(12, min(40, screen.width - 78))
    rows = []
    for view in outlook.scenarios:
        error = texts("command.error", points=f"{100 * view.chance.standard_error:.1f}")
        words = likelihood(view.chance.value, texts)
        wrong = model_error_in_words(view.with_model_error, texts)
        said = "\n".join(part for part in (f"{chance_in_words(view.chance, texts)} {error}", wrong, words) if part)
        rows.append((view.title.in_language(texts.language), track(view.chance, width, plain), said))
    rows.append((texts("scenario.open"), "", percent(outlook.open, texts.language)))
    columns(screen, rows)


def _references(screen: Console, outlook: Outlook, document: Document, texts: Texts) -> None:
    if not outlook.reference_classes:
        return
    heading(screen, texts("heading.references"))
    rows, marks = [], _marks(outlook, document)
    for view in outlook.reference_classes:
        target = marks.get(view.target or "") or spoken_of(view.target or "", document, texts)
        counted = texts("count.of", successes=view.successes, trials=view.trials)
        spread = percent_range(view.low, view.high, texts.language)
        said = texts("command.reference", mean=percent(view.mean, texts.language), range=spread)
        if view.inside is not None:
            here = percent_range(view.inside.low, view.inside.high, texts.language)
            value = percent(view.inside.value, texts.language)
            target = texts("command.inside", target=target, value=value, range=here)
        rows.append((view.title.in_language(texts.language), counted, said, f"→ {target}" if target else ""))
    columns(screen, rows, right=(1,))
    columns(screen, [(mark, spoken_of(target, document, texts)) for target, mark in marks.items()])


def _marks(outlook: Outlook, document: Document) -> dict[str, str]:
    """Return a letter for each condition that reference classes speak to: in words it is too long for a column."""
    targets = dict.fromkeys(view.target for view in outlook.reference_classes if view.target in document.conditions)
    return {target: letter for target, letter in zip(targets, ascii_lowercase, strict=False) if target}


def _rests(screen: Console, outlook: Outlook, texts: Texts) -> None:
    heading(screen, texts("heading.rests"))
    rests = main_rests(outlook)
    if not rests:
        indented(screen, texts("rests.nothing"))
    for rest in rests:
        general = shared(max(0.0, rest.general_share), texts.language)
        unexplained = shared(max(0.0, rest.unexplained), texts.language)
        said = texts("command.rests", general=general, unexplained=unexplained)
        indented(screen, _titles(outlook, texts)[rest.scenario] + texts("list.colon") + said)
        shown = [view for view in rest.influences if view.share >= _LEAST][:_GROUPS]
        rows = [
            (f"  {_sign(view.direction)}", shared(view.share, texts.language), view.title.in_language(texts.language))
            for view in shown
        ]
        columns(screen, rows, right=(1,))


def _sign(direction: float) -> str:
    return " " if abs(direction) < 0.05 else "+" if direction > 0 else "−"


def _main_markers(outlook: Outlook) -> list[MarkerView]:
    """Return the likeliest markers of each scenario, in the order of the case."""
    kept: set[str] = set()
    for of in {view.of for view in outlook.markers}:
        mine = sorted((view for view in outlook.markers if view.of == of), key=lambda view: -view.chance.value)
        kept |= {view.id for view in mine[:_MARKERS]}
    return [view for view in outlook.markers if view.id in kept]


def _signs(screen: Console, title: str, views: list[MarkerView] | list[EventView], every: int, texts: Texts) -> None:
    if not views:
        return
    heading(screen, title)
    rows = []
    for view in views:
        dates = ""
        if view.early and view.median and view.late:
            early, median, late = (day(when, texts.language) for when in (view.early, view.median, view.late))
            dates = median if early == late else texts("command.dates", median=median, early=early, late=late)
        chance = view.chance
        spread = percent_range(chance.low, chance.high, texts.language) if chance.spread_detectable else ""
        rows.append((view.title.in_language(texts.language), percent(chance.value, texts.language), spread, dates))
    columns(screen, rows, right=(1, 2))
    if every > len(views):
        indented(screen, texts("command.more", count=every - len(views)))


def _meetings(screen: Console, outlook: Outlook, texts: Texts) -> None:
    for meeting in outlook.meetings:
        when = f" · {day(meeting.median, texts.language)}" if meeting.median else ""
        heading(screen, meeting.title.in_language(texts.language) + when)
        _meeting(screen, meeting, texts)


def _meeting(screen: Console, meeting: MeetingView, texts: Texts) -> None:
    language = texts.language
    figures = {"held": meeting.held.value, "struck": meeting.struck, "deal": meeting.deal}
    indented(screen, texts("command.meeting", **{name: percent(share, language) for name, share in figures.items()}))
    refusers = [
        f"{meeting.refuser_titles[party].in_language(language) or party} {percent(share, language)}"
        for party, share in sorted(meeting.refusers.items(), key=lambda item: -item[1])
        if share >= _LEAST
    ]
    if refusers:
        indented(screen, texts("command.refusers", parties=listed(refusers, texts)))
    fates = [fate for fate in meeting.issues if fate.shares.get("untouched", 0.0) < 1 - _NOTABLE]
    fates = sorted(fates, key=lambda fate: fate.shares.get("untouched", 0.0))[:_ISSUES]
    columns(screen, [(fate.title.in_language(language), _fate(fate, texts)) for fate in fates])
    if len(fates) < len(meeting.issues):
        indented(screen, texts("command.others", count=len(meeting.issues) - len(fates)))


def _fate(fate: IssueFate, texts: Texts) -> str:
    """Return what may become of an issue: what is settled first, the likeliest first."""
    parts = []
    for name, share in sorted(fate.shares.items(), key=lambda item: (item[0] in _KEPT, -item[1])):
        if share < _LEAST:
            continue
        if name in _KEPT:
            title = texts(f"fate.{name}")
        else:
            option = fate.option_titles.get(name)
            title = (option.in_language(texts.language) if option else "") or name.replace("-", " ")
        parts.append(f"{title} {percent(share, texts.language)}")
    return texts("list.comma").join(parts)


def _footer(screen: Console, outlook: Outlook, texts: Texts) -> None:
    worlds = texts(
        "footer.beliefs_runs",
        beliefs=count(outlook.beliefs),
        runs=count(outlook.runs),
        worlds=count(outlook.beliefs * outlook.runs),
    )
    line = texts(
        "command.footer",
        version=outlook.version,
        case=outlook.case,
        hash=outlook.case_sha256[:12],
        seed=outlook.seed,
        worlds=worlds,
    )
    screen.print()
    screen.print(Text(line, style="dim"))
    screen.print(Text(outlook.status.in_language(texts.language), style="dim"))
