import re
from dataclasses import replace

import pytest

from detente.analysis.outlook.views import Outlook
from detente.case import Case, read_text
from detente.case.schema.base import Bilingual
from detente.errors import OptionError
from detente.locale import texts
from detente.report.whole.contents import CONTENTS
from detente.report.whole.material import bare
from detente.report.whole.page import render as render_report


def render(outlook, case, language="en"):
    """The report with all the evidence, of an outlook alone."""
    return render_report(replace(bare(outlook, case), names=("evidence",)), language)


@pytest.fixture(scope="module", params=["en", "zh"])
def page(request, outlook, case):
    return request.param, render(outlook, case, request.param)


def visible(page: str) -> str:
    """The text of a page as a reader gets it."""
    page = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace("\u00a0", " ")


def test_the_chapters_are_always_the_same(page):
    language, html = page
    heads = re.findall(r'<details class="chapter" id="chapter-([a-z]+)">\s*<summary>.*?<h2>(.*?)</h2>', html)
    assert heads == [(key, texts(language)(f"chapter.{key}")) for key in CONTENTS]
    listed = re.findall(r'<li><a href="#chapter-([a-z]+)">', html)
    assert listed == list(CONTENTS)


def test_a_folded_chapter_says_what_it_finds(page):
    _, html = page
    found = re.findall(r'<span class="finding">(.*?)</span></summary>', html)
    assert len(found) == len(CONTENTS)
    assert len(set(found)) == len(found)
    assert all(said.strip() for said in found)


def test_a_quantity_has_one_value(page):
    _, html = page
    values = {}
    for key, value in re.findall(r'<data value="([^"]+)">(.*?)</data>', html):
        values.setdefault(key, set()).add(value)
    assert values
    assert all(len(said) == 1 for said in values.values())


def test_no_sentence_stands_twice(page):
    _, html = page
    said = re.findall(r'<p(?: class="(?:note|says|lead|never)[^"]*")?>([^<]{25,})<', html)
    assert len(said) == len(set(said)), [each for each in set(said) if said.count(each) > 1]


def test_the_page_is_self_contained(page):
    _, html = page
    assert "http" not in html
    assert "//" not in re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    assert "url(" not in html
    assert "@import" not in html
    assert "<link" not in html
    assert "src=" not in html


def test_the_page_works_without_scripts(page):
    _, html = page
    assert "<script" not in html
    assert not re.search(r"\son[a-z]+=", html)
    assert " style=" not in html


def test_the_page_is_small(page):
    assert len(page[1].encode()) < 400_000


def test_numbers_come_with_their_interval(page):
    language, html = page
    said = {"en": "Success 12% 4% to 27%", "zh": "成功 12% 4%至27%"}
    assert said[language] in visible(html)


def test_what_is_needed_to_reproduce_is_there(page, outlook):
    text = visible(page[1])
    assert "detente outlook sample.yaml --beliefs 1000 --runs 100 --seed 1" in text
    assert outlook.case_sha256 in text
    assert f"Détente {outlook.version}" in text


def test_the_chain_of_evidence_reaches_the_paragraph(page):
    language, html = page
    assert 'id="claim-goals-stand"' in html
    assert 'href="#claim-goals-stand"' in html
    assert {"en": "¶ 4, 5", "zh": "第4, 5段"}[language] in visible(html)
    assert {"en": "guess", "zh": "猜测"}[language] in visible(html)


def test_every_link_inside_the_page_arrives(page):
    _, html = page
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_pictures_have_words_and_tables_have_scopes(page):
    _, html = page
    assert all(re.findall(r'role="img" aria-label="([^"]*)"', html))
    assert all('aria-hidden="true"' in svg for svg in re.findall(r"<svg class[^>]*>", html))
    for cell in re.findall(r"<th[ >][^>]*", html):
        assert "scope=" in cell
    assert html.count("<h1") == 1


def test_pictures_take_the_colours_of_the_page(page):
    _, html = page
    svg = "".join(re.findall(r"<svg.*?</svg>", html, flags=re.DOTALL))
    assert "var(--" in svg
    assert "#fe" not in svg
    assert not re.search(r'(fill|stroke)="#', svg)


def test_no_english_is_left_in_the_chinese_page(outlook, case):
    html = render(outlook, case, "zh")
    html = re.sub(r"<code.*?</code>", "", html, flags=re.DOTALL)
    text = re.sub(r"(detente|--with) [\x20-\x7e]*", "", visible(html))
    left = set(re.findall(r"[A-Za-z]{4,}", text))
    ids = set(re.findall(r"[a-z]+", " ".join([*case.document.claims, *case.lines])))
    assert {word for word in left if word.lower() not in ids} <= {
        "Jeffreys",
        "Beta",
        "beta",
        "uniform",
        "triangular",
        "tente",
        "harbour",
        "talks",
    }


def test_the_same_outlook_gives_the_same_bytes(outlook, case):
    assert render(outlook, case, "en") == render(outlook, case, "en")


def test_a_language_that_does_not_exist_is_an_error(outlook, case):
    with pytest.raises(OptionError):
        render(outlook, case, "fr")


def test_the_text_of_a_case_cannot_become_markup(outlook: Outlook, case: Case):
    evil = '<script>alert("x")</script><img src=x onerror=alert(1)>'
    text = case.text.replace("en: Truce on the front", f"en: '{evil}'").replace("en: The South,", f"en: '{evil}',")
    text = text.replace("en: A. Author", f"en: '{evil}'").replace("en: First meeting", f"en: '{evil}'")
    wicked = read_text(text, "sample.yaml")
    name = Bilingual(en=evil, zh=evil)
    meetings = tuple(
        replace(
            meeting,
            title=name,
            refuser_titles=dict.fromkeys(meeting.refuser_titles, name),
            issues=tuple(replace(fate, title=name) for fate in meeting.issues),
        )
        for meeting in outlook.meetings
    )
    seen = replace(outlook, title=name, about=name, status=name, meetings=meetings)
    html = render(seen, wicked, "en")
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html


def test_a_bare_outlook_gives_a_page(outlook: Outlook):
    text = """
detente: 1
id: bare
title: Bare
as_of: 2025-01-01
until: 2025-02-01
parties: {a: {}, b: {}}
issues: {pie: {topic: pie, now: none, options: {none: 0, all: 100}}}
positions: {a: {pie: {ideal: 100, salience: 50}}, b: {pie: {ideal: 0 to 10, salience: 50}}}
meetings: {talk: {on: 2025-01-05, table: [a, b]}}
"""
    case = read_text(text, "bare.yaml")
    bare = replace(
        outlook,
        scenarios=outlook.scenarios[2:],
        markers=(),
        events=(),
        meetings=(),
        rests_on=(),
        reference_classes=(),
        terms=(),
        factors=(),
        dates=outlook.dates[:1],
    )
    for language in ("en", "zh"):
        html = render(bare, case, language)
        assert texts(language)("nothing.markers") in html
        assert texts(language)("rests.nothing") in html


def test_what_counts_for_a_scenario_is_said_in_full(page):
    language, html = page
    said = {
        "en": "Truce on the front is beyond “None”, by 1 Dec 2025, for 56 days without interruption",
        "zh": "前线停火超过“无”，最迟2025年12月1日开始，并连续保持56天",
    }
    assert said[language] in visible(html)


def test_what_a_lever_does_is_said_in_full(page):
    language, html = page
    said = {"en": ("The South gets a seat at “The summit”", "5 weeks"), "zh": ("南方在“首脑会晤”中获得席位", "5 周")}
    for words in said[language]:
        assert words in visible(html)


@pytest.mark.parametrize(
    ("rule", "english", "chinese"),
    [
        ("[north, south]", "needs the yes of The North, The South", "须经同意：北方、南方"),
        (
            "{at_least: 1, of: [north, south]}",
            "needs the yes of at least 1 of The North, The South",
            "至少须有1方同意，其中：北方、南方",
        ),
        (
            "{at_least: 2.5, of: {north: 3, south: 1.25}}",
            "weights that sum to 2.5 of 4.25: The North 3, The South 1.25",
            "达到2.5（总和4.25）：北方 3、南方 1.25",
        ),
    ],
)
def test_rules_of_consent_are_told(rule, english, chinese, outlook, case):
    text = case.text.replace("consent: [north, south]", f"consent: {rule}", 1)
    assert english in visible(render(outlook, read_text(text), "en"))
    assert chinese in visible(render(outlook, read_text(text), "zh"))
