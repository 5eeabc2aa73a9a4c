"""From a case to the deal space of one of its meetings, belief by belief."""

from __future__ import annotations

from datetime import date
from functools import partial

from detente.analysis.deals.conditions import conditions_of
from detente.analysis.deals.looking import look
from detente.analysis.deals.options import CLOSELY, DealOptions
from detente.analysis.deals.summary import summary
from detente.analysis.deals.views import Deals
from detente.analysis.deals.wanted import holding_to, wanted
from detente.case.case import Case
from detente.case.schema.case import Document
from detente.engine.layout.build import lay_out
from detente.engine.run.beliefs import Beliefs
from detente.engine.run.table_problem import TableLayer
from detente.errors import OptionError
from detente.play_options import DRAWN, PlayOptions

__all__ = ["DealOptions", "deals", "meeting_of"]


def deals(
    case: Case,
    *,
    meeting: str | None = None,
    want: str | None = None,
    closely: DealOptions = CLOSELY,
    options: PlayOptions = DRAWN,
) -> Deals:
    """Return the deal space of a meeting as it stands at `as_of`, before any dice.

    In each belief the table's problem is laid as the play would lay it at `as_of`, with what runs draw left out:
    hold-out stands where the options say, and absent parties are read as they are. All answers are exact; where
    packages are too many to look at, the solver proves them.

    Args:
        case: The case, from `detente.load`.
        meeting: Whose table; by default the first that has a date, else the first in the case.
        want: An outcome: `issue=option`, a condition on terms, or the name of one or of a scenario; then only packages
            that bring it count, who blocks is who blocks *it*, and what it would take is what would bring them over.
        closely: How far those at the table hold out, and how much is looked for.
        options: How many beliefs, which are those that a play with this seed has; runs are not used.

    Raises:
        OptionError: There is no such meeting, or it cannot strike anything; what is wanted is no condition on terms, or
            nothing that the meeting can settle brings it.

    Example:
        >>> import detente
        >>> space = deals(detente.load("divided-pie"), options=detente.PlayOptions(beliefs=20))
        >>> space.meeting, space.empty
        ('division', 0.0)
    """
    layout = lay_out(case.document)
    drawn = Beliefs.of(case.document, layout.slots)
    meeting = meeting_of(case.document, meeting)
    layer = TableLayer(layout, meeting, closely.hold_out)
    held = None
    if want is not None:
        held = partial(holding_to, layout=layout, want=wanted(case, want), document=case.document)
    seen = []
    for b, numbers in enumerate(drawn.draw(options.seed, 0, options.beliefs)):
        seen.append(look(layer, numbers, closely.most, held))
        if want is not None and b == 0 and not seen[0].zone.opens(frozenset(conditions_of(seen[0].zone.table, layout))):
            raise OptionError.beyond("want", meeting)
        if options.progress:
            options.progress(b + 1, options.beliefs, "play")
    return summary(case, meeting, layout, seen, closely, options.seed, want or "")


def meeting_of(document: Document, wanted: str | None) -> str:
    """Return the meeting that is meant."""
    held = [key for key, meeting in document.meetings.items() if len(meeting.table) >= 2]
    if wanted is not None and wanted not in document.meetings:
        raise OptionError.unknown("at", wanted, tuple(document.meetings))
    if wanted is not None:
        return wanted
    if not held:
        raise OptionError("the case has no meeting", "add one under meetings: its table strikes the package")
    return min(held, key=lambda key: document.meetings[key].on or date.max)
