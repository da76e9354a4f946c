"""What a cell may hold, whatever the form says of its column."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite

from dipdocs.markup.text import forbidden

LONGEST_CELL = 1_000_000
"""Characters that a cell may hold."""
DEEPEST = 32
"""How deep lists and objects may be nested in a cell."""


def misfit(cell: object, depth: int = 0) -> str | None:
    """What keeps a cell, or what it holds, from being set in any document."""
    if isinstance(cell, str):
        if len(cell) > LONGEST_CELL:
            return f"a cell of {len(cell):,} characters; the limit is {LONGEST_CELL:,}"
        # Most texts hold nothing but what can be printed, which Python knows sooner.
        bad = None if cell.isprintable() else forbidden(cell)
        if bad:
            return f"a control character, U+{ord(bad[0]):04X}, which no document can hold"
    elif isinstance(cell, float):
        return None if isfinite(cell) else f"{cell} is no number that a document can hold"
    elif isinstance(cell, Mapping | list | tuple):
        if depth == DEEPEST:
            return f"lists or objects nested more than {DEEPEST} deep"
        held = [*cell, *cell.values()] if isinstance(cell, Mapping) else cell
        return next((p for each in held if (p := misfit(each, depth + 1))), None)
    return None
