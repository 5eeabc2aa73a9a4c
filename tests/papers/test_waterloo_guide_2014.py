"""The worked example of Syria and Iraq in 1975: rankings as printed in a guide of the University of Waterloo, 2014."""

from conflicts import of_case


def test_war_is_what_holds():
    assert of_case("euphrates-1975") == {"R": [6], "GMR": [1, 6], "SMR": [6], "SEQ": [6], "SIM": [6]}
