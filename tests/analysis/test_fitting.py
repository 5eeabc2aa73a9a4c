"""The fit of the general beliefs: the record, its likelihood, and what is written."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import numpy as np
import pytest
from scipy import integrate, stats

from detente.analysis.calibration.fit import fit as fit_general
from detente.analysis.calibration.playing import FitOptions, Played, Shares
from detente.analysis.calibration.population import CRISIS_LOG_SD, CRISIS_MEDIAN, SETTINGS, draw_negotiation
from detente.analysis.calibration.posterior import learned, notation, predictive, weighted_quantiles
from detente.analysis.calibration.record import Count, record, wide
from detente.analysis.calibration.shifts import TIED
from detente.analysis.calibration.truces import age_bands, case_notation, hazard_checks
from detente.analysis.calibration.weighing import log_likelihood, nuisances, predict, weigh
from detente.analysis.calibration.writing import general_file, rewritten, write_general
from detente.case.case import Case
from detente.case.checks import check
from detente.case.general import general_constants
from detente.case.numbers.scales import Scale
from detente.case.schema.base import Bilingual
from detente.case.schema.case import Document
from detente.case.schema.quantities import read_quantity
from detente.engine.run.simulate import simulate
from detente.errors import StoreError
from detente.report.data import plain

SMALL = FitOptions(beliefs=40, cases=4, threads=1)
SOME = Count("some", "unmediated", "agreement", 7, 17, 1.0, "icb", Bilingual(en="some"))


def shares(agreement: np.ndarray) -> Shares:
    return Shares(agreement, 0.7 * agreement, 0.5 * agreement, 0.0)


class TestRecord:
    def test_counts_are_those_of_the_sources(self):
        found = {count.id: (count.successes, count.trials) for count in record().counts}
        assert found["unmediated-agreement"] == (70, 327)
        assert found["mediated-agreement"] == (93, 150)
        assert found["summit-anything"] == (14 + 18, 44)
        assert found["summit-signed"] == (14, 14 + 18)

    def test_nothing_is_counted_twice(self):
        """Styles are part of all mediated crises, formal agreements of all agreements: only one of each weighs."""
        weighed = {count.id for count in record().counts if count.weight > 0}
        assert "mediated-agreement" not in weighed
        assert not any(name.endswith("formal") for name in weighed)

    def test_the_hand_list_weighs_less(self):
        assert all(count.weight == 0.25 for count in record().counts if count.source == "summits")

    def test_wide_beliefs_cover_every_constant(self):
        assert list(wide().constants) == list(general_constants())

    @pytest.mark.parametrize(
        ("age", "share"), [(30, 0.042), (90, 0.229), (180, 0.375), (365.25, 0.458), (730.5, 0.583)]
    )
    def test_truces_failed_as_published(self, age, share):
        found = record()
        assert found.truce_failed[age] / found.truce_trials == pytest.approx(share, abs=0.0005)


class TestTruces:
    def test_rates_are_jeffreys_intervals(self):
        band = age_bands(record())[1]
        share = stats.beta.ppf([0.05, 0.5, 0.95], 9.5, 37.5)
        assert (band.failed, band.at_risk) == (9, 46)
        assert (band.low, band.median, band.high) == pytest.approx(-np.log1p(-share) / 60 * 30.4375, rel=1e-6)

    def test_a_case_can_quote_them_and_the_engine_plays_them(self):
        """4,000 worlds: shares failed by each age within 4 standard errors of the rates, and near the record."""
        bands = age_bands(record())
        ages = {("later" if b is bands[-1] else f"{b.end} days"): f"{b.median} per month" for b in bands}
        document = Document.model_validate(
            {
                "detente": 1, "id": "truce", "title": "A truce", "as_of": "2000-01-01", "until": "2005-01-01",
                "step": "fortnight", "parties": {"a": {}}, "topics": {"t": {}},
                "issues": {"truce": {"topic": "t", "now": "held", "options": {"none": 0, "held": 100}}},
                "events": {"failure": {"while": {"issue": "truce", "above": 0}, "rate": {"ages": ages}}},
            }
        )  # fmt: skip
        worlds = simulate(Case(document, "", "", {}), beliefs=200, runs=20, threads=1)
        failed = np.cumsum(worlds.tally.event_step[0]) / 4000
        hazard = 0.0
        for band in bands[:-1]:
            hazard += band.median * (band.end - band.start) / 30.4375
            steps = int(band.end // 14)
            inside = band.median * (band.end - 14 * steps) / 30.4375
            expected = -math.expm1(-(hazard - inside))
            assert failed[steps - 1] == pytest.approx(expected, abs=4 * math.sqrt(expected * (1 - expected) / 4000))
            assert -math.expm1(-hazard) == pytest.approx(record().truce_failed[band.end] / 48, abs=0.02)

    def test_notation_can_be_read(self):
        assert case_notation(age_bands(record())).startswith("rate: {ages: {30 days: 0.012 to 0.12 per month, ")
        assert "1 year: " in case_notation(age_bands(record()))

    def test_cumulative_hazards_lie_near_the_published_ratios(self):
        """Peacekeepers inside; a settlement below in the first years, as none of 39 failed in the first month."""
        found = {each.comparison.id: each for each in hazard_checks(record())}
        assert found["peacekeepers"].is_inside
        assert found["treaty"].ratios[1826.25] == pytest.approx(math.log(1 - 0.436) / math.log(1 - 0.708))
        assert 0.25 < min(found["treaty"].ratios.values()) < max(found["treaty"].ratios.values()) < 0.5


class TestPopulation:
    def test_crises_are_as_long_as_in_the_record(self):
        quartile = math.exp(stats.norm.ppf(0.75) * CRISIS_LOG_SD)
        assert CRISIS_MEDIAN / quartile == pytest.approx(27, rel=0.08)
        assert CRISIS_MEDIAN * quartile == pytest.approx(202, rel=0.08)

    @pytest.mark.parametrize("setting", SETTINGS)
    def test_generic_cases_are_sound(self, setting):
        for number in range(40):
            found = draw_negotiation(number, setting, 1, wide().constants, {"strain": 0.1, "spread": 0.1})
            assert not check(found.case.document, {}), f"{setting} {number}"

    def test_the_mediator_alone_tells_crises_apart(self):
        population = {"strain": 0.1, "spread": 0.1}
        one, other = (draw_negotiation(5, setting, 1, {}, population) for setting in ("unmediated", "manipulation"))
        first, second = one.case.document, other.case.document
        assert first.positions == second.positions
        assert first.issues == second.issues
        assert first.meetings["m5"].model_copy(update={"mediation": "manipulation"}) == second.meetings["m5"]

    def test_another_number_is_another_crisis(self):
        one, other = (draw_negotiation(n, "summit", 1, {}, {"strain": 0.1, "spread": 0.1}) for n in (1, 2))
        assert one.case.document.positions != other.case.document.positions


class TestLikelihood:
    def test_without_discrepancy_it_is_binomial(self):
        found = log_likelihood(SOME, np.array([0.3, 0.5]), 0.0)
        exact = stats.binom.logpmf(7, 17, [0.3, 0.5])
        assert found[1] - found[0] == pytest.approx(exact[1] - exact[0], abs=1e-12)

    @pytest.mark.parametrize("share", [0.2, 0.4, 0.7])
    def test_discrepancy_is_integrated_over(self, share):
        exact, _ = integrate.quad(
            lambda z: math.exp(7 * math.log(share + 0.05 * z) + 10 * math.log1p(-share - 0.05 * z)) * stats.norm.pdf(z),
            -3.9,
            min(5.9, (1 - share) / 0.05 - 1e-9),
        )
        assert log_likelihood(SOME, np.array(share), 0.05) == pytest.approx(math.log(exact), abs=2e-3)

    def test_a_weight_is_a_power(self):
        half = log_likelihood(replace(SOME, weight=0.5), np.array([0.3, 0.5]), 0.0)
        whole = log_likelihood(SOME, np.array([0.3, 0.5]), 0.0)
        assert np.diff(half) == pytest.approx(0.5 * np.diff(whole))

    def test_beliefs_that_meet_the_record_win(self):
        """Beliefs predict 5 to 95 % everywhere; after weighing, mediated crises stand where they were counted."""
        levels = np.linspace(0.05, 0.95, 181)
        played = Played({setting: shares(levels) for setting in SETTINGS}, {})
        found = weigh(played, nuisances(wide()), record(), 0.05)
        assert found.weights.sum() == pytest.approx(1.0)
        assert 1.0 < found.effective < 60.0
        mediated = weighted_quantiles(found.predicted["mediated-agreement"], found.weights, (0.5,))[0]
        assert mediated == pytest.approx(0.6, abs=0.06)

    def test_what_has_no_name_moves_what_it_should(self):
        played = Played({setting: shares(np.array([0.4])) for setting in SETTINGS}, {})
        pairs = nuisances(wide())
        by_id = {count.id: predict(count, played, pairs, record())[0] for count in record().counts}
        assert by_id["unmediated-agreement"] == pytest.approx(0.4 * pairs.talks)
        odds = np.log(by_id["formulation-agreement"] / (1 - by_id["formulation-agreement"]))
        assert odds == pytest.approx(math.log(0.4 / 0.6) + pairs.selection)
        assert by_id["summit-anything"] == pytest.approx(0.4)
        assert by_id["summit-signed"] == pytest.approx(0.7)
        assert by_id["summit-prepared"] == pytest.approx(0.5 / 0.7)


class TestPosterior:
    def test_quantiles_of_weighted_values(self):
        values = np.random.default_rng(1).normal(size=4000)
        weights = stats.norm.pdf(values, 1.0, 1.0) / stats.norm.pdf(values)  # now normal about 1
        assert weighted_quantiles(values, weights, (0.25, 0.5, 0.75)) == pytest.approx((0.326, 1.0, 1.674), abs=0.15)

    def test_what_was_not_learned_stays_as_written(self):
        values = np.random.default_rng(2).random(1000)
        found = learned("x", values, np.ones(1000), Scale.SHARE, 1000.0, "uniform(0, 1)")
        assert (found.is_determined, found.notation) == (False, "uniform(0, 1)")
        shifted = learned("x", values, values**6, Scale.SHARE, 300.0, "uniform(0, 1)")
        assert shifted.is_determined
        assert shifted.notation.startswith("beta(")

    @pytest.mark.parametrize("scale", [Scale.REAL, Scale.POSITIVE, Scale.SHARE])
    def test_notation_reads_back_to_the_same_range(self, scale):
        values = np.random.default_rng(3).beta(4.0, 6.0, 20000)
        low, _, high = weighted_quantiles(values, np.ones(len(values)))
        quantity = read_quantity(notation(values, np.ones(len(values)), scale), scale)
        from detente.case.numbers.distribution import central

        found = central(quantity.notation, scale)
        assert (found[0], found[2]) == pytest.approx((low, high), abs=0.015)

    def test_the_place_of_a_count_among_what_could_be_counted(self):
        spread = np.full(10, SOME.share)
        ends, place = predictive(SOME, spread, np.ones(10), 0.0, 1)
        assert place == pytest.approx(0.5, abs=0.02)
        assert ends[0] == stats.binom.ppf(0.05, 17, SOME.share) / 17
        assert predictive(replace(SOME, successes=17), spread, np.ones(10), 0.0, 1)[1] > 0.99


class TestWriting:
    def test_only_ranges_change(self):
        text = general_file().read_text(encoding="utf-8")
        found = rewritten(text, {"price": "0.01 to 0.02"}, "detente fit --seed 3")
        assert "price:\n  value: 0.01 to 0.02\n  scale: real\n" in found
        assert "# Ranges made by `detente fit --seed 3`.\n" in found
        assert found.count("# Ranges made by") == 1
        assert rewritten(found, {"price": "0.01 to 0.02"}, "detente fit --seed 3") == found
        kept = [line for line in text.splitlines() if not line.startswith(("  value:", "# Ranges made by"))]
        assert kept == [line for line in found.splitlines() if not line.startswith(("  value:", "# Ranges made by"))]

    def test_written_to_a_file(self, tmp_path):
        copy = tmp_path / "general.yaml"
        copy.write_text(general_file().read_text(encoding="utf-8"), encoding="utf-8")
        write_general({"caution": "1 to 2"}, "detente fit", copy)
        assert "caution:\n  value: 1 to 2\n" in copy.read_text(encoding="utf-8")
        assert [path.name for path in tmp_path.iterdir()] == ["general.yaml"]

    def test_all_or_nothing(self, tmp_path, monkeypatch):
        copy = tmp_path / "general.yaml"
        copy.write_text("price:\n  value: 1 to 2\n", encoding="utf-8")

        def full(temporary, target):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("os.replace", full)
        with pytest.raises(StoreError, match="No space left"):
            write_general({"price": "3 to 4"}, "detente fit", copy)
        assert copy.read_text(encoding="utf-8") == "price:\n  value: 1 to 2\n"
        assert [path.name for path in tmp_path.iterdir()] == ["general.yaml"]

    def test_a_file_that_is_not_there(self, tmp_path):
        with pytest.raises(StoreError, match="cannot write"):
            write_general({}, "detente fit", tmp_path / "none.yaml")


class TestFit:
    @pytest.fixture(scope="class")
    @staticmethod
    def small():
        return fit_general(SMALL)

    def test_the_same_numbers_however_many_threads(self, small):
        again = fit_general(replace(SMALL, threads=2))
        assert plain(again) == plain(small)

    def test_ranges_can_stand_in_a_case(self, small):
        constants = general_constants()
        assert list(small.ranges()) == list(constants)
        for name, written in small.ranges().items():
            read_quantity(written, constants[name].quantity.scale)

    def test_plain_data(self, small):
        found = json.loads(json.dumps(plain(small), allow_nan=False))
        assert [target["count"]["id"] for target in found["targets"]] == [count.id for count in record().counts]
        assert found["options"] == {"beliefs": 40, "cases": 4, "runs": 2, "seed": 1, "discrepancy": 0.05}

    def test_progress_reaches_its_end(self):
        told: list[tuple[int, int]] = []
        fit_general(replace(SMALL, beliefs=20, cases=2), lambda done, total: told.append((done, total)))
        assert told[-1] == (20, 20)
        assert [done for done, _ in told] == list(range(1, 21))


@pytest.mark.long
def test_shipped_ranges_are_what_the_command_makes():
    fit = fit_general(FitOptions())
    text = general_file().read_text(encoding="utf-8")
    assert rewritten(text, fit.ranges(), "detente fit --write --beliefs 3000 --cases 200 --seed 1") == text
    assert all(target.is_inside for target in fit.targets)
    assert fit.effective > 300
    for (first, second), rank in TIED.items():
        assert fit.tied[f"general.{first}", f"general.{second}"] == pytest.approx(rank, abs=0.005)
