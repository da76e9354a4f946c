"""Where in a file each value stands: asked only when there is something to tell the user."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath
from typing import NamedTuple

from dipdocs.errors import Finding

_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")


@dataclass(slots=True)
class Node:
    """A value in a file: where it begins, and what it holds.

    `keys` are the places of a mapping's keys; `text_line` is the line on which the first line of
    a literal text stands (YAML's ``|``), None if lines of the value are not lines of the file;
    `indent` is how many spaces stand before each of them.
    """

    line: int
    column: int
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    children: dict[str, Node] | list[Node] | None = None
    text_line: int | None = None
    indent: int = 0

    def child(self, step: str | int) -> Node | None:
        """Return what stands under a key or at an index, None if there is none."""
        children = self.children
        if isinstance(children, dict):
            return children.get(step) if isinstance(step, str) else None
        if isinstance(children, list) and isinstance(step, int) and 0 <= step < len(children):
            return children[step]
        return None


class Spot(NamedTuple):
    """A value found: its path in the data, its node, and the place of its key if it has one."""

    path: tuple[str | int, ...]
    node: Node
    key: tuple[int, int] | None


class _Made(NamedTuple):
    """A tree already built: what travels to another process."""

    root: Node

    def __call__(self) -> Node:
        return self.root


class Places:
    """The places of one file's values. `make` builds the tree of nodes when first needed.

    Places are no part of a document's value: they are all equal.
    """

    def __init__(self, file: str, make: Callable[[], Node]) -> None:
        self.file = file
        self._make = make

    @cached_property
    def root(self) -> Node:
        """The node of the whole."""
        return self._make()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Places)

    def __hash__(self) -> int:
        return 0

    def __reduce__(self) -> tuple[type[Places], tuple[str, _Made]]:
        return Places, (self.file, _Made(self.root))

    def locate(self, steps: Sequence[str | int]) -> Spot:
        """Return the deepest value on a path; steps that are not in the data are passed over."""
        node, key = self.root, None
        path: list[str | int] = []
        for step in steps:
            child = node.child(step)
            if child is not None:
                key = node.keys.get(step) if isinstance(step, str) else None
                node = child
                path.append(step)
        return Spot(tuple(path), node, key)

    def __call__(self, finding: Finding) -> Finding:
        """Return a finding with the place of its field.

        A line that it has already counts in the text of the field, or, if it names a file, in
        that file of the letter's folder.
        """
        if finding.file is not None:
            return finding.at(self.beside(finding.file), finding.line, finding.column)
        node = self.locate(steps(finding.field)).node
        if finding.line is not None and node.text_line is not None:
            column = None if finding.column is None else node.indent + finding.column
            return finding.at(self.file, node.text_line + finding.line - 1, column)
        return finding.at(self.file, node.line, node.column)

    def beside(self, file: str) -> str:
        """Return the path of a file of the letter's folder, as seen from where we are."""
        folder = PurePath(self.file).parent
        path = PurePath(file)
        return str(path if path.is_relative_to(folder) else folder / path)


def field_name(path: Sequence[str | int]) -> str:
    """Return a path as it is told to the user: ``annexes[0].title``."""
    name = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return name.removeprefix(".")


def steps(name: str) -> tuple[str | int, ...]:
    """Return the path that a field's name tells: the inverse of `field_name`."""
    return tuple(int(number) if number else key for number, key in _STEP.findall(name))
