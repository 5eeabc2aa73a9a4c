"""Replay the resolved cases: what the play expected of each as of its date, beside what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

import detente
from detente.analysis.outlook.outlook import chance_of, chance_of_condition
from detente.analysis.outlook.views import Chance
from detente.case.case import Case
from detente.case.reading.load import load
from detente.case.schema.base import Bilingual
from detente.case.schema.ends import Marker
from detente.engine.layout.plan import Outcome
from detente.engine.run.simulate import simulate
from detente.engine.run.worlds import Worlds
from detente.errors import OptionError
from detente.forecast.calibration import Band, reliability
from detente.forecast.expectations import Distance, Term, distances, fates, terms
from detente.forecast.resolutions import Resolved, resolutions
from detente.forecast.scoring import brier, log_score
from detente.json_names import Perhaps
from detente.play_options import REPLAYED, PlayOptions

__all__ = ["Asked", "Replay", "Replayed", "chosen", "replay", "replay_case"]

EDGES = (0.0, 1 / 3, 2 / 3, 1.0)
"""Few forecasts bear few bins."""

_ASKED = "question."


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a resolved case: what was said, and what happened.

    Attributes:
        brier, log: Scores of the mean probability; `log` in nats, infinite where it was 0.
    """

    case: str
    id: str
    title: Bilingual
    chance: Chance
    happened: bool
    on: date
    status: str
    note: Bilingual
    brier: float
    log: Perhaps


@dataclass(frozen=True, slots=True)
class Replayed:
    """One resolved case, played as of its date.

    Attributes:
        held, deal: Probability that its meeting is held, and that something settled there stands.
        brier, log: Scores of `deal`.
        terms: What became of every issue on the agenda, and the probability that the play gave to it.
        package: Share of worlds in which all issues ended as they did.
        distances: How far the play, no change at all, and each theory are from what was agreed.
    """

    id: str
    title: Bilingual
    meeting: Bilingual
    as_of: date
    case_sha256: str
    resolved: Resolved
    held: Chance
    deal: Chance
    brier: float
    log: Perhaps
    terms: tuple[Term, ...]
    package: float
    distances: tuple[Distance, ...]
    questions: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Replay:
    """All resolved cases, and what their scores come to.

    Attributes:
        meetings, questions: Mean Brier score of the deals at the meetings and of all questions.
        deals: Share of the meetings that ended in a deal; its variance is what always saying it would score, with
            hindsight.
        bands: How often questions came true beside what was said.
        status: How far any of it can be trusted.
    """

    version: str
    seed: int
    beliefs: int
    runs: int
    cases: tuple[Replayed, ...]
    meetings: float
    questions: float
    deals: float
    bands: tuple[Band, ...]
    references: tuple[str, ...]
    status: Bilingual

    @property
    def asked(self) -> tuple[Asked, ...]:
        """All questions of all cases."""
        return tuple(question for case in self.cases for question in case.questions)


def chosen(names: Sequence[str]) -> tuple[Resolved, ...]:
    """Return the resolved cases of these ids, or all if none is named.

    Raises:
        OptionError: There is no resolved case of an id.
    """
    every = {resolved.case: resolved for resolved in resolutions()}
    for name in names:
        if name not in every:
            raise OptionError.unknown("CASE", name, tuple(every))
    return tuple(resolved for case, resolved in every.items() if not names or case in names)


def replay(
    names: Sequence[str] = (),
    *,
    options: PlayOptions = REPLAYED,
) -> Replay:
    """Play the resolved cases and score what they expected.

    Args:
        names: Ids of resolved cases; none: all.
        options: How to play each; its progress is told how many cases are done.

    Returns:
        Every case with what became of it, the scores and the calibration.

    Raises:
        OptionError: There is no resolved case of an id, or a number is outside its range.
    """
    wanted = chosen(names)
    played = []
    for done, resolved in enumerate(wanted):
        if options.progress:
            options.progress(done, len(wanted), "play")
        played.append(replay_case(load(resolved.case), resolved, options.with_(progress=None)))
    asked = [question for case in played for question in case.questions]
    happened = np.array([case.resolved.deal for case in played], dtype=float)
    said = np.array([question.chance.value for question in asked])
    came = np.array([question.happened for question in asked], dtype=float)
    return Replay(
        detente.__version__,
        options.seed,
        options.beliefs,
        options.runs,
        tuple(played),
        float(np.mean([case.brier for case in played])),
        float(np.mean([question.brier for question in asked])),
        float(happened.mean()),
        reliability(said, came, EDGES),
        ("brier-1950", "good-1952", "murphy-1973", "broecker-smith-2007", "gneiting-raftery-2007"),
        _status(len(played), options.beliefs, options.runs),
    )


def replay_case(case: Case, resolved: Resolved, options: PlayOptions = REPLAYED) -> Replayed:
    """Play one resolved case and compare it with what became of it.

    Args:
        case: The case.
        resolved: What became of it.
        options: How to play.
    """
    runs = options.runs
    worlds = simulate(with_questions(case), options=options, keep_worlds=True)
    assert worlds.tracks is not None
    document = case.document
    m = worlds.layout.names.meetings.index(resolved.meeting)
    deal = chance_of((worlds.tracks.outcome[:, :, m] == Outcome.DEAL).sum(axis=1).astype(np.int64), runs)
    became = fates(worlds, m)
    found = terms(worlds, resolved, became)
    return Replayed(
        document.id,
        document.title,
        document.meetings[resolved.meeting].title,
        document.as_of,
        case.sha256,
        resolved,
        chance_of(worlds.tally.held[:, m], runs),
        deal,
        *_scores(deal.value, resolved.deal),
        found,
        float(np.mean(np.all([term.matches for term in found], axis=0))),
        distances(worlds, resolved, became, options.threads),
        _questions(worlds, case, resolved),
    )


def with_questions(case: Case) -> Case:
    """Return a case whose questions are markers too, so that its play tells them; no draw changes by that."""
    document = case.document
    markers = {
        f"{_ASKED}{name}": Marker(title=asked.title, when=asked.when) for name, asked in document.questions.items()
    }
    # The text says so, lest two plays go by one hash.
    text = f"{case.text}\n# Played with its questions as markers.\n"
    return replace(case, document=document.model_copy(update={"markers": {**document.markers, **markers}}), text=text)


def _questions(worlds: Worlds, case: Case, resolved: Resolved) -> tuple[Asked, ...]:
    found = []
    for name, answer in resolved.questions.items():
        node = worlds.layout.markers[_ASKED + name]
        chance = chance_of_condition(worlds, node)
        scores = _scores(chance.value, answer.happened)
        title = case.document.questions[name].title
        found.append(
            Asked(case.id, name, title, chance, answer.happened, answer.on, answer.status, answer.note, *scores)
        )
    return tuple(found)


def _scores(value: float, happened: bool) -> tuple[float, float]:
    """Return the Brier and the logarithmic score."""
    return float(brier(value, int(happened))), float(log_score(value, int(happened)))


def _status(cases: int, beliefs: int, runs: int) -> Bilingual:
    few = (
        Bilingual(
            en=f" Too few worlds besides: {beliefs} beliefs × {runs} runs; play at least 100 × 10.",
            zh=f"此外推演次数太少：{beliefs} 组信念 × {runs} 次；至少应为 100 × 10。",
        )
        if beliefs < 100 or runs < 10
        else Bilingual()
    )
    return Bilingual(
        en=f"{cases} cases, picked because they are famous and coded by somebody who knew the ends: no rate may be "
        "read from their scores, neither how good the program is nor how often meetings succeed." + few.en,
        zh=f"共 {cases} 个案例，都是因有名而入选，编写者也知道结局：从这些评分中读不出任何比率，"
        "既不能说明程序有多准，也不能说明会晤多常成功。" + few.zh,
    )
