"""Every publication can be found by its key and says enough to be found elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from detente.bibliography import keys, reference

SOURCE = Path(__file__).parents[1] / "src" / "detente"


@pytest.mark.parametrize("key", keys())
def test_every_publication_is_whole(key):
    found = reference(key)
    assert re.fullmatch(r"[a-z0-9-]+-\d{4}[a-z]?", key)
    assert str(found.year) in key
    assert found.authors
    assert found.title
    assert found.where
    assert not found.doi or found.doi.startswith("10.")


def test_publications_stand_once():
    lines = (SOURCE / "bibliography.yaml").read_text(encoding="utf-8").splitlines()
    written = [line[:-1] for line in lines if re.fullmatch(r"[a-z0-9-]+:", line)]
    assert len(written) == len(set(written))


def test_a_publication_is_written_as_one_line():
    assert str(reference("nash-1950")) == (
        "Nash, J. F. (1950). The bargaining problem. Econometrica 18(2), 155–162. https://doi.org/10.2307/1907266"
    )
