"""The expressions that most bodies hold, read without Jinja2: a name, a call with literals, a path.

Reading them here gives what Jinja2 would give, and spares it: loading it for most letters,
compiling a program for every date, running one for every cell of a row.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_LITERAL = r"""(?:"[^"\\]*"|'[^'\\]*'|0|[1-9][0-9]*)"""
_NAME = r"(?!(?:and|else|if|in|is|none|None|not|or|true|True|false|False)\b)[A-Za-z_]\w*"
CALL = rf"({_NAME})\s*(?:\(\s*({_LITERAL}(?:\s*,\s*{_LITERAL})*)?\s*\)\s*)?"
"""A name that is no word of Jinja2's, or a call of it (a regular expression, ASCII)."""
_CALL = re.compile(rf"\s*{CALL}", re.ASCII)
_PATH = re.compile(rf"\s*({_NAME})((?:\.[A-Za-z]\w*)+)\s*", re.ASCII)
_LITERALS = re.compile(_LITERAL, re.ASCII)


class Call(NamedTuple):
    """A name, or a call of it; `arguments` is None where nothing is called."""

    name: str
    arguments: tuple[str | int, ...] | None


class Path(NamedTuple):
    """A name with attributes of it: ``row.iso3``."""

    name: str
    attributes: tuple[str, ...]


@lru_cache(maxsize=4096)
def read(source: str) -> Call | Path | None:
    """The expression as a call or path; None where it is more, and Jinja2 must read it."""
    match = _CALL.fullmatch(source)
    if match is None:
        path = _PATH.fullmatch(source)
        return None if path is None else Path(path[1], tuple(path[2][1:].split(".")))
    if "(" not in source:
        return Call(match[1], None)
    literals = _LITERALS.findall(match[2] or "")
    return Call(match[1], tuple(int(one) if one.isdigit() else one[1:-1] for one in literals))
