"""Write generated pages and the outputs shown in all others anew; with `--check`, only say what is out of date.

python docs/refresh.py                all pages
python docs/refresh.py README.md      one page
python docs/refresh.py --check --quick  generated reference pages only, nothing written
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from generated import GENERATED
from pages import ROOT, pages, refreshed


def outdated(chosen: list[Path], *, quick: bool) -> dict[Path, str]:
    """Return the pages whose text would change, with their new text."""
    new: dict[Path, str] = {}
    for name, write in GENERATED.items():
        path = ROOT / name
        if (not chosen or path in chosen) and (not path.exists() or path.read_text(encoding="utf-8") != write()):
            new[path] = write()
    for page in [] if quick else chosen or pages():
        if page.relative_to(ROOT).as_posix() not in GENERATED:
            text = refreshed(page)
            if text != page.read_text(encoding="utf-8"):
                new[page] = text
    return new


def main() -> int:
    """Refresh, or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="*", type=Path)
    parser.add_argument("--check", action="store_true", help="write nothing; exit status 1 if a page is out of date")
    parser.add_argument("--quick", action="store_true", help="generated reference pages only")
    arguments = parser.parse_args()
    new = outdated([page.resolve() for page in arguments.pages], quick=arguments.quick)
    for page, text in new.items():
        print(("out of date: " if arguments.check else "written: ") + page.relative_to(ROOT).as_posix())
        if not arguments.check:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, encoding="utf-8")
    return int(arguments.check and bool(new))


if __name__ == "__main__":
    sys.exit(main())
