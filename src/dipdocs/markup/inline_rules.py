"""The inline rules of a body, for markdown-it: CommonMark, expressions, notes, raised text."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_inline import StateInline, emphasis

from dipdocs.markup.errors import MarkupError
from dipdocs.markup.expressions import find_end, read_expression
from dipdocs.markup.text import is_cjk

_NOTE_CALL = re.compile(r"\[\^([^\]\s\[^]+)\]")
_CELL_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_RAISED = re.compile(r"([\^~])((?:[^\s^~\\`{}\[\]<>]|\\[!-/:-@\[-`{-~])+)\1")

_LINED = re.compile(
    r"(\+\+|~~)(?!\s)((?:[^+~\\`{}\[\]<>\n]|\\[!-/:-@\[-`{-~]|(?<!\+)\+(?!\+))+?)(?<!\s)\1"
)


def install(md: MarkdownIt) -> None:
    """Give `md` CommonMark's inline rules and those of this module. Addresses stay as written."""
    ruler = md.inline.ruler
    ruler.disable(["linkify", "strikethrough", "html_inline"])
    ruler.at("emphasis", marks)
    ruler.before("emphasis", "expression", expression)
    ruler.before("emphasis", "note_call", note_call)
    ruler.before("emphasis", "lined", lined)
    ruler.before("emphasis", "raised", raised)
    ruler.before("autolink", "cell_break", cell_break)
    md.normalizeLink = _as_written  # type: ignore[assignment]
    md.normalizeLinkText = _as_written  # type: ignore[assignment]


def _as_written(address: str) -> str:
    return address


def line_at(state: StateInline, position: int) -> int:
    """Return the line of the body at a position of the text of one paragraph."""
    first: int = state.env["line"]
    return first + state.src.count("\n", 0, position)


def marks(state: StateInline, silent: bool) -> bool:
    """`*` and `_`, also beside Chinese.

    CommonMark asks for a space between a mark that stands at punctuation and the word before or
    after it (``中文**（重点）**是`` would keep its asterisks); Chinese has no such spaces.
    """
    start, known = state.pos, len(state.delimiters)
    if not emphasis.tokenize(state, silent):
        return False
    if state.src[start] == "*":
        before, after = state.src[start - 1 : start], state.src[state.pos : state.pos + 1]
        opens = is_cjk(before) and not after.isspace() and after != ""
        closes = is_cjk(after) and not before.isspace() and before != ""
        for delimiter in state.delimiters[known:]:
            delimiter.open = delimiter.open or opens
            delimiter.close = delimiter.close or closes
    return True


def expression(state: StateInline, silent: bool) -> bool:
    """`{{ … }}`, one piece whatever it holds. A `{%` within a paragraph is refused."""
    start = state.pos
    mark = state.src[start : start + 2]
    if mark == "{%":
        raise MarkupError(
            "a statement `{% … %}` stands alone on its line; the characters are written `\\{%`",
            line_at(state, start),
        )
    if mark != "{{":
        return False
    end = find_end(state.src, start)
    if end < 0 or end > state.posMax - 2:
        raise MarkupError(
            "`{{` is not closed by `}}`; the characters themselves are written `\\{{`",
            line_at(state, start),
        )
    if not silent:
        line = line_at(state, start)
        token = state.push("expression", "", 0)
        token.content = read_expression(state.src[start + 2 : end], line)
        token.map = [line, line]
    state.pos = end + 2
    return True


def note_call(state: StateInline, silent: bool) -> bool:
    """`[^1]`, the place on which a footnote hangs."""
    match = _NOTE_CALL.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("note_call", "", 0)
        token.info = match[1]
        token.map = [line_at(state, state.pos)] * 2
    state.pos = match.end()
    return True


def raised(state: StateInline, silent: bool) -> bool:
    """`^raised^` and `~lowered~`: one word without spaces."""
    match = _RAISED.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("raised" if match[1] == "^" else "lowered", "", 0)
        token.content = unescapeAll(match[2])
    state.pos = match.end()
    return True


def lined(state: StateInline, silent: bool) -> bool:
    """`++underlined++` and `~~struck out~~`: text of one style, without other marks in it."""
    match = _LINED.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("underlined" if match[1] == "++" else "struck", "", 0)
        token.content = unescapeAll(match[2])
    state.pos = match.end()
    return True


def cell_break(state: StateInline, silent: bool) -> bool:
    """`<br>`, a new line within the cell of a table, which has but one line of its own."""
    if not state.env.get("cell"):
        return False
    match = _CELL_BREAK.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("cell_break", "", 0)
    state.pos = match.end()
    return True
