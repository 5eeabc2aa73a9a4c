"""Colours by what they are for. Charts name them; the page's style sheet gives them their light and dark values.

Three families that never lend to one another: ground and ink, the tones of ends of a story, parties. Whatever a
colour says is also said by a word, a place or a shape.
"""

from __future__ import annotations

__all__ = ["COLOURS", "MARKS", "PARTIES", "TEXTS", "contrast", "party", "series", "tone", "variable"]

COLOURS: dict[str, tuple[str, str]] = {
    # ground and ink
    "surface": ("#ffffff", "#12171d"),
    "panel": ("#f4f6f7", "#1b222a"),
    "ink": ("#16202b", "#eceff2"),
    "soft": ("#46515e", "#b9c2cc"),
    "muted": ("#5f6975", "#9aa5b1"),
    "faint": ("#8b95a1", "#6d7887"),
    "grid": ("#cfd6dc", "#3a444e"),
    "rest": ("#e3e7eb", "#2b343d"),
    "focus": ("#1d4ed8", "#8ab4f8"),
    "outside": ("#3b4652", "#c9d1d9"),
    "shelved": ("#a9b1ba", "#56616d"),
    "general": ("#7d8792", "#808b97"),
    # tones of ends: fills
    "good": ("#0b6b8a", "#5cc0de"),
    "good2": ("#4a9bb2", "#2f8aa5"),
    "mixed": ("#6c737d", "#a7b0ba"),
    "mixed2": ("#878f99", "#7c8692"),
    "bad": ("#c2491d", "#f0855a"),
    "bad2": ("#d3703f", "#c9683f"),
    # the same as text
    "good-text": ("#0b6b8a", "#6fcbe6"),
    "good2-text": ("#1d748e", "#63b7cf"),
    "mixed-text": ("#565e68", "#b4bcc6"),
    "mixed2-text": ("#5f6975", "#a7b0ba"),
    "bad-text": ("#b03f12", "#f5946c"),
    "bad2-text": ("#a94a1d", "#ec9a74"),
    # parties
    "p1": ("#5546b8", "#a99df6"),
    "p2": ("#9a2c6e", "#e58bbe"),
    "p3": ("#7d5f06", "#d9b44a"),
    "p4": ("#2a7338", "#7cc98a"),
    # things of a kind that are neither: families of theories, levels of an issue
    "s1": ("#46515e", "#b9c2cc"),
    "s2": ("#1f5a96", "#8fc1ff"),
    "s3": ("#8a4b08", "#f0b77a"),
    "s4": ("#4a6a1f", "#b9d68a"),
    "s5": ("#7a5ba8", "#b295de"),
    "s6": ("#24707c", "#5fc0d0"),
    "s7": ("#a8476f", "#e088ab"),
    "s8": ("#66753a", "#a5b672"),
    "step0": ("#d5dbe1", "#2f3943"),
    "step1": ("#aeb8c2", "#47535f"),
    "step2": ("#8b97a3", "#596571"),
    "step3": ("#5b6875", "#8c99a5"),
    "step4": ("#33404d", "#bac4cd"),
}
"""Name → light and dark value."""

TEXTS = ("ink", "soft", "muted", *(name for name in COLOURS if name.endswith("-text")))
"""Colours that text is written in: 4.5 to 1 against the page and its panels."""

MARKS = (
    *("good", "good2", "mixed", "mixed2", "bad", "bad2", "p1", "p2", "p3", "p4"),
    *(f"s{n}" for n in range(1, 9)),
    *("outside", "focus"),
)
"""Colours of marks: 3 to 1 against the page."""

PARTIES = 4
"""Parties with a colour of their own; the others have their mark alone, on grey."""

_SERIES = tuple(name for name in COLOURS if name[0] == "s" and name[1:].isdigit())
_STEPS = 2


def variable(name: str) -> str:
    """Return a colour as the style sheet knows it."""
    if name not in COLOURS:
        raise KeyError(name)
    return f"var(--{name})"


def series(index: int) -> str:
    """Return the name of the colour of the n-th thing of a kind."""
    return _SERIES[index % len(_SERIES)]


def tone(name: str, step: int = 0) -> str:
    """Return the name of the colour of an end: its tone, the foremost of its kind darker than the others.

    Example:
        >>> tone("good"), tone("bad", 1), tone("bad", 4)
        ('good', 'bad2', 'bad2')
    """
    return name if step == 0 else f"{name}{_STEPS}"


def party(index: int) -> str:
    """Return the name of the colour of the n-th party.

    Example:
        >>> party(0), party(7)
        ('p1', 'muted')
    """
    return f"p{index + 1}" if index < PARTIES else "muted"


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance).

    Example:
        >>> round(contrast("#000000", "#ffffff"), 1)
        21.0
    """
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
