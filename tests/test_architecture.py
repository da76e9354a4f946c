"""The data runs one way: input → model → composition → writer. Every import is counted.

Imports inside functions and for types only are counted too.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "dipdocs"

LEAVES = {"collecting", "errors", "kept", "resources"}
MAY_IMPORT = {
    "collecting": set(),
    "errors": set(),
    "kept": set(),
    "resources": set(),
    "markup": set(),
    "model": {"markup"},
    "readers": {"model", "markup"},
    "language": {"model", "markup"},
    "compose": {"model", "language", "markup"},
    "layout": {"compose.composition", "markup"},
    "writers": {"compose.composition", "layout", "markup"},
    "starters": {"model"},
    "states": {"model", "practice"},
    "api": {"compose", "layout", "model", "writers"},
    "batch": {"api", "compose", "language", "layout", "markup", "model", "readers", "writers"},
    "importing": {
        "api",
        "batch",
        "compose",
        "language",
        "layout",
        "markup",
        "model",
        "readers",
        "writers",
    },
    "practice": {"compose", "language", "layout", "markup", "model"},
    "checking": {"batch", "compose", "model", "practice", "readers"},
    "reports": {"practice"},
    "preview": {"api", "checking", "compose.composition", "model", "readers", "writers"},
    "notebook": {"api", "model", "writers"},
    "cli": {
        "api",
        "batch",
        "checking",
        "importing",
        "layout",
        "model",
        "practice",
        "preview",
        "readers",
        "reports",
        "starters",
        "states",
        "",
    },
    "": {"api", "checking", "compose", "model", "readers"},
    "__main__": {"cli"},
}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


def room_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return "" if parts == ("__init__",) else parts[0]


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.name))
def test_imports_run_one_way(path: Path) -> None:
    room = room_of(path)
    for name in imports(path):
        if name != "dipdocs" and not name.startswith("dipdocs."):
            continue
        target = name.removeprefix("dipdocs").removeprefix(".")
        of = target.split(".")[0]
        if of == room or of in LEAVES:
            continue
        allowed = MAY_IMPORT[room]
        assert of in allowed or target in allowed, f"{path} ({room}) imports {name}"


def test_modules_of_one_room_make_no_circle() -> None:
    graph: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if path.name != "__init__.py":  # a package's front gathers what its modules offer
            graph[name] = {target for target in imports(path) if target.startswith("dipdocs")}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join((*trail[trail.index(name) :], name))
        if name in done or name not in graph:
            return
        for target in sorted(graph[name]):
            visit(target, (*trail, name))
        done.add(name)

    for name in sorted(graph):
        visit(name, ())
