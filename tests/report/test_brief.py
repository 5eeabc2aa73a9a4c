"""A brief says the same on every face, with the outlook's own numbers, and nothing of a case becomes markup."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

import detente
from detente.analyses import question
from detente.analysis.brief.brief import brief_of
from detente.analysis.brief.confidence import confidence_of
from detente.analysis.brief.ends import ordered_ends
from detente.analysis.brief.views import Clash, Evidence
from detente.analysis.outlook.views import Chance
from detente.case.schema.base import Bilingual
from detente.locale import texts
from detente.locale.figures import chance
from detente.play_options import PlayOptions
from detente.report.brief.files import KINDS, written
from detente.report.brief.page import render
from detente.report.brief.words import verdict
from detente.report.data import answer_data
from detente.report.whole.material import play_report
from detente.report.whole.page import render as render_report

OPTIONS = PlayOptions(beliefs=100, runs=10)
EVIL = '<script>alert("x")</script>'


@pytest.fixture(scope="module")
def worlds():
    case = detente.load("minsk-2015")
    return detente.simulate(case, beliefs=100, runs=10, keep_worlds=True, keep_levels=False)


@pytest.fixture(scope="module")
def brief(worlds):
    return brief_of(worlds, worlds.outlook(), OPTIONS)


def visible(page: str) -> str:
    page = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace("\u00a0", " ")


def test_levels_are_those_of_the_outlook(brief, worlds):
    levels = {view.id: view.chance for view in worlds.outlook().scenarios}
    assert {end.id: end.chance for end in brief.ends} == levels


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_face_says_the_same_verdict(brief, language):
    words = texts(language)
    said = verdict(brief, words)
    page, plain = visible(render(brief, language)), written(brief, ".md", words)
    for part in (said.lead, said.rest, said.confidence):
        assert part.replace("\u00a0", " ") in page
        assert part in plain
    assert answer_data(question("brief"), brief, brief.case, words)["in_words"]["lead"] == said.lead


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_end_has_one_value_on_a_page(brief, language):
    page = visible(render(brief, language))
    for end in brief.ends:
        title = re.escape(end.title.in_language(language))
        values = set(re.findall(rf"{title} (\d+%|<1%|>99%)", page.replace("&lt;", "<").replace("&gt;", ">")))
        assert values <= {chance(end.chance.value)}, end.id


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_is_whole_by_itself(brief, language):
    page = render(brief, language)
    assert "<script" not in page
    assert "http" not in page
    assert "url(" not in page
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    assert not re.search(r"[-−]0\.0\b", visible(page))


def test_nothing_of_a_case_becomes_markup(brief):
    title = Bilingual(en=EVIL, zh=EVIL)
    wicked = replace(
        brief,
        about=title,
        stamp=replace(brief.stamp, title=title),
        ends=tuple(replace(end, title=title, about=title) for end in brief.ends),
        markers=tuple(replace(sign, title=title) for sign in brief.markers),
    )
    for language in ("en", "zh"):
        for kind in KINDS:
            if kind in (".html", ".md"):
                assert "<script" not in written(wicked, kind, texts(language))


def test_the_page_of_a_brief_is_the_same_twice(brief):
    assert render(brief) == render(brief)


def test_ends_stand_from_the_side_that_holds_most(worlds):
    outlook = worlds.outlook()
    tones = [end.tone for end in ordered_ends(outlook, worlds.case.document)]
    held = {t: sum(e.chance.value for e in outlook.scenarios if (e.tone or "mixed") == t) for t in ("good", "bad")}
    assert tones[0] == ("bad" if held["bad"] >= held["good"] else "good")
    assert tones[-1] != tones[0]


EVIDENCE = Evidence(0.1, 5, ())
CLASH = Clash("old", Bilingual(en="Old"), 5, 10, "peace", 0.1)


@pytest.mark.parametrize(
    ("low", "high", "clashes", "beliefs", "level"),
    [
        (0.55, 0.70, (), 1000, "high"),
        (0.55, 0.70, (CLASH,), 1000, "medium"),
        (0.40, 0.80, (), 1000, "medium"),
        (0.40, 0.80, (CLASH,), 1000, "low"),
        (0.10, 0.95, (), 1000, "low"),
        (0.55, 0.70, (), 50, "low"),
    ],
)
def test_confidence_is_apart_from_likelihood(low, high, clashes, beliefs, level):
    likeliest = Chance(0.62, 0.01, low, high, True)
    assert confidence_of(likeliest, clashes, EVIDENCE, beliefs, 100).level == level


def test_an_end_that_no_world_has_is_no_small_chance(brief):
    case = detente.load("emission-standards-1985")
    worlds = detente.simulate(case, beliefs=20, runs=10, keep_worlds=True, keep_levels=False)
    short = brief_of(worlds, worlds.outlook(), PlayOptions(beliefs=20, runs=10))
    never = [each for each in short.impossible if not each.always]
    assert never
    said = " ".join(verdict(short, texts("en")).impossible)
    assert "No simulated course ends in" in said
    assert "almost no chance" not in said


def test_levers_are_compared_in_the_worlds_that_were_played():
    case = detente.load("minsk-2015")
    few = detente.simulate(case, beliefs=30, runs=5, keep_worlds=True, keep_levels=False)
    more = detente.simulate(case, beliefs=60, runs=20, keep_worlds=True, keep_levels=False)
    assert (more.tracks.scenario[:30, :5] == few.tracks.scenario).all()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_quantity_has_one_value_on_a_page_of_several_analyses(language):
    options = PlayOptions(beliefs=100, runs=10)
    found = play_report(detente.load("minsk-2015"), options, ("levers", "markers", "deals", "baserate"))
    page = render_report(found, language)
    values: dict[str, set[str]] = {}
    for key, value in re.findall(r'<data value="([^"]+)">(.*?)</data>', page):
        values.setdefault(key, set()).add(value)
    assert {f"end:{end.id}" for end in found.brief.ends} <= set(values)
    assert [key for key, said in values.items() if len(said) > 1] == []
    for end in found.brief.ends:
        title = re.escape(end.title.in_language(language))
        after = re.findall(
            rf"{title}[”」]?[:：,，]? (?:now |目前)?(\d+%|<1%|>99%)(?! [/·])", visible(page).replace("&lt;", "<")
        )
        assert set(after) <= {chance(end.chance.value)}, end.id
