"""Wherever something odd stands in a case, it is told or it is sound: nothing else happens."""

from copy import deepcopy
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.case.reading.read import _document
from detente.case.reading.yaml_events import grow
from detente.locale.case_errors.words import words

DATA = grow(Path(__file__).with_name("village.yaml").read_text(encoding="utf-8")).data

ODD = [
    *(None, True, 0, -1, 1e9, "x", "60 to 80", date(2024, 5, 1)),
    *([], {}, [[]], [{}], ["upper"], {"a": 1}, {"chance": 1}, {"one_of": {"half": 1.0}}, {"condition": "quiet"}),
    *("upper", "upper-elders", "water", "half", "none", "anger", "feud", "quiet", "peace", "spring-fair"),
]


def places(part, steps=()):
    if steps:
        yield steps
    if isinstance(part, dict):
        for key in part:
            yield from places(part[key], (*steps, key))
    elif isinstance(part, list):
        for index in range(len(part)):
            yield from places(part[index], (*steps, index))


PLACES = list(places(DATA))


def held_at(data, steps):
    for step in steps:
        data = data[step]
    return data


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(PLACES), st.sampled_from(["set", "copy", "delete", "rename"]), st.data())
def test_one_odd_thing(steps, what, draw):
    data = deepcopy(DATA)
    holder = held_at(data, steps[:-1])
    if what == "set":
        holder[steps[-1]] = deepcopy(draw.draw(st.sampled_from(ODD)))
    elif what == "copy":
        holder[steps[-1]] = deepcopy(held_at(DATA, draw.draw(st.sampled_from(PLACES))))
    elif what == "rename" and isinstance(holder, dict):
        holder["zz"] = holder.pop(steps[-1])
    else:
        del holder[steps[-1]]
    document, slips = _document(data)
    assert slips or document is not None
    for slip in slips:
        for language in ("en", "zh"):
            told = words(slip, language)
            assert told.found, slip
            assert told.allowed, slip
