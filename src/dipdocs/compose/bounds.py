"""How much the value of an expression may weigh: none may fill the memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import GeneratorType
from typing import Any

LONGEST = 1_000_000
"""What a value may weigh: the characters of a text, the entries of a list with what they hold."""
BEYOND = 10**30
"""What a whole number stays below, and its negative above."""
_TOO_LONG = f"the result is longer than {LONGEST:,}"


def weight(value: Any, most: int = LONGEST) -> int:  # noqa: ANN401
    """What a value weighs, as if nothing in it were shared; beyond `most` it is not counted on.

    A list of a thousand times the same long text is small in memory, and is not once it is said.
    """
    if isinstance(value, str | bytes):
        return len(value)
    if isinstance(value, Mapping):
        value = [part for pair in value.items() for part in pair]
    elif not isinstance(value, list | tuple | set | frozenset):
        return 1
    total = len(value)
    for part in value:
        if total > most:
            break
        if part.__class__ is not int:
            total += weight(part, most - total)
    return total


def bounded(value: Any) -> Any:  # noqa: ANN401
    """The value; ValueError where it is a text, a list or a number too long to go on with."""
    if value.__class__ is str:
        if len(value) > LONGEST:
            raise ValueError(_TOO_LONG)
    elif isinstance(value, int):
        if not -BEYOND < value < BEYOND:
            raise ValueError("the number is too large")
    elif isinstance(value, GeneratorType):
        return _counted(value)
    elif weight(value) > LONGEST:
        raise ValueError(_TOO_LONG)
    return value


def _counted(values: Iterable[Any]) -> Iterator[Any]:
    """The values as they are asked for; ValueError when they come to weigh too much together."""
    total = 0
    for value in values:
        total += 1 + weight(value)
        if total > LONGEST:
            raise ValueError(_TOO_LONG)
        yield value
