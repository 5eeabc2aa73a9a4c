"""Conflict graphs against their definitions, on random conflicts: nothing may differ."""

from __future__ import annotations

import random
from itertools import product

import numpy as np
import pytest
from conflict_definitions import Slow, improvements, stable, stable_together, stable_unknown, within
from random_conflicts import of_graph, of_options

from detente.theories.conflict import (
    Concept,
    Conflict,
    Controls,
    Together,
    Variant,
    coalitions,
    ranked,
    reasons,
    simultaneous,
    stability,
    stability_unknown,
    wanted,
)
from detente.theories.conflict.stability import _by_arcs

KINDS = {"options": of_options, "graph": of_graph}
ORDINARY = (Concept.R, Concept.GMR, Concept.SMR, Concept.SEQ)


def conflicts(kind: str, count: int, seed: int = 0) -> list[tuple[Conflict, Slow]]:
    dice = random.Random(f"{kind} {seed}")
    return [KINDS[kind](dice) for _ in range(count)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_state_is_as_stable_as_its_definition_says(kind):
    for fast, slow in conflicts(kind, 1000):
        found = stability(fast)
        for concept in ORDINARY:
            told = [[stable(slow, concept, i, s) for s in slow.states] for i in slow.makers]
            assert found.stable[concept].tolist() == told, (concept, fast, slow)


def test_moves_that_are_laid_out_give_the_same_as_classes():
    for fast, _ in conflicts("options", 300, seed=1):
        found = stability(fast)
        assert [found.stable[concept].tolist() for concept in ORDINARY] == _by_arcs(fast).astype(bool).tolist()


def test_classes_of_options_that_cannot_be_taken_back_give_the_same_as_moves():
    """Larger conflicts, half of them infeasible in part, with few, many or all options one-way."""
    dice = np.random.default_rng(8)
    for _ in range(40):
        count, n = int(dice.integers(6, 11)), int(dice.integers(2, 5))
        choices = np.flatnonzero(dice.random(1 << count) < dice.choice([1.0, 0.6, 0.1]))
        if not len(choices):
            continue
        owner = dice.permutation(np.arange(count) % n)
        masks = np.array([int((1 << np.flatnonzero(owner == i)).sum()) for i in range(n)])
        one_way = dice.random(count) < dice.choice([0.2, 0.6, 1.0])
        turned = dice.random(count) < 0.4
        forward, back = (int((1 << np.flatnonzero(one_way & which)).sum()) for which in (~turned, turned))
        ranks = ranked(dice.integers(0, dice.choice([3, 20, 2**count]), (n, len(choices))))
        conflict = Conflict(tuple("abcd"[:n]), ranks, Controls(choices, masks, forward, back))
        found = stability(conflict)
        assert [found.stable[concept].tolist() for concept in ORDINARY] == _by_arcs(conflict).astype(bool).tolist()


def test_simultaneous_answers_are_as_defined():
    tried = 0
    for fast, slow in conflicts("options", 500, seed=2):
        found = simultaneous(fast)
        tried += slow.vectors is None
        assert found is not None
        told = [[stable(slow, "SIM", i, s) for s in slow.states] for i in slow.makers]
        assert found.tolist() == told, (fast, slow)
    assert tried > 60  # in which several choices count as one state


def test_moves_given_one_by_one_have_no_simultaneous_outcome():
    assert all(simultaneous(fast) is None for fast, _ in conflicts("graph", 20, seed=2))


@pytest.mark.parametrize("kind", KINDS)
def test_coalitions_are_as_stable_as_defined(kind):
    for fast, slow in conflicts(kind, 60, seed=3):
        found = coalitions(fast)
        assert found is not None
        groups = within(frozenset(slow.makers))
        for index, group in enumerate(groups):
            for s in slow.states:
                assert set(found.improvements.of(index, s).tolist()) == improvements(slow, group, s)
            for concept in Together:
                told = [stable_together(slow, concept, group, s) for s in slow.states]
                assert found.stable[concept][index].tolist() == told, (concept, group, fast, slow)


@pytest.mark.parametrize("kind", KINDS)
def test_coalitions_of_one_are_decision_makers(kind):
    for fast, _ in conflicts(kind, 60, seed=4):
        found, alone = coalitions(fast), stability(fast)
        assert found is not None
        pairs = list(zip(Together, ORDINARY, strict=True))
        if len(fast.makers) > 2:
            pairs.pop()  # where there are several others, they may improve together
        for together, concept in pairs:
            for maker in range(len(fast.makers)):
                assert (found.stable[together][(1 << maker) - 1] == alone.stable[concept][maker]).all()


@pytest.mark.parametrize("kind", KINDS)
def test_unknown_preferences_are_counted_in_four_ways(kind):
    dice = random.Random(5)
    for fast, slow in conflicts(kind, 80, seed=5):
        pairs = []
        for _ in slow.makers:
            chosen = [dice.sample(slow.states, 2) for _ in range(dice.randint(0, 3))] if len(slow.states) > 1 else []
            pairs.append(tuple({(min(pair), max(pair)) for pair in chosen}))
        slow.unknown = [{frozenset(pair) for pair in own} for own in pairs]
        open_ = Conflict(fast.makers, fast.ranks, fast.controls, fast.given, tuple(pairs))
        for variant in Variant:
            found = stability_unknown(open_, variant)
            assert found is not None
            for concept in ORDINARY:
                told = [[stable_unknown(slow, concept, variant, i, s) for s in slow.states] for i in slow.makers]
                assert found.stable[concept].tolist() == told, (variant, concept)


def test_without_unknown_preferences_all_four_ways_are_one():
    for fast, _ in conflicts("options", 40, seed=6):
        ordinary = stability(fast)
        for variant in Variant:
            found = stability_unknown(fast, variant)
            assert found is not None
            for concept in ORDINARY:
                assert (found.stable[concept] == ordinary.stable[concept]).all()


@pytest.mark.parametrize("kind", KINDS)
def test_concepts_imply_one_another(kind):
    for fast, _ in conflicts(kind, 300, seed=7):
        found = stability(fast).stable
        assert not (found[Concept.R] & ~found[Concept.SEQ]).any()
        assert not (found[Concept.SEQ] & ~found[Concept.GMR]).any()
        assert not (found[Concept.R] & ~found[Concept.SMR]).any()
        assert not (found[Concept.SMR] & ~found[Concept.GMR]).any()


@pytest.mark.parametrize("kind", KINDS)
def test_reasons_tell_the_same_as_the_stability_they_explain(kind):
    for fast, _ in conflicts(kind, 60, seed=8):
        found = stability(fast)
        for concept, maker, state in product(ORDINARY, range(len(fast.makers)), range(fast.size)):
            told = reasons(fast, maker, state, concept)
            stays = all(each.sanction is not None for each in told)
            assert stays == found.stable[concept][maker, state]
            for each in told:
                assert_legal(fast, each.move.target, each.sanction or (), maker, concept)


def assert_legal(fast, start, way, absent, concept):
    at, last = start, None
    for move in way:
        assert move.source == at
        assert move.maker not in (absent, last)
        assert move.target in fast.moves.of(move.maker, at)
        if concept is Concept.SEQ:
            assert fast.ranks[move.maker, move.target] > fast.ranks[move.maker, at]
        at, last = move.target, move.maker


@pytest.mark.parametrize("kind", KINDS)
def test_wanted_states_become_equilibria(kind):
    for fast, _ in conflicts(kind, 25, seed=9):
        for state, concept in product(range(fast.size), ORDINARY):
            found = wanted(fast, state, concept)
            assert stability(fast.with_ranks(found.ranks)).stable[concept][:, state].all()
            now = stability(fast).stable[concept][:, state]
            for maker, need in enumerate(found.needs):
                assert (need.level_with is None) == now[maker] == all(clause.holds for clause in need.clauses)


def orders(size):
    """Return every ranking of states, ties allowed, as ranks."""
    return sorted({tuple(np.unique(row, return_inverse=True)[1]) for row in product(range(size), repeat=size)})


def altered(first, second):
    """Count the comparisons of two states that differ between rankings."""
    pairs = [(s, t) for s in range(len(first)) for t in range(s)]
    return sum(np.sign(first[s] - first[t]) != np.sign(second[s] - second[t]) for s, t in pairs)


def test_no_ranking_that_alters_fewer_comparisons_makes_the_wanted_state_stable():
    dice = random.Random(10)
    for _ in range(12):
        fast, _slow = of_graph(dice, most=4)
        maker, state = dice.randrange(len(fast.makers)), dice.randrange(fast.size)
        for concept in ORDINARY:
            need = wanted(fast, state, concept).needs[maker]
            least = min(
                altered(fast.ranks[maker], order)
                for order in orders(fast.size)
                if _stable_with(fast, maker, order, state, concept)
            )
            assert least == len(need.overtaken)


def _stable_with(fast, maker, order, state, concept):
    ranks = fast.ranks.copy()
    ranks[maker] = order
    return stability(fast.with_ranks(ranks)).stable[concept][maker, state]
