"""What the shipped case `alaska-2025` must hold, and what must stay out of it."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from itertools import chain, pairwise

import numpy as np
import pytest

from detente.case import Document, load, quantities
from detente.case.numbers.distribution import central, is_certain, quantile
from detente.case.reading.walk import children, walk
from detente.case.schema.base import Bilingual, Described
from detente.case.schema.quantities import Quantity

AS_OF = date(2025, 8, 12)
ESSAY_LINES = 41


@pytest.fixture(scope="module")
def case() -> Document:
    return load("alaska-2025").document


def reasons(part: object, path: str = "") -> list[tuple[str, str]]:
    """Return (claim, path of what rests on it) for a part of a case and everything beneath it."""
    found = [(claim, path) for claim in getattr(part, "because", ())]
    for key, value in children(part):
        if value is not None and key != "because":
            found += reasons(value, f"{path}.{key}" if path else key)
    return found


def matches(pattern: str, path: str) -> bool:
    steps, names = pattern.split("."), path.split(".")
    return len(steps) == len(names) and all(step in ("*", name) for step, name in zip(steps, names, strict=True))


def test_counts(case: Document) -> None:
    assert 12 <= len(case.issues) <= 16
    assert 6 <= len(case.factors) <= 8
    assert {"united-states", "russia", "ukraine", "europe"} <= set(case.parties)
    assert sum(party.of is not None for party in case.parties.values()) >= 5
    assert len(case.levers) >= 10
    assert len(case.reference_classes) >= 3
    assert len(case.questions) >= 8
    assert next(iter(case.scenarios)) == "success"
    assert "failure" in case.scenarios
    assert len(case.topics) == len({issue.topic for issue in case.issues.values()})


def test_a_year_ahead_in_weeks(case: Document) -> None:
    assert case.as_of == AS_OF
    assert case.until == date(2026, 8, 15)
    assert case.step == "week"


def test_every_line_of_the_essay_is_used_or_named_as_not_used(case: Document) -> None:
    used = {claim for claim, _ in reasons(case)}
    covered = set(
        chain.from_iterable(
            claim.paragraphs for name, claim in case.claims.items() if claim.source == "essay" and name in used
        )
    )
    left_out = set(chain.from_iterable(entry.paragraphs for entry in case.not_used["essay"]))
    assert case.sources["essay"].paragraphs == ESSAY_LINES
    assert covered | left_out == set(range(ESSAY_LINES))
    assert not covered & left_out


def test_nothing_rests_on_an_unknown_claim_and_no_claim_is_idle(case: Document) -> None:
    used = {claim for claim, _ in reasons(case)}
    assert used == set(case.claims)


def test_every_scenario_marker_lever_class_and_question_names_its_claim(case: Document) -> None:
    groups = (case.scenarios, case.levers, case.reference_classes, case.questions, case.meetings, case.issues)
    silent = [name for group in groups for name, part in group.items() if not part.because]
    silent += [name for name, marker in case.markers.items() if not marker.because]
    assert silent == []


def test_nothing_is_dated_after_the_case(case: Document) -> None:
    for source in case.sources.values():
        assert source.published is None or source.published <= AS_OF
    for past in case.history.values():
        assert past.on <= AS_OF
    for factor in case.factors.values():
        assert all(day <= AS_OF for day in factor.series)


def test_claims_of_the_essay_are_ours_in_both_languages(case: Document) -> None:
    for claim in case.claims.values():
        assert claim.says.en
        assert claim.says.zh
        assert len(claim.says.zh) <= 80, claim.says.zh


def test_facts_without_a_document_say_how_sure_they_are(case: Document) -> None:
    assert "general knowledge" in case.sources["record"].where
    assert "unverified" in case.claims["summit-record"].note.en


def test_every_title_stands_in_both_languages(case: Document) -> None:
    incomplete = [
        f"{path}.{name}"
        for path, part in [("", case), *walk(case)]
        for name, text in children(part)
        if isinstance(text, Bilingual) and bool(text.en) != bool(text.zh)
    ]
    assert incomplete == []


@pytest.mark.parametrize(
    "section",
    [
        "parties",
        "topics",
        "issues",
        "factors",
        "flags",
        "meetings",
        "events",
        "scenarios",
        "markers",
        "levers",
        "reference_classes",
        "questions",
        "drivers",
        "history",
        "sources",
    ],
)
def test_whatever_people_read_about_has_a_title(case: Document, section: str) -> None:
    for name, part in getattr(case, section).items():
        assert part.title.en, name
        assert part.title.zh, name
        assert re.search(r"[\u4e00-\u9fff]", part.title.zh), name


def test_options_have_titles(case: Document) -> None:
    for issue in case.issues.values():
        for option in issue.options.values():
            assert option.title.en
            assert option.title.zh


def test_almost_every_number_that_a_claim_bears_on_is_uncertain(case: Document) -> None:
    numbers = quantities(case)
    positions = {path: q for path, q in numbers.items() if path.startswith("positions.")}
    assert not [path for path, quantity in positions.items() if is_certain(quantity.notation)]


def test_numbers_nobody_knows_are_wide(case: Document) -> None:
    for party in ("russia", "ukraine"):
        for issue in ("territory", "neutrality", "force-limits", "political-order"):
            limit = case.positions[party][issue].limit
            assert limit is not None
            low, _, high = central(limit.notation, limit.scale)
            assert high - low >= 30, (party, issue)


def test_the_threshold_of_enough_may_fall_on_either_side(case: Document) -> None:
    link = next(link for link in case.linked if link.id == "partial-enough")
    low, _, high = central(link.worth.notation, link.worth.scale)
    assert low < 0 < high


@pytest.mark.parametrize("issue", ["territory", "neutrality", "force-limits", "political-order"])
def test_a_settlement_exists_in_some_beliefs(case: Document, issue: str) -> None:
    """Some option lies between the widest limits of Moscow and Kyiv."""
    russian, ukrainian = (case.positions[party][issue].limit for party in ("russia", "ukraine"))
    assert russian is not None
    assert ukrainian is not None
    floor = central(russian.notation, russian.scale)[0]
    ceiling = central(ukrainian.notation, ukrainian.scale)[2]
    levels = [option.level for option in case.issues[issue].options.values()]
    assert any(floor <= level <= ceiling for level in levels)


def test_a_whole_settlement_lies_within_all_limits_in_a_few_beliefs_only(case: Document) -> None:
    """Near zero, and not zero; limits are drawn independently here, which correlations only make likelier."""
    draws = np.random.default_rng(1).random((200_000, 9))
    both = np.ones(len(draws), dtype=bool)
    column = 0
    for issue in ("territory", "neutrality", "force-limits", "political-order"):
        levels = [option.level for option in case.issues[issue].options.values()]
        floors, ceilings = [], []
        for party in ("russia", *(p for p in case.issues[issue].consent if p != "russia")):
            limit = case.positions[party][issue].limit
            assert limit is not None
            drawn = quantile(limit.notation, draws[:, column], limit.scale)
            (floors if party == "russia" else ceilings).append(drawn)
            column += 1
        floor, ceiling = np.max(floors, axis=0), np.min(ceilings, axis=0)
        both &= np.any([(floor <= level) & (level <= ceiling) for level in levels], axis=0)
    assert 0.0001 < both.mean() < 0.05


def test_what_cannot_be_settled_can_be_put_aside(case: Document) -> None:
    assert case.issues["framework"].needs is not None
    for issue in ("territory", "neutrality", "force-limits", "political-order"):
        assert case.issues[issue].deferrable


def test_partial_truces_are_issues_of_their_own_that_break_down_on_their_own(case: Document) -> None:
    for sector in ("front", "air", "energy", "black-sea"):
        assert {"russia", "ukraine"} <= set(case.issues[f"{sector}-truce"].consent)
        assert f"{sector}-truce-collapse" in case.events


def test_monitoring_lowers_every_hazard_of_collapse(case: Document) -> None:
    for sector in ("front", "air", "energy", "black-sea"):
        ratio = case.events[f"{sector}-truce-collapse"].hazard_ratio["monitoring"]
        low, median, high = central(ratio.notation, ratio.scale)
        assert median < 1
        assert high <= 1
        assert low > 0
    ratio = case.events["front-truce-collapse"].hazard_ratio["monitoring"]
    assert central(ratio.notation, ratio.scale) == pytest.approx((0.22, 0.44, 0.87), abs=0.01)


def test_truces_break_as_in_the_table_they_are_taken_from(case: Document) -> None:
    """The middle of the rates gives Fortna's truce row back, within the sampling error of 48 truces."""
    rate = case.events["front-truce-collapse"].rate
    assert rate is not None
    bands = [central(quantity.notation, quantity.scale)[1] for quantity in rate.ages.values()]
    ends = [0.0, 30.0, 90.0, 180.0, 365.25, 730.5]
    hazard = 0.0
    survival = {}
    for (start, end), per_day in zip(pairwise(ends), bands, strict=True):
        hazard += per_day * (end - start)
        survival[end] = hazard
    table = {30.0: 0.042, 90.0: 0.229, 180.0: 0.375, 365.25: 0.458, 730.5: 0.583}
    for day, share in table.items():
        broken = 1 - 2.718281828459045 ** -survival[day]
        assert broken == pytest.approx(share, abs=0.06), day


def test_polls_carry_the_numbers_and_break_of_their_sources(case: Document) -> None:
    series = case.factors["us-hostility"].series
    assert [poll.share for poll in series.values()] == [41, 70, 64, 61, 50]
    assert list(series.values())[-1].n == 3605
    assert case.factors["us-hostility"].breaks == (date(2022, 2, 24),)


def test_consent_is_asked_of_those_who_are_absent(case: Document) -> None:
    table = set(case.meetings["anchorage"].table)
    assert table == {"united-states", "russia"}
    assert case.meetings["anchorage"].on == date(2025, 8, 15)
    assert "ukraine" in case.issues["framework"].consent
    assert "europe" in case.issues["european-security"].consent


def test_markers_cover_both_of_the_essays_scenarios(case: Document) -> None:
    of = defaultdict(list)
    for name, marker in case.markers.items():
        of[marker.of].append(name)
    assert len(of["success"]) >= 10
    assert len(of["failure"]) >= 10
    lines = defaultdict(set)
    for marker in case.markers.values():
        for claim in marker.because:
            lines[marker.of] |= set(case.claims[claim].paragraphs)
    assert {33, 34, 35, 24, 26} <= lines["success"]
    assert {36, 37, 38} <= lines["failure"]


def test_every_uncertain_number_belongs_to_exactly_one_group_of_drivers(case: Document) -> None:
    for path, quantity in quantities(case).items():
        if path.startswith("general.") or is_certain(quantity.notation) or quantity.is_chance:
            continue
        groups = [name for name, group in case.drivers.items() if any(matches(p, path) for p in group.paths)]
        assert len(groups) == 1, (path, groups)


def test_the_essays_own_list_of_what_decides_heads_the_drivers(case: Document) -> None:
    assert list(case.drivers)[:5] == [
        "leaders-styles",
        "pressure-at-home",
        "pressure-abroad",
        "miscommunication",
        "battlefield",
    ]


def test_questions_have_full_rules(case: Document) -> None:
    for name, question in case.questions.items():
        assert question.rules.text.en, name
        assert question.rules.text.zh, name
        assert question.rules.decided_by.en, name


def test_guesses_are_counted(case: Document) -> None:
    """More numbers rest on a claim than on a guess; positions that are guesses are of publics and elites."""
    numbers = {p: q for p, q in quantities(case).items() if isinstance(q, Quantity)}
    uncertain = [q for p, q in numbers.items() if not p.startswith("general.") and not is_certain(q.notation)]
    reasoned = sum(bool(q.because) for q in uncertain)
    assert reasoned >= 0.6 * len(uncertain)


def test_every_described_element_is_frozen(case: Document) -> None:
    assert all(part.model_config["frozen"] for _, part in walk(case) if isinstance(part, Described))
