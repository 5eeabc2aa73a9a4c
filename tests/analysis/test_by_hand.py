"""A package put together by hand says what the deal space says of the same package."""

from __future__ import annotations

import pytest

import detente
from detente.analysis.deals.by_hand import lay_tables
from detente.errors import OptionError
from detente.play_options import PlayOptions

FEW = PlayOptions(beliefs=30)


@pytest.fixture(scope="module")
def alaska():
    return detente.load("alaska-2025")


@pytest.fixture(scope="module")
def tables(alaska):
    return lay_tables(alaska, options=FEW)


def test_a_leading_package_has_the_same_accounts(alaska, tables):
    for view in detente.deals(alaska, options=FEW).packages[:2]:
        found = tables.package(view.choice)
        assert found.accepted == view.accepted
        assert found.accounts == view.accounts
        assert found.efficient == view.efficient


def test_options_are_taken_as_in_the_deal_space(alaska, tables):
    space = detente.deals(alaska, options=FEW)
    for each in tables.asked():
        for issue in space.issues:
            for option in issue.options:
                assert each.issues[issue.id][option.id] == option.accepts[each.party]


def test_a_package_nearby_is_accepted_as_often_as_is_told(tables):
    found = tables.package({"air-truce": "full", "energy-truce": "energy-only"})
    assert found.nearby
    for each in found.nearby:
        choice = {**found.choice, each.issue: each.option}
        other = tables.package({issue: option for issue, option in choice.items() if option})
        assert other.accepted == each.accepted > found.accepted


def test_a_party_that_does_not_sign_has_a_reason(tables):
    found = tables.package({"territory": "recognised"})
    assert found.accepted == 0
    refusing = {each.party for each in found.accounts if each.accepts == 0}
    assert refusing
    assert refusing <= {each.what.party for each in found.hindrances}


@pytest.mark.parametrize("choice", [{"nowhere": "full"}, {"air-truce": "nothing"}, {"air-truce": "shelved"}])
def test_what_the_meeting_cannot_settle_is_refused(tables, choice):
    with pytest.raises(OptionError):
        tables.package(choice)
