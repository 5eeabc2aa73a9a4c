"""Words for probabilities: one function, one named scale, of the point value alone.

The scale is that of the United States' Intelligence Community Directive 203, Analytic Standards (2015, section
D.6.e.2.a). How far a probability can be trusted is another question, with words of its own: confidence.
"""

from __future__ import annotations

from detente.locale import Texts

__all__ = ["likelihood", "scale", "word"]

_SCALE = (
    ("almost-none", 1, 5),
    ("very-unlikely", 5, 20),
    ("unlikely", 20, 45),
    ("even", 45, 55),
    ("likely", 55, 80),
    ("very-likely", 80, 95),
    ("almost-certain", 95, 99),
)


def word(value: float) -> str:
    """Return the key of the word for a probability; `never` and `always` where nothing or all has it.

    Example:
        >>> word(0.64), word(0.05), word(0.0), word(0.999)
        ('likely', 'very-unlikely', 'never', 'almost-certain')
    """
    if value <= 0.0 or value >= 1.0:
        return "never" if value <= 0.0 else "always"
    return next((key for key, _, high in _SCALE if 100.0 * value < high), _SCALE[-1][0])


def likelihood(value: float, texts: Texts) -> str:
    """Say in words how likely something is, beside the range that the word stands for.

    Args:
        value: A probability: the point value, not the ends of an interval.
        texts: The catalogue.

    Example:
        >>> from detente.locale import texts
        >>> likelihood(0.13, texts("en"))
        'very unlikely (5–20%)'
    """
    key = word(value)
    said = texts(f"likelihood.{key}")
    ranges = {name: f"{low}–{high}%" for name, low, high in _SCALE}
    return texts("likelihood.one", word=said, range=ranges[key]) if key in ranges else said


def scale(texts: Texts) -> tuple[tuple[str, str], ...]:
    """Return the words of the scale with their ranges.

    Example:
        >>> from detente.locale import texts
        >>> scale(texts("en"))[4]
        ('likely', '55–80%')
    """
    return tuple((texts(f"likelihood.{key}"), f"{low}–{high}%") for key, low, high in _SCALE)
