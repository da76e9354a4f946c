"""Places within the data: annexes[0].enclosures[1]."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")


def value_at(data: dict[str, Any], path: str) -> dict[str, Any]:
    """The mapping at a path: ``annexes[0].enclosures[1]``."""
    value: Any = data
    for name, number in STEP.findall(path):
        value = value[name]
        if number:
            value = value[int(number)]
    assert isinstance(value, dict)
    return value


def path_of(data: Any, loc: tuple[int | str, ...]) -> list[Any]:  # noqa: ANN401
    """The steps of a validator's place that the data has: its unions have names of their own."""
    path: list[Any] = []
    value: Any = data
    for step in loc:
        known: Any = value if isinstance(value, Mapping) else ()
        if isinstance(value, list):
            known = range(len(value))
        if step in known:
            value = value[step]
            path.append(step)
    return path


def drop(data: Any, path: list[Any]) -> Any:  # noqa: ANN401
    """Take the value at a path out of the data."""
    value: Any = data
    for step in path[:-1]:
        value = value[step]
    return value.pop(path[-1], None)
