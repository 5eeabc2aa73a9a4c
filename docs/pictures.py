"""Take the pictures of the report that the README shows; needs Chromium or Chrome on the path.

python docs/pictures.py
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import detente
from detente.play_options import PlayOptions
from detente.report.whole.material import play_report
from detente.report.whole.page import render

IMAGES = Path(__file__).with_name("images")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
WIDTH, HEIGHT = 1000, 1130


def picture(page: Path, image: Path, browser: str, profile: str) -> None:
    """Take a picture of the top of a page, in light colours."""
    command = [
        *(browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars"),
        *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
        "--blink-settings=preferredColorScheme=1",
        f"--user-data-dir={profile}",
        f"--window-size={WIDTH},{HEIGHT}",
        f"--screenshot={image}",
        page.as_uri(),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def main() -> int:
    """Play the Alaska case as the README does and take the pictures."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        print("no browser on the path: " + ", ".join(BROWSERS))
        return 1
    IMAGES.mkdir(exist_ok=True)
    case = detente.load("alaska-2025")
    found = play_report(case, PlayOptions())
    with tempfile.TemporaryDirectory() as folder:
        for language in ("en", "zh"):
            page = Path(folder) / f"{language}.html"
            page.write_text(render(found, language), encoding="utf-8")
            image = IMAGES / f"report.{language}.png"
            picture(page, image, browser, str(Path(folder) / "profile"))
            print(f"{image.name}: {image.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
