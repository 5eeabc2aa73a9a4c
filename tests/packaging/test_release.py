"""What is released says what it holds, and holds what it says."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

from addresses import with_addresses  # noqa: E402
from wheel_with_kernels import with_kernels  # noqa: E402


def named(path: str) -> dict[str, str]:
    """Return the versions that a list of requirements pins."""
    text = (ROOT / path).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^\s;]+)", text, re.MULTILINE))


def test_the_list_with_hashes_names_the_versions_of_the_lock():
    hashed, locked = named("packaging/requirements.hashes"), named("requirements.lock")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {re.split(r"[<>=]", wanted)[0].replace(".", "-") for wanted in project["dependencies"]} <= set(hashed)
    assert hashed == {name: locked[name] for name in hashed}


def test_everything_in_the_list_with_hashes_has_one():
    entries = re.split(r"\n(?=\S)", (ROOT / "packaging/requirements.hashes").read_text(encoding="utf-8").strip())
    assert all("--hash=sha256:" in entry for entry in entries)


@pytest.fixture
def plain(tmp_path):
    """A wheel of one file."""
    wheel = tmp_path / "detente-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("detente/__init__.py", "")
        archive.writestr(
            "detente-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr("detente-1.0.dist-info/RECORD", "detente/__init__.py,,\n")
    return wheel


def test_a_wheel_with_kernels_lists_each_and_is_the_same_again(plain, tmp_path):
    kernels = tmp_path / "kernels"
    kernels.mkdir()
    for name in ("b.kernel", "a.kernel", ".left.part"):
        (kernels / name).write_bytes(name.encode())
    places = [tmp_path / "one", tmp_path / "two"]
    for place in places:
        place.mkdir()
    first, second = (with_kernels(plain, kernels, "cp311", place) for place in places)
    assert first.read_bytes() == second.read_bytes()
    assert first.name.startswith("detente-1.0-cp311-none-")
    assert first.name != plain.name
    with zipfile.ZipFile(first) as archive:
        record = list(csv.reader(io.StringIO(archive.read("detente-1.0.dist-info/RECORD").decode())))
        assert sorted(row[0] for row in record) == sorted(archive.namelist())
        assert "detente/kernels/shipped/a.kernel" in archive.namelist()
        assert not [name for name in archive.namelist() if name.endswith(".part")]
        assert "Root-Is-Purelib: false" in archive.read("detente-1.0.dist-info/WHEEL").decode()


def test_a_description_shown_elsewhere_leads_back_to_the_files(tmp_path):
    for name in ("README.md", "pyproject.toml"):
        (tmp_path / name).write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    with_addresses(tmp_path, "https://example.org/detente/", "v1")
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert not re.findall(r"\]\((?!https://)[^)#]*\)", readme)
    assert "](https://example.org/detente/blob/v1/docs/index.md)" in readme
    assert "](https://example.org/detente/raw/v1/docs/images/" in readme
    urls = tomllib.loads((tmp_path / "pyproject.toml").read_text(encoding="utf-8"))["project"]["urls"]
    assert urls["Changelog"] == "https://example.org/detente/blob/v1/CHANGELOG.md"


def test_the_site_builds_and_every_link_in_it_leads_somewhere(tmp_path):
    pytest.importorskip("mkdocs")
    build = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "site.py"), "--to", str(tmp_path / "site")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert build.returncode == 0, build.stderr
    assert "WARNING" not in build.stderr
    for page in ("index.html", "zh/index.html", "reference/cli.html"):
        assert (tmp_path / "site" / page).is_file()
    pages = list((tmp_path / "site").rglob("*.html"))
    outside = [p.name for p in pages if re.search(r'(?:src|href)="https?://[^"]+\.(?:js|css|woff2?)"', p.read_text())]
    assert not outside, "pages that fetch something from elsewhere"
    lost = [
        f"{page.relative_to(tmp_path)}: {target}"
        for page in pages
        if page.name != "404.html"
        for target in re.findall(r'href="((?![a-z]+:)[^"#?]+)', page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert not lost
