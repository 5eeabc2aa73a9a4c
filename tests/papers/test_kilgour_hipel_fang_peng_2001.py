"""Kilgour, Hipel, Fang & Peng 2001, Group Decision and Negotiation 10: coalitions in the Elmira conflict.

From 5, where the conflict stood, the ministry and the company together can go to 8, better for both, and no other
coalition can improve on 5, 8 or 9. That is what happened.
"""

from conflicts import twelve_states

import detente
from detente.theories.conflict import Together, coalitions
from detente.theories.conflict.reading import conflict_of

MINISTRY_AND_COMPANY = 0b011


def test_the_only_improvement_of_a_coalition_on_an_equilibrium_is_what_happened():
    found = coalitions(conflict_of(detente.load("elmira-1991")).conflict)
    assert found is not None
    told = {
        (group, state): (found.improvements.of(group - 1, state - 1) + 1).tolist()
        for group in range(1, 8)
        for state in (5, 8, 9)
        if len(found.improvements.of(group - 1, state - 1))
    }
    assert told == {(MINISTRY_AND_COMPANY, 5): [8]}


def test_five_is_not_stable_for_every_coalition():
    found = coalitions(conflict_of(detente.load("elmira-1991")).conflict)
    assert found is not None
    assert (found.universal(Together.CNASH) + 1).tolist() == [8, 9]


def test_twelve_states_are_the_same_story():
    found = coalitions(twelve_states())
    assert found is not None
    assert (found.improvements.of(MINISTRY_AND_COMPANY - 1, 6) + 1).tolist() == [10]
    assert (found.universal(Together.CNASH) + 1).tolist() == [5, 6, 10, 11, 12]
