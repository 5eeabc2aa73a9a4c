"""Rapoport & Chammah 1966, American Behavioral Scientist 10(3): chicken, as a conflict graph.

States: 1 neither swerves, 2 and 3 one alone, 4 both. Sanctions that hurt who gives them (GMR, SMR) hold both to
swerving; credible ones (SEQ) do not.
"""

from conflicts import of_case


def test_one_gives_way_and_both_do_if_threats_need_not_be_credible():
    assert of_case("chicken") == {"R": [2, 3], "GMR": [2, 3, 4], "SMR": [2, 3, 4], "SEQ": [2, 3], "SIM": [2, 3, 4]}
