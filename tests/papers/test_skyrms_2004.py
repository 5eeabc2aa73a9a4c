"""Skyrms 2004, The Stag Hunt and the Evolution of Social Structure: two equilibria, one better for both."""

from conflicts import of_case

import detente
from detente.theories.conflict import Together, coalitions
from detente.theories.conflict.reading import conflict_of


def test_both_ends_hold_under_every_concept():
    assert of_case("stag-hunt") == {concept: [1, 4] for concept in ("R", "GMR", "SMR", "SEQ", "SIM")}


def test_only_the_stag_holds_if_both_can_agree():
    found = coalitions(conflict_of(detente.load("stag-hunt")).conflict)
    assert found is not None
    assert (found.universal(Together.CNASH) + 1).tolist() == [4]
