"""The mistakes one can make in writing a number, each with the words that tell it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from detente.case.notations import NotationError
from detente.case.scales import LARGEST, SMALLEST, Scale
from detente.errors import nearest

_FORMS = "60 to 80, beta(2, 5), triangular(1, 2, 5), uniform(0, 1), {quantiles: ...} or {one_of: ...}"
_CALLS = {
    "beta": "beta(a, b), two shapes above 0",
    "triangular": "triangular(low, mode, high)",
    "uniform": "uniform(low, high)",
}


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


def empty(scale: Scale) -> NotationError:
    """Nothing is written."""
    return NotationError("empty", "nothing", scale.bounds, "write a value, or leave the whole key out")


def truth_value(raw: bool, scale: Scale) -> NotationError:
    """A truth value stands for a number."""
    return NotationError("truth_value", "true" if raw else "false", scale.bounds, "true and false are no numbers")


def wrong_type(raw: object, scale: Scale) -> NotationError:
    """A list or a date stands for a number."""
    kind = "a list" if isinstance(raw, (list, tuple)) else f"a {type(raw).__name__}"
    return NotationError("wrong_type", f"{kind}: {shown(raw)}", scale.bounds, f"uncertain numbers are written {_FORMS}")


def too_long(text: str, scale: Scale) -> NotationError:
    """The text is far longer than any number."""
    return NotationError("too_long", shown(text), scale.bounds, "a number takes at most 200 characters")


def not_finite(text: str, scale: Scale) -> NotationError:
    """NaN or infinity."""
    return NotationError("not_finite", shown(text), scale.bounds, "NaN and infinity are no quantities")


def too_large(text: str, scale: Scale) -> NotationError:
    """A number no quantity has."""
    return NotationError("too_large", shown(text), scale.bounds, f"no quantity may be larger than {LARGEST:.0e}")


def too_small(text: str, scale: Scale) -> NotationError:
    """A log-normal interval with an end next to zero."""
    hint = f"the low end of an interval is 0, or {SMALLEST:.0e} and up"
    return NotationError("too_small", shown(text), scale.bounds, hint)


def unreadable(text: str, scale: Scale) -> NotationError:
    """The text has none of the forms."""
    return NotationError("unreadable", shown(text), scale.bounds, f"uncertain numbers are written {_FORMS}")


def unclosed(text: str, scale: Scale) -> NotationError:
    """A bracket without its partner: in `{...}` YAML ends a bare text at the first comma."""
    hint = "close the bracket; inside {...} put quotes around it: 'beta(2, 5)'"
    return NotationError("unclosed", shown(text), scale.bounds, hint)


def separated(text: str, scale: Scale) -> NotationError:
    """A number with separators between thousands."""
    better = "".join(sign for sign in text if sign not in ",' ")
    return NotationError("separated", shown(text), scale.bounds, f"write {better} without separators")


def joined_interval(text: str, better: str, scale: Scale) -> NotationError:
    """An interval written with a dash."""
    return NotationError("joined_interval", shown(text), scale.bounds, f"write an interval as {better!r}")


def name_for_number(text: str, scale: Scale) -> NotationError:
    """A word stands where only numbers may."""
    return NotationError("name_for_number", shown(text), scale.bounds, "a name cannot stand for a number here")


def number_for_option(text: str, scale: Scale) -> NotationError:
    """A number stands where an option is to be named."""
    hint = "name one option, or several with probabilities: {one_of: {ports: 0.6, full: 0.4}}"
    return NotationError("number_for_option", shown(text), scale.bounds, hint)


def options_for_number(scale: Scale) -> NotationError:
    """`one_of` stands where only numbers may."""
    return NotationError("options_for_number", "one_of", scale.bounds, "there are no options to choose from here")


def option_not_word(text: str, scale: Scale) -> NotationError:
    """A key of `one_of` is no name."""
    return NotationError("option_not_word", text, scale.bounds, "the keys of one_of are names of options")


def unknown_distribution(name: str, known: tuple[str, ...], scale: Scale) -> NotationError:
    """A distribution that does not exist."""
    close = nearest(name, known)
    hint = f"did you mean {close}?" if close else f"the distributions are {_listed(known)}"
    return NotationError("unknown_distribution", f"distribution {shown(name)!r}", _listed(_CALLS.values()), hint)


def wrong_arguments(text: str, name: str, scale: Scale) -> NotationError:
    """A distribution with too many or too few numbers."""
    return NotationError("wrong_arguments", shown(text), _CALLS[name], "check the number of values in the brackets")


def mode_outside(text: str, scale: Scale) -> NotationError:
    """A triangular mode outside its ends."""
    return NotationError("mode_outside", shown(text), _CALLS["triangular"], "the mode lies between low and high")


def shape_not_positive(text: str, scale: Scale) -> NotationError:
    """A Beta whose shapes are not above 0."""
    return NotationError("shape_not_positive", shown(text), _CALLS["beta"], "both shapes are above 0, at most 1e6")


def shape_with_unit(text: str, scale: Scale) -> NotationError:
    """A Beta whose shapes carry units."""
    return NotationError("shape_with_unit", shown(text), _CALLS["beta"], "the unit follows the closing bracket")


def beta_count(text: str, scale: Scale) -> NotationError:
    """A Beta where whole numbers are counted."""
    return NotationError("beta_count", shown(text), scale.bounds, "a Beta lies between 0 and 1; write low to high")


def low_above_high(text: str, scale: Scale) -> NotationError:
    """The ends of an interval are the wrong way round."""
    return NotationError("low_above_high", shown(text), "low to high", "the low end is above the high end; swap them")


def outside(text: str, value: float, scale: Scale) -> NotationError:
    """A value outside the bounds of its scale."""
    hint = "the value is outside the bounds"
    if scale is Scale.SHARE and 1.0 < value <= 100.0:
        hint = f"for a percentage write '{value:g} %'"
    return NotationError("outside", shown(text), scale.bounds, hint)


def not_whole(text: str, scale: Scale) -> NotationError:
    """A count with a fraction."""
    return NotationError("not_whole", shown(text), scale.bounds, "a count has no fraction")


def unit_missing(text: str, scale: Scale) -> NotationError:
    """A bare number where a unit is needed."""
    example = _units(scale)[2 if len(_units(scale)) > 2 else 0]
    return NotationError(
        "unit_missing", f"{shown(text)} without a unit", scale.bounds, f"write '{shown(text)} {example}'"
    )


def unit_unwanted(text: str, word: str, scale: Scale) -> NotationError:
    """A unit on a scale that has none."""
    return NotationError(
        "unit_unwanted", shown(text), scale.bounds, f"{shown(word)!r} is not wanted: there is no unit here"
    )


def unknown_unit(word: str, scale: Scale) -> NotationError:
    """A unit the scale does not know."""
    names = [name for unit in scale.units for name in unit.words]
    close = nearest(word, names) or nearest(f"per {word}", names)
    hint = f"did you mean {close!r}?" if close else ""
    return NotationError("unknown_unit", f"unit {shown(word)!r}", f"one of {_listed(_units(scale))}", hint)


def chance_here(scale: Scale) -> NotationError:
    """`chance` where a quantity is drawn once per belief."""
    hint = "this quantity is drawn once per belief; write the notation without chance"
    return NotationError("chance_here", "chance", scale.bounds, hint)


def unknown_key(key: str, scale: Scale) -> NotationError:
    """A mapping that is neither quantiles nor a choice."""
    close = nearest(key, ("quantiles", "one_of", "chance"))
    hint = f"did you mean {close}?" if close else ""
    return NotationError("unknown_key", f"key {shown(key)!r}", "quantiles or one_of", hint)


def mixed_mapping(raw: Mapping[object, object], scale: Scale) -> NotationError:
    """A mapping with more or less than one key."""
    if any(str(value).count("(") > str(value).count(")") for value in raw.values() if isinstance(value, str)):
        return unclosed(_listed(shown(value) for value in raw.values() if isinstance(value, str)), scale)
    keys = _listed(shown(key) for key in raw) or "an empty mapping"
    return NotationError(
        "mixed_mapping", shown(keys), "one key, quantiles or one_of", "write one notation, not several"
    )


def empty_mapping(key: str, scale: Scale) -> NotationError:
    """`quantiles` or `one_of` without contents."""
    better = "{0.05: 10, 0.5: 20, 0.95: 60}" if key == "quantiles" else "{ports: 0.6, full: 0.4}"
    return NotationError("empty_mapping", f"{key} without entries", f"a mapping such as {better}")


def one_quantile(scale: Scale) -> NotationError:
    """A single quantile."""
    return NotationError("one_quantile", "one quantile", "two quantiles or more", "a single value is written bare")


def quantile_outside(probabilities: Iterable[float], scale: Scale) -> NotationError:
    """A quantile's probability is not between 0 and 1."""
    found = _listed(f"{probability:g}" for probability in probabilities)
    return NotationError("quantile_outside", shown(found), "probabilities above 0 and below 1")


def probabilities_fall(probabilities: Iterable[float], scale: Scale) -> NotationError:
    """The probabilities of quantiles are out of order."""
    found = _listed(f"{probability:g}" for probability in probabilities)
    return NotationError("probabilities_fall", shown(found), "probabilities that increase", "sort the quantiles")


def values_fall(values: Iterable[object], scale: Scale) -> NotationError:
    """The values of quantiles are out of order."""
    found = _listed(shown(value) for value in values)
    return NotationError("values_fall", shown(found), "values increasing with their probabilities", "sort the values")


def point_not_number(text: str, scale: Scale) -> NotationError:
    """A quantile that is no number."""
    return NotationError("point_not_number", text, scale.bounds, "the values of quantiles are plain numbers")


def not_a_probability(text: str, scale: Scale) -> NotationError:
    """Something else where a probability is needed."""
    return NotationError("not_a_probability", text, "a probability such as 0.4 or 40 %")


def probability_outside(text: str, scale: Scale) -> NotationError:
    """A probability below 0 or above 1."""
    return NotationError("probability_outside", text, "a probability from 0 to 1")


def not_summing(total: float, scale: Scale) -> NotationError:
    """The probabilities of a choice do not sum to 1."""
    return NotationError("not_summing", f"probabilities that sum to {total:.10g}", "probabilities that sum to 1")


def uncertain_duration(text: str) -> NotationError:
    """An uncertain duration where a known one is needed."""
    hint = "this duration must be known; write one value"
    return NotationError("uncertain_duration", text, "a duration such as 8 days or 3 months", hint)


def not_a_date(raw: object) -> NotationError:
    """Something else where a date is needed."""
    found = shown(raw) if raw is not None and raw != "" else "nothing"
    return NotationError("not_a_date", found, "a date such as 2025-08-15", "write year-month-day, with two digits each")


def time_of_day(text: str) -> NotationError:
    """A date with a time of day."""
    return NotationError("time_of_day", text, "a date such as 2025-08-15", "leave out the time of day")


def no_such_day(text: str) -> NotationError:
    """A day the calendar does not have."""
    return NotationError("no_such_day", text, "a date that the calendar has")
