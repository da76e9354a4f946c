"""How much the value of an expression may weigh: none may fill the memory."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from types import GeneratorType
from typing import Any

LONGEST = 1_000_000
"""What a value may weigh: the characters of a text, the entries of a list with what they hold."""
BEYOND = 10**30
"""What a whole number stays below, and its negative above."""
_TOO_LONG = f"the result is longer than {LONGEST:,}"

MOST_SAID = 10 * LONGEST
"""Characters of all that the expressions of one document give."""
MOST_MADE = 20 * LONGEST
"""What the values on the way to these may come to: small steps add up, in memory or in time."""


class _Made(threading.local):
    total = 0


_made = _Made()


def begin() -> None:
    """Count anew what is made on the way: of a document, or of a field of a form."""
    _made.total = 0


def counted(value: Any) -> Any:  # noqa: ANN401
    """A value on the way to another, bounded; ValueError where too much was made before it."""
    value = bounded(value)
    if isinstance(value, str | list | tuple | dict | set):
        spend(len(value))
    return value


def spend(amount: int) -> None:
    """Count work that is done; ValueError where it is too much."""
    _made.total += amount
    if _made.total > MOST_MADE:
        raise ValueError("the expressions take too much work: their values are too long together")


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
        return _drawn(value)
    elif weight(value) > LONGEST:
        raise ValueError(_TOO_LONG)
    return value


def _drawn(values: Iterable[Any]) -> Iterator[Any]:
    """The values as they are asked for; ValueError when they come to weigh too much together."""
    total = 0
    for value in values:
        total += 1 + weight(value)
        if total > LONGEST:
            raise ValueError(_TOO_LONG)
        yield value
