"""How long the value of an expression may be: none may fill the memory."""

from __future__ import annotations

from typing import Any

LONGEST = 1_000_000
"""Characters, or entries of a list, that an expression may give at most."""


def bounded(value: Any) -> Any:  # noqa: ANN401
    """The value; ValueError where it is a text or a list too long to go on with."""
    if isinstance(value, str | list | tuple) and len(value) > LONGEST:
        raise ValueError(f"the result is longer than {LONGEST:,}")
    if isinstance(value, int) and not -(10**30) < value < 10**30:
        raise ValueError("the number is too large")
    return value
