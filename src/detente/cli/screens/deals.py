"""A deal space as text for the terminal."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.text import Text

from detente.analysis.deals import Deals
from detente.analysis.deals.views import Account, PartyView
from detente.case import Case
from detente.cli.frame.terminal import columns, console, heading, indented, is_plain
from detente.locale import Texts
from detente.locale.figures import count, day, power_of_ten, shared
from detente.report.deals import words as said

__all__ = ["print_deals"]

_SETS, _MOVES, _BAR, _OPTIONS, _ABREAST = 6, 14, 24, 10, 5


def print_deals(found: Deals, case: Case, words: Texts) -> None:
    """Print a deal space: who accepts what, who blocks, what it would take, packages and the frontier."""
    screen = console()
    heading = words("deals.heading", meeting=found.meeting_title.in_language(words.language))
    as_of = words("command.as_of", date=day(found.as_of, words.language))
    screen.print(Text(f"{found.title.in_language(words.language)} · {heading} · {as_of}", style="bold"))
    screen.print()
    screen.print(Text(said.empty_zone(found, words)))
    topics = said.spanned(found.topics, words)
    hold_out = words(f"deals.hold_out.{found.hold_out.value}")
    screen.print(Text(words("deals.before_dice", hold_out=hold_out, topics=topics), style="dim"))
    _accepts(screen, found, words)
    _blocks(screen, found, words)
    _moves(screen, found, words)
    _packages(screen, found, words)
    _frontier(screen, found, words)
    values = {"version": found.version, "case": found.case, "hash": found.case_sha256[:12], "seed": found.seed}
    screen.print()
    screen.print(Text(words("deals.footer", **values, beliefs=f"{found.beliefs:,}"), style="dim"))
    screen.print(Text(found.status.in_language(words.language), style="dim"))


def _accepts(screen: Console, found: Deals, words: Texts) -> None:
    heading(screen, words("deals.accepts"))
    indented(screen, words("deals.accepts.lead"))
    for first in range(0, len(found.parties), _ABREAST):
        parties = found.parties[first : first + _ABREAST]
        last = first + _ABREAST >= len(found.parties)
        columns(screen, _rows(found, parties, last, words), right=tuple(range(2, 3 + len(parties))), head=True)


def _rows(found: Deals, parties: tuple[PartyView, ...], last: bool, words: Texts) -> list[tuple[str, ...]]:
    """Return the table of who accepts what for some parties; the last such table says what a deal can have."""
    heads = [party.title.in_language(words.language) for party in parties]
    rows = [("", "", *heads, words("deals.in_a_deal") if last else "")]
    for issue in found.issues:
        title = issue.title.in_language(words.language)
        for option in said.changes(issue, _OPTIONS):
            shares = [option.accepts[party.id] for party in parties]
            cells = ["–" if share is None else shared(share, words.language) for share in shares]
            name = option.title.in_language(words.language)
            rows.append((title, name, *cells, shared(option.possible, words.language) if last else ""))
            title = ""
    return rows


def _line(share: float, screen: Console) -> str:
    """Return a share as a bar of signs."""
    return ("#" if is_plain(screen) else "█") * round(share * _BAR)


def _blocks(screen: Console, found: Deals, words: Texts) -> None:
    heading(screen, words("deals.blocks"))
    if not found.empty or not found.told:
        indented(screen, words("deals.not_told" if found.empty else "deals.never_empty"))
        return

    def rows(entries: list[tuple[str, float]]) -> list[tuple[Any, ...]]:
        return [(shared(share, words.language), name, _line(share, screen)) for name, share in entries[:_SETS]]

    indented(screen, words("deals.blocks.lead"))
    parties = [
        (words("deals.and").join(said.owner(found, x, words) for x in e.who), e.share) for e in found.blocking_parties
    ]
    columns(screen, rows(parties), right=(0,))
    heading(screen, words("deals.conditions"))
    more = "" if found.all_blocks else " " + words("deals.conditions.more")
    indented(screen, words("deals.conditions.lead") + more)
    columns(screen, rows([(said.together(found, e.what, words), e.share) for e in found.blocks]), right=(0,))
    heading(screen, words("deals.reasons"))
    indented(screen, words("deals.reasons.lead"))
    columns(screen, rows([(said.together(found, e.what, words), e.share) for e in found.reasons]), right=(0,))


def _moves(screen: Console, found: Deals, words: Texts) -> None:
    if not found.moves:
        return
    heading(screen, words("deals.moves"))
    indented(screen, words("deals.moves.lead"))
    shown = sorted(found.moves, key=lambda move: -move.opens)[:_MOVES]
    columns(screen, [(shared(x.opens, words.language), said.move(found, x, words)) for x in shown], right=(0,))
    if len(found.moves) > len(shown):
        indented(screen, words("deals.more", count=len(found.moves) - len(shown)))
    if found.shortfall:
        indented(screen, words("deals.shortfall", size=said.spanned(found.shortfall, words, 100.0)))


def _packages(screen: Console, found: Deals, words: Texts) -> None:
    heading(screen, words("deals.packages"))
    if not found.packages:
        indented(screen, words("deals.none_struck"))
        return
    indented(screen, words("deals.packages.lead"))
    for number, view in enumerate(found.packages, 1):
        title = words("deals.package", number=number) + words("list.colon") + said.package(found, view.choice, words)
        screen.print()
        indented(screen, title)
        parts = [words("deals.accepted", share=shared(view.accepted, words.language))]
        parts.append(words("deals.struck", rules=said.struck(view, words)))
        if view.distance is not None and view.efficient is not None:
            efficient = shared(view.efficient, words.language)
            parts.append(words("deals.certificate", efficient=efficient, distance=said.spanned(view.distance, words)))
        if view.dominated_by:
            parts.append(words("deals.dominated", package=said.package(found, view.dominated_by, words)))
        indented(screen, words("deals.stop").join(parts))
        columns(screen, [(said.name(found, a.party, words), _account(found, a, words)) for a in view.accounts])


def _account(found: Deals, account: Account, words: Texts) -> str:
    text = words(
        "deals.account",
        accepts=words("deals.not_asked") if account.accepts is None else _signs(account.accepts, words),
        gets=said.ledger(found, account.gets, words),
        gives=said.ledger(found, account.gives, words),
        price=said.hundredths(account.price.mean),
        gain=said.spanned(account.gain, words, 100.0),
    )
    if said.hundredths(account.together.mean) != "0":
        text += words("deals.account.together", together=said.hundredths(account.together.mean))
    return text


def _signs(share: float, words: Texts) -> str:
    return words("deals.signs", share=shared(share, words.language))


def _frontier(screen: Console, found: Deals, words: Texts) -> None:
    view = found.frontier
    if view is None:
        return
    heading(screen, words("deals.frontier"))
    status = view.status.in_language(words.language)
    indented(screen, words("deals.frontier.lead", belief=view.belief, status=status))
    values = {"points": count(len(view.points)), "packages": power_of_ten(view.packages)}
    if view.admissible is None:
        indented(screen, words("deals.frontier.count_open", **values))
    else:
        indented(screen, words("deals.frontier.count", **values, admissible=count(view.admissible)))
    rows = [("", *(party.title.in_language(words.language) for party in found.parties), "")]
    for point in view.points:
        if point.rules:
            gains = [said.hundredths(point.gains[party.id]).removeprefix("+") for party in found.parties]
            rows.append((said.rules(point.rules, words), *gains, said.package(found, point.choice, words)))
    columns(screen, rows, right=tuple(range(1, 1 + len(found.parties))), head=True)
