"""Luce & Raiffa 1957, Games and Decisions, section 5.4: the prisoner's dilemma, as a conflict graph.

States: 1 neither cooperates, 2 and 3 one alone, 4 both. The only Nash equilibrium is 1; both cooperating holds as soon
as answers count, which is what metagames were invented to show (Howard 1971, Paradoxes of Rationality).
"""

from conflicts import of_case


def test_cooperation_holds_as_soon_as_answers_count():
    assert of_case("prisoners-dilemma") == {"R": [1], "GMR": [1, 4], "SMR": [1, 4], "SEQ": [1, 4], "SIM": [1, 4]}
