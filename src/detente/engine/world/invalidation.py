"""What has changed in a world, and what is to be worked out anew because of it."""

from __future__ import annotations

from enum import IntEnum


class Touch(IntEnum):
    """What conditions look at and steps change, as bits."""

    TERMS = 1
    EVENTS = 2
    MEETINGS = 4
    FLAGS = 8
    ITSELF = 16
    ALL = 31


class Stale(IntEnum):
    """What is worked out once and taken up anew where something that it rests on has changed."""

    WANTS = 0
    MOTION = 1
    """Of factors."""
    RATIOS = 2
    """Of hazards."""
    EVENTS = 3
    """Which may happen."""
    GAINS = 4
    """From terms in force."""
    CALENDAR = 5
    """Which meetings are to be given a date."""
