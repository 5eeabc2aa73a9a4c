import re
import string
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

import detente
from detente.errors import OptionError
from detente.locale import en, texts, zh
from detente.locale.figures import amount, day, listed, percent, percent_range, power_of_ten, shared
from detente.locale.likelihood import likelihood

ROOT = Path(detente.__file__).parent


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_keys():
    assert set(en.TEXTS) == set(zh.TEXTS)


@pytest.mark.parametrize("key", sorted(en.TEXTS))
def test_both_languages_have_the_same_placeholders(key):
    assert placeholders(en.TEXTS[key]) == placeholders(zh.TEXTS[key])


@pytest.mark.parametrize("key", sorted(en.TEXTS))
def test_no_text_is_empty_and_chinese_is_chinese(key):
    assert en.TEXTS[key].strip() or key.startswith(("list.", "fit.head.")) or key == "brief.between"
    left = re.sub(r"\{\w+\}|\W|\d", "", zh.TEXTS[key])
    if left and key not in ("command.footer",):
        assert re.search("[一-鿿]", left), zh.TEXTS[key]


def test_parts_of_the_catalogue_do_not_overlap():
    for language in (en, zh):
        modules = [value for value in vars(language).values() if isinstance(value, ModuleType)]
        parts = [part for module in modules for part in vars(module).values() if isinstance(part, dict)]
        parts = [part for part in parts if all("." in str(key) for key in part)]
        assert sum(map(len, parts)) == len(language.TEXTS)


def used_keys() -> set[str]:
    """Keys written in full in the sources and the templates."""
    found = set()
    for path in [*ROOT.rglob("*.py"), *ROOT.rglob("*.j2")]:
        if "locale" in path.parts and path.name != "figures.py":
            continue
        found |= set(
            re.findall(r'\b(?:t|texts|words|language_of\(ctx\))\(\s*"([a-z_]+\.[a-z_.]+[a-z_])"', path.read_text())
        )
    return found


def test_every_key_that_is_used_exists():
    assert used_keys() > {"heading.outlook", "error.interrupted", "say.ends"}
    assert used_keys() <= set(en.TEXTS)


def test_every_key_is_used():
    sources = "\n".join(path.read_text() for path in [*ROOT.rglob("*.py"), *ROOT.rglob("*.j2")])
    families = set(re.findall(r'f?"([a-z_.]+\.)(?:\{|" ~)', sources))
    unused = {
        key
        for key in en.TEXTS
        if sources.replace("'", '"').count(f'"{key}"') < 3 and not any(key.startswith(family) for family in families)
    }
    assert unused == set()


def test_a_language_that_does_not_exist_is_an_error():
    with pytest.raises(OptionError, match="there is en, zh"):
        texts("fr")


@pytest.mark.parametrize(
    ("share", "english", "chinese"),
    [
        (0.123, "12%", "12%"),
        (0.0, "<0.1%", "<0.1%"),
        (0.00049, "<0.1%", "<0.1%"),
        (0.0042, "0.4%", "0.4%"),
        (0.0097, "1%", "1%"),
        (0.995, "99.5%", "99.5%"),
        (0.9998, ">99.9%", ">99.9%"),
        (1.0, ">99.9%", ">99.9%"),
    ],
)
def test_percentages_have_the_digits_worth_reading(share, english, chinese):
    assert (percent(share, "en"), percent(share, "zh")) == (english, chinese)


def test_figures_in_both_languages():
    assert percent_range(0.04, 0.27, "en") == "4–27%"
    assert percent_range(0.04, 0.27, "zh") == "4%–27%"
    assert shared(0.0, "en") == "0%"
    assert shared(1.0, "zh") == "100%"
    assert amount(-1.25) == "−1.25"
    assert day(date(2025, 8, 5), "en") == "5 Aug 2025"
    assert day(date(2025, 8, 5), "zh") == "2025年8月5日"
    assert listed(["a"], texts("en")) == "a"
    assert listed(["a", "b", "c"], texts("zh")) == "a、b和c"


def test_large_counts_are_written_by_their_order():
    assert power_of_ten(999_999) == "999,999"
    assert power_of_ten(341_000_000) == "3.4·10⁸"
    assert power_of_ten(9_999_999) == "1·10⁷"
    assert power_of_ten(10**40) == "1·10⁴⁰"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_words_for_probabilities_stand_beside_their_range(language):
    words = texts(language)
    for hundredth in range(101):
        said = likelihood(hundredth / 100, words)
        if hundredth in (0, 100):
            assert not re.findall(r"\d+", said)
            continue
        low, high = map(int, re.findall(r"\d+", said))
        assert low <= hundredth <= high
