"""A made-up case and a made-up outlook with plausible numbers, for looking at faces without playing."""

from __future__ import annotations

import math
from datetime import timedelta
from pathlib import Path

import pytest

from detente.analysis.outlook.views import (
    Chance,
    EventView,
    FactorCourse,
    Influence,
    IssueFate,
    MarkerView,
    MeetingView,
    Outlook,
    ReferenceView,
    RestsOn,
    ScenarioView,
    TermsCourse,
)
from detente.case import Case, Document, load
from detente.case.schema.base import Bilingual

SAMPLE = Path(__file__).parent / "sample.yaml"


@pytest.fixture(scope="session")
def case() -> Case:
    return load(SAMPLE)


@pytest.fixture(scope="session")
def outlook(case: Case) -> Outlook:
    return sample_outlook(case)


def both(en: str, zh: str) -> Bilingual:
    return Bilingual(en=en, zh=zh)


def chance(value: float, low: float, high: float, open: float = 0.0) -> Chance:
    return Chance(value, 0.002, low, high, low < high, open)


def sample_outlook(case: Case) -> Outlook:
    document = case.document
    dates = tuple(document.as_of + timedelta(days=7 * t) for t in range(54))
    day = document.as_of
    return Outlook(
        case=document.id,
        title=document.title,
        about=document.about,
        as_of=day,
        until=document.until,
        step="week",
        version="0.1.0",
        case_sha256="ab" * 32,
        seed=1,
        beliefs=1000,
        runs=100,
        scenarios=(
            ScenarioView(
                "success", both("Success", "成功"), document.scenarios["success"].about, chance(0.12, 0.04, 0.27, 0.02)
            ),
            ScenarioView(
                "failure", both("Failure", "失败"), document.scenarios["failure"].about, chance(0.61, 0.38, 0.81, 0.01)
            ),
            ScenarioView(
                "muddling-through", both("Muddling through", "勉强维持"), both("", ""), chance(0.24, 0.12, 0.4)
            ),
        ),
        open=0.03,
        overlaps=0.004,
        markers=(
            MarkerView(
                "truce-holds",
                document.markers["truce-holds"].title,
                "success",
                chance(0.14, 0.05, 0.3),
                day + timedelta(days=80),
                day + timedelta(days=150),
                day + timedelta(days=320),
            ),
            MarkerView(
                "second-summit",
                document.markers["second-summit"].title,
                "success",
                chance(0.33, 0.2, 0.5),
                day + timedelta(days=40),
                day + timedelta(days=75),
                day + timedelta(days=110),
            ),
            MarkerView(
                "embassies-back",
                document.markers["embassies-back"].title,
                "success",
                chance(0.0, 0, 0),
                None,
                None,
                None,
            ),
            MarkerView(
                "more-sanctions",
                document.markers["more-sanctions"].title,
                "failure",
                chance(0.55, 0.35, 0.75),
                day + timedelta(days=20),
                day + timedelta(days=140),
                day + timedelta(days=330),
            ),
        ),
        events=tuple(
            EventView(
                key,
                event.title,
                chance(p, p / 2, min(1, p * 1.6)),
                day + timedelta(days=30),
                day + timedelta(days=160),
                day + timedelta(days=330),
            )
            for (key, event), p in zip(document.events.items(), (0.08, 0.55, 0.03), strict=True)
        ),
        meetings=_meetings(document),
        rests_on=_rests_on(),
        reference_classes=(
            ReferenceView(
                "old-wars",
                document.reference_classes["old-wars"].title,
                document.reference_classes["old-wars"].what,
                0,
                16,
                0.029,
                0.0001,
                0.115,
                "success",
            ),
            ReferenceView(
                "summits",
                document.reference_classes["summits"].title,
                document.reference_classes["summits"].what,
                7,
                24,
                0.3,
                0.16,
                0.46,
                None,
            ),
        ),
        terms=tuple(
            TermsCourse(key, issue.title, tuple(0.3 * n / 8 * (1 - math.exp(-t / 9)) for t in range(54)))
            for n, (key, issue) in enumerate(document.issues.items())
        ),
        factors=tuple(
            FactorCourse(
                key,
                factor.title,
                factor.unit,
                tuple(start + 0.2 * math.sin(t / 20) for t in range(54)),
                tuple(sd * math.sqrt(1 + t / 8) for t in range(54)),
            )
            for (key, factor), start, sd in zip(
                document.factors.items(), (1.0, 0.5, 49.0, -1.4), (0.3, 0.18, 1.6, 0.35), strict=True
            )
        ),
        dates=dates,
        guesses=0.64,
        status=both("The Monte Carlo error is 0.2 points.", "蒙特卡罗误差为 0.2 个百分点。"),
    )


def _meetings(document: Document) -> tuple[MeetingView, ...]:
    shares = {
        "front-truce": {"untouched": 0.72, "none": 0.0, "thirty-days": 0.2, "open-ended": 0.08},
        "sea-truce": {"untouched": 0.6, "none": 0.0, "ports": 0.28, "full": 0.12},
        "monitoring": {"untouched": 0.7, "none": 0.02, "remote": 0.22, "mission": 0.06},
        "territory": {
            "untouched": 0.62,
            "shelved": 0.36,
            "withdrawal": 0.0,
            "line-of-contact": 0.01,
            "ceded": 0.01,
            "recognised": 0.0,
        },
        "guarantees": {"untouched": 0.75, "shelved": 0.2, "none": 0.0, "pledge": 0.05, "force": 0.0},
        "framework": {"untouched": 0.55, "none": 0.0, "agreed": 0.45},
        "sanctions": {"untouched": 0.8, "none": 0.0, "partial": 0.18, "full": 0.02},
        "embassies": {"untouched": 0.58, "frozen": 0.0, "restored": 0.42},
    }
    views = []
    for (key, meeting), held, date in zip(
        document.meetings.items(),
        (0.97, 0.33),
        (document.as_of + timedelta(3), document.as_of + timedelta(75)),
        strict=True,
    ):
        fates = tuple(
            IssueFate(
                issue_id,
                document.issues[issue_id].title,
                fate,
                {name: option.title for name, option in document.issues[issue_id].options.items()},
            )
            for issue_id, fate in shares.items()
        )
        refusers = {"south": 0.19, "allies": 0.06}
        titles = {party: document.parties[party].title for party in refusers}
        views.append(
            MeetingView(
                key,
                meeting.title,
                chance(held, held - 0.02, held + 0.02),
                0.61,
                0.44,
                0.21,
                refusers,
                titles,
                fates,
                date,
            )
        )
    return tuple(views)


def _rests_on() -> tuple[RestsOn, ...]:
    groups = (
        ("negotiations", both("How negotiations work", "谈判的一般规律"), 0.31, -0.5, "general.hold-out", True),
        (
            "north-truce",
            both("What the North wants of a truce", "北方对停火的要求"),
            0.22,
            -0.6,
            "positions.north.front-truce.ideal",
            False,
        ),
        ("battlefield", both("Battlefield", "战场态势"), 0.14, -0.3, "factors.battlefield.start", False),
        (
            "south-limits",
            both("Limits of the South", "南方的底线"),
            0.09,
            0.25,
            "positions.south.territory.limit",
            False,
        ),
        ("west-style", both("Style of the West", "西方的谈判风格"), 0.05, 0.1, "parties.west.style.toughness", False),
    )
    return tuple(
        RestsOn(
            scenario, tuple(Influence(k, t, s * f, d * g, p, b) for k, t, s, d, p, b in groups), 0.31 * f, 1 - 0.81 * f
        )
        for scenario, f, g in (("success", 1.0, 1), ("failure", 0.9, -1), ("muddling-through", 0.0, 1))
    )
