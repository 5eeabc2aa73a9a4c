"""Fang, Hipel & Kilgour 1993, Interactive Decision Making: the groundwater of Elmira.

Nine states; those in which the plant is abandoned are one. 5, 8 and 9 are equilibria under every concept, 1 and 4
under GMR and SMR only. The arcs from 3, 4, 7 and 8 to 9 matter: without them 7 would hold, too.
"""

import pytest
from conflicts import by_arcs, equilibria, of_case, twelve_states

import detente
from detente.theories.conflict import ways_from
from detente.theories.conflict.reading import conflict_of

STRONG = {"R": [5, 8, 9], "GMR": [1, 4, 5, 8, 9], "SMR": [1, 4, 5, 8, 9], "SEQ": [5, 8, 9]}


def test_equilibria_of_the_published_graph():
    assert equilibria(by_arcs()) == STRONG


def test_options_give_the_published_graph():
    shipped = conflict_of(detente.load("elmira-1991")).conflict
    given = by_arcs()
    assert (shipped.moves.starts == given.moves.starts).all()
    assert (shipped.moves.targets == given.moves.targets).all()
    found = of_case("elmira-1991")
    assert {concept: found[concept] for concept in STRONG} == STRONG


def test_simultaneous_answers_are_those_of_the_twelve_states():
    """Not in the book, which has no simultaneous stability for states put together: our reading of it."""
    assert of_case("elmira-1991")["SIM"] == [5, 8, 9]
    assert equilibria(twelve_states())["SIM"] == [5, 6, 7, 10, 11, 12]  # 5, 8 and the four abandoned ones


def test_without_the_arcs_to_the_abandoned_plant_seven_would_hold():
    found = equilibria(by_arcs(left_out=("3>9", "4>9", "7>9", "8>9")))
    assert found["R"] == found["SEQ"] == [5, 7, 8, 9]


def test_twelve_states_that_are_not_put_together():
    found = equilibria(twelve_states())
    assert found["R"] == found["SEQ"] == found["SIM"] == [5, 6, 7, 10, 11, 12]
    assert found["GMR"] == found["SMR"] == [1, 4, 5, 6, 7, 10, 11, 12]


@pytest.mark.parametrize(("conflict", "reached"), [(by_arcs(), [5]), (twelve_states(), [7])], ids=["nine", "twelve"])
def test_improvements_from_the_status_quo_end_where_the_local_government_insists(conflict, reached):
    assert (ways_from(conflict, 0, improving=True).states + 1).tolist() == reached
