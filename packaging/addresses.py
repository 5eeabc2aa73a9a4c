"""Tell a package index where the project lives: links in its description, and addresses in its metadata."""

from __future__ import annotations

import re
from pathlib import Path

__all__ = ["with_addresses"]

_LINK = re.compile(r"(!?\[[^\]]*\]\()(?![a-z]+:|#)([^)]+)\)")
_LABELS = {
    "Documentation": "docs/index.md",
    "Changelog": "CHANGELOG.md",
    "Security": "SECURITY.md",
}


def with_addresses(source: Path, home: str, version: str) -> None:
    """Write the project's address into the files of a release.

    A description is shown far from the files that it links to, so that its links must say where these are.

    Args:
        source: Folder of the files, a copy.
        home: Address of the repository.
        version: Tag or commit whose files the links show.
    """
    home = home.rstrip("/")
    readme = source / "README.md"
    readme.write_text(_absolute(readme.read_text(encoding="utf-8"), home, version), encoding="utf-8")
    lines = [f'Homepage = "{home}"', f'Source = "{home}"', f'Issues = "{home}/issues"']
    lines += [f'{label} = "{home}/blob/{version}/{path}"' for label, path in _LABELS.items()]
    project = source / "pyproject.toml"
    text = project.read_text(encoding="utf-8")
    project.write_text(text + "\n[project.urls]\n" + "\n".join(lines) + "\n", encoding="utf-8")


def _absolute(text: str, home: str, version: str) -> str:
    def target(match: re.Match[str]) -> str:
        kind = "raw" if match[1].startswith("!") else "blob"
        return f"{match[1]}{home}/{kind}/{version}/{match[2]})"

    return _LINK.sub(target, text)
