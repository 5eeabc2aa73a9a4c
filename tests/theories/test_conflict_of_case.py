"""A case's section of moves as a conflict: states, moves and preferences as written."""

import numpy as np
import pytest

import detente
from detente.analysis.conflict.conflict import conflict as asked_of
from detente.case.reading.read import read_text
from detente.errors import OptionError, TheoryError
from detente.play_options import PlayOptions
from detente.theories.conflict import Concept
from detente.theories.conflict.reading import conflict_of

HEAD = """\
detente: 1
id: dispute
title: A dispute
as_of: 2024-03-01
until: 2024-12-01
parties: {north: {}, south: {}, crowd: {of: north, weight: 0.5}}
issues:
  toll: {topic: money, now: high, options: {none: 0, high: 80}}
  road: {topic: works, now: closed, options: {closed: 0, open: 100}}
positions:
  north: {toll: {ideal: none, salience: 60}, road: {ideal: open, salience: 20 to 60}}
  crowd: {road: {ideal: closed, salience: 50}}
  south: {toll: {ideal: high, salience: 60}, road: {ideal: open, salience: 60}}
"""
OPTIONS = """\
moves:
  options: {cut: {by: south}, build: {by: north, one_way: forward}, block: {by: south}}
  infeasible: [{only: block, if: {not: build}}]
  status_quo: []
  consequences:
    - {if: cut, issue: toll, level: none}
    - {if: build, issue: road, level: open}
"""


def conflict(north, south, rest=OPTIONS):
    return conflict_of(read_text(f"{HEAD}{rest}  preferences:\n    north: {north}\n    south: {south}\n"))


def test_states_are_numbered_as_binary_numbers():
    found = conflict("{weights: {build: 1}}", "{weights: {cut: -1}}")
    assert found.space.choices.tolist() == [0, 1, 2, 3, 4, 5]
    assert found.makers == ("north", "south")
    assert found.status_quo == 0
    assert found.space.taken(5) == ("cut", "block")


def test_what_is_built_stays_and_what_cannot_be_is_no_state():
    moves = conflict("{weights: {build: 1}}", "{weights: {cut: -1}}").conflict.moves
    assert moves.of(0, 0).tolist() == [2]
    assert moves.of(0, 2).tolist() == []
    assert moves.of(0, 4).tolist() == []  # nobody can build while it is blocked
    assert sorted(moves.of(1, 2).tolist()) == [3]


def test_the_first_statement_outweighs_all_that_follow():
    found = conflict("{statements: [cut, {not: build}, {iff: [build, cut]}]}", "{weights: {cut: -1}}")
    ranks = found.conflict.ranks[0]
    assert ranks[1] > ranks[3] > ranks[0] > ranks[2]
    assert ranks[1] == ranks[5]


@pytest.mark.parametrize(
    ("statement", "true"),
    [
        ("cut", [1, 3, 5]),
        ("{not: cut}", [0, 2, 4]),
        ("{all: [cut, build]}", [3]),
        ("{any: [build, block]}", [2, 3, 4, 5]),
        ("{if: cut, then: build}", [0, 2, 3, 4]),
        ("{iff: [cut, block]}", [0, 2, 5]),
    ],
)
def test_statements_hold_where_they_should(statement, true):
    found = conflict(f"{{statements: [{statement}]}}", "{weights: {cut: -1}}")
    assert np.flatnonzero(found.conflict.ranks[0] == 1).tolist() == true


def test_positions_are_mixed_with_those_of_audiences():
    found = conflict("{positions: true}", "{positions: true}")
    # north alone: toll 0.6 of the weight, road 0.4 at its median; the crowd counts as much and wants the road closed
    toll, road = 60 / 100, 40 / 100
    worth = {
        0: 0.5 * (toll * 0.2) + 0.5,
        1: 0.5 * toll + 0.5,
        2: 0.5 * (toll * 0.2 + road),
        3: 0.5 * (toll + road),
    }
    assert sorted(worth, key=worth.get) == sorted(worth, key=lambda state: found.conflict.ranks[0, state])
    assert found.conflict.ranks[1].argmax() == 2


def test_uncertain_positions_are_spread_over_beliefs():
    case = read_text(
        f"{HEAD.replace('crowd: {of: north, weight: 0.5}', 'crowd: {of: north, weight: 0.2 to 0.6}')}{OPTIONS}"
        "  preferences:\n    north: {positions: true}\n    south: {positions: true}\n"
    )
    view = asked_of(case, options=PlayOptions(beliefs=60))
    shares = {state.number: state.shares["R"] for state in view.states}
    assert view.beliefs == 60
    assert 0.0 < shares[1] < 1.0  # whether the north builds depends on how much the crowd counts
    assert shares[3] == 1.0  # what is built stays
    assert view == asked_of(case, options=PlayOptions(beliefs=60))


def test_a_given_graph_needs_no_options():
    graph = "{north: {calm: [storm]}, south: {storm: [wreck]}}"
    rest = f"moves:\n  states: {{calm: {{}}, storm: {{}}, wreck: {{}}}}\n  graph: {graph}\n"
    found = conflict("{ranking: [storm, calm, wreck]}", "{ranking: [[calm, wreck], storm]}", rest)
    assert found.conflict.moves.of(0, 0).tolist() == [1]
    assert found.conflict.ranks.tolist() == [[1, 2, 0], [1, 0, 1]]
    view = asked_of(found.case, state="calm")
    assert view.equilibria == {"R": (3,), "GMR": (1, 3), "SMR": (1, 3), "SEQ": (1, 3)}
    assert [reason.stays for reason in view.reasons] == [True, True]
    assert "two have no common outcome" in view.status.en
    with pytest.raises(OptionError, match="there is no 'SIM'"):
        asked_of(found.case, concept=Concept.SIM)


def test_pairs_of_unknown_preference_are_counted_in_four_ways():
    rest = "moves:\n  states: {calm: {}, storm: {}}\n  graph: {north: {calm: [storm]}}\n"
    text = f"{HEAD}{rest}  preferences:\n    north: {{ranking: [calm, storm], unknown: [[calm, storm]]}}\n"
    view = asked_of(read_text(text))
    assert {variant: told["R"] for variant, told in view.unknown.items()} == {
        "a": (2,),
        "b": (1, 2),
        "c": (2,),
        "d": (1, 2),
    }


def test_a_case_without_moves_is_told_so():
    with pytest.raises(TheoryError, match="who controls which option"):
        conflict_of(detente.load("divided-pie"))


def test_a_case_without_issues_cannot_be_played():
    with pytest.raises(TheoryError, match="nothing can be played"):
        detente.simulate(detente.load("chicken"), beliefs=2, runs=2)


def test_what_is_wanted_has_a_concept_that_can_be_turned_around():
    with pytest.raises(OptionError, match="SIM"):
        asked_of(detente.load("chicken"), want=1, concept=Concept.SIM)


def test_shipped_conflicts_say_why_groups_would_move():
    view = asked_of(detente.load("elmira-1991"))
    assert [(group.members, group.source, group.targets) for group in view.coalitions] == [
        (("ministry", "company"), 5, (8,))
    ]
    assert view.ways[0].to == 5
    assert view.ways[0].improving


def test_the_shipped_alaska_conflict_rests_on_claims():
    case = detente.load("alaska-2025")
    moves = case.document.moves
    assert moves is not None
    assert all(option.because for option in moves.options.values())
    assert all(wish.because for wants in moves.preferences.values() for wish in wants.statements or ())
    view = asked_of(case)
    assert len(view.makers) == 4
    assert 8 <= len(view.options) <= 10
    assert view.equilibria["R"]
