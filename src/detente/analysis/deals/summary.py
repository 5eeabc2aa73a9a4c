"""From what was found in each belief to what all of them say together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

import detente
from detente.analysis.deals.blocking import Blocking
from detente.analysis.deals.conditions import Condition, Kind
from detente.analysis.deals.leading import MARKED, Struck, choice_in_names, leading, span
from detente.analysis.deals.looking import Seen
from detente.analysis.deals.options import DealOptions
from detente.analysis.deals.views import (
    Block,
    Deals,
    FrontierView,
    IssueView,
    Move,
    OptionView,
    PartyBlock,
    PartyView,
    Point,
)
from detente.bargaining.pareto.trace import Frontier, trace_frontier
from detente.case.case import Case
from detente.case.schema.base import Bilingual
from detente.engine.layout.build import Layout

__all__ = ["summary"]

LEAST = 10
"""Fewest beliefs with an empty zone to say who blocks."""

MOST_BLOCKS = 12
"""Minimal sets that are kept, the most frequent."""

REFERENCES = (
    "nash-1950",
    "kalai-smorodinsky-1975",
    "kalai-1977",
    "reiter-1987",
    "liffiton-sakallah-2008",
    "dinkelbach-1967",
    "klamroth-lacour-vanderpooten-2015",
)


def summary(
    case: Case, meeting: str, layout: Layout, seen: Sequence[Seen], options: DealOptions, seed: int, want: str = ""
) -> Deals:
    """Return what all beliefs together say of a deal space."""
    document, first = case.document, seen[0].zone
    closed = [each for each in seen if each.struck is None]
    empty = len(closed) / len(seen)
    told = len(closed) >= LEAST
    found = [each.blocking for each in closed if each.blocking is not None]
    short = [each.shortfall for each in closed if np.isfinite(each.shortfall)]
    titles = _titles(case, layout)
    return Deals(
        case=document.id,
        title=document.title,
        as_of=document.as_of,
        version=detente.__version__,
        case_sha256=case.sha256,
        seed=seed,
        beliefs=len(seen),
        hold_out=options.hold_out,
        want=want,
        meeting=meeting,
        meeting_title=_named(document.meetings[meeting].title, meeting),
        topics=span([each.zone.table.breadth for each in seen]),
        parties=tuple(
            PartyView(
                party, titles[party], k < first.table.seats, span([each.zone.table.asked_price[k] for each in seen])
            )
            for k, party in enumerate(first.parties)
        ),
        empty=empty,
        standard_error=float(np.sqrt(empty * (1.0 - empty) / len(seen))),
        told=told,
        reasons=_blocks((each.conflict for each in found), len(found)) if told else (),
        blocks=_blocks((opening for each in found for opening in each.openings), len(found)) if told else (),
        blocking_parties=_parties(closed) if told else (),
        all_blocks=all(each.complete for each in found),
        shortfall=span(short) if short and told else None,
        moves=_moves(closed) if told else (),
        issues=_issues(case, layout, meeting, seen, titles),
        packages=leading([each.zone for each in seen], [each.struck for each in seen], options.packages),
        frontier=_frontier(seen, layout, options),
        titles=titles,
        status=_status(len(seen), len(closed), told),
        references=REFERENCES,
    )


def _named(title: Bilingual, key: str) -> Bilingual:
    return title if title.en or title.zh else Bilingual(en=key.replace("-", " "))


def _titles(case: Case, layout: Layout) -> dict[str, Bilingual]:
    """Return the titles of parties, issues, and options (`issue.option`)."""
    document = case.document
    titles = {party: _named(document.parties[party].title, party) for party in layout.names.parties}
    for key, issue in document.issues.items():
        titles[key] = _named(issue.title, key)
        titles |= {f"{key}.{name}": _named(option.title, name) for name, option in issue.options.items()}
    return titles


def _blocks(sets: Iterable[frozenset[Condition]], count: int) -> tuple[Block, ...]:
    """Return sets of conditions by how often they occur, the most frequent first."""
    counted = Counter(tuple(sorted(each, key=_order)) for each in sets)
    ordered = sorted(counted.items(), key=lambda item: (-item[1], len(item[0]), item[0]))
    return tuple(Block(what, times / count) for what, times in ordered[:MOST_BLOCKS])


def _order(condition: Condition) -> tuple[int, str, str]:
    kinds = [kind.value for kind in Kind]
    return kinds.index(condition.kind), condition.party, condition.issue


def _parties(closed: Sequence[Seen]) -> tuple[PartyBlock, ...]:
    found: list[Blocking[str]] = [each.parties for each in closed if each.parties is not None]
    counted = Counter(tuple(sorted(opening)) for each in found for opening in each.openings)
    ordered = sorted(counted.items(), key=lambda item: (-item[1], len(item[0]), item[0]))
    return tuple(PartyBlock(who, times / len(found)) for who, times in ordered[:MOST_BLOCKS])


def _moves(closed: Sequence[Seen]) -> tuple[Move, ...]:
    """Return every kind of move that opens the zone in some belief, grouped by kind, the surest first."""
    sizes: dict[tuple[str, str, str], list[float]] = {}
    for need in (need for each in closed for need in each.needs):
        sizes.setdefault((need.kind, need.party, need.issue), []).append(need.size)
    order = ("price", "offer", "limit", "position", "breadth")
    moves = [Move(*key, len(found) / len(closed), span(found)) for key, found in sizes.items()]
    return tuple(sorted(moves, key=lambda move: (order.index(move.kind), -move.opens, move.party, move.issue)))


def _issues(
    case: Case, layout: Layout, meeting: str, seen: Sequence[Seen], titles: dict[str, Bilingual]
) -> tuple[IssueView, ...]:
    """Return how each option is taken by each party."""
    names, agenda = layout.names, case.document.meetings[meeting].agenda
    accepted = np.mean([each.accepted for each in seen], axis=0)
    possible = np.mean([each.possible for each in seen], axis=0)
    table, parties = seen[0].zone.table, seen[0].zone.parties
    views = []
    for i, key in enumerate(names.issues):
        if agenda is not None and key not in agenda:
            continue
        asked = [k < table.seats or table.asked[k, i] for k in range(len(parties))]
        options = tuple(
            OptionView(
                id=name,
                title=titles[f"{key}.{name}"],
                now=name == case.document.issues[key].now,
                accepts={p: float(accepted[k, i, o + 2]) if asked[k] else None for k, p in enumerate(parties)},
                possible=float(possible[i, o + 2]),
            )
            for o, name in enumerate(names.options[key])
        )
        views.append(IssueView(key, titles[key], options))
    return tuple(views)


def _frontier(seen: Sequence[Seen], layout: Layout, options: DealOptions) -> FrontierView | None:
    """Return the frontier in the most typical belief that has a zone."""
    opened = [b for b, each in enumerate(seen) if each.struck is not None]
    if not opened:
        return None
    opened = [b for b in opened if _differ(seen[b].struck)] or opened
    table = seen[0].zone.table
    gains = np.array([each.struck.packages["nash"].gains[: table.seats] for b in opened if (each := seen[b]).struck])
    spread = gains.std(axis=0)
    apart = np.abs(gains - np.median(gains, axis=0)) / np.where(spread > 0.0, spread, 1.0)
    typical = opened[int(np.argmin(apart.sum(axis=1)))]
    zone, struck = seen[typical].zone, seen[typical].struck
    assert struck is not None
    frontier = trace_frontier(zone.problem(), points=options.points, list_up_to=options.list_up_to)
    power = [np.median([each.zone.table.numbers[layout.plan.power[p]] for each in seen]) for p in table.parties]
    first, second = sorted(sorted(range(table.seats), key=lambda k: -power[k])[:2])
    return FrontierView(
        belief=typical,
        axes=(zone.parties[first], zone.parties[second]),
        points=_points(frontier, struck, zone.parties, layout, table.seats),
        packages=frontier.packages,
        admissible=frontier.admissible if frontier.listed else None,
        complete=frontier.complete,
        status=_how(frontier),
    )


def _differ(struck: Struck | None) -> bool:
    """Say whether the marked rules strike different packages."""
    return struck is not None and len({tuple(struck.packages[name].choice.tolist()) for name in MARKED}) > 1


def _points(
    frontier: Frontier, struck: Struck, parties: tuple[str, ...], layout: Layout, seats: int
) -> tuple[Point, ...]:
    """Return the points of a frontier with those the marked rules strike, which may be others with the same gains."""
    choices, gains = list(frontier.choices), list(frontier.gains)
    rules: list[list[str]] = [[] for _ in choices]
    for name in MARKED:
        package = struck.packages[name]
        apart = [float(np.abs(each[:seats] - package.gains[:seats]).max()) for each in gains]
        place = int(np.argmin(apart)) if apart and min(apart) < 1e-8 else len(choices)
        if place == len(choices):
            choices.append(package.choice)
            gains.append(package.gains)
            rules.append([])
        rules[place].append(name)
    order = sorted(range(len(choices)), key=lambda n: (-gains[n][0], n))
    return tuple(
        Point(
            choice_in_names(choices[n], layout.names),
            {party: float(gain) for party, gain in zip(parties, gains[n], strict=True)},
            tuple(rules[n]),
        )
        for n in order
    )


def _how(frontier: Frontier) -> Bilingual:
    """Say how the frontier was found."""
    if frontier.listed:
        return Bilingual(
            en="All packages were looked at: this is the whole frontier.",
            zh="已逐一检视全部方案：这就是完整的前沿。",
        )
    if frontier.complete:
        return Bilingual(
            en="The solver proved every point, and that there is no other.",
            zh="求解器证明了每一点都在前沿上，且再无其他。",
        )
    return Bilingual(
        en="The solver proved that every point is on the frontier; there are others between them.",
        zh="求解器证明了每一点都在前沿上；各点之间还有其他点。",
    )


def _status(count: int, closed: int, told: bool) -> Bilingual:
    """Say how far the numbers can be trusted."""
    error = 50.0 / count**0.5
    if not told and closed:
        return Bilingual(
            en=f"The zone is empty in only {closed} of {count} beliefs, too few to say who blocks: draw more beliefs.",
            zh=f"{count} 组信念中只有 {closed} 组的协议区为空，不足以说明谁在阻挡。请多抽一些信念。",
        )
    return Bilingual(
        en=f"Shares are of {count} beliefs; their Monte Carlo error is at most {error:.1f} points.",
        zh=f"各项比例以 {count} 组信念计；蒙特卡洛误差最多 {error:.1f} 个百分点。",
    )
