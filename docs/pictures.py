"""Write the samples that the README links, and take its pictures; needs Chromium or Chrome on the path and Pillow.

python docs/pictures.py
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

import detente
from detente.play_options import PlayOptions
from detente.report.brief.page import render as render_brief
from detente.report.whole.material import play_report
from detente.report.whole.page import render

IMAGES, SAMPLES = (Path(__file__).with_name(name) for name in ("images", "samples"))
NAMES = ("deals", "levers", "theories", "conflict")
"""What the sample of a report holds beside the outlook."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
WIDTH, HEIGHT = 1180, 1150


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
    with Image.open(image) as taken:
        small = taken.convert("RGB").quantize(96)
    small.save(image, optimize=True)


def main() -> int:
    """Play the Alaska case as the README does, write a brief and a report of it, and take the pictures."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        print("no browser on the path: " + ", ".join(BROWSERS))
        return 1
    IMAGES.mkdir(exist_ok=True)
    SAMPLES.mkdir(exist_ok=True)
    found = play_report(detente.load("alaska-2025"), PlayOptions(), NAMES)
    with tempfile.TemporaryDirectory() as folder:
        for language in ("en", "zh"):
            for name, page in (("brief", render_brief(found.brief, language)), ("report", render(found, language))):
                place = SAMPLES / f"{name}.{language}.html"
                place.write_text(page, encoding="utf-8")
                print(f"{place.name}: {place.stat().st_size / 1000:.0f} kB")
            image = IMAGES / f"brief.{language}.png"
            picture(SAMPLES / f"brief.{language}.html", image, browser, str(Path(folder) / "profile"))
            print(f"{image.name}: {image.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
