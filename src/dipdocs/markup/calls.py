"""The expressions that most bodies hold, a name or a call with literals, read without Jinja2.

Reading them here gives what Jinja2 would give, and spares it: loading it for most letters, and
compiling a program for every date.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LITERAL = r"""(?:"[^"\\]*"|'[^'\\]*'|0|[1-9][0-9]*)"""
_NAME = r"(?!(?:and|else|if|in|is|none|None|not|or|true|True|false|False)\b)[A-Za-z_]\w*"
CALL = rf"({_NAME})\s*(?:\(\s*({_LITERAL}(?:\s*,\s*{_LITERAL})*)?\s*\)\s*)?"
"""A name that is no word of Jinja2's, or a call of it (a regular expression, ASCII)."""
_CALL = re.compile(rf"\s*{CALL}", re.ASCII)
_LITERALS = re.compile(_LITERAL, re.ASCII)


class Call(NamedTuple):
    """A name, or a call of it; `arguments` is None where nothing is called."""

    name: str
    arguments: tuple[str | int, ...] | None


def is_call(source: str) -> bool:
    """Whether an expression is a name or a call with literals."""
    return _CALL.fullmatch(source) is not None


def read(source: str) -> Call | None:
    """The expression as a call; None where it is more than that, and Jinja2 must read it."""
    match = _CALL.fullmatch(source)
    if match is None:
        return None
    if "(" not in source:
        return Call(match[1], None)
    literals = _LITERALS.findall(match[2] or "")
    return Call(match[1], tuple(int(one) if one.isdigit() else one[1:-1] for one in literals))
