"""Two parsers read YAML: what they find must be the same."""

from pathlib import Path

import pytest
import yaml

import detente
from detente.case.reading import yaml_events as tree
from detente.case.reading.yaml_events import grow

SHIPPED = sorted(Path(detente.__file__).parent.rglob("*.yaml"))
BROKEN = sorted(Path(__file__).parents[1].glob("broken_*/*.yaml"))
NO_CASE = (
    *("a: {b: 1", "a: [1, 2", "a: 'x", "a: b: c", "- a\nb: 1", "? [a]\n: 1", "a: &x 1", "a: *x", "a:\n\tb: 1"),
    *("a: !!python/name:os.system x", "%YAML 3.0\n---\na: 1", "a: 1\n---\nb: 2", "a: @b", "a: `b`", "a: 1\n b: 2"),
)


def text_of(path: Path) -> str | None:
    """Return the text of a file, None where it is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


TEXTS = {f"{path.parent.name}/{path.name}": text for path in (*SHIPPED, *BROKEN) if (text := text_of(path)) is not None}


def found(read: tree.Tree) -> tuple[object, ...]:
    """Return what a tree holds, and where everything begins and ends."""
    spans = {path: (read.span(path), read.span(path, at_key=True)) for path in (*read.values, *read.keys)}
    return read.data, dict(read.places), spans, read.slips


@pytest.mark.parametrize("text", [*TEXTS.values(), *NO_CASE], ids=[*TEXTS, *map(repr, NO_CASE)])
def test_both_parsers_find_the_same_at_the_same_places(text: str) -> None:
    if not tree.UNPRINTABLE.search(text):
        assert found(grow(text)) == found(tree._read_again(text))


def test_without_libyaml_the_same_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    text = next(text for text in TEXTS.values() if "meetings:" in text)
    expected = found(grow(text))
    monkeypatch.setattr(tree, "_LOADER", yaml.SafeLoader)
    assert found(grow(text)) == expected


@pytest.mark.parametrize("text", NO_CASE)
def test_nothing_that_is_no_plain_yaml_passes(text: str) -> None:
    assert grow(text).slips
