import json
from dataclasses import replace

from detente.analysis.outlook.views import Outlook
from detente.report.data import plain as to_json

FIRST = [
    "case",
    "title",
    "about",
    "as_of",
    "until",
    "step",
    "version",
    "case_sha256",
    "seed",
    "beliefs",
    "runs",
    "scenarios",
]


def test_keys_stand_in_a_fixed_order(outlook: Outlook):
    data = to_json(outlook)
    assert list(data)[: len(FIRST)] == FIRST
    assert {"open", "markers", "meetings", "events", "rests_on", "reference_classes", "status"} <= set(data)


def test_what_scenarios_markers_and_meetings_hold(outlook: Outlook):
    data = to_json(outlook)
    first = data["scenarios"][0]
    assert {key: first[key] for key in ("id", "title", "chance")} == {
        "id": "success",
        "title": "Success",
        "chance": {
            "value": 0.12,
            "standard_error": 0.002,
            "low": 0.04,
            "high": 0.27,
            "spread_detectable": True,
            "open": 0.02,
        },
    }
    marker = data["markers"][0]
    assert (marker["id"], marker["chance"]["value"], marker["median"]) == ("truce-holds", 0.14, "2026-01-09")
    assert data["markers"][2]["median"] is None
    meeting = data["meetings"][0]
    assert (meeting["held"]["value"], meeting["deal"], meeting["refused"]) == (0.97, 0.44, 0.21)
    assert meeting["refusers"] == {"south": 0.19, "allies": 0.06}
    (territory,) = (fate for fate in meeting["issues"] if fate["issue"] == "territory")
    assert territory["shares"]["shelved"] == 0.36
    assert abs(sum(territory["shares"].values()) - 1) < 1e-6


def test_it_is_plain_json_without_nan(outlook: Outlook):
    for language in ("en", "zh"):
        text = json.dumps(to_json(outlook, language), allow_nan=False)
        assert json.loads(text) == to_json(outlook, language)


def test_titles_follow_the_language(outlook: Outlook):
    assert to_json(outlook, "zh")["scenarios"][0]["title"] == "成功"


def test_negative_zero_is_zero(outlook: Outlook):
    assert str(to_json(replace(outlook, overlaps=-0.0))["overlaps"]) == "0.0"
