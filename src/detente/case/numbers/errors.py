"""The mistakes one can make in writing a number, each with what its words are filled with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from detente.case.numbers.families import Family
from detente.case.numbers.notation import NotationError
from detente.case.numbers.scales import LARGEST, SMALLEST, Scale
from detente.errors import nearest

_CALLS = {
    "beta": "beta(a, b), two shapes above 0",
    "triangular": "triangular(low, mode, high)",
    "uniform": "uniform(low, high)",
}
_ALL_CALLS = ", ".join(_CALLS.values())


def shown(raw: object) -> str:
    """Show what was written, shortened to a line."""
    try:
        text = str(raw)
    except ValueError:  # integers of thousands of digits refuse to be printed
        text = "a number of thousands of digits"
    return text if len(text) <= 60 else text[:57] + "..."


def _units(scale: Scale) -> list[str]:
    return [unit.words[-1] for unit in scale.units if unit.words]


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)


def _told(kind: str, found: str = "", scale: Scale | None = None, **values: str) -> NotationError:
    """Return a mistake: what was found, and what else fills the words."""
    bounds = {"bounds": scale.bounds} if scale else {}
    return NotationError(kind, {"found": found, **bounds, **values})


def empty(scale: Scale) -> NotationError:
    """Nothing is written."""
    return _told("empty", scale=scale)


def truth_value(raw: bool, scale: Scale) -> NotationError:
    """A truth value stands for a number."""
    return _told("truth_value", "true" if raw else "false", scale)


def wrong_type(raw: object, scale: Scale) -> NotationError:
    """A list or a date stands for a number."""
    what = "a list" if isinstance(raw, (list, tuple)) else f"a {type(raw).__name__}"
    return _told("wrong_type", shown(raw), scale, what=what)


def too_long(text: str, scale: Scale) -> NotationError:
    """The text is far longer than any number."""
    return _told("too_long", shown(text), scale)


def not_finite(text: str, scale: Scale) -> NotationError:
    """NaN or infinity."""
    return _told("not_finite", shown(text), scale)


def too_large(text: str, scale: Scale) -> NotationError:
    """A number no quantity has."""
    return _told("too_large", shown(text), scale, limit=f"{LARGEST:.0e}")


def too_small(text: str, scale: Scale) -> NotationError:
    """A log-normal interval with an end next to zero."""
    return _told("too_small", shown(text), scale, limit=f"{SMALLEST:.0e}")


def unreadable(text: str, scale: Scale) -> NotationError:
    """The text has none of the forms."""
    return _told("unreadable", shown(text), scale)


def unclosed(text: str, scale: Scale) -> NotationError:
    """A bracket without its partner: in `{...}` YAML ends a bare text at the first comma."""
    return _told("unclosed", shown(text), scale)


def separated(text: str, scale: Scale) -> NotationError:
    """A number with separators between thousands."""
    better = "".join(sign for sign in text if sign not in ",' ")
    return _told("separated", shown(text), scale, better=better)


def joined_interval(text: str, better: str, scale: Scale) -> NotationError:
    """An interval written with a dash."""
    return _told("joined_interval", shown(text), scale, better=better)


def name_for_number(text: str, scale: Scale) -> NotationError:
    """A word stands where only numbers may."""
    return _told("name_for_number", shown(text), scale)


def number_for_option(text: str, scale: Scale) -> NotationError:
    """A number stands where an option is to be named."""
    return _told("number_for_option", shown(text), scale)


def options_for_number(scale: Scale) -> NotationError:
    """`one_of` stands where only numbers may."""
    return _told("options_for_number", scale=scale)


def option_not_word(text: str, scale: Scale) -> NotationError:
    """A key of `one_of` is no name."""
    return _told("option_not_word", text, scale)


def unknown_distribution(name: str, known: tuple[str, ...], scale: Scale) -> NotationError:
    """A distribution that does not exist."""
    return _told("unknown_distribution", shown(name), calls=_ALL_CALLS, nearest=nearest(name, known))


def wrong_arguments(text: str, name: str, scale: Scale) -> NotationError:
    """A distribution with too many or too few numbers."""
    return _told("wrong_arguments", shown(text), call=_CALLS[name])


def mode_outside(text: str, scale: Scale) -> NotationError:
    """A triangular mode outside its ends."""
    return _told("mode_outside", shown(text), call=_CALLS["triangular"])


def shape_not_positive(text: str, scale: Scale) -> NotationError:
    """A Beta whose shapes are not above 0."""
    return _told("shape_not_positive", shown(text), call=_CALLS["beta"])


def shape_with_unit(text: str, scale: Scale) -> NotationError:
    """A Beta whose shapes carry units."""
    return _told("shape_with_unit", shown(text), call=_CALLS["beta"])


def beta_count(text: str, scale: Scale) -> NotationError:
    """A Beta where whole numbers are counted."""
    return _told("beta_count", shown(text), scale)


def low_above_high(text: str, scale: Scale) -> NotationError:
    """The ends of an interval are the wrong way round."""
    return _told("low_above_high", shown(text))


def outside(text: str, value: float, scale: Scale) -> NotationError:
    """A value outside the bounds of its scale."""
    percentage = scale is Scale.SHARE and 1.0 < value <= 100.0
    return _told("outside", shown(text), scale, nearest=f"{value:g}" if percentage else "")


def not_whole(text: str, scale: Scale) -> NotationError:
    """A count with a fraction."""
    return _told("not_whole", shown(text), scale)


def unit_missing(text: str, scale: Scale) -> NotationError:
    """A bare number where a unit is needed."""
    example = _units(scale)[2 if len(_units(scale)) > 2 else 0]
    return _told("unit_missing", shown(text), scale, unit=example)


def unit_unwanted(text: str, word: str, scale: Scale) -> NotationError:
    """A unit on a scale that has none."""
    return _told("unit_unwanted", shown(text), scale, unit=shown(word))


def unknown_unit(word: str, scale: Scale) -> NotationError:
    """A unit the scale does not know."""
    names = [name for unit in scale.units for name in unit.words]
    close = nearest(word, names) or nearest(f"per {word}", names)
    return _told("unknown_unit", shown(word), names=_listed(_units(scale)), nearest=close)


def chance_here(scale: Scale) -> NotationError:
    """`chance` where a quantity is drawn once per belief."""
    return _told("chance_here", scale=scale)


def unknown_key(key: str, scale: Scale) -> NotationError:
    """A mapping that is neither quantiles nor a choice."""
    return _told("unknown_key", shown(key), nearest=nearest(key, ("quantiles", "one_of", "by", "chance")))


def mixed_mapping(raw: Mapping[object, object], scale: Scale) -> NotationError:
    """A mapping with more or less than one key."""
    if any(str(value).count("(") > str(value).count(")") for value in raw.values() if isinstance(value, str)):
        return unclosed(_listed(shown(value) for value in raw.values() if isinstance(value, str)), scale)
    return _told("mixed_mapping", shown(_listed(shown(key) for key in raw) or "an empty mapping"))


def empty_mapping(key: str, scale: Scale) -> NotationError:
    """`quantiles` or `one_of` without contents."""
    examples = {"quantiles": "{0.05: 10, 0.5: 20, 0.95: 60}", "by": "{anna: 20 to 30, ben: 40 to 60}"}
    better = examples.get(key, "{ports: 0.6, full: 0.4}")
    return _told("empty_mapping", key, better=better)


def one_quantile(scale: Scale) -> NotationError:
    """A single quantile."""
    return _told("one_quantile")


def quantile_outside(probabilities: Iterable[float], scale: Scale) -> NotationError:
    """A quantile's probability is not between 0 and 1."""
    return _told("quantile_outside", shown(_listed(f"{probability:g}" for probability in probabilities)))


def weights_missing(scale: Scale) -> NotationError:
    """Some people have weights, others have none."""
    return _told("weights_missing")


def people_say_numbers(text: str, scale: Scale) -> NotationError:
    """Somebody says an option, a choice, or what others say."""
    return _told("people_say_numbers", text, scale)


def unknown_family(found: str, scale: Scale) -> NotationError:
    """`fit` names no family of distributions."""
    names = tuple(Family)
    return _told("unknown_family", found, names=_listed(names), nearest=nearest(found, names))


def fit_one_sided(scale: Scale) -> NotationError:
    """A family is to be fitted to quantiles of one side, or of one value."""
    return _told("fit_one_sided")


def fit_without_limits(family: str, scale: Scale) -> NotationError:
    """A family needs limits that the scale does not have."""
    return _told("fit_without_limits", family)


def probabilities_fall(probabilities: Iterable[float], scale: Scale) -> NotationError:
    """The probabilities of quantiles are out of order."""
    return _told("probabilities_fall", shown(_listed(f"{probability:g}" for probability in probabilities)))


def values_fall(values: Iterable[object], scale: Scale) -> NotationError:
    """The values of quantiles are out of order."""
    return _told("values_fall", shown(_listed(shown(value) for value in values)))


def point_not_number(text: str, scale: Scale) -> NotationError:
    """A quantile that is no number."""
    return _told("point_not_number", text, scale)


def not_a_probability(text: str, scale: Scale) -> NotationError:
    """Something else where a probability is needed."""
    return _told("not_a_probability", text)


def probability_outside(text: str, scale: Scale) -> NotationError:
    """A probability below 0 or above 1."""
    return _told("probability_outside", text)


def not_summing(total: float, scale: Scale) -> NotationError:
    """The probabilities of a choice do not sum to 1."""
    return _told("not_summing", total=f"{total:.10g}")


def uncertain_duration(text: str) -> NotationError:
    """An uncertain duration where a known one is needed."""
    return _told("uncertain_duration", text)


def not_a_date(raw: object) -> NotationError:
    """Something else where a date is needed."""
    return _told("not_a_date", "nothing" if raw is None or raw == "" else shown(raw))


def time_of_day(text: str) -> NotationError:
    """A date with a time of day."""
    return _told("time_of_day", text)


def no_such_day(text: str) -> NotationError:
    """A day the calendar does not have."""
    return _told("no_such_day", text)
