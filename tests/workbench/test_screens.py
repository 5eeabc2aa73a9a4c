"""Screens of every page of the workbench, in both languages, as the documentation shows them.

`DETENTE_SCREENS=docs/images/workbench pytest -m long tests/workbench/test_screens.py` makes them anew; without the name
of a folder they are made and thrown away.
"""

from __future__ import annotations

import os
import shutil
import threading
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="needs the extra `workbench`")
playwright = pytest.importorskip("playwright.sync_api", reason="needs Playwright: pip install '.[browser]'")

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(BROWSER is None, reason="needs a browser: apt-get install chromium"),
]
FILES = Path(__file__).parents[2] / "docs" / "files"
WAIT = 120_000
PLACES = ("home", "case", "intake", "play", "brief", "deals", "whatif", "why", "facts", "versions")


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Return the link to a workbench with a case that has been played, sealed and changed."""
    import uvicorn

    from detente.workbench.app import create_app
    from detente.workbench.folder import Folder
    from detente.workbench.intake import begun
    from detente.workbench.serving import bound

    folder = tmp_path_factory.mktemp("cases")
    text = (FILES / "08-questions.yaml").read_text(encoding="utf-8")
    (folder / "river.yaml").write_text(text, encoding="utf-8")
    facts = (FILES / "river-facts.yaml").read_text(encoding="utf-8")
    (folder / "river.facts.yaml").write_text(facts, encoding="utf-8")
    cases = Folder(folder)
    cases.write(
        "river.yaml", text.replace("patience: ", "patience:  ", 1) + "# reviewed\n", cases.read("river.yaml").version
    )
    news = (FILES / "river-news.txt").read_text(encoding="utf-8")
    begun(cases, {"title": "news", "documents": [{"name": "news.txt", "text": news}]}, "en")
    serving = bound()
    server = uvicorn.Server(uvicorn.Config(create_app(folder, serving.access), log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [serving.socket]}, daemon=True)
    thread.start()
    yield serving.address
    server.should_exit = True
    thread.join(10)
    serving.socket.close()


def used(page, place):
    """Do on a page what shows what it is for."""
    if place == "case":
        page.locator('button.cell[data-path="positions.delta.payment"]').click()
        page.wait_for_timeout(700)
    elif place == "play":
        page.locator("input[name=beliefs]").fill("200")
        page.locator("#play button[type=submit]").click()
        page.locator("#found table").wait_for(timeout=WAIT)
        page.locator("#progress").wait_for(state="hidden", timeout=WAIT)
    elif place in ("brief", "why"):
        page.locator("select#size").select_option("quick")
        page.locator(f'button.question[data-id="{"brief" if place == "brief" else "drivers"}"]').click()
        page.locator("#page:not([hidden])").wait_for(timeout=WAIT)
        page.frame_locator("#page").locator("h1, h2").first.wait_for(timeout=WAIT)
    elif place == "deals":
        for issue in page.locator("#package tbody").all()[:2]:
            issue.locator("input[type=radio]").last.check()
        page.locator("#found table").wait_for(timeout=WAIT)
    elif place == "whatif":
        page.locator(".switch input").first.check()
        page.wait_for_timeout(6000)
    elif place == "facts":
        page.locator("#observe").click()
        page.frame_locator("#page").locator("table").first.wait_for(timeout=WAIT)
    elif place == "versions":
        page.locator("#versions button.begin").first.click()
        page.locator("#shown *").first.wait_for()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_page_is_shown(served, tmp_path, language):
    target = Path(os.environ.get("DETENTE_SCREENS") or tmp_path)
    target.mkdir(parents=True, exist_ok=True)
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        context = browser.new_context(
            viewport={"width": 1280, "height": 800}, base_url=served.split("/?")[0], color_scheme="light"
        )
        page = context.new_page()
        page.goto(served)
        for place in PLACES:
            name = "news" if place == "intake" else "river"
            path = "/" if place == "home" else f"/case/{name}.yaml/{place}"
            page.goto(f"{path}?lang={language}")
            used(page, place)
            page.wait_for_timeout(300)
            file = target / f"{place}.{language}.jpg"
            page.screenshot(path=file, type="jpeg", quality=70)
            assert file.stat().st_size > 10_000
        browser.close()
