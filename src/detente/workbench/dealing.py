"""Deals in the workbench: tables laid once and kept, packages put together by hand, what is said of them in words."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from detente.analysis.deals.by_hand import ByHand, Hindrance, Tables, lay_tables
from detente.analysis.deals.conditions import Condition
from detente.analysis.deals.views import Choice
from detente.case import Case
from detente.errors import OptionError
from detente.locale import Texts
from detente.locale.figures import chance
from detente.play_options import DRAWN
from detente.report.data import plain
from detente.report.deals.words import hundredths

__all__ = ["Dealing", "KeptTables", "choice_of"]

_KEPT = 4


class KeptTables:
    """Tables that were laid, the last few of them."""

    def __init__(self) -> None:
        self._tables: OrderedDict[tuple[str, str], Tables] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, case: Case, meeting: str | None) -> Tables:
        """Return the table of a meeting, laid anew where it is not kept.

        Raises:
            OptionError: There is no such meeting.
        """
        key = (case.sha256, meeting or "")
        with self._lock:
            if key not in self._tables:
                self._tables[key] = lay_tables(case, meeting=meeting, options=DRAWN)
                while len(self._tables) > _KEPT:
                    self._tables.popitem(last=False)
            self._tables.move_to_end(key)
            return self._tables[key]


@dataclass(frozen=True, slots=True)
class Dealing:
    """The table of a meeting in the words of a language."""

    tables: Tables
    words: Texts

    def name(self, key: str, option: str = "") -> str:
        """Return the title of a party or an issue, or of an option of one."""
        document = self.tables.document
        part: Any = document.parties.get(key) or document.issues.get(key) or document.meetings.get(key)
        if option == "shelved":
            return self.words("workbench.deals.shelved")
        if option:
            part, key = document.issues[key].options[option], option
        title = part.title.in_language(self.words.language) if part is not None else ""
        return title or key.replace("-", " ")

    def said(self, choice: Choice) -> str:
        """Say a package."""
        parts = [f"{self.name(issue)}: {self.name(issue, option)}" for issue, option in choice.items()]
        return self.words("deals.stop").join(parts)

    def hindrance(self, what: Hindrance) -> str:
        """Say what keeps a package from being signed, in how many readings, and by how much."""
        share = chance(what.share, counted=True)
        if what.short is None:
            return self.words("workbench.deals.hindered", what=self._condition(what.what), share=share)
        short = {name: hundredths(getattr(what.short, name)).lstrip("+−") for name in ("mean", "low", "high")}
        party = self.name(what.what.party)
        return self.words("workbench.deals.short", party=party, share=share, **short)

    def _condition(self, what: Condition) -> str:
        return self.words(
            f"workbench.deals.condition.{what.kind}",
            party=self.name(what.party) if what.party else "",
            issue=self.name(what.issue) if what.issue else "",
        )

    def package(self, choice: Choice) -> ByHand:
        """Return what can be said of a package.

        Raises:
            OptionError: The meeting cannot settle it so.
        """
        return self.tables.package(choice)

    def as_data(self) -> dict[str, Any]:
        """Return what can be chosen, and how each party takes it by itself."""
        return {
            "meeting": self.tables.meeting,
            "agenda": {issue: list(options) for issue, options in self.tables.agenda().items()},
            "asked": plain(self.tables.asked(), self.words.language),
        }

    def party_slots(self) -> Callable[[str], int]:
        """Return which colour a party has: the first four of a case have one."""
        names = [id for id, party in self.tables.document.parties.items() if party.of is None]
        return lambda party: names.index(party) + 1 if party in names[:4] else 0


def choice_of(asked: dict[str, Any]) -> Choice:
    """Return the package that was sent.

    Raises:
        OptionError: It is none.
    """
    found = asked.get("choice", {})
    if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
        raise OptionError.outside("choice", str(found)[:60], "issues, and the option of each")
    return {str(issue): str(option) for issue, option in found.items() if option}
