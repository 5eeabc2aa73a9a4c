"""Build the documentation as a site of files that need neither a network nor a server: `python docs/site.py --to site`.

English pages stand in `docs`, Chinese ones in `docs/zh`. A link or a heading that is not there ends the build.
"""

from __future__ import annotations

import argparse
import logging
import os
import re
import shutil
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
_BEYOND = re.compile(r"(\]\()((?:\.\./)+)([^)#]+)((?:#[^)]*)?\))")

_ITEM = re.compile(r"(?:[-*]|\d+\.) ")
_OTHER = "other-language:"
"""Marks links that lead out of the pages being built, to those of the other language."""

_ORDER = ("Tutorial", "How to", "Reference", "Explanation", "Decisions")


def main() -> int:
    """Build both languages, and a page that leads to them."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort

    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--to", default="site", help="a folder; what is in it is replaced")
    target = Path(parser.parse_args().to).resolve()
    if target.exists() and not (target / "sitemap.xml").exists() and any(target.iterdir()):
        print(f"{target} holds something else", file=sys.stderr)
        return 2
    shutil.rmtree(target, ignore_errors=True)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    for settings, place in (("mkdocs.yml", target), ("mkdocs.zh.yml", target / "zh")):
        try:
            build(load_config(str(ROOT / settings), site_dir=str(place), strict=True))
        except Abort:
            return 1
    return 0


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    """Lead links to files outside of the pages to a copy of the file, which the site then holds."""
    from mkdocs.structure.files import File

    folder = Path(page.file.abs_src_path).parent

    def target(match: re.Match[str]) -> str:
        place = (folder / match[2] / match[3]).resolve()
        if place.is_relative_to(config.docs_dir) or not place.is_file() or not place.is_relative_to(ROOT):
            return match[0]
        if place.is_relative_to(ROOT / "docs") and place.suffix == ".md":  # a page in the other language
            page_there = (Path("..") / place.relative_to(ROOT / "docs")).with_suffix(".html")
            return f"{match[1]}{_OTHER}{os.path.relpath(page_there, Path(page.file.src_uri).parent)}{match[4]}"
        name = f"repository/{place.relative_to(ROOT).as_posix()}" + (".txt" if place.suffix == ".md" else "")
        if files.get_file_from_path(name) is None:
            files.append(File.generated(config, name, content=place.read_bytes()))
        up = os.path.relpath(name, Path(page.file.src_uri).parent)
        return f"{match[1]}{up})"

    return _BEYOND.sub(target, with_lists_apart(markdown))


def on_page_content(html: str, page: Any, config: Any, files: Any) -> str:
    """Lead links to pages in the other language where these will lie."""
    return html.replace(f'href="{_OTHER}', 'href="')


def with_lists_apart(markdown: str) -> str:
    """Put an empty line before each list; the site's reader of Markdown wants one where others do not."""
    lines: list[str] = []
    in_block = False
    for line in markdown.split("\n"):
        in_block ^= line.lstrip().startswith("```")
        before = lines[-1] if lines else ""
        if not in_block and _ITEM.match(line) and before and not _ITEM.match(before) and not before.startswith(" "):
            lines.append("")
        lines.append(line)
    return "\n".join(lines)


def on_nav(nav: Any, config: Any, files: Any) -> Any:
    """Order the folders as a newcomer needs them."""
    nav.items.sort(key=lambda item: _ORDER.index(item.title) if item.title in _ORDER else -1)
    return nav


if __name__ == "__main__":
    sys.exit(main())
