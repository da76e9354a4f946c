"""The block rules of a body, for markdown-it: CommonMark as far as UN form can express it.

CommonMark renumbers lists, drops link definitions and trims any Unicode space. Here labels are
kept as written, (a) and (i) are labels too, no text is lost, and what has no place in a UN text
is refused. Indented code is unknown: indentation only tells to which item a paragraph belongs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from dipdocs.markup import block_tables
from dipdocs.markup.errors import MarkupError
from dipdocs.markup.expressions import read_statement
from dipdocs.markup.labels import Outline
from dipdocs.markup.tables import is_rule

if TYPE_CHECKING:
    from collections.abc import Callable

    Rule = Callable[[StateBlock, int, int, bool], bool]

DEEPEST = 16
"""How deep lists and quotations may stand in each other (a list and its item count as two)."""

_HEADING = re.compile(r"(#{1,6})(?:[ \t]+(.*))?", re.DOTALL)
_CLOSING_MARKS = re.compile(r"(?:^|[ \t]+)#+[ \t]*$")
_RULE = re.compile(r"([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_FENCE = re.compile(r"```[^`]*$|~~~")
_UNDERLINE = re.compile(r"=+[ \t]*$")
_NOTE = re.compile(r"\[\^([^\]\s\[^]+)\]:")


def install(md: MarkdownIt) -> None:
    """Give `md` these block rules and no others but CommonMark's block quotation."""
    ruler = md.block.ruler
    everywhere = ["paragraph", "blockquote", "list"]
    ruler.enableOnly(["blockquote", "list", "heading", "hr", "fence", "paragraph"])
    ruler.before("table", "statement", statement, {"alt": everywhere})
    ruler.at("fence", fence, {"alt": everywhere})
    ruler.at("hr", thematic_break, {"alt": everywhere})
    ruler.after("hr", "note", note, {"alt": everywhere})
    ruler.at("list", item_list, {"alt": ["paragraph", "blockquote"]})
    ruler.at("heading", heading, {"alt": ["paragraph", "blockquote"]})
    ruler.after("heading", "rows", block_tables.table, {"alt": ["paragraph", "blockquote"]})
    ruler.after("rows", "enclosure", block_tables.enclosure, {"alt": everywhere})
    ruler.at("paragraph", paragraph)


def _content(state: StateBlock, line: int) -> tuple[int, int]:
    """Where the text of a line begins and ends."""
    return state.bMarks[line] + state.tShift[line], state.eMarks[line]


def _terminated(rules: list[Rule], state: StateBlock, line: int, end: int) -> bool:
    return any(rule(state, line, end, True) for rule in rules)


def statement(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`{% … %}` alone on its line."""
    if state.level > DEEPEST:
        raise MarkupError("lists and quotations stand too deep in each other", start + 1)
    begin, stop = _content(state, start)
    if not state.src.startswith("{%", begin, stop):
        return False
    if not silent:
        token = state.push("statement", "", 0)
        token.meta["statement"] = read_statement(state.src[begin:stop], start + 1)
        token.map = [start, start + 1]
        state.line = start + 1
    return True


def fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A code block: refused."""
    begin, stop = _content(state, start)
    if _FENCE.match(state.src, begin, stop) is None:
        return False
    if not silent:
        raise MarkupError(
            "a code block (``` or ~~~) has no place in a UN text; "
            "text kept to the letter stands in `single backticks`",
            start + 1,
        )
    return True


def thematic_break(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line of ***, --- or ___: refused."""
    begin, stop = _content(state, start)
    if _RULE.match(state.src, begin, stop) is None:
        return False
    if not silent:
        found = state.src[begin:stop].rstrip(" \t")
        mark = found[0]
        raise MarkupError(
            f"a rule across the page (`{found}`) has no place in a UN text; a heading is written "
            f"`# Heading`, the characters themselves `\\{mark}\\{mark}\\{mark}`",
            start + 1,
        )
    return True


def heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`#` to `###`; deeper ones are refused."""
    begin, stop = _content(state, start)
    if not state.src.startswith("#", begin, stop):
        return False
    match = _HEADING.fullmatch(state.src[begin:stop])
    if match is None:
        return False
    if silent:
        return True
    level = len(match[1])
    if level > 3:
        raise MarkupError(
            f"a heading of level {level} (`{match[1]}`): UN texts have three levels", start + 1
        )
    token = state.push("heading_open", f"h{level}", 1)
    token.meta["level"] = level
    _push_inline(state, _CLOSING_MARKS.sub("", match[2] or "").strip(" \t"), start, start + 1)
    state.push("heading_close", f"h{level}", -1)
    state.line = start + 1
    return True


def paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lines up to an empty one, or to one that begins another block."""
    end = state.lineMax
    rules = state.md.block.ruler.getRules("paragraph")
    before, state.parentType = state.parentType, "paragraph"
    line = start + 1
    while line < end and not state.isEmpty(line):
        # A quotation marks the lines that carry on without its sign by a negative indent.
        if state.sCount[line] >= 0 and _terminated(rules, state, line, end):
            break
        _refuse_lookalikes(state, line)
        line += 1
    state.parentType = before
    state.line = line
    state.push("paragraph_open", "p", 1)
    text = state.getLines(start, line, state.blkIndent, False).strip(" \t\n")
    _push_inline(state, text, start, line)
    state.push("paragraph_close", "p", -1)
    return True


def _refuse_lookalikes(state: StateBlock, line: int) -> None:
    """Refuse what would run into the paragraph's text: underlined headings, tables cut short."""
    begin, stop = _content(state, line)
    if _UNDERLINE.match(state.src, begin, stop):
        raise MarkupError("a heading is written `# Heading`, not underlined", line + 1)
    above = state.src[slice(*_content(state, line - 1))]
    if "|" in above and is_rule(state.src[begin:stop]):
        raise MarkupError("a row of dashes without the head of its table above it", line + 1)


def _push_inline(state: StateBlock, text: str, start: int, end: int) -> None:
    token = state.push("inline", "", 0)
    token.content = text
    token.map = [start, end]


def note(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`[^1]: text of a footnote`, with further lines or blocks indented."""
    begin, stop = _content(state, start)
    match = _NOTE.match(state.src, begin, stop)
    if match is None:
        return False
    if not silent:
        token = state.push("note_open", "", 1)
        token.info = match[1]
        token.map = [start, start + 1]
        outline, state.env["outline"] = state.env["outline"], Outline()
        _contents(state, start, end, match.end())
        state.env["outline"] = outline
        state.push("note_close", "", -1)
    return True


def item_list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Items with labels as written. Another kind or form of label begins another list."""
    outline: Outline = state.env["outline"]
    outside = silent and state.sCount[start] < state.blkIndent
    label = outline.read(state.src, *_content(state, start), outside=outside)
    if label is None:
        return False
    if silent:
        in_paragraph = state.parentType == "paragraph" and state.sCount[start] >= state.blkIndent
        has_text = bool(state.src[label.end : state.eMarks[start]].strip(" \t"))
        return not in_paragraph or (has_text and label.begins)
    rules = state.md.block.ruler.getRules("list")
    kind, form = outline.kind(label), label.form
    token = state.push("list_open", "", 1)
    token.meta["kind"] = kind
    token.map = [start, start + 1]
    before, state.parentType = state.parentType, "list"
    line = start
    while True:
        outline.enter(label, kind)
        outline.open.append(kind)
        token = state.push("item_open", "", 1)
        token.info = label.text
        token.map = [line, line + 1]
        _contents(state, line, end, label.end)
        state.push("item_close", "", -1)
        outline.open.pop()
        line = state.line
        if line >= end or state.isEmpty(line) or state.sCount[line] < state.blkIndent:
            break
        if _terminated(rules, state, line, end):
            break
        following = outline.read(state.src, *_content(state, line), inside=True)
        if following is None or following.form != form or outline.kind(following) != kind:
            break
        label = following
    state.parentType = before
    state.push("list_close", "", -1)
    state.line = line
    return True


def _contents(state: StateBlock, line: int, end: int, after: int) -> None:
    """Parse the blocks of an item or note whose mark ends at `after`.

    To it belongs what is indented by two columns more than its mark, however wide that is: under
    ``11.`` as under ``1.``, sub-items may be indented by two, three or four.
    """
    begin, stop = _content(state, line)
    column = state.sCount[line] + after - begin
    position = after
    while position < stop and state.src[position] in " \t":
        tab = state.src[position] == "\t"
        column += 4 - (column + state.bsCount[line]) % 4 if tab else 1
        position += 1
    saved = state.blkIndent, state.bMarks[line], state.tShift[line], state.sCount[line]
    state.blkIndent = state.sCount[line] + 2
    state.bMarks[line] = position
    state.tShift[line] = 0
    state.sCount[line] = column
    if position >= stop and state.isEmpty(line + 1):
        state.line = min(line + 2, end)
    else:
        state.md.block.tokenize(state, line, end)
    state.blkIndent, state.bMarks[line], state.tShift[line], state.sCount[line] = saved
