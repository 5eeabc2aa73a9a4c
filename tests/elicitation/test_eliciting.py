"""Small questions: which is asked, what follows, what is kept, what is refused."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

import detente
from detente.case.numbers.distribution import central
from detente.cli import detente as command
from detente.elicitation.applying import applied
from detente.elicitation.choosing import LEAST_BITS, bits, candidates
from detente.elicitation.findings import FoundLimit
from detente.elicitation.kept import KeptAnswers
from detente.elicitation.posterior import Posterior
from detente.elicitation.questions import UNKNOWN, Question
from detente.elicitation.session import Session
from detente.elicitation.subject import subjects
from detente.errors import EvidenceError, OptionError
from detente.testing.respondents import Known, answer_of, recovered

DAY = date(2026, 1, 10)
CASE = Path(__file__).parents[2] / "docs" / "files" / "07-what-it-rests-on.yaml"


@pytest.fixture(scope="module")
def ceasefire():
    return detente.load("alaska-2025")


@pytest.fixture
def session(ceasefire):
    return Session.begun(ceasefire, "Anna", DAY, parties=("ukraine",))


def _answered(session, price, count=30):
    (subject,) = session.subjects
    shares = np.linspace(1, 3, len(subject.issues))
    known = {subject.party: Known(shares / shares.sum(), price)}
    for _ in range(count):
        question = session.next()
        if question is None:
            break
        said = answer_of(session, question, known) if question.choices else "none"
        session = session.answer(question, said)
    return session, known[subject.party]


def test_known_wants_are_found_within_their_intervals():
    found = [recovered(seed, even=seed % 2 == 0) for seed in range(2)]
    assert np.median([each.answers for each in found]) <= 25
    assert np.mean([inside for each in found for inside in each.shares]) >= 0.8
    assert np.mean([inside for each in found for inside in each.prices]) >= 0.75
    assert np.median([width for each in found for width in each.widths]) < 0.2


@pytest.mark.long
def test_two_hundred_cases_are_recovered_at_the_stated_rate():
    found = [recovered(seed, even=seed % 2 == 0) for seed in range(200)]
    assert np.median([each.answers for each in found]) <= 25
    assert 0.87 <= np.mean([inside for each in found for inside in each.shares]) <= 0.97
    assert 0.87 <= np.mean([inside for each in found for inside in each.prices]) <= 0.99


def test_what_cannot_be_accepted_is_asked_first_and_never_offered_again(session):
    question = session.next()
    assert question == Question("refused", "ukraine")
    after = session.answer(question, "neutrality: deferred")
    asked = candidates(after.beliefs["ukraine"].subject)
    offered = {
        option for each in asked for package in each.packages for issue, option in package if issue == "neutrality"
    }
    assert offered == {"fast-track"}
    assert after.found.wants[0].limits == {"neutrality": FoundLimit("fast-track", ("deferred",))}
    levels = {key: option.level for key, option in after.case.document.issues["neutrality"].options.items()}
    limit = applied(after).document.positions["ukraine"]["neutrality"].limit.notation
    assert levels["fast-track"] <= limit.low < limit.high == levels["deferred"]


def test_a_question_that_tells_nothing_is_not_asked(session):
    """An option better on every issue is never weighed against one that is worse on every one."""
    question = session.answer(session.next(), "none").next()
    belief = session.beliefs["ukraine"]
    predicted = belief.predicted(question)
    assert predicted.min() > 0.02
    assert float(bits(np.tile(predicted, (10, 1)))) == pytest.approx(0.0, abs=1e-12)
    assert LEAST_BITS < 1.0


def test_the_same_answers_bring_the_same_questions(ceasefire, session):
    first, _ = _answered(session, 0.1, 4)
    second = Session.begun(ceasefire, "Ben", DAY, parties=("ukraine",)).told(first.answers)
    assert first.next() == second.next()
    assert first.without_last().next() == first.answers[-1].question


def test_not_knowing_tells_nothing(session):
    session = session.answer(session.next(), "none")
    question = session.next()
    after = session.answer(question, UNKNOWN)
    assert np.array_equal(after.beliefs["ukraine"].level, session.beliefs["ukraine"].level)
    assert after.next() != question
    assert after.found.wants[0].shares == {}


def test_an_answer_against_all_others_is_told(session):
    session, known = _answered(session, 0.1, 12)
    question = Question("pair", "ukraine", ((("guarantees", "american-backstop"),), (("guarantees", "pledges"),)))
    assert session.surprises(question, "b")
    assert not session.surprises(question, "a")
    assert session.answer(question, "b").found.wants[0].doubtful[0].question == question
    del known


def test_answers_become_intervals_with_who_said_so_and_when(session):
    session, known = _answered(session, 0.15, 12)
    new = applied(session)
    position = new.document.positions["ukraine"]["guarantees"]
    claim = new.document.claims[position.salience.because[0]]
    assert "Anna" in claim.says.en
    assert "2026-01-10" in claim.says.zh
    assert claim.mark == "analyst"
    assert new.document.sources[claim.source].published is None
    assert new.document.parties["ukraine"].price.walk_away is None
    low, _, high = central(new.document.parties["ukraine"].price.value.notation, position.salience.scale.REAL)
    assert low < known.price < high
    assert detente.check(new.text).problems == ()


def test_a_number_is_asked_for_bounds_first(ceasefire):
    path = "factors.battlefield.start"
    session = Session.begun(ceasefire, "Anna", DAY, numbers=[path], parties=("russia",), most=1)
    session = session.answer(Question("refused", "russia"), "none")
    session = session.answer(session.next(), UNKNOWN) if session.next().choices else session
    asked = []
    for said in ("-1", "2.5", "0.8", "0.3", "1.2"):
        question = Question(
            "number", path, step=("low", "high", "median", "lower-quartile", "upper-quartile")[len(asked)]
        )
        asked.append(question.step)
        session = session.answer(question, said)
    (found,) = session.found.numbers
    assert found.quantiles == {0.01: -1.0, 0.25: 0.3, 0.5: 0.8, 0.75: 1.2, 0.99: 2.5}
    written = applied(session).document.factors["battlefield"].start
    assert written.notation.points == tuple(found.quantiles.items())
    assert len(written.because) == 1


@pytest.mark.parametrize("said", ["3", "abc", "1 to 2", "0.8 km", "nan"])
def test_a_number_that_cannot_be_is_refused(ceasefire, said):
    path = "factors.battlefield.start"
    session = Session.begun(ceasefire, "Anna", DAY, numbers=[path])
    session = session.answer(Question("number", path, step="high"), "2.5")
    with pytest.raises(EvidenceError):
        session.answer(Question("number", path, step="median"), said)


def test_who_and_what_is_asked_about_must_be_there(ceasefire):
    with pytest.raises(OptionError, match="ukraine"):
        Session.begun(ceasefire, "Anna", DAY, parties=("ukrain",))
    with pytest.raises(OptionError, match="number"):
        Session.begun(ceasefire, "Anna", DAY, numbers=["factors.battlefeld.start"])
    with pytest.raises(EvidenceError):
        Session.begun(ceasefire, "Anna", DAY).answer(Question("refused", "ukraine"), "neutrality: gone")


def test_elicit_asks_until_it_is_told_to_stop(ceasefire):
    asked = []

    def respond(question):
        asked.append(question)
        return None if len(asked) > 2 else UNKNOWN if question.choices else "none"

    found = detente.elicit(ceasefire, respond, who="Anna", on=DAY, parties=["russia"])
    assert len(found.answers) == 2
    assert asked[0].kind == "refused"


def test_belief_begins_wide(ceasefire):
    (subject,) = subjects(ceasefire, ("russia",))
    shares = Posterior.begun(subject).weights
    assert shares.shape[1] == len(subject.issues)
    assert np.quantile(shares, 0.95) > 0.1


def _run(tmp_path, typed, *options, case=CASE):
    arguments = ["elicit", str(case), "--answers", str(tmp_path / "kept.json"), *options]
    return CliRunner().invoke(command, arguments, input=typed)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_sitting_in_the_terminal_can_be_left_and_gone_on_with(tmp_path, language):
    first = _run(tmp_path, "none\nzzz\ny\nq\n", "--who", "Anna", "--lang", language)
    assert first.exit_code == 0, first.output
    kept = KeptAnswers.read(tmp_path / "kept.json")
    assert len(kept.answers) == 2
    assert {each.who for each in kept.answers} == {"Anna"}
    again = _run(tmp_path, "", "--who", "Anna", "--lang", language)
    assert again.exit_code == 2
    assert "--continue" in again.output
    target = tmp_path / "new.yaml"
    second = _run(tmp_path, "?\nback\nnext\n", "--continue", "--lang", language, "-o", str(target))
    assert second.exit_code == 0, second.output
    assert len(KeptAnswers.read(tmp_path / "kept.json").answers) == 2
    assert detente.check(target.read_text(encoding="utf-8")).problems == ()
    done = _run(tmp_path, "", "--done", "--json", "--lang", language)
    assert json.loads(done.stdout)["wants"][0]["answers"] == 1


def test_what_follows_is_written_into_the_case_itself(tmp_path):
    case = tmp_path / "case.yaml"
    case.write_bytes(CASE.read_bytes())
    assert _run(tmp_path, "none\ny\nq\n", "--who", "王芳", "--apply", case=case).exit_code == 0
    assert "王芳" in case.read_text(encoding="utf-8")
    assert "# " in case.read_text(encoding="utf-8") or "#" not in CASE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--continue", "--who", "A"), "no answers"),
        (("--done",), "no answers"),
        (("--json",), "--done"),
        (("--who", "A", "--party", "nobody"), "nobody"),
        (("--who", "A", "--number", "parties.delta.powr"), "powr"),
        (("--who", "A", "--questions", "0"), "1"),
    ],
)
def test_what_does_not_go_together_is_said(tmp_path, options, words):
    found = _run(tmp_path, "q\n", *options)
    assert found.exit_code == 2
    assert words in found.output


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        "\udc80",
        '{"detente-answers": 1, "case": "x"}',
        '{"detente-answers": 1, "case": "x", "sha256": "", "answers": [{"kind": "pair"}]}',
        '{"detente-answers": 1, "case": "x", "sha256": "", "answers": ["a"]}',
        "[" * 100_000,
    ],
)
def test_a_damaged_file_of_answers_is_said(tmp_path, content):
    (tmp_path / "kept.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    found = _run(tmp_path, "q\n", "--continue", "--who", "A")
    assert found.exit_code == 2
    assert "kept.json" in found.output
    assert "Traceback" not in found.output


def test_answers_about_another_case_are_refused(tmp_path):
    (tmp_path / "kept.json").write_text(KeptAnswers("other", "").text, encoding="utf-8")
    found = _run(tmp_path, "q\n", "--continue", "--who", "A")
    assert found.exit_code == 2
    assert "other" in found.output
