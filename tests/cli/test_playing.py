"""The commands on worlds that are really played."""

import json

import pytest


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_same_play_gives_the_same_bytes_on_any_number_of_threads(call, tmp_path, language):
    said = []
    for threads in ("1", "2"):
        place = tmp_path / f"{threads}.html"
        options = ("--beliefs", "30", "--runs", "10", "--seed", "5", "--lang", language)
        result = call("outlook", "divided-pie", *options, "--threads", threads, "--json", "--report", str(place))
        assert result.exit_code == 0
        said.append((result.stdout, place.read_bytes()))
    assert said[0] == said[1]
    data = json.loads(said[0][0])
    assert (data["beliefs"], data["runs"], data["seed"]) == (30, 10, 5)
    ends = sum(scenario["chance"]["value"] for scenario in data["scenarios"]) + data["open"]
    assert ends == pytest.approx(1, abs=1e-5)


def test_another_seed_gives_other_numbers(call):
    said = [
        call("outlook", "risk-return", "--beliefs", "30", "--runs", "10", "--seed", seed, "--json").stdout
        for seed in ("1", "2")
    ]
    first, second = (json.loads(text) for text in said)
    assert first["case_sha256"] == second["case_sha256"]
    assert first["meetings"] != second["meetings"]
