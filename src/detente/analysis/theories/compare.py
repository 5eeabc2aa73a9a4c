"""Published theories side by side on one case: where they agree, where they part, and on what account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np

import detente
from detente.analysis.conflict.conflict import conflict
from detente.analysis.conflict.views import ConflictView
from detente.analysis.theories.voting_power import Council, council_of
from detente.case.case import Case
from detente.case.schema.base import Bilingual
from detente.json_names import named
from detente.play_options import DRAWN, PlayOptions
from detente.results import Result
from detente.theories.batches import levels_of
from detente.theories.conflict.theory import ConflictGraph
from detente.theories.options import theories_with
from detente.theories.prediction import Prediction
from detente.theories.problem import Problems
from detente.theories.problems_of_case import problems_of
from detente.theories.protocol import Theory, parameters_of
from detente.theories.sentences import sentence
from detente.theories.voting.power_indices import PowerIndices

__all__ = ["Contrast", "IssueComparison", "Mark", "TheoryComparison", "TheoryLine", "theories"]

APART = 10.0
"""Levels by which two predictions must differ to be called different."""
ENOUGH = 40
"""Beliefs below which the ends of a central 90 % interval say little."""

CONTRASTS = (
    ("salience", "salience-mean", "mean"),
    ("power", "compromise", "salience-mean"),
    ("majority", "weighted-median", "compromise"),
    ("veto", "nash", "compromise"),
    ("fairness", "kalai-smorodinsky", "nash"),
    ("trade", "exchange", "compromise"),
    ("challenge", "challenge", "weighted-median"),
)
"""Pairs of theories that differ in one thing, and that thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TheoryLine:
    """A theory that was asked.

    Attributes:
        levels: whether it predicts levels of issues.
        parameters: as written, by name.
        why_not: why it does not apply, in a sentence; None if it does.
        references: keys of the works it was written from.
        deals: share of beliefs in which it changes the terms at all; None where it does not apply, or predicts none.
        status: what it found in the first belief.
    """

    also_in_json: ClassVar = ("applies",)

    key: str
    title: Bilingual
    about: Bilingual
    levels: bool
    parameters: dict[str, str]
    why_not: Bilingual | None
    references: tuple[str, ...]
    deals: float | None = field(metadata=named("changes_terms"))
    status: Bilingual | None

    @property
    def applies(self) -> bool:
        """Say whether it can be asked of the case."""
        return self.why_not is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a theory predicts for an issue: median over beliefs and central 90 % of them, in levels."""

    theory: str
    level: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """Two theories that differ in one thing, and by how many levels that moves the median of an issue.

    Attributes:
        cause: what they differ in, a key such as `power`.
        first, second: the theories; `difference` is that of the first less the second.
    """

    cause: str
    first: str
    second: str
    difference: float


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueComparison:
    """One issue.

    Attributes:
        now: level in force.
        options: name and level of each option, by level.
        marks: one a theory that says something of the issue, in the order of theories.
        apart: distance between the lowest and the highest median, in levels.
        agree: whether that is less than ten.
        contrasts: what makes them differ, the largest first.
    """

    issue: str
    title: Bilingual
    now: float
    options: tuple[tuple[Bilingual, float], ...]
    marks: tuple[Mark, ...]
    apart: float
    agree: bool
    contrasts: tuple[Contrast, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TheoryComparison(Result):
    """What published theories say of one case.

    Attributes:
        meeting: whose table strikes packages; empty where the case has no meeting.
        theories: all that were asked.
        issues: issue by issue, those on which theories are furthest apart first.
        councils: where consent is counted, how often each party's yes decides.
        conflict: the states that hold, where the case says who can make which move and the theory of it was asked.
        references: keys of all works used.
        status: how far the numbers can be trusted, in a sentence.
    """

    case: str
    title: Bilingual
    case_sha256: str
    version: str
    seed: int
    beliefs: int
    method: str
    meeting: str
    theories: tuple[TheoryLine, ...]
    issues: tuple[IssueComparison, ...]
    councils: tuple[Council, ...]
    conflict: ConflictView | None
    references: tuple[str, ...]
    status: Bilingual

    @property
    def pictured(self) -> tuple[TheoryLine, ...]:
        """The theories that apply and predict levels."""
        return tuple(line for line in self.theories if line.levels and line.why_not is None)


def theories(
    case: Case,
    *,
    chosen: Sequence[str | Theory] = (),
    settings: Sequence[str] = (),
    meeting: str | None = None,
    options: PlayOptions = DRAWN,
) -> TheoryComparison:
    """Put published theories to a case, all to the same draws of its beliefs.

    Args:
        case: The case.
        chosen: Keys of theories, or theories themselves, a stranger's own too; all that are known if empty.
        settings: Their parameters, such as `challenge.rounds=3`.
        meeting: Whose table strikes packages; the first if not given.
        options: How many beliefs, and the seed of their draws and of theories that draw; runs are not used.

    Raises:
        OptionError: there is no such theory, parameter or meeting, or a number is outside its range.

    Example:
        >>> import detente
        >>> case, few = detente.load("emission-standards-1985"), detente.PlayOptions(beliefs=2)
        >>> seen = theories(case, chosen=["compromise"], options=few)
        >>> round(seen.issues[0].marks[0].level, 2)
        56.5
    """
    seed = options.seed
    asked = theories_with(chosen, settings)
    problems = problems_of(case, beliefs=options.beliefs, seed=seed, meeting=meeting)
    document = case.document
    lines, levels, councils = [], {}, []
    for theory in asked:
        why_not, found = theory.objection(problems[0]), None
        if why_not is None:
            found = theory.solve(problems[0], seed=seed)
            councils += [council_of(document, issue, power) for issue, power in found.powers]
            if theory.info.levels:
                levels[theory.info.key] = levels_of(
                    theory, problems, seed=seed, threads=options.threads, executor=options.executor
                )
        lines.append(_line(theory, problems, why_not, levels.get(theory.info.key), found))
    graph = conflict(case, options=options) if _is_graph_asked(lines) else None
    issues = [_issue(case, problems, i, levels) for i in range(len(problems.issues))]
    return TheoryComparison(
        case=document.id,
        title=document.title,
        case_sha256=case.sha256,
        version=detente.__version__,
        seed=seed,
        beliefs=options.beliefs,
        method="theories",
        meeting=meeting or next(iter(document.meetings), ""),
        theories=tuple(lines),
        issues=tuple(sorted((issue for issue in issues if issue.marks), key=lambda issue: -issue.apart)),
        councils=tuple(councils),
        conflict=graph,
        references=tuple(dict.fromkeys(key for line in lines if line.why_not is None for key in line.references)),
        status=_status(lines, graph, options.beliefs),
    )


def _is_graph_asked(lines: Sequence[TheoryLine]) -> bool:
    return any(line.key == ConflictGraph.info.key and line.why_not is None for line in lines)


def _status(lines: Sequence[TheoryLine], graph: ConflictView | None, beliefs: int) -> Bilingual:
    """Say how far it can be trusted: levels over beliefs, voting power, states."""
    said = [line.status for line in lines if line.status is not None and line.key == PowerIndices.info.key]
    said += [graph.status] if graph is not None else []
    if any(line.levels and line.why_not is None for line in lines):
        key = "theories.status" if beliefs >= ENOUGH else "theories.status.few"
        said.insert(0, sentence(key, beliefs=beliefs))
    said = said or [sentence("theories.status.none")]
    return Bilingual(en=" ".join(part.en for part in said), zh="".join(part.zh for part in said))


def _line(
    theory: Theory, problems: Problems, why_not: Bilingual | None, levels: Any, found: Prediction | None
) -> TheoryLine:
    moved = None
    if levels is not None:
        told = ~np.isnan(levels) & ~np.isnan(problems.now)
        moved = float((told & (np.abs(levels - problems.now) > 1e-9)).any(axis=1).mean())
    info = theory.info
    return TheoryLine(
        key=info.key,
        title=info.title,
        about=info.about,
        levels=info.levels,
        parameters=dict(parameters_of(theory)),
        why_not=why_not,
        references=info.references,
        deals=moved,
        status=None if found is None else found.status,
    )


def _issue(case: Case, problems: Problems, i: int, levels: dict[str, Any]) -> IssueComparison:
    key = problems.issues[i]
    marks = tuple(_mark(theory, found[:, i]) for theory, found in levels.items() if not np.isnan(found[:, i]).all())
    medians = {mark.theory: mark.level for mark in marks}
    apart = max(medians.values()) - min(medians.values()) if medians else 0.0
    contrasts = [
        Contrast(cause=cause, first=a, second=b, difference=medians[a] - medians[b])
        for cause, a, b in CONTRASTS
        if a in medians and b in medians and abs(medians[a] - medians[b]) >= APART
    ]
    issue = case.document.issues[key]
    return IssueComparison(
        issue=key,
        title=Bilingual(en=issue.name(key, "en"), zh=issue.name(key, "zh")),
        now=float(problems.now[i]),
        options=tuple(
            (Bilingual(en=option.name(name, "en"), zh=option.name(name, "zh")), float(option.level))
            for name, option in sorted(issue.options.items(), key=lambda entry: entry[1].level)
        ),
        marks=marks,
        apart=apart,
        agree=apart < APART,
        contrasts=tuple(sorted(contrasts, key=lambda contrast: -abs(contrast.difference))),
    )


def _mark(theory: str, levels: Any) -> Mark:
    low, middle, high = np.nanquantile(levels, (0.05, 0.5, 0.95)).tolist()
    return Mark(theory=theory, level=middle, low=low, high=high)
