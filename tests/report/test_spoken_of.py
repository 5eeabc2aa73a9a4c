"""What a reference class speaks to is told in words, never by its id."""

import pytest

import detente
from detente.locale import texts
from detente.report.conditions_in_words import spoken_of


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_shipped_case_shows_an_id(language):
    document = detente.load("alaska-2025").document
    targets = {counted.for_ for counted in document.reference_classes.values()} - {None}
    assert targets
    for target in targets:
        assert target.replace("-", " ") not in spoken_of(target, document, texts(language))


def test_a_scenario_has_its_title_and_a_condition_says_what_must_be_so():
    document = detente.load("alaska-2025").document
    assert spoken_of("success", document, texts("en")) == "Success"
    assert spoken_of("something-agreed-in-alaska", document, texts("zh")) == "“阿拉斯加会晤”达成协议且成立"
    assert spoken_of("negotiated-end-in-139-days", document, texts("en")).endswith("for 91 days without interruption")
