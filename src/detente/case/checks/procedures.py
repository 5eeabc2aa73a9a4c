"""Procedures and packages: who votes is at the table, what is put to it can be, and what goes together is whole."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.checks.issues import check_rule
from detente.case.checks.names import Names, unknown
from detente.case.checks.references import party, voters
from detente.case.schema.case import Document
from detente.case.schema.changes import FollowProcedure
from detente.case.schema.procedure import Procedure
from detente.mistakes import Slip

__all__ = ["check_packages", "check_procedures", "procedure_names"]


def stages_of(procedure: Procedure, path: str) -> Iterator[tuple[str, Procedure]]:
    """Yield the stages of a procedure, each with its path."""
    for stage in procedure.stages:
        yield path, stage
        path = f"{path}.then"


def _put_in_place(names: Names) -> Iterator[tuple[str, Procedure]]:
    """Yield the stages of procedures that changes put in place, each with its path."""
    for path, change in names.changes:
        if isinstance(change, FollowProcedure):
            yield from stages_of(change.procedure, f"{path}.procedure")


def procedure_names(document: Document, names: Names) -> Iterator[Slip]:
    """Report names in procedures and packages that the case does not give."""
    for key, meeting in document.meetings.items():
        for path, stage in stages_of(meeting.procedure, f"meetings.{key}.procedure"):
            yield from _stage_names(stage, names, path)
    for path, stage in _put_in_place(names):
        yield from _stage_names(stage, names, path)
    for key, package in document.packages.items():
        for index, issue in enumerate(package.issues):
            if issue not in names.issues:
                yield unknown("issue", issue, names.issues, f"packages.{key}.issues.{index}")
        for s, together in enumerate(package.stages):
            for index, issue in enumerate(together):
                if issue not in names.issues:
                    yield unknown("issue", issue, names.issues, f"packages.{key}.stages.{s}.{index}")


def _stage_names(stage: Procedure, names: Names, path: str) -> Iterator[Slip]:
    if stage.vote is not None:
        yield from voters(stage.vote, names, f"{path}.vote")
    if stage.chair is not None:
        yield from party(stage.chair, names, f"{path}.chair")
    for member in stage.weights or {}:
        yield from party(member, names, f"{path}.weights.{member}", at_key=True)
    for issue, option in (stage.text or {}).items():
        if issue not in names.issues:
            yield unknown("issue", issue, names.issues, f"{path}.text.{issue}", at_key=True)
        elif not names.has_option(issue, option):
            yield unknown("option", option, names.options[issue], f"{path}.text.{issue}")


def _stage(stage: Procedure, path: str) -> Iterator[Slip]:
    """Report a stage that contradicts itself."""
    if (stage.by == "vote") != (stage.vote is not None):
        yield Slip("vote_without_rule" if stage.vote is None else "rule_without_vote", path, at_key=True)
    elif stage.vote is not None:
        yield from check_rule(stage.vote, f"{path}.vote")
    if stage.weights is not None and stage.by != "consensus":
        yield Slip("weights_without_consensus", f"{path}.weights", at_key=True)


def check_procedures(document: Document, names: Names) -> Iterator[Slip]:
    """Report procedures that contradict themselves or their meeting."""
    for key, meeting in document.meetings.items():
        agenda = document.may_settle(key)
        for path, stage in stages_of(meeting.procedure, f"meetings.{key}.procedure"):
            yield from _stage(stage, path)
            if stage.chair is not None and stage.chair in names.parties and stage.chair not in meeting.table:
                values = {"found": stage.chair, "names": ", ".join(meeting.table)}
                yield Slip("chair_absent", f"{path}.chair", values)
            for issue in stage.text or {}:
                if issue in document.issues and issue not in agenda:
                    yield Slip("text_off_agenda", f"{path}.text.{issue}", {"name": issue, "names": ", ".join(agenda)})
    for path, stage in _put_in_place(names):
        yield from _stage(stage, path)


def check_packages(document: Document, names: Names) -> Iterator[Slip]:
    """Report packages that hold too little, hold an issue twice, or share a name with an issue."""
    owner: dict[str, str] = {}
    for key, package in document.packages.items():
        path = f"packages.{key}"
        if key in document.issues:
            yield Slip("package_named_as_issue", path, {"name": key}, at_key=True)
        if bool(package.issues) == bool(package.stages):
            yield Slip("package_of_nothing" if not package.issues else "package_twice", path, at_key=True)
        for together in package.sets:
            if package.issues and not package.stages and len(set(together)) < 2:
                yield Slip("package_of_one", path, at_key=True)
            for issue in together:
                if issue in owner:
                    values = {"name": issue, "first": owner[issue], "second": key}
                    yield Slip("issue_in_two_packages", path, values, at_key=True)
                owner.setdefault(issue, key)
