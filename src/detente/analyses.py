"""The one register of questions that can be asked of a case: what works each out, and what shows it.

The command line, the report, the JSON, notebooks and every other face read it, and compute nothing themselves. A new
question is a folder with its working-out and its chapter, and one entry here.

Homes are written `module:name` and imported when they are first used, so that the register weighs nothing and layers
may lie above one another.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Any

from detente.errors import OptionError
from detente.play_options import DRAWN, FILTERED, PAIRED, PLAYED, SEARCHED, PlayOptions

__all__ = ["CHAPTERS", "QUESTIONS", "Question", "answers", "at", "of_worlds", "question"]


def at(home: str) -> Any:
    """Return what stands at a home, importing its module.

    Example:
        >>> at("detente.errors:OptionError") is OptionError
        True
    """
    module, _, name = home.partition(":")
    return getattr(import_module(module), name)


def as_played(options: PlayOptions) -> PlayOptions:
    """Play a chapter of a report as the report was played."""
    return options


def a_tenth(options: PlayOptions) -> PlayOptions:
    """Play a tenth of the runs: differences in the same worlds are that much surer than probabilities."""
    return options.with_(runs=max(2, options.runs // 10))


def at_most(beliefs: int) -> Callable[[PlayOptions], PlayOptions]:
    """Look at no more than so many beliefs."""
    return lambda options: options.with_(beliefs=min(options.beliefs, beliefs))


def of_few_runs(options: PlayOptions) -> PlayOptions:
    """Play as many worlds, in as many beliefs as there can be."""
    return options.with_(beliefs=min(10**6, max(2, options.worlds // SEARCHED.runs)), runs=SEARCHED.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question that can be asked of a case.

    Attributes:
        id: what commands, chapters and files call it.
        compute: home of the function `f(case, *, …, options) -> result`; its name is that of `detente.NAME`.
        result: home of the frozen class of the answer, which is also what its JSON holds.
        options: how it is played unless told otherwise.
        needs: what the function takes beside the case, in the order of its arguments.
        chapter: home of the function `f(found, case, words) -> Section`; empty where the report has none.
        alone: whether its chapter stands only on a page of its own, and not in a report.
        page: home of the function `f(case, words, *, options, …) -> (result, str)` that asks it and writes a page of
            its own.
        in_chapter: home of what is asked for a chapter, where that is not `compute`.
        within: how a chapter is played, given how its report was.
        needs_many: whether a report of few worlds can do without it.
        screen: home of the function `f(found, case, words)` that prints the answer to the terminal.
        in_words: home of the function `f(found, case, words) -> frozen dataclass` of what JSON says in words.
    """

    id: str
    compute: str
    result: str
    options: PlayOptions = PLAYED
    needs: tuple[str, ...] = ()
    chapter: str = ""
    alone: bool = False
    page: str = ""
    in_chapter: str = ""
    within: Callable[[PlayOptions], PlayOptions] = as_played
    needs_many: bool = False
    screen: str = ""
    in_words: str = ""

    @property
    def name(self) -> str:
        """Return what `detente` calls the function."""
        return self.compute.partition(":")[2]


QUESTIONS: tuple[Question, ...] = (
    Question(
        id="brief",
        compute="detente.analysis.brief.brief:brief",
        result="detente.analysis.brief.views:Brief",
        screen="detente.cli.screens.brief:print_brief",
        in_words="detente.report.brief.words:in_words",
    ),
    Question(
        id="outlook",
        compute="detente.analysis.outlook.outlook:outlook",
        result="detente.analysis.outlook.views:Outlook",
        page="detente.report.whole.page:asked",
        screen="detente.cli.screens.outlook:print_outlook",
    ),
    Question(
        id="observe",
        compute="detente.analysis.update.update:observe",
        result="detente.analysis.update.views:Observation",
        options=FILTERED,
        needs=("facts",),
        chapter="detente.report.update.section:section",
        alone=True,
        screen="detente.cli.screens.update:print_update",
    ),
    Question(
        id="deals",
        compute="detente.analysis.deals.space:deals",
        result="detente.analysis.deals.views:Deals",
        options=DRAWN,
        chapter="detente.report.deals.section:section",
        within=at_most(300),
        screen="detente.cli.screens.deals:print_deals",
    ),
    Question(
        id="story",
        compute="detente.analysis.story.story:story",
        result="detente.analysis.story.story:Story",
        chapter="detente.report.story.section:section",
        alone=True,
        screen="detente.cli.screens.story:print_story",
    ),
    Question(
        id="world",
        compute="detente.analysis.story.story:world",
        result="detente.analysis.story.story:WorldTold",
        needs=("key",),
        chapter="detente.report.story.section:world_section",
        alone=True,
        screen="detente.cli.screens.story:print_world",
    ),
    Question(
        id="levers",
        compute="detente.analysis.compare.levers:levers",
        result="detente.analysis.compare.levers:Levers",
        options=PAIRED,
        chapter="detente.report.levers.section:section",
        within=a_tenth,
        screen="detente.cli.screens.changes:print_levers",
    ),
    Question(
        id="ask",
        compute="detente.analysis.information.questions:ask",
        result="detente.analysis.information.questions:Asked",
        chapter="detente.report.information.section:section",
        screen="detente.cli.screens.information:print_asked",
        in_words="detente.report.information.unknowns:in_words",
    ),
    Question(
        id="markers",
        compute="detente.analysis.markers.markers:markers",
        result="detente.analysis.markers.markers:Markers",
        chapter="detente.report.markers.section:section",
        screen="detente.cli.screens.markers:print_markers",
    ),
    Question(
        id="drivers",
        compute="detente.analysis.drivers.drivers:drivers",
        result="detente.analysis.drivers.views:Drivers",
        chapter="detente.report.drivers.section:section",
        needs_many=True,
        screen="detente.cli.screens.drivers:print_drivers",
    ),
    Question(
        id="discover",
        compute="detente.analysis.discovery.discovering:discover",
        result="detente.analysis.discovery.boxes:Discovery",
        options=SEARCHED,
        needs=("outcome",),
        chapter="detente.report.discovery.section:section",
        in_chapter="detente.analysis.discovery.discovering:discover_all",
        within=of_few_runs,
        needs_many=True,
        screen="detente.cli.screens.discovery:print_discovery",
        in_words="detente.report.discovery.words:in_words",
    ),
    Question(
        id="theories",
        compute="detente.analysis.theories.compare:theories",
        result="detente.analysis.theories.compare:TheoryComparison",
        options=DRAWN,
        chapter="detente.report.theories.section:section",
        within=at_most(200),
        screen="detente.cli.screens.theories:print_theories",
    ),
    Question(
        id="conflict",
        compute="detente.analysis.conflict.conflict:conflict",
        result="detente.analysis.conflict.views:ConflictView",
        options=DRAWN,
        chapter="detente.report.conflict.section:section",
        within=at_most(200),
        screen="detente.cli.screens.conflict:print_conflict",
    ),
    Question(
        id="baserate",
        compute="detente.forecast.outside:base_rate",
        result="detente.forecast.outside:BaseRates",
        chapter="detente.report.base_rates.section:section",
        screen="detente.cli.screens.forecasts:print_base_rates",
    ),
    Question(
        id="forecast",
        compute="detente.forecast.questions:forecast",
        result="detente.forecast.questions:Forecast",
        chapter="detente.report.forecast.section:section",
        screen="detente.cli.screens.forecasts:print_forecast",
    ),
    Question(
        id="whatif",
        compute="detente.analysis.compare.whatif:whatif",
        result="detente.analysis.compare.whatif:WhatIf",
        needs=("values",),
        chapter="detente.report.whatif.section:section",
        alone=True,
        screen="detente.cli.screens.changes:print_whatif",
    ),
    Question(
        id="diff",
        compute="detente.analysis.compare.diff:diff",
        result="detente.analysis.compare.diff:Diff",
        needs=("second",),
        chapter="detente.report.diff.section:section",
        alone=True,
        screen="detente.cli.screens.changes:print_diff",
    ),
)
"""In the order of a report's chapters; those that have none stand first and last."""

CHAPTERS: tuple[str, ...] = tuple(each.id for each in QUESTIONS if each.chapter and not each.alone)
"""Questions whose answers a report can hold beside the outlook, in the order of the page."""


def question(id: str) -> Question:
    """Return a question of the register.

    Raises:
        OptionError: there is none of this id.

    Example:
        >>> question("baserate").name
        'base_rate'
    """
    for each in QUESTIONS:
        if each.id == id:
            return each
    raise OptionError.unknown("question", id, [each.id for each in QUESTIONS])


class Room(ModuleType):
    """A room of the package that bears the name of a question: calling it asks the question."""

    def __call__(self, case: Any, **asked: Any) -> Any:
        """Answer the question as the register says."""
        return at(question(self.__name__.rpartition(".")[2]).compute)(case, **asked)


def answers(room: str) -> None:
    """Let a room of the package be called: `detente.theories(case)`, beside what stands in it."""
    sys.modules[room].__class__ = Room


def of_worlds(id: str) -> Callable[[Any], Any]:
    """Return what answers a question from worlds that have been played already.

    Example:
        >>> of_worlds("outlook").__name__
        'outlook_of'
    """
    compute = question(id).compute
    return at(f"{compute}_of")  # type: ignore[no-any-return]
