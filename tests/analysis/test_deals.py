"""The deal space is what looking at all packages finds, and what moving the case's own numbers confirms."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from packages import gains_of, is_admissible, packages

import detente
from detente.analysis.deals import DealOptions, deals
from detente.analysis.deals.acceptance import accepted_options, accepts, possible_options
from detente.analysis.deals.blocking import minimal_openings
from detente.analysis.deals.conditions import Condition, Zone, conditions_of
from detente.analysis.deals.looking import look
from detente.analysis.deals.moves import own_condition
from detente.analysis.deals.wanted import holding_to, wanted
from detente.bargaining.pareto.trace import APART
from detente.bargaining.rules import Kind, Rule
from detente.case.case import Case
from detente.engine.layout.build import lay_out
from detente.engine.run.beliefs import Beliefs
from detente.engine.run.table_problem import HoldOut, TableLayer
from detente.errors import OptionError
from detente.play_options import PlayOptions
from detente.testing.random_cases import random_case

FILES = Path(__file__).parents[2] / "docs" / "files"
TREATY = FILES / "05-who-is-not-in-the-room.yaml"


def layers(seeds: range, hold_out: HoldOut = HoldOut.NONE):
    """Random cases with a meeting, each with the layer of its first one and a few beliefs."""
    for seed in seeds:
        case = random_case(seed, packages=80)
        for meeting in list(case.document.meetings)[:1]:
            layout = lay_out(case.document)
            numbers = Beliefs.of(case.document, layout.slots).draw(1, 0, 2)
            yield TableLayer(layout, meeting, hold_out), numbers


@pytest.fixture(scope="module")
def looked():
    return [(layer, look(layer, belief, 6)) for layer, numbers in layers(range(26)) for belief in numbers]


def admissible(problem) -> list[tuple[int, ...]]:
    return [choice for choice in packages(problem) if is_admissible(problem, choice, gains_of(problem, choice))]


def test_the_zone_is_empty_where_no_package_is_admissible(looked):
    shares = []
    for _, seen in looked:
        shares.append(bool(admissible(seen.zone.problem())))
        assert (seen.struck is not None) == shares[-1]
    assert 0.1 < np.mean(shares) < 0.9


def test_an_option_is_possible_where_a_package_of_the_zone_has_it(looked):
    for _, seen in looked:
        found = np.zeros_like(seen.possible)
        for choice in admissible(seen.zone.problem()):
            found[np.arange(len(choice)), choice] = True
        assert (seen.possible[:, 2:] == found[:, 2:]).all()


def test_a_package_suits_all_only_if_each_would_sign_it(looked):
    for _, seen in looked:
        choices = np.array(list(packages(seen.zone.problem()))).reshape(-1, len(seen.zone.table.counts))
        signs, appraised = accepts(seen.zone, choices)
        assert not (appraised.admissible & ~signs.all(axis=1)).any()


def test_what_opens_a_zone_is_minimal_and_all_of_it(looked):
    several = 0
    for layer, seen in looked:
        if seen.blocking is None:
            continue
        assert seen.blocking.complete
        conditions = conditions_of(seen.zone.table, layer.layout)
        fresh = Zone(seen.zone.table, layer.layout)

        def opens(relaxed, zone=fresh):
            return bool(admissible(zone.problem(relaxed)))

        for opening in seen.blocking.openings:
            assert opens(opening)
            assert not any(opens(opening - {each}) for each in opening)
        small = [set(pair) for pair in combinations(conditions, 2) if opens(pair)]
        assert all(any(opening <= pair for opening in seen.blocking.openings) for pair in small)
        rest = frozenset(conditions) - seen.blocking.conflict
        assert not opens(rest)
        assert all(opens(rest | {each}) for each in seen.blocking.conflict)
        several += len(seen.blocking.openings) > 1
    assert several > 3


def lowered(zone: Zone, k: int, by: float):
    """The problem with a party's price lower by so much."""
    problem, gains = zone.problem(), zone.table.gains.copy()
    gains[k] += np.where(zone.table.kinds == Kind.SETTLED, by * zone.table.weight[k][:, None], 0.0)
    return replace(problem, gains=gains)


def test_the_smallest_moves_open_the_zone_and_smaller_ones_do_not(looked):
    kinds = set()
    for layer, seen in looked:
        zone, plan, names = seen.zone, layer.layout.plan, layer.layout.names
        for need in seen.needs:
            kinds.add(need.kind)
            k = zone.parties.index(need.party) if need.party else -1
            numbers = zone.table.numbers.copy()
            if need.kind == "price":
                assert admissible(lowered(zone, k, need.size + 1e-6))
                assert need.size < 1e-6 or not admissible(lowered(zone, k, need.size - 1e-6))
            elif need.kind == "offer":
                best = max(
                    gains_of(zone.problem(), choice)[k] for choice in admissible(zone.problem([own_condition(zone, k)]))
                )
                assert need.size == pytest.approx(max(0.0, -best), abs=1e-9)
            elif need.kind == "limit":
                person, i = zone.table.parties[k], names.issues.index(need.issue)
                moved = zone.table.limits[k, i] - zone.table.sides[k, i] * need.size
                numbers[plan.limit[person, i]] = moved
                assert admissible(Zone(layer.lay(numbers), layer.layout).problem())
            elif need.kind == "breadth":
                problem = zone.problem()
                assert admissible(replace(problem, breadth=problem.breadth + int(need.size)))
                assert not admissible(replace(problem, breadth=problem.breadth + int(need.size) - 1))
            elif need.kind == "position":
                slot = plan.ideal[zone.table.parties[k], names.issues.index(need.issue)]
                ideal = numbers[slot]
                opened = []
                for direction in (-1, 1):
                    numbers[slot] = min(max(ideal + direction * need.size, 0.0), 100.0)
                    opened.append(bool(admissible(Zone(layer.lay(numbers), layer.layout).problem())))
                assert any(opened)
    assert {"price", "offer", "position"} <= kinds


def test_hitting_sets_of_a_known_system():
    sets = [{"a", "b"}, {"b", "c"}, {"a", "c", "d"}]
    found = minimal_openings("abcd", lambda gone: all(gone & each for each in sets), 4)
    assert {frozenset(x) for x in found.openings} == {frozenset(x) for x in ("ab", "ac", "bc", "bd")}
    assert found.complete
    part = minimal_openings("abcd", lambda gone: all(gone & each for each in sets), 1)
    assert part.openings == ()
    assert not part.complete


def test_an_open_zone_needs_nothing():
    found = minimal_openings("ab", lambda gone: True, 2)
    assert found.openings == (frozenset(),)
    assert not found.conflict


def test_hold_out_only_raises_prices_at_the_table():
    for seed in range(6):
        plain, held = (next(iter(layers(range(seed, seed + 1), each)), None) for each in HoldOut)
        if plain is None or held is None:
            continue
        for belief in plain[1]:
            low, high = plain[0].lay(belief), held[0].lay(belief)
            assert (high.prices[: low.seats] >= low.prices[: low.seats]).all()
            assert (high.prices[low.seats :] == low.prices[low.seats :]).all()
            assert low.limits == pytest.approx(high.limits, nan_ok=True)


@pytest.fixture(scope="module")
def treaty() -> Case:
    return detente.load(TREATY)


@pytest.fixture(scope="module")
def space(treaty):
    return deals(treaty, options=PlayOptions(beliefs=60))


def test_the_table_of_the_play_strikes_the_package_that_is_found(tmp_path):
    """With no hold-out and no misreading the play's table faces the same problem, belief by belief."""
    quiet = "general: {hold-out: 1.0e-9, misreading: 1.0e-9, limit-misreading: 1.0e-9}\n"
    path = tmp_path / "quiet.yaml"
    path.write_text(TREATY.read_text(encoding="utf-8") + quiet, encoding="utf-8")
    case = detente.load(path)
    worlds = detente.simulate(case, beliefs=40, runs=2, seed=5, keep_worlds=True)
    meeting = worlds.layout.names.meetings.index("spring-talks")
    layer = TableLayer(worlds.layout, "spring-talks", HoldOut.NONE)
    fates = worlds.tracks.fate[:, 0, meeting]
    for numbers, fate in zip(worlds.numbers(), fates, strict=True):
        struck = (
            Zone(layer.lay(numbers), worlds.layout).problem().strike(Rule(int(numbers[worlds.layout.plan.rule[0]])))
        )
        assert struck.choice.tolist() == fate.tolist()
    assert len({tuple(fate) for fate in fates}) > 1


def test_shares_fit_together(space):
    assert 0.0 < space.empty < 1.0
    assert space.standard_error == pytest.approx(np.sqrt(space.empty * (1 - space.empty) / 60))
    for view in space.packages:
        signs = [account.accepts for account in view.accounts if account.accepts is not None]
        assert view.accepted <= min(signs) + 1e-12
        assert view.accepted <= 1.0 - space.empty + 1e-12
    for issue in space.issues:
        assert all(option.possible <= 1.0 - space.empty + 1e-12 for option in issue.options)


def test_an_account_adds_up(space):
    for view in space.packages:
        for account in view.accounts:
            parts = [line.worth.mean for line in (*account.gets, *account.gives)]
            total = sum(parts) + account.together.mean + account.price.mean
            assert account.gain.mean == pytest.approx(total, abs=1e-12)


def test_the_marked_points_lie_on_the_frontier(space):
    frontier = space.frontier
    assert frontier is not None
    marked = {rule for point in frontier.points for rule in point.rules}
    assert marked == {"nash", "kalai-smorodinsky", "egalitarian", "utilitarian"}
    table = [party.id for party in space.parties if party.at_table]
    gains = np.array([[point.gains[party] for party in table] for point in frontier.points])
    for point in gains:
        assert not ((gains >= point - APART).all(axis=1) & (gains > point + APART).any(axis=1)).any()


def test_too_few_empty_zones_are_not_told_about(treaty):
    few = deals(treaty, options=PlayOptions(beliefs=5))
    assert not few.told
    assert few.blocks == few.moves == few.reasons == ()
    assert "too few" in few.status.en or few.empty == 0.0


def test_equal_options_give_an_equal_deal_space(treaty):
    assert deals(treaty, options=PlayOptions(beliefs=8)) == deals(treaty, options=PlayOptions(beliefs=8))


def test_a_meeting_that_is_not_there_is_refused(treaty):
    with pytest.raises(OptionError, match=r"spring-talk'.*\n.*did you mean 'spring-talks'"):
        deals(treaty, meeting="spring-talk")


@pytest.mark.parametrize(("name", "value"), [("packages", 0), ("points", 0), ("most", 9)])
def test_options_out_of_range_are_refused(name, value):
    with pytest.raises(OptionError, match=name):
        DealOptions(**{name: value})


def test_conditions_have_owners():
    assert Condition("price", "west").owner == "west"
    assert Condition("needs", "", "border").owner == "needs"


def test_only_what_is_on_the_agenda_can_be_accepted(looked):
    for _, seen in looked:
        assert not (accepted_options(seen.zone) & (seen.zone.table.allowed == 0)).any()
        if seen.struck is None:
            assert not possible_options(seen.zone, []).any()


def test_the_zone_of_a_wanted_option_is_open_where_that_option_is_possible_and_only_there():
    seen = 0
    for seed in range(26):
        case = random_case(seed, packages=80)
        layout = lay_out(case.document)
        layer = TableLayer(layout, next(iter(case.document.meetings)), HoldOut.NONE)
        found = look(layer, Beliefs.of(case.document, layout.slots).draw(1, 0, 1)[0], 3)
        table, names = found.zone.table, layout.names
        for i, key in enumerate(names.issues):
            for option in names.options[key]:
                a = names.option(key, option) + 2
                want = wanted(case, f"{{all: [{{issue: {key}, option: {option}}}, {{issue: {key}, settled: true}}]}}")
                held = Zone(holding_to(table, layout, want, case.document), layout)
                assert held.opens() == bool(found.possible[i, a])
                seen += 1
    assert seen > 100


def test_who_blocks_a_wanted_outcome_is_told_with_what_would_bring_them_over():
    case = detente.load(TREATY)
    options = PlayOptions(beliefs=30)
    any_deal, half = deals(case, options=options), deals(case, want="payment=forty", options=options)
    assert half.want == "payment=forty"
    assert half.empty >= any_deal.empty
    assert half.blocking_parties
    assert all(package.choice["payment"] == "forty" for package in half.packages)
    either = deals(case, want="{any: [{issue: payment, above: 0}, {issue: summer-release, above: 0}]}", options=options)
    assert either.empty <= half.empty


@pytest.mark.parametrize(
    ("want", "kind"),
    [
        ("payment=gold", "unknown"),
        ("silver=forty", "unknown"),
        ("nothing", "unknown"),
        ("{meeting: spring, outcome: deal}", "no_condition"),
        ("{issue: payment}", "no_condition"),
        ("[1, 2]", "no_condition"),
    ],
)
def test_what_is_no_outcome_is_refused(want, kind):
    case = detente.load(TREATY)
    with pytest.raises(OptionError) as refused:
        deals(case, want=want, options=PlayOptions(beliefs=2))
    assert refused.value.key == kind
