"""Levers and other edits leave the sections they do not touch alone, and are checked as if all were read anew."""

from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

import detente
from detente.case.checks import _unlevered, check
from detente.case.checks.names import Names
from detente.case.editing.apply import SlipError, apply_change, sections_changed
from detente.case.editing.levers import reread_sections
from detente.case.numbers.paths import quantities
from detente.case.reading.from_pydantic import slips_of
from detente.case.reading.load import _library
from detente.case.reading.read import _name_scenarios
from detente.case.reading.yaml_events import grow
from detente.case.schema.case import Document


def raw_case(text):
    tree = grow(text)
    _name_scenarios(tree)
    return tree.data


VILLAGE = raw_case(Path(__file__).with_name("village.yaml").read_text(encoding="utf-8"))
LIBRARY = {entry.name: entry for entry in _library()}


def edit(data, changes):
    """Return a raw case without levers after some changes, and the sections that they name."""
    edited = {key: deepcopy(part) for key, part in data.items() if key != "levers"}
    for change in changes:
        apply_change(edited, deepcopy(change), "edit")
    return edited, frozenset().union(*map(sections_changed, changes))


def read(how):
    """Return the document, or else what the models refuse."""
    try:
        return how(), []
    except ValidationError as error:
        return None, slips_of(error)


def assert_as_if_read_anew(data, document, changes):
    """Assert that a case edited section by section is the case that its whole data make, with the same mistakes."""
    edited, touched = edit(data, changes)
    for section in data.keys() - touched - {"levers"}:
        assert edited[section] == data[section], section
    assert edited.keys() - data.keys() <= touched
    whole, refused = read(lambda: Document.model_validate(edited))
    shared, refused_alike = read(lambda: reread_sections(document, edited, touched | {"levers"}))
    assert refused_alike == refused
    if whole is None:
        return
    assert shared == whole
    assert shared.model_fields_set == whole.model_fields_set
    assert list(shared.__dict__) == list(whole.__dict__)
    for section in Document.model_fields.keys() - touched - {"levers"}:
        if section in document.model_fields_set:
            assert shared.__dict__[section] is document.__dict__[section]
    names, anew = Names.of(shared, like=Names.of(document)), Names.of(whole)
    assert names == anew
    assert list(names.numbers.items()) == list(quantities(whole).items())
    assert _unlevered(shared, names) == _unlevered(whole, anew)


@pytest.mark.parametrize("name", LIBRARY)
def test_levers_of_shipped_cases(name):
    data = raw_case(LIBRARY[name].read_text(encoding="utf-8"))
    document = Document.model_validate(data)
    for lever in data.get("levers", {}).values():
        assert_as_if_read_anew(data, document, lever["changes"])


def paths(part, path=""):
    """Yield every path of a raw case; those of scenarios by their names."""
    if path:
        yield path
    if isinstance(part, dict):
        for key, below in part.items():
            yield from paths(below, f"{path}.{key}" if path else str(key))
    elif isinstance(part, list):
        for index, below in enumerate(part):
            yield from paths(below, f"{path}.{index}")


PATHS = sorted(path for path in paths(VILLAGE) if not path.startswith("levers"))
ODD = [
    *(None, True, 0, -1, 0.5, "x", "60 to 80", "3 weeks", date(2024, 5, 1)),
    *([], {}, ["upper"], {"chance": 1}, {"one_of": {"half": 1.0}}, "upper", "water", "half", "none", "anger", "peace"),
]


def one_of(section):
    return st.sampled_from([*VILLAGE[section], "nobody"])


CHANGES = st.one_of(
    st.dictionaries(st.sampled_from(PATHS), st.sampled_from(ODD), min_size=1, max_size=2).map(lambda v: {"set": v}),
    one_of("factors").map(lambda name: {"shift": {name: 0.5}}),
    one_of("flags").map(lambda name: {"raise": name}),
    one_of("flags").map(lambda name: {"lower": name}),
    one_of("issues").flatmap(
        lambda name: st.sampled_from([*VILLAGE["issues"].get(name, {}).get("options", ()), "neither"]).map(
            lambda option: {"terms": {name: option}}
        )
    ),
    one_of("issues").map(lambda name: {"reset": [name]}),
    one_of("meetings").map(lambda name: {"call": name, "within": "2 weeks"}),
    one_of("meetings").map(lambda name: {"cancel": name}),
    st.builds(lambda party, name: {"seat": party, "at": name}, one_of("parties"), one_of("meetings")),
    st.builds(lambda party, name: {"unseat": party, "at": name}, one_of("parties"), one_of("meetings")),
    st.builds(lambda party, name: {"require_consent": party, "on": name}, one_of("parties"), one_of("issues")),
    st.builds(lambda party, name: {"waive_consent": party, "on": name}, one_of("parties"), one_of("issues")),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(CHANGES, min_size=1, max_size=3))
def test_any_changes(changes):
    document = Document.model_validate(VILLAGE)
    try:
        edit(VILLAGE, changes)
    except SlipError:
        assume(False)
    assert_as_if_read_anew(VILLAGE, document, changes)


def test_checking_levers_leaves_the_case_as_it_is():
    data = deepcopy(VILLAGE)
    document = Document.model_validate(data)
    before = deepcopy(document)
    check(document, data)
    assert data == VILLAGE
    assert document == before == detente.load(str(Path(__file__).with_name("village.yaml"))).document
