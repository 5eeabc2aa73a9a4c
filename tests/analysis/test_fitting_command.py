"""`detente fit` on the command line."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from detente.analysis.calibration.writing import general_file
from detente.cli import detente

ROUGH = ["fit", "--beliefs", "20", "--cases", "2", "--threads", "1"]


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Beliefs about negotiations in general"), ("zh", "谈判的一般规律")]
)
def test_report(language, words):
    before = general_file().read_bytes()
    result = CliRunner().invoke(detente, [*ROUGH, "--lang", language])
    assert result.exit_code == 0, result.output
    assert words in result.output
    assert "rate: {ages: {30 days:" in result.output
    assert "hold-out" in result.output
    assert general_file().read_bytes() == before


def test_json():
    result = CliRunner().invoke(detente, [*ROUGH, "--json"])
    found = json.loads(result.output)
    assert {"version", "options", "effective_beliefs", "targets", "constants", "truces"} <= set(found)
    assert found["options"]["beliefs"] == 20


def test_written_whole(tmp_path, monkeypatch):
    copy = tmp_path / "general.yaml"
    copy.write_bytes(general_file().read_bytes())
    monkeypatch.setattr("detente.analysis.calibration.writing.general_file", lambda: copy)
    result = CliRunner().invoke(detente, [*ROUGH, "--write"])
    assert result.exit_code == 0, result.output
    text = copy.read_text(encoding="utf-8")
    assert "# Ranges made by `detente fit --write --beliefs 20 --cases 2 --seed 1`.\n" in text
    assert str(copy) in result.output.replace("\n", "")
