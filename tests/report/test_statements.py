"""Every kind of condition and of change has words in both languages."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter

from detente.case.schema.changes import Change
from detente.case.schema.conditions import Condition
from detente.locale import texts
from detente.report.conditions_in_words import said
from detente.report.levers.edits import edits

CONDITIONS = [
    ({"issue": "territory", "above": "line-of-contact"}, "Territory is beyond “Line of contact”"),
    ({"issue": "territory", "below": 40}, "Territory falls short of “Line of contact”"),
    ({"issue": "territory", "at_least": 50}, "Territory is 50 or more"),
    ({"issue": "territory", "at_most": 50}, "Territory is 50 or less"),
    ({"issue": "territory", "option": "ceded"}, "Territory is “Provinces ceded”"),
    ({"issue": "territory", "settled": True}, "Territory is settled by a deal"),
    ({"issue": "territory", "settled": False}, "Territory is not settled"),
    ({"issue": "territory", "shelved": True}, "Territory is shelved by a deal"),
    ({"issue": "territory", "shelved": False}, "Territory is not shelved"),
    ({"factor": "battlefield", "above": 1.5}, "Battlefield above 1.5"),
    ({"factor": "battlefield", "below": -1}, "Battlefield below −1"),
    ({"factor": "battlefield", "at_least": 0}, "Battlefield at 0 or above"),
    ({"factor": "battlefield", "at_most": 0}, "Battlefield at 0 or below"),
    ({"event": "plan-b"}, "“Allies' plan B” has happened"),
    ({"event": "plan-b", "happened": False}, "“Allies' plan B” has not happened"),
    ({"event": "plan-b", "times": 2}, "“Allies' plan B” has happened 2 times or more"),
    ({"meeting": "summit"}, "“The summit” has been held"),
    ({"meeting": "summit", "held": False}, "“The summit” has not been held"),
    ({"meeting": "summit", "outcome": "deal"}, "“The summit” ended in a deal that stands"),
    ({"meeting": "summit", "outcome": "none"}, "“The summit” ended without a package"),
    ({"meeting": "summit", "outcome": "refused"}, "“The summit” struck a package that was refused"),
    ({"party": "south", "gain_above": 0.1}, "The South has gained more than 0.1"),
    ({"party": "south", "gain_below": 0.1}, "The South has gained less than 0.1"),
    ({"flag": "alarm"}, "“alarm” holds"),
    ({"flag": "alarm", "raised": False}, "“alarm” does not hold"),
    ({"not": {"event": "plan-b"}}, "not: (“Allies' plan B” has happened)"),
    (
        {"all": [{"event": "plan-b"}], "after": "2025-09-01"},
        "all of, after 1 Sep 2025: (“Allies' plan B” has happened)",
    ),
    ({"any": [{"event": "plan-b"}], "lasting": "2 weeks"}, "one of, for 14 days without interruption: ("),
    ({"at_least": 1, "of": [{"event": "plan-b"}]}, "at least 1 of: ("),
    ({"condition": "no-such-name"}, "no such name"),
]

CHANGES = [
    (
        {"shift": {"battlefield": "0.1 to 0.2"}, "half_life": "30 days"},
        "Battlefield moves by 0.1 to 0.2, fading by half",
    ),
    (
        {"shift": {"price.north": -0.1}, "lasting": "10 days"},
        "cost of conceding of The North moves by -0.1, for 10 days",
    ),
    ({"set": {"meetings.summit.preparation": "5 weeks"}}, "The summit › preparation: 5 weeks"),
    ({"set": {"meetings.summit.on": "2025-09-12"}}, "The summit › date: 2025-09-12"),
    ({"set": {"meetings.summit.table": ["west", "south"]}}, "The summit › table: The West, The South"),
    ({"set": {"meetings.summit.mediation": "formulation"}}, "mediation: formulation of texts"),
    ({"set": {"issues.territory.deferrable": False}}, "Territory › may be shelved: no"),
    ({"set": {"issues.territory.needs": {"event": "plan-b"}}}, "needs: “Allies' plan B” has happened"),
    ({"terms": {"territory": "ceded"}}, "Territory: “Provinces ceded” comes into force"),
    ({"reset": "territory"}, "Territory returns to what it was"),
    ({"raise": "alarm"}, "“alarm” holds from now on"),
    ({"lower": "alarm"}, "“alarm” holds no longer"),
    ({"call": "follow-up"}, "“Follow-up summit” is called"),
    ({"cancel": "follow-up"}, "“Follow-up summit” is cancelled"),
    ({"seat": "south", "at": "summit"}, "The South gets a seat at “The summit”"),
    ({"unseat": "west", "at": "summit"}, "The West loses its seat at “The summit”"),
    ({"require_consent": "allies", "on": "sanctions"}, "Sanctions relief now needs the yes of The allies"),
    ({"waive_consent": "allies", "on": "guarantees"}, "Security guarantees no longer needs the yes of The allies"),
]


@pytest.mark.parametrize(("raw", "words"), CONDITIONS)
def test_conditions_in_words(case, raw, words):
    statement = TypeAdapter(Condition).validate_python(raw)
    assert said(statement, case.document, texts("en")).line(texts("en")).startswith(words)
    assert said(statement, case.document, texts("zh")).words


@pytest.mark.parametrize(("raw", "words"), CHANGES)
def test_changes_in_words(case, raw, words):
    change = TypeAdapter(Change).validate_python(raw)
    (line,) = edits((change,), case.document, texts("en"))
    assert words in line
    assert len(edits((change,), case.document, texts("zh"))) == 1
