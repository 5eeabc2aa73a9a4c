"""A sitting: what has been answered, what to ask next, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from detente.case.case import Case
from detente.case.numbers.notation import Fixed, NotationError
from detente.case.numbers.parse import parse
from detente.case.numbers.paths import quantities
from detente.case.schema.quantities import Quantity
from detente.elicitation.choosing import best_question
from detente.elicitation.findings import Findings, findings
from detente.elicitation.posterior import Posterior
from detente.elicitation.questions import STEPS, UNKNOWN, Answer, Question, options_in
from detente.elicitation.subject import Subject, subjects
from detente.errors import EvidenceError, OptionError
from detente.locale import texts
from detente.locale.case_errors.words import words as say

__all__ = ["Session", "elicit"]

_DOUBT = 0.1


@dataclass(frozen=True, slots=True)
class Session:
    """A sitting with one person.

    Attributes:
        case: The case.
        who: The person who answers.
        on: The day.
        subjects: Parties that are asked about.
        numbers: Numbers that are asked for, path → number of the case.
        most: Questions about what a party wants, at most; None for two an issue.
        answers: What was answered, in order.
        beliefs: Party → what is believed of its wants.
        passed: Parties and numbers that are asked about no more.
        language: Language of messages.
    """

    case: Case
    who: str
    on: date
    subjects: tuple[Subject, ...]
    numbers: Mapping[str, Quantity]
    most: int | None = None
    answers: tuple[Answer, ...] = ()
    beliefs: Mapping[str, Posterior] = field(default_factory=dict)
    passed: frozenset[str] = frozenset()
    language: str = "en"

    @classmethod
    def begun(
        cls,
        case: Case,
        who: str,
        on: date,
        *,
        parties: Sequence[str] = (),
        numbers: Sequence[str] | None = None,
        most: int | None = None,
        language: str = "en",
    ) -> Session:
        """Begin a sitting.

        Args:
            case: The case.
            who: The person who answers.
            on: The day.
            parties: Only these; all that act if empty.
            numbers: Paths of numbers to ask for; None for the uncertain starts of factors.
            most: Questions about what a party wants, at most; None for two an issue.
            language: Language of messages.

        Raises:
            OptionError: A party or a number is not in the case, or there is nothing to ask about.
        """
        asked = subjects(case, tuple(parties))
        known = quantities(case.document)
        if numbers is None:
            chosen = [] if parties else [key for key in known if _is_start(key, known[key])]
        else:
            chosen = list(numbers)
        for path in chosen:
            if path not in known:
                raise OptionError.unknown("number", path, tuple(known))
        if not asked and not chosen:
            raise OptionError(texts(language)("elicit.nothing"), texts(language)("elicit.nothing.hint"))
        begun = {subject.party: Posterior.begun(subject) for subject in asked}
        return cls(case, who, on, asked, {path: known[path] for path in chosen}, most, beliefs=begun, language=language)

    def next(self) -> Question | None:
        """Return what to ask next; None when nothing is left that tells enough."""
        for subject in self.subjects:
            if subject.party not in self.passed and (found := self._about(subject.party)):
                return found
        for path in self.numbers:
            done = {a.question.step for a in self.answers if a.question.about == path}
            left = [step for step in STEPS if step not in done]
            if left and path not in self.passed:
                return Question("number", path, step=left[0])
        return None

    def _about(self, party: str) -> Question | None:
        own = [a for a in self.answers if a.question.about == party]
        if not any(a.question.kind == "refused" for a in own):
            return Question("refused", party)
        issues = len(self.beliefs[party].subject.issues)
        if sum(bool(a.question.choices) for a in own) >= (2 * issues - 1 if self.most is None else self.most):
            return None
        found = best_question(self.beliefs[party])
        return found[0] if found else None

    def answer(self, question: Question, said: str, *, who: str = "", on: date | None = None) -> Session:
        """Return the sitting after one more answer.

        Raises:
            EvidenceError: The answer is none of this question, or contradicts what bounds a number.
        """
        given = Answer(question, " ".join(said.split()), who or self.who, on or self.on)
        _check(self, given)
        beliefs = dict(self.beliefs)
        about = question.about
        if question.kind == "refused":
            beliefs[about] = Posterior.begun(beliefs[about].subject.without(options_in(given.said)))
        elif question.kind != "number":
            beliefs[about] = beliefs[about].told(given)
        return replace(self, answers=(*self.answers, given), beliefs=beliefs)

    def expected(self, question: Question, said: str) -> float:
        """Return how likely an answer is by those before it; 1 where nothing speaks to it."""
        if question.about not in self.beliefs or said not in question.choices:
            return 1.0
        return float(self.beliefs[question.about].predicted(question)[question.choices.index(said)])

    def surprises(self, question: Question, said: str) -> bool:
        """Say whether an answer contradicts those before it."""
        return self.expected(question, said) < _DOUBT

    def told(self, answers: Sequence[Answer]) -> Session:
        """Return the sitting after kept answers.

        Raises:
            EvidenceError: One is about something that the case does not have, or no longer has.
        """
        found = self
        for each in answers:
            found = found.answer(each.question, each.said, who=each.who, on=each.on)
        return found

    def without_last(self) -> Session:
        """Return the sitting without its last answer."""
        begun = {subject.party: Posterior.begun(subject) for subject in self.subjects}
        return replace(self, answers=(), beliefs=begun).told(self.answers[:-1])

    @property
    def found(self) -> Findings:
        """What follows from the answers."""
        return findings(self.beliefs, self.answers, self.numbers)


def _is_start(path: str, quantity: Quantity) -> bool:
    from detente.case.numbers.distribution import is_certain

    return path.startswith("factors.") and path.endswith(".start") and not is_certain(quantity.notation)


def _check(session: Session, given: Answer) -> None:
    """Refuse an answer that is none.

    Raises:
        EvidenceError: It is none of the question's, of nothing in the case, or against what bounds the number.
    """
    words, question = texts(session.language), given.question
    if question.kind == "number":
        if question.about not in session.numbers:
            raise EvidenceError(words("elicit.stale", about=question.about))
        if given.said != UNKNOWN:
            _check_number(session, given)
        return
    subject = next((each for each in session.subjects if each.party == question.about), None)
    named = [pair for package in question.packages for pair in package] + list(options_in(given.said))
    if subject is None or any(not _has(subject, issue, option) for issue, option in named):
        raise EvidenceError(words("elicit.stale", about=question.about))
    if given.said != UNKNOWN and question.choices and given.said not in question.choices:
        raise EvidenceError(words("elicit.no_answer", found=given.said))


def _has(subject: Subject, issue: str, option: str) -> bool:
    return issue in subject.issues and option in subject.options[subject.issues.index(issue)]


def _check_number(session: Session, given: Answer) -> None:
    quantity, words = session.numbers[given.question.about], texts(session.language)
    try:
        notation = parse(given.said, quantity.scale)
    except NotationError as error:
        told = say(error.slip(""), words.language)
        raise EvidenceError(words("elicit.no_number", found=told.found, allowed=told.allowed), told.hint) from None
    if not isinstance(notation, Fixed):
        raise EvidenceError(words("elicit.one_number"))
    rank = {"low": 0, "lower-quartile": 1, "median": 2, "upper-quartile": 3, "high": 4}
    for each in session.answers:
        if each.question.about != given.question.about or each.said == UNKNOWN:
            continue
        other = parse(each.said, quantity.scale)
        below = rank[each.question.step] < rank[given.question.step]
        if isinstance(other, Fixed) and (other.value >= notation.value if below else other.value <= notation.value):
            key = "elicit.too_low" if below else "elicit.too_high"
            raise EvidenceError(words(key, found=given.said, other=each.said))


def elicit(
    case: Case,
    respond: Callable[[Question], str | None],
    *,
    who: str,
    on: date,
    parties: Sequence[str] = (),
    numbers: Sequence[str] | None = None,
    most: int | None = None,
    answers: Sequence[Answer] = (),
) -> Session:
    """Ask small questions, each chosen by what its answer is expected to tell, until nothing is left to ask.

    Args:
        case: The case.
        respond: Answers a question: one of its `choices`, `unknown`, a number, or None to stop.
        who: The person who answers.
        on: The day.
        parties: Only these; all that act if empty.
        numbers: Paths of numbers to ask for; None for the uncertain starts of factors, where no party is named.
        most: Questions about what a party wants, at most; None for two an issue.
        answers: What was answered before.

    Returns:
        The sitting: `found` is what follows, `detente.elicitation.applying.applied` writes it into the case.

    Raises:
        OptionError: A party or a number is not in the case, or there is nothing to ask about.
        EvidenceError: An answer is none of its question's.

    Example:
        `detente.elicit(case, lambda question: question.choices[0] if question.choices else "unknown", who="A", on=day)`
    """
    session = Session.begun(case, who, on, parties=parties, numbers=numbers, most=most).told(answers)
    while (question := session.next()) is not None:
        said = respond(question)
        if said is None:
            break
        session = session.answer(question, said)
    return session
