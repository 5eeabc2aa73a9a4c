"""The project speaks of itself alone: no machine paths, no package hosts, nothing that only its authors could place."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Written so that this file does not match itself.
FORBIDDEN = {
    "a path of somebody's machine": r"(?<![\w.])/(?:work|home|root|Users)/[\w]",
    "a folder for scratch files": r"/(?:tmp)/[\w]",
    "a host of packages": r"(?i)py" r"pi\.org|py" r"thonhosted|index-url|(?<![\w-])find-links",
    "the number of a task": r"(?i)\bissue" r" \d+\b(?! ×)",
    "a word of the workplace": r"(?i)\bsub" r"agent|\bthis" r" session\b|\bchat" r"gpt|\bclaude\b",
}

ALLOWED = {("tests/docs/test_words.py", "a host of packages")}


def tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_tracked_file_holds(what):
    pattern = re.compile(FORBIDDEN[what])
    found = []
    for path in tracked():
        name = path.relative_to(ROOT).as_posix()
        if (name, what) in ALLOWED:
            continue
        try:
            body = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{name}:{body.count(chr(10), 0, m.start()) + 1}: {m[0]!r}" for m in pattern.finditer(body)]
    assert not found, "\n".join(found)


def test_the_lock_names_versions_and_nothing_else():
    for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(r"[a-z0-9-]+==[0-9a-z.]+(?: ; .*)?", line), line


def test_the_lock_holds_every_dependency():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = {line.split("==")[0] for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()}
    for wanted in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        name = re.split(r"[<>=\[]", wanted)[0].replace(".", "-").lower()
        assert name in locked, wanted


def test_every_dependency_has_its_reason():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    reasons = (ROOT / "docs" / "decisions" / "0002-dependencies.md").read_text(encoding="utf-8")
    for wanted in project["dependencies"]:
        assert f"| {re.split(r'[<>=]', wanted)[0]} " in reasons, wanted
