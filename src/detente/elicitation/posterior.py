"""What is believed of a party's wants after some answers, as draws that are kept in step with them.

Saliences may be anything from 0 to 100, low ones a little likelier than high ones: u^`SKEW` with u uniform, between
saliences that are equally likely anywhere and weights that are (a Dirichlet of ones). The price of moving is normal and
wide. A package is worth
g = Σ w·(Δv − τ) over the issues that it settles, w = salience over their sum. A person sees a difference with a
logistic error of `EXACT`, calls less than `ALIKE` the same, and errs altogether once in `1/LAPSE` answers, so that one
slip does not decide everything. Draws are weighed by each answer, drawn again where few carry the weight, and moved by
Metropolis steps that leave the posterior as it is (Chopin 2002, Biometrika 89, 539–551).
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.elicitation.questions import UNKNOWN, Answer, Kind, Question
from detente.elicitation.subject import Subject

__all__ = ["Posterior", "answer_chances", "gains", "probabilities"]

Floats = NDArray[np.float64]

DRAWS = 2000
EXACT = 0.01
ALIKE = 0.02
LAPSE = 0.06
SKEW = 1.5
PRICE = 0.1, 0.25
"""Mean and standard deviation of the price of moving before anything is known."""

_MOVES = 12


@dataclass(frozen=True, slots=True)
class Posterior:
    """Draws of what a party wants.

    Attributes:
        subject: The party.
        level: u, f8[N, I]: the salience is 100·u^`SKEW`.
        price: The price of moving, f8[N].
        answers: What it rests on.
    """

    subject: Subject
    level: Floats
    price: Floats
    answers: tuple[Answer, ...] = ()

    @classmethod
    def begun(cls, subject: Subject) -> Posterior:
        """Return what is believed before any answer."""
        dice = _dice(subject, 0)
        level = dice.random((DRAWS, len(subject.issues)))
        return cls(subject, level, dice.normal(*PRICE, DRAWS))

    @property
    def weights(self) -> Floats:
        """The shares of the issues in what the party wants, f8[N, I]."""
        return _shares(self.level)

    def told(self, answer: Answer) -> Posterior:
        """Return what is believed after one more answer; `unknown` changes nothing."""
        answers = (*self.answers, answer)
        if answer.said == UNKNOWN or not answer.question.choices:
            return Posterior(self.subject, self.level, self.price, answers)
        dice = _dice(self.subject, len(answers))
        chosen = _resampled(self.chance_of(answer), dice)
        return Posterior(self.subject, self.level[chosen], self.price[chosen], answers)._moved(dice)

    def chance_of(self, answer: Answer) -> Floats:
        """Return how likely each draw makes an answer, f8[N]."""
        return np.asarray(_likelihood(self.subject, answer, self.weights, self.price))

    def predicted(self, question: Question) -> Floats:
        """Return how likely each answer to a question is, f8[choices]."""
        return np.asarray(probabilities(self.subject, question, self.weights, self.price).mean(axis=0))

    def _moved(self, dice: np.random.Generator) -> Posterior:
        """Return the posterior with its draws moved, so that they differ again."""
        known = _Told.of(self.subject, self.answers)
        state = np.column_stack([self.level, self.price])
        density = _density(known, state)
        root = np.linalg.cholesky(np.cov(state.T) + 1e-10 * np.eye(state.shape[1]))
        for move in range(_MOVES):
            step = (2.38 if move % 3 else 0.7) / np.sqrt(state.shape[1])
            trial = state + step * dice.standard_normal(state.shape) @ root.T
            found = _density(known, trial)
            taken = np.log(dice.random(len(state))) < found - density
            state[taken], density[taken] = trial[taken], found[taken]
        return Posterior(self.subject, state[:, :-1], state[:, -1], self.answers)


@dataclass(frozen=True, slots=True)
class _Told:
    """Answers that tell something, with what all their packages change, f8[P, I], and settle, f8[P, I]."""

    answers: tuple[Answer, ...]
    change: Floats
    settled: Floats

    @classmethod
    def of(cls, subject: Subject, answers: tuple[Answer, ...]) -> _Told:
        told = tuple(a for a in answers if a.said != UNKNOWN and a.question.choices)
        features = [subject.features(package) for a in told for package in a.question.packages]
        return cls(told, np.array([each[0] for each in features]), np.array([each[1] for each in features]))

    def logarithm(self, weights: Floats, price: Floats) -> Floats:
        """Return the log-likelihood of all answers, f8[N]."""
        gain = weights @ self.change.T - price[:, None] * (weights @ self.settled.T)
        total, done = np.zeros(len(price)), 0
        for answer in self.answers:
            question = answer.question
            chances = answer_chances(question.kind, gain[:, done : done + len(question.packages)])
            total += np.log(chances[:, question.choices.index(answer.said)])
            done += len(question.packages)
        return total


def _density(known: _Told, state: Floats) -> Floats:
    """Return the logarithm of the posterior density of draws, but for a constant, f8[N]."""
    level, price = state[:, :-1], state[:, -1]
    inside = np.all((level > 0.0) & (level < 1.0), axis=1)
    weights = _shares(np.where(inside[:, None], level, 0.5))
    density = known.logarithm(weights, price) - 0.5 * ((price - PRICE[0]) / PRICE[1]) ** 2
    return np.where(inside, density, -np.inf)


def _shares(level: Floats) -> Floats:
    salience: Floats = level**SKEW
    return np.asarray(salience / salience.sum(axis=1, keepdims=True))


def _likelihood(subject: Subject, answer: Answer, weights: Floats, price: Floats) -> Floats:
    choices = answer.question.choices
    return np.asarray(probabilities(subject, answer.question, weights, price)[:, choices.index(answer.said)])


def gains(subject: Subject, question: Question, weights: Floats, price: Floats) -> Floats:
    """Return what the packages of a question bring, f8[N, packages]."""
    features = [subject.features(package) for package in question.packages]
    change, settled = np.array([each[0] for each in features]), np.array([each[1] for each in features])
    return np.asarray(weights @ change.T - price[:, None] * (weights @ settled.T))


def probabilities(subject: Subject, question: Question, weights: Floats, price: Floats) -> Floats:
    """Return how likely each answer is, given weights f8[N, I] and prices f8[N]: f8[N, choices]."""
    return answer_chances(question.kind, gains(subject, question, weights, price))


def answer_chances(kind: Kind, gain: Floats) -> Floats:
    """Return how likely each answer is, given what the packages bring, f8[…, packages]: f8[…, choices]."""
    if kind == "pair":
        difference = gain[..., 0] - gain[..., 1]
        first, second = _logistic(difference - ALIKE), _logistic(-difference - ALIKE)
        found = np.stack([first, second, 1.0 - first - second], axis=-1)
    elif kind == "signs":
        yes = _logistic(gain[..., 0])
        found = np.stack([yes, 1.0 - yes], axis=-1)
    else:
        reached = np.minimum.accumulate(_logistic(gain), axis=-1)
        ends = np.zeros((*gain.shape[:-1], 1))
        found = np.concatenate([ends + 1.0, reached], axis=-1) - np.concatenate([reached, ends], axis=-1)
    return np.asarray((1.0 - LAPSE) * found + LAPSE / found.shape[-1])


def _logistic(difference: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(difference / EXACT, -500.0, 500.0))))


def _resampled(weight: Floats, dice: np.random.Generator) -> NDArray[np.int64]:
    """Return which draws stand, each as often as it weighs, by systematic resampling."""
    edges = np.cumsum(weight / weight.sum())
    return np.minimum(np.searchsorted(edges, (np.arange(len(weight)) + dice.random()) / len(weight)), len(weight) - 1)


def _dice(subject: Subject, count: int) -> np.random.Generator:
    """Return the same chance again for the same party and the same number of answers."""
    return np.random.Generator(np.random.Philox(key=zlib.crc32(subject.party.encode()), counter=count * 2**64))
