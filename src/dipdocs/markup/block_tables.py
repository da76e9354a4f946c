"""Block rules for tables, and for `::: landscape` … `:::` round blocks on wide pages."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from dipdocs.markup.errors import MarkupError
from dipdocs.markup.tables import MOST_HEAD_ROWS, is_rule, read_grid

CAPTION = re.compile(r"(Table|Figure):[ \t\n]+(?=[^ \t\n])")
"""How the caption of a table or picture begins, in every language."""
NOTE = re.compile(r"\^([^\W\d_]{1,2})\^[ \t]+(?=[^ \t])")
"""How a note under a table begins: with a raised letter."""
ENCLOSURES = ("landscape",)
"""What `:::` may open."""

_ENCLOSURE = re.compile(r":::+[ \t]*(.*?)[ \t]*$")


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _is_row(state: StateBlock, line: int) -> bool:
    """Whether a line may be a row: it has a bar, and is no caption and no note."""
    if state.isEmpty(line) or state.sCount[line] < state.blkIndent:
        return False
    text = _line(state, line)
    return "|" in text and not NOTE.match(text) and not CAPTION.match(text)


def _head(state: StateBlock, start: int, end: int) -> int | None:
    """How many rows stand over the row of dashes; None where there is no table."""
    for line in range(start, min(end, start + MOST_HEAD_ROWS + 1)):
        if not _is_row(state, line):
            return None
        if is_rule(_line(state, line)):
            below = line + 1 < end and _is_row(state, line + 1)
            return line - start if line > start or below else None
    return None


def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Rows of cells between bars, with a row of dashes under the head (or over the first row)."""
    if "|" not in _line(state, start):
        return False
    head = _head(state, start, end)
    if head is None:
        return False
    if silent:
        return True
    line = start
    while line < end and _is_row(state, line):
        line += 1
    lines = [(_line(state, number), number + 1) for number in range(start, line)]
    token = state.push("table", "", 0)
    token.meta["grid"] = read_grid(lines, head)
    token.map = [start, line]
    state.line = line
    return True


def enclosure(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`::: landscape` and the `:::` that closes it, each alone on its line."""
    match = _ENCLOSURE.match(_line(state, start))
    if match is None:
        return False
    if silent:
        return True
    word = match[1]
    if word and word not in ENCLOSURES:
        raise MarkupError(
            f"`::: {word}` is not known; known are {', '.join(ENCLOSURES)}. "
            f"The characters themselves are written `\\:::`",
            start + 1,
        )
    if word and state.level:
        raise MarkupError(f"`::: {word}` stands within a list or quotation", start + 1)
    token = state.push("enclosure_open" if word else "enclosure_close", "", 0)
    token.info = word
    token.map = [start, start + 1]
    state.line = start + 1
    return True
