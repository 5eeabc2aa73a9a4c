"""What signs tell, in words."""

from __future__ import annotations

from math import isinf

from detente.analysis.markers.likelihood_ratios import Ratio
from detente.analysis.markers.markers import Watched
from detente.locale import Texts
from detente.locale.figures import amount, percent

__all__ = ["gain_in_words", "ratio_in_words", "share_in_words"]

_MANY = 100.0


def _times(value: float) -> str:
    return (
        f">{_MANY:.0f}" if value > _MANY else f"<{1 / _MANY:g}" if value < 1 / _MANY else amount(float(f"{value:.2g}"))
    )


def ratio_in_words(ratio: Ratio, texts: Texts) -> str:
    """Write a likelihood ratio with the range of its error."""
    if isinf(ratio.value):
        return texts("markers.only")
    if not ratio.told:
        return texts("markers.untold")
    return texts("markers.times.range", value=_times(ratio.value), low=_times(ratio.low), high=_times(ratio.high))


def share_in_words(share: float | None, error: float, texts: Texts) -> str:
    """Write a probability with its Monte Carlo error."""
    if share is None:
        return texts("markers.untold")
    return texts("compare.told", value=percent(share, texts.language), error=f"{100 * error:.1f}")


def gain_in_words(view: Watched, entropy: float, texts: Texts) -> str:
    """Write what a sign adds to those before it; nothing where every world ends alike."""
    if not entropy:
        return texts("markers.settled")
    part, together = (percent(bits / entropy, texts.language) for bits in (view.gain, view.together))
    return texts("markers.gain", share=part, bits=f"{view.gain:.3f}", error=f"{view.gain_error:.3f}", together=together)
