"""Which question to ask next: the one whose answer is expected to tell most, among questions that are easily answered.

What an answer tells is the mutual information of the answer and the party's wants, H(mean p) − mean H(p), in bits
(Lindley 1956), here for each effort: a yes or no about two issues is easier than to judge a ladder of packages. Pairs
are trade-offs of two issues, as in PAPRIKA (Hansen & Ombler 2008); what dominance or earlier answers imply tells
nothing and is never asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from detente.elicitation.posterior import Posterior, answer_chances
from detente.elicitation.questions import Question
from detente.elicitation.subject import Package, Subject

__all__ = ["LEAST_BITS", "best_question", "bits", "candidates"]

Floats = NDArray[np.float64]

LEAST_BITS = 0.15
"""A question that tells less is not asked."""

_MOST = 250
_LOOKED_AT = 400
_STEPS = 5
_EFFORT = {"signs": 1.0, "pair": 1.0, "worst": 1.5}
_PER_ISSUE = 0.15


def best_question(posterior: Posterior) -> tuple[Question, float] | None:
    """Return the question to ask next and how many bits its answer tells; None where none tells enough."""
    asked = {answer.question for answer in posterior.answers}
    found = [each for each in candidates(posterior.subject, len(posterior.answers)) if each not in asked]
    if not found:
        return None
    gain, told = _gains(posterior, found), np.zeros(len(found))
    starts = np.cumsum([0, *(len(each.packages) for each in found)])
    for form in dict.fromkeys((each.kind, len(each.packages)) for each in found):
        places = [k for k, each in enumerate(found) if (each.kind, len(each.packages)) == form]
        columns = starts[places][:, None] + np.arange(form[1])
        told[places] = bits(answer_chances(form[0], gain[:, columns]))
    worth = [each / _effort(question) for each, question in zip(told, found, strict=True)]
    best = int(np.argmax(np.round(worth, 6)))
    return (found[best], float(told[best])) if told[best] >= LEAST_BITS else None


def _gains(posterior: Posterior, questions: list[Question]) -> Floats:
    """Return what the packages of all questions bring to some of the draws, f8[n, packages]."""
    packages = [package for each in questions for package in each.packages]
    known = {package: posterior.subject.features(package) for package in dict.fromkeys(packages)}
    change = np.array([known[package][0] for package in packages])
    settled = np.array([known[package][1] for package in packages])
    weights, price = posterior.weights[:_LOOKED_AT], posterior.price[:_LOOKED_AT]
    return np.asarray(weights @ change.T - price[:, None] * (weights @ settled.T))


def bits(chances: Floats) -> Floats:
    """Return the mutual information of answers and what they are about, f8[…], from chances f8[N, …, choices].

    Example:
        >>> float(bits(np.array([[1.0, 0.0], [0.0, 1.0]])))
        1.0
    """
    return np.asarray(_entropy(chances.mean(axis=0)) - _entropy(chances).mean(axis=0))


def _entropy(chances: Floats) -> Floats:
    safe = np.maximum(chances, 1e-300)
    return np.asarray(-(chances * np.log2(safe)).sum(axis=-1))


def _effort(question: Question) -> float:
    issues = max(len(package) for package in question.packages)
    return _EFFORT[question.kind] + _PER_ISSUE * max(0, issues - 2)


def candidates(subject: Subject, turn: int = 0) -> list[Question]:
    """Return questions that could be asked about a party; where there are very many, a part of each kind.

    Args:
        subject: The party.
        turn: How many have been asked: another part each time.
    """
    dice = np.random.Generator(np.random.Philox(key=turn + 1))
    found: list[Question] = []
    for kind in _all_kinds(subject):
        chosen = sorted(dice.permutation(len(kind))[:_MOST].tolist())
        found += [kind[k] for k in chosen]
    return found


@lru_cache(maxsize=64)
def _all_kinds(subject: Subject) -> tuple[tuple[Question, ...], ...]:
    return tuple(_signs(subject)), tuple(_pairs(subject)), tuple(_ladders(subject))


def _groups(subject: Subject, sizes: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    open_ = [i for i in range(len(subject.issues)) if subject.options[i]]
    for size in sizes:
        yield from combinations(open_, size)


def _signs(subject: Subject) -> Iterator[Question]:
    """Yield packages of up to three issues that give something and take something."""
    for group in _groups(subject, (1, 2, 3)):
        for chosen in product(*(range(len(subject.options[i])) for i in group)):
            changes = [subject.change[i][o] for i, o in zip(group, chosen, strict=True)]
            if max(changes) > 0.0 and (len(group) == 1 or min(changes) < max(changes)):
                yield Question("signs", subject.party, (_package(subject, group, chosen),))


def _pairs(subject: Subject) -> Iterator[Question]:
    """Yield trade-offs: more on one issue and less on another, or the other way round."""
    for i, j in combinations(range(len(subject.issues)), 2):
        options_i, options_j = range(len(subject.options[i])), range(len(subject.options[j]))
        for better_i, worse_i in combinations(options_i, 2):
            for better_j, worse_j in combinations(options_j, 2):
                first = _package(subject, (i, j), (better_i, worse_j))
                yield Question("pair", subject.party, (first, _package(subject, (i, j), (worse_i, better_j))))
        for o_i, o_j in product(options_i, options_j):
            packages = _package(subject, (i,), (o_i,)), _package(subject, (j,), (o_j,))
            yield Question("pair", subject.party, packages)


def _ladders(subject: Subject) -> Iterator[Question]:
    """Yield packages of two or three issues, each worse than the one before on one issue."""
    for group in _groups(subject, (2, 3)):
        for order in (group, tuple(reversed(group))):
            ladder = list(_descending(subject, order))
            if len(ladder) > 1:
                kept = sorted({round(k) for k in np.linspace(0, len(ladder) - 1, min(_STEPS, len(ladder)))})
                yield Question("worst", subject.party, tuple(_package(subject, order, ladder[k]) for k in kept))


def _descending(subject: Subject, group: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Yield options from the best on every issue to the worst, giving way on one issue after the other."""
    at = [0] * len(group)
    yield tuple(at)
    for place, i in enumerate(group):
        while at[place] + 1 < len(subject.options[i]):
            at[place] += 1
            yield tuple(at)


def _package(subject: Subject, group: tuple[int, ...], chosen: tuple[int, ...]) -> Package:
    pairs = sorted(zip(group, chosen, strict=True))
    return tuple((subject.issues[i], subject.options[i][o]) for i, o in pairs)
