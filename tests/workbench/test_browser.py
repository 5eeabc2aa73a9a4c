"""The main ways through the workbench in a real browser, in both languages; needs Chromium and Playwright."""

from __future__ import annotations

import os
import shutil
import threading
from itertools import product
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="needs the extra `workbench`")
playwright = pytest.importorskip("playwright.sync_api", reason="needs Playwright: pip install '.[browser]'")

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = os.environ.get("DETENTE_AXE", "")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="needs a browser: apt-get install chromium")

WAIT = 120_000
VIEWS = ("grid", "issues", "parties", "course", "ends", "sources")
AUDIT = (
    "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v => v.id + ' ' + v.nodes[0].html))"
)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Return the link to a running workbench, and its folder."""
    import uvicorn

    from detente.workbench.app import create_app
    from detente.workbench.folder import Folder
    from detente.workbench.intake import begun
    from detente.workbench.serving import bound

    folder = tmp_path_factory.mktemp("cases")
    (folder / "river.yaml").write_bytes((Path(__file__).parents[2] / "docs/files/08-questions.yaml").read_bytes())
    news = (Path(__file__).parents[2] / "docs/files/river-news.txt").read_text()
    begun(Folder(folder), {"title": "news", "documents": [{"name": "news.txt", "text": news}]}, "en")
    serving = bound()
    config = uvicorn.Config(create_app(folder, serving.access), log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [serving.socket]}, daemon=True)
    thread.start()
    yield serving.address, folder
    server.should_exit = True
    thread.join(10)
    serving.socket.close()


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page(served, browser, request):
    """Return a page that has opened the link; whatever it complains of or asks elsewhere fails the test."""
    address, _ = served
    base = address.split("/?")[0]
    context = browser.new_context(viewport={"width": 1280, "height": 800}, base_url=base)
    page = context.new_page()
    wrong: list[str] = []
    page.on(
        "console", lambda said: wrong.append(said.text) if said.type == "error" and "409" not in said.text else None
    )
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: wrong.append(asked.url) if not asked.url.startswith((base, "data:")) else None)
    page.goto(address)
    yield page
    context.close()
    assert wrong == []


def test_a_value_set_in_the_grid_stands_in_the_text_and_is_undone_to_the_byte(page, served):
    before = (served[1] / "river.yaml").read_bytes()
    page.goto("/case/river.yaml")
    page.locator("#problems h3").wait_for()
    page.locator('button.cell[data-path="positions.delta.payment"]').click()
    page.locator("input[name=salience]").fill("35 to 45")
    page.locator("#form button[type=submit]").click()
    page.locator('button.cell[data-matters="35 to 45"]').wait_for()
    page.get_by_text("All saved").wait_for()
    changed = (served[1] / "river.yaml").read_bytes()
    assert changed != before
    assert changed.count(b"35 to 45") == 1
    page.locator("#undo").click()
    page.locator('button.cell[data-path="positions.delta.payment"][data-matters="20 to 40"]').wait_for()
    page.wait_for_timeout(1500)
    assert (served[1] / "river.yaml").read_bytes() == before


def test_a_case_is_begun_filled_from_a_spreadsheet_and_given_another_end(page, served):
    page.goto("/")
    form = page.locator("#blank")
    form.locator("[name=title]").fill("Lake talks")
    form.locator("[name=parties]").fill("Uplands\nDelta")
    form.locator("[name=issues]").fill("Water: none, half, all\nFees: as they are, shared")
    form.locator("button").click()
    page.locator("#problems li").first.wait_for()
    page.locator("button.cell").first.evaluate(
        """cell => { cell.focus(); const given = new DataTransfer();
        given.setData("text/plain", "80 to 100 / 60 / 40\\t0 to 20/50\\n20\\t60 / 30\\textra\\n");
        cell.dispatchEvent(new ClipboardEvent("paste", {clipboardData: given, bubbles: true, cancelable: true})); }"""
    )
    page.get_by_text("Nothing is wrong.").wait_for()
    assert page.locator('button.cell[data-path="positions.uplands.water"][data-limit="40"]').count() == 1
    page.locator("button[data-view=ends]").click()
    page.locator("form.add[data-kind=scenarios] input").fill("Water flows")
    page.locator("form.add[data-kind=scenarios] button").click()
    part = page.locator('details.part[data-key="scenarios.water-flows"]')
    part.locator(".condition summary").click()
    part.locator(".about").select_option(label="Water")
    part.locator(".test").select_option("at_least")
    part.locator(".option").select_option("all")
    part.locator("button[data-join=instead]").click()
    page.locator("textarea", has_text="{issue: water, at_least: all}").wait_for(state="attached")
    page.get_by_text("All saved").wait_for()
    assert "at_least: all" in (served[1] / "Lake-talks.yaml").read_text()


def test_a_mistake_is_told_and_leads_to_its_line(page):
    page.goto("/case/river.yaml")
    page.locator("#problems h3").wait_for()
    page.locator('button.cell[data-path="positions.delta.payment"]').click()
    page.locator("input[name=salience]").fill("4000")
    page.locator("#form button[type=submit]").click()
    page.locator("#problems button.go").first.wait_for()
    assert page.locator("button.cell.wrong").count() == 1
    page.locator("#problems button.go").first.click()
    page.locator(".cm-lintRange-error").first.wait_for()
    page.locator("#undo").click()
    page.get_by_text("Nothing is wrong.").wait_for()


@pytest.mark.parametrize(("language", "done"), [("en", "Done"), ("zh", "已完成")])
def test_a_play_goes_on_while_nobody_looks(page, language, done):
    page.goto(f"/case/river.yaml/play?lang={language}")
    page.locator("input[name=beliefs]").fill("60")
    page.locator("input[name=runs]").fill("5")
    page.locator("#play button[type=submit]").click()
    page.locator("#state").get_by_text(done).wait_for(timeout=WAIT)
    page.goto("/")
    page.goto("/case/river.yaml/play")
    page.locator("#found table").wait_for(timeout=WAIT)


@pytest.mark.parametrize("language", ["zh", pytest.param("en", marks=pytest.mark.long)])
def test_a_chapter_is_worked_out_and_shown(page, language):
    page.goto(f"/case/river.yaml/brief?lang={language}")
    page.locator("#size").select_option("quick")
    page.locator("button.question[data-id=outlook]").click()
    page.frame_locator("#page").locator("h1").wait_for(timeout=WAIT)
    page.goto("/")
    page.goto("/case/river.yaml/brief#outlook")
    page.frame_locator("#page").locator("h1").wait_for(timeout=WAIT)


def test_a_package_is_chosen_by_hand_and_the_link_holds_it(page):
    page.goto("/case/river.yaml/deals")
    page.locator("#package input[type=radio]").last.check()
    page.locator("#found table").wait_for(timeout=WAIT)
    assert "settle=" in page.url
    page.reload()
    page.locator("#found table").wait_for(timeout=WAIT)
    assert page.locator("#package input[type=radio]").last.is_checked()


def test_a_lever_is_tried_and_the_link_holds_it(page):
    page.goto("/case/river.yaml/whatif")
    page.locator("input[value=gates-watched]").check()
    page.locator("#found table").first.wait_for(timeout=WAIT)
    assert "lever=gates-watched" in page.url
    page.locator("#state").get_by_text("Done").wait_for(timeout=WAIT)
    page.locator("#pin").click()
    assert page.locator("#pinned section").count() == 1
    page.locator("#which").select_option(index=1)
    page.locator(".slider input[type=range]").press("ArrowRight")
    page.locator("#state").get_by_text("Playing").wait_for(timeout=WAIT)
    page.locator("#state").get_by_text("Done").wait_for(timeout=WAIT)
    assert "set=" in page.url


def test_a_file_changed_elsewhere_costs_no_word(page, served):
    page.goto("/case/river.yaml")
    page.locator("#problems h3").wait_for()
    place = served[1] / "river.yaml"
    theirs = place.read_text() + "# theirs\n"
    place.write_text(theirs)
    page.locator('button.cell[data-path="positions.delta.payment"]').click()
    page.locator("input[name=salience]").fill("33")
    page.locator("#form button[type=submit]").click()
    page.locator("#meanwhile").wait_for()
    assert place.read_text() == theirs
    page.locator("#theirs").click()
    page.get_by_text("All saved").wait_for()
    assert place.read_text() == theirs


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_happened_is_put_in_by_a_form_that_knows_when(page, served, language):
    page.goto(f"/case/river.yaml/facts?lang={language}")
    (served[1] / "river.facts.yaml").unlink(missing_ok=True)
    page.reload()
    page.locator("select[name=of]").select_option("meeting:spring-talks")
    assert page.locator("input[name=on]").get_attribute("min") == "2026-03-10"
    page.locator("select[name=outcome]").select_option("none")
    page.locator("input[name=about]").fill("The talks ended without a result.")
    page.locator("#fact input[name=source]").fill("Delta Herald")
    page.locator("#fact button[type=submit]").click()
    page.locator("ol.facts li").wait_for()
    assert "outcome: none" in (served[1] / "river.facts.yaml").read_text()
    page.locator("#observe").click()
    page.frame_locator("#page").locator("table").first.wait_for(timeout=WAIT)


def test_a_draft_is_gone_through_by_keys(page, served):
    page.goto("/case/news.yaml/intake")
    page.locator("#card-1").focus()
    page.keyboard.press("a")
    page.locator('#card-1[data-verdict="accept"]').wait_for()
    page.keyboard.press("e")
    page.locator("#card-2 input").fill("Delta Republic")
    page.keyboard.press("Enter")
    page.locator('#card-2[data-verdict="edit"]').wait_for()
    assert "Delta Republic" in (served[1] / "news.yaml").read_text()
    page.locator("#undo").click()
    page.locator('#card-2[data-verdict="open"]').wait_for()
    assert "Delta Republic" not in (served[1] / "news.yaml").read_text()


@pytest.mark.skipif(
    not Path(AXE).is_file(), reason="needs axe-core: npm install axe-core, and DETENTE_AXE its axe.min.js"
)
@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [
        pytest.param(*each, marks=[] if each == ("zh", "dark", 390) else [pytest.mark.long])
        for each in product(("en", "zh"), ("light", "dark"), (1280, 390))
    ],
)
def test_pages_can_be_used_by_everybody(served, browser, language, scheme, width):
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        base_url=served[0].split("/?")[0],
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto(served[0])
    found = {}
    for place in (
        "",
        "case/river.yaml/case",
        "case/river.yaml/play",
        "case/river.yaml/brief",
        "case/river.yaml/deals",
        "case/river.yaml/whatif",
        "case/river.yaml/why",
        "case/river.yaml/facts",
        "case/news.yaml/intake",
        "case/river.yaml/versions",
    ):
        page.goto(f"/{place}?lang={language}")
        page.wait_for_timeout(300)
        page.evaluate(Path(AXE).read_text() + ";0")
        for view in VIEWS if place.endswith("/case") else ("",):
            if view:
                page.locator(f"button[data-view={view}]").click()
                page.locator(f"#grid[data-view={view}]").wait_for()
                page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
            found[place + view] = page.evaluate(AUDIT)
    context.close()
    assert not any(found.values()), found
