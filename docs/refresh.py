"""Write generated pages and the outputs shown in all others anew; with `--check`, only say what is out of date.

python docs/refresh.py                all pages
python docs/refresh.py README.md      one page
python docs/refresh.py --check --quick  generated reference pages only, nothing written
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from generated import GENERATED
from pages import ROOT, PageError, pages, refreshed


def written_anew(chosen: list[Path], *, quick: bool) -> Iterator[tuple[Path, str]]:
    """Yield pages with the text that they should have."""
    for name, write in GENERATED.items():
        if not chosen or ROOT / name in chosen:
            yield ROOT / name, write()
    for page in [] if quick else chosen or pages():
        if page.relative_to(ROOT).as_posix() not in GENERATED:
            try:
                yield page, refreshed(page)
            except PageError as error:
                print(f"fails: {error}")
                yield page, ""


def main() -> int:
    """Refresh, or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="*", type=Path)
    parser.add_argument("--check", action="store_true", help="write nothing; exit status 1 if a page is out of date")
    parser.add_argument("--quick", action="store_true", help="generated reference pages only")
    arguments = parser.parse_args()
    wrong = False
    for page, text in written_anew([page.resolve() for page in arguments.pages], quick=arguments.quick):
        if page.exists() and page.read_text(encoding="utf-8") == text:
            continue
        wrong = wrong or arguments.check or not text
        if text:
            print(("out of date: " if arguments.check else "written: ") + page.relative_to(ROOT).as_posix())
        if text and not arguments.check:
            page.write_text(text, encoding="utf-8")
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
