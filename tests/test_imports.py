"""Imports go downward only, and starting is light."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "detente"

LAYERS = (
    "case",
    "evidence",
    "bargaining",
    "engine",
    "store",
    "theories",
    "tables",
    "drafting",
    "elicitation",
    "analysis",
    "forecast",
    "report",
    "answers",
    "workbench",
    "assistant",
    "cli",
    "testing",
)
"""From the lowest to the highest: a module imports from its own layer and those before it."""

FOUNDATION = frozenset(
    {
        "analyses",
        "bibliography",
        "errors",
        "extras",
        "files",
        "json_names",
        "kernels",
        "locale",
        "mistakes",
        "outputs",
        "play_options",
        "results",
        "shown",
    }
)
"""Beneath all layers; of ours they import each other alone."""

UPWARD: dict[tuple[str, str], str] = {}
"""Imports that go upward, each inside a function and with its reason."""

HEAVY = ("numpy", "numba", "llvmlite", "pandas", "xarray", "scipy")


def layer_of(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def imports_of(path: Path) -> list[tuple[str, bool, int]]:
    """Return the modules of ours that a file imports, but for types alone: name, whether at its top level, line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: list[tuple[str, bool, int]] = []

    def visit(node: ast.AST, *, top: bool) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
                continue
            if isinstance(child, ast.Import):
                found.extend((alias.name, top, child.lineno) for alias in child.names)
            elif isinstance(child, ast.ImportFrom):
                assert child.level == 0, f"{path}:{child.lineno}: relative import"
                module = child.module or ""
                names = [f"{module}.{alias.name}" for alias in child.names] if module == "detente" else [module]
                found.extend((name, top, child.lineno) for name in names)
            else:
                inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
                visit(child, top=top and not inside)

    visit(tree, top=True)
    return [entry for entry in found if entry[0] == "detente" or entry[0].startswith("detente.")]


def upward_imports() -> list[tuple[str, str, bool, int]]:
    """Return every import that goes upward: file, layer it reaches into, whether at top level, line."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        own = name.split("/")[0].removesuffix(".py")
        for module, top, line in imports_of(path):
            target = layer_of(module)
            if target not in {*LAYERS, *FOUNDATION}:
                continue
            if own in FOUNDATION:
                allowed = target in FOUNDATION
            elif own in LAYERS:
                allowed = target in FOUNDATION or LAYERS.index(target) <= LAYERS.index(own)
            else:
                allowed = own == "__main__" or not top
            if not allowed:
                found.append((name, target, top, line))
    return found


def test_imports_go_downward():
    wrong = [
        f"src/detente/{name}:{line} imports from {target}" + (" at its top level" if top else "")
        for name, target, top, line in upward_imports()
        if top or (name, target) not in UPWARD
    ]
    assert not wrong, "\n".join(wrong)


def test_every_exception_is_needed():
    assert {(name, target) for name, target, _, _ in upward_imports()} >= set(UPWARD)


def test_every_folder_has_its_layer():
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and any(path.glob("*.py"))}
    assert folders <= {*LAYERS, *FOUNDATION}


def test_importing_finds_what_goes_upward(tmp_path):
    file = tmp_path / "module.py"
    file.write_text(
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from detente.cli import main\n"
        "def f():\n    from detente.report import html\n"
        "from detente.case import Case\n"
    )
    assert imports_of(file) == [("detente.report", False, 5), ("detente.case", True, 6)]


def loaded_after(code: str) -> set[str]:
    script = f"{code}\nimport sys; print('\\n'.join(sorted(sys.modules)), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in done.stderr.split()}


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("import detente", id="import detente"),
        pytest.param(
            "import sys\nfrom detente.cli import main\nsys.argv = ['detente', '--help']\n"
            "try:\n    main()\nexcept SystemExit as stop:\n    assert not stop.code",
            id="detente --help",
        ),
    ],
)
def test_starting_loads_nothing_heavy(code):
    assert not loaded_after(code) & set(HEAVY)
