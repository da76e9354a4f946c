"""The expressions that most bodies hold, a name or a call with literals, read without Jinja2.

Reading them here gives what Jinja2 would give and spares compiling a program for every date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LITERAL = r"""(?:"[^"\\]*"|'[^'\\]*'|\d+)"""
_CALL = re.compile(rf"\s*([A-Za-z_]\w*)\s*(?:\(\s*({_LITERAL}(?:\s*,\s*{_LITERAL})*)?\s*\)\s*)?")
_LITERALS = re.compile(_LITERAL)


@dataclass(frozen=True, slots=True)
class Call:
    """A name, or a call of it; `arguments` is None where nothing is called."""

    name: str
    arguments: tuple[str | int, ...] | None


def read(source: str) -> Call | None:
    """The expression as a call; None where it is more than that, and Jinja2 must read it."""
    match = _CALL.fullmatch(source)
    if match is None:
        return None
    if "(" not in source:
        return Call(match[1], None)
    literals = _LITERALS.findall(match[2] or "")
    return Call(match[1], tuple(int(one) if one.isdigit() else one[1:-1] for one in literals))
