"""What a path of an expression leads to (`row.iso3`), followed without Jinja2."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


class Entries(Mapping[str, Any]):
    """A mapping whose entries are all the attributes that it shows: nothing of Python's own."""

    __slots__ = ()

    _called = "it"
    """What it is, for errors."""


ELSEWHERE = object()
"""Stands for what only the sandbox can find, or refuse in its own words."""


def follow(value: Any, attributes: Iterable[str]) -> Any:  # noqa: ANN401
    """What these attributes of a value lead to, as the sandbox would give it; or ELSEWHERE.

    They must not begin with an underscore. An attribute of a plain mapping is its entry, unless
    Python has an attribute of that name.
    """
    for attribute in attributes:
        # `isinstance` would ask the machinery of abstract classes, for every cell of every row.
        if Entries not in value.__class__.__mro__ and (
            value.__class__ is not dict or hasattr(dict, attribute)
        ):
            return ELSEWHERE
        try:
            value = value[attribute]
        except KeyError:
            return ELSEWHERE
    return value
