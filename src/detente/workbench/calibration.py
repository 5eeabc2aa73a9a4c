"""The picture of calibration: what was said beside what came true, in bands, with what chance alone would do."""

from __future__ import annotations

from markupsafe import Markup

from detente.forecast.record import Record
from detente.locale import Texts
from detente.locale.figures import percent
from detente.workbench.pages import piece

__all__ = ["picture"]

_SIDE, _LEFT, _TOP = 240.0, 44.0, 12.0


def picture(found: Record, words: Texts) -> Markup:
    """Return the picture of how often what was said came true.

    Each band of forecasts stands at the mean of what was said; the point is the share that came true, and the line
    behind it spans the central 90 % of what calibrated forecasts would show (Murphy & Winkler 1977, the reliability
    diagram).

    Args:
        found: How forecasts fared.
        words: The catalogue.
    """
    bands = [
        {
            "x": _LEFT + _SIDE * band.said,
            "y": _y(band.happened / band.count),
            "low": _y(band.low / band.count),
            "high": _y(band.high / band.count),
            "count": band.count,
            "consistent": band.is_consistent,
            "says": words(
                "score.band" if band.is_consistent else "score.band.off",
                count=band.count,
                said=percent(band.said, words.language),
                happened=band.happened,
                low=band.low,
                high=band.high,
            ),
        }
        for band in found.calibration
    ]
    return Markup(piece(words, "calibration.html.j2", bands=bands, side=_SIDE, left=_LEFT, top=_TOP))


def _y(share: float) -> float:
    return _TOP + _SIDE * (1.0 - share)
