"""Build what is released, from a commit, by one command; the same commit gives the same bytes.

    python packaging/release.py --to dist [--commit v0.2.0] [--home ADDRESS] [--python python3.11 …]

What comes out: the source archive; the wheel without kernels, for every machine; and for each Python given, a wheel
for this kind of machine that carries the kernels, compiled for a family of processors. Each wheel with kernels is then
installed in an empty environment with an empty home, must play the first case without compiling, and must print the
same bytes as one that compiled everything. The list of what goes into an installation (CycloneDX), the licences of
others and the sums of all files are written beside. With the address of the repository, the package tells it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

from addresses import with_addresses
from wheel_with_kernels import with_kernels

ROOT = Path(__file__).parents[1]
TOOLS = Path(__file__).with_name("tools.lock")
"""The versions of what builds."""
FIRST = ("outlook", "alaska-2025", "--json")
"""What a newcomer asks first."""


def main() -> int:
    """Build, try, and write the sums."""
    asked = arguments()
    target = Path(asked.to).resolve()
    target.mkdir(parents=True, exist_ok=True)
    if any(target.iterdir()):
        print(f"{target} is not empty", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="release-") as folder:
        work = Path(folder)
        source = checkout(asked.commit, work / "source")
        if asked.home:
            with_addresses(source, asked.home, asked.commit)
        os.environ["SOURCE_DATE_EPOCH"] = said("git", "log", "-1", "--format=%ct", asked.commit, within=ROOT)
        plain = built(source, target, work)
        for python in asked.python:
            carrying = compiled(python, plain, source, target, work)
            print(f"{carrying.name}: {carrying.stat().st_size / 1e6:.1f} MB")
            tried(python, plain, carrying, source, work)
        bill_of_materials(plain, source, target, work)
    sums = "".join(f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}\n" for p in sorted(target.iterdir()))
    (target / "SHA256SUMS").write_text(sums)
    print(sums, end="")
    return 0


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--to", default="dist", help="an empty folder for what is built")
    parser.add_argument("--commit", default="HEAD", help="the tag or commit that is released")
    parser.add_argument("--home", help="address of the repository, for links and metadata")
    parser.add_argument("--python", nargs="+", default=[sys.executable], help="Pythons to compile kernels for")
    return parser.parse_args()


def checkout(commit: str, place: Path) -> Path:
    """Lay out the files of a commit, and nothing that merely lies about."""
    place.mkdir()
    archive = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, capture_output=True).stdout
    subprocess.run(["tar", "-x", "-C", str(place)], input=archive, check=True)
    return place


def built(source: Path, target: Path, work: Path) -> Path:
    """Build the source archive and the wheel without kernels."""
    python = environment(sys.executable, work / "builder")
    run(python, "-m", "pip", "install", "-q", "-c", TOOLS, "build", "hatchling")
    run(python, "-m", "build", "--no-isolation", "--outdir", target, source)
    return next(target.glob("*.whl"))


def compiled(python: str, plain: Path, source: Path, target: Path, work: Path) -> Path:
    """Compile every kernel for the family of this machine's processors, and lay them into a copy of a wheel."""
    name = tag_of(python)
    home, kernels = work / f"home-{name}", work / f"kernels-{name}"
    home.mkdir()
    made = environment(python, work / f"compiler-{name}")
    run(made, "-m", "pip", "install", "-q", "-c", source / "requirements.lock", f"{plain}[arrays]")
    family = "from detente.kernels.targets import PORTABLE; import json, platform; "
    family += "print(json.dumps(PORTABLE[platform.machine()].environment()))"
    settings = {
        "HOME": str(home),
        "NUMBA_CACHE_DIR": str(kernels),
        "PYTHONHASHSEED": "0",
        **json.loads(said(str(made), "-c", family)),
    }
    run(made, source / "packaging" / "every_kernel.py", more=settings)
    return with_kernels(plain, kernels / "detente-kernels", name, target)


def tried(python: str, plain: Path, carrying: Path, source: Path, work: Path) -> None:
    """Install both wheels as a newcomer would, and compare the first minute and its bytes."""
    printed = {}
    for wheel in (carrying, plain):
        place = Path(tempfile.mkdtemp(dir=work))
        made = environment(python, place / "venv")
        run(made, "-m", "pip", "install", "-q", "-c", source / "requirements.lock", wheel)
        run(made, "-m", "compileall", "-q", place / "venv", more={"HOME": str(place)})
        began, spent = time.perf_counter(), os.times()
        printed[wheel] = said(str(made.with_name("detente")), *FIRST, more={"HOME": str(place), "XDG_CACHE_HOME": ""})
        after = os.times()
        cpu = after.children_user + after.children_system - spent.children_user - spent.children_system
        print(f"{wheel.name}: first outlook after {time.perf_counter() - began:.1f} s, {cpu:.1f} CPU s")
        left = list(place.glob(".cache/detente/kernels/*"))
        if wheel == carrying and left:
            raise SystemExit(f"compiled although carried: {', '.join(path.name for path in left)}")
    if printed[carrying] != printed[plain]:
        raise SystemExit("the kernels that are carried give other numbers than those compiled here")


def bill_of_materials(plain: Path, source: Path, target: Path, work: Path) -> None:
    """Write what an installation consists of, by a program kept by the makers of the format, and its licences."""
    made = environment(sys.executable, work / "contents")
    run(made, "-m", "pip", "install", "-q", "-c", source / "requirements.lock", plain)
    tool = environment(sys.executable, work / "cyclonedx")
    run(tool, "-m", "pip", "install", "-q", "-c", TOOLS, "cyclonedx-bom", "pip-licenses")
    listing = ("environment", "--output-reproducible", "--of", "JSON", "-o", target / "sbom.cdx.json", made)
    run(tool, "-m", "cyclonedx_py", *listing)
    contents = target / "sbom.cdx.json"
    contents.write_text(contents.read_text(encoding="utf-8").replace(target.as_uri(), "file:///dist"), encoding="utf-8")
    notices = ("--format=plain-vertical", "--with-license-file", "--no-license-path", "--ignore-packages", "detente")
    run(tool, "-m", "piplicenses", f"--python={made}", *notices, f"--output-file={target / 'THIRD-PARTY.txt'}")


def environment(python: str, place: Path) -> Path:
    """Make an empty environment and return its Python."""
    if python == sys.executable:
        venv.create(place, with_pip=True)
    else:
        run(Path(python), "-m", "venv", place)
    return place / ("Scripts" if os.name == "nt" else "bin") / "python"


def tag_of(python: str) -> str:
    """Return a Python's tag, as `cp311`."""
    return said(python, "-c", "import sys; print('cp{}{}'.format(*sys.version_info))")


def run(program: Path, *rest: object, more: dict[str, str] | None = None) -> None:
    """Run a program; what goes wrong ends the release."""
    subprocess.run([program, *map(str, rest)], check=True, env=_settings(more))


def said(program: str, *rest: str, within: Path | None = None, more: dict[str, str] | None = None) -> str:
    """Return what a program prints."""
    done = subprocess.run(
        [program, *rest], check=True, cwd=within, env=_settings(more), stdout=subprocess.PIPE, text=True
    )
    return done.stdout.strip()


def _settings(more: dict[str, str] | None) -> dict[str, str]:
    """Return the environment of a program; modules that lie about elsewhere have no part in a release."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | (more or {})


if __name__ == "__main__":
    sys.exit(main())
