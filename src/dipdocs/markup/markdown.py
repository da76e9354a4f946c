"""A body's Markdown, read: CommonMark as far as UN form expresses it (design, "Body Markdown")."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from dipdocs.markup.blocks import Block, Paragraph
from dipdocs.markup.calls import CALL
from dipdocs.markup.errors import MarkupError
from dipdocs.markup.inlines import Expression, Run
from dipdocs.markup.labels import LABEL
from dipdocs.markup.text import check_characters, is_marked, unwrap

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from dipdocs.markup.inlines import Inline

__all__ = ["MarkupError", "parse"]

# The beginnings of lines that may be, or belong to, anything but a paragraph of text.
_BLOCK = re.compile(rf"{LABEL.pattern}|[-*_#>=|:\[`~]|{{%|Table:|Figure:")
_CALLED = re.compile(rf"\{{\{{( *{CALL})\}}\}}", re.ASCII)


def parse(text: str) -> tuple[Block, ...]:
    """Return the blocks of a body written in Markdown.

    Raises `MarkupError`, with the line, for what has no place in a UN text (a code block, a
    fourth level of headings), what is unsound (an open expression, a footnote without
    text) and characters that no document can hold. What is not refused comes out complete.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    check_characters(text)
    try:
        blocks = _read_paragraphs(text)
        return _read(text) if blocks is None else blocks
    except RecursionError:
        raise MarkupError("the text is too deeply nested", 1) from None


def _read(text: str) -> tuple[Block, ...]:
    """Read any body."""
    from dipdocs.markup.convert_blocks import read_blocks
    from dipdocs.markup.labels import Outline

    md = parser()
    tokens = md.block.parse(text, md, {"outline": Outline()}, [])
    return read_blocks(md, tokens or [])


def _read_paragraphs(text: str) -> tuple[Block, ...] | None:
    """Read a body that has paragraphs only; None if it may have more.

    Such are most letters, and a paragraph without marks needs no parser: several times as fast,
    with the same result.
    """
    paragraphs: list[tuple[str, int]] = []
    lines: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""]):
        content = line.strip(" \t")
        if content:
            if _BLOCK.match(content) is not None:
                return None
            lines.append(line)
        elif lines:
            paragraphs.append(("\n".join(lines).strip(" \t"), number - len(lines) + 1))
            lines = []
    return tuple([Paragraph(_read_inlines(text, line), line) for text, line in paragraphs])


def _read_inlines(text: str, line: int) -> tuple[Inline, ...]:
    """Read the text of a paragraph in a body without footnotes."""
    if not is_marked(text):
        return (Run(unwrap(text)),)
    inlines = _read_calls(text, line) if "{{" in text else None
    if inlines is not None:
        return inlines
    from dipdocs.markup.convert_blocks import Notes
    from dipdocs.markup.convert_inlines import InlineReader

    md = parser()
    return InlineReader(md, Notes(md).call).read(text, line)


def _read_calls(text: str, line: int) -> tuple[Inline, ...] | None:
    """Read a paragraph whose only marks are plain calls, `{{ date("2009-07-06") }}`.

    None if it may have more.
    """
    inlines: list[Inline] = []
    end = 0
    for match in _CALLED.finditer(text):
        if "\n" in match[1]:
            return None
        inlines += _text(text[end : match.start()])
        inlines.append(Expression(match[1].strip(), line=line + text.count("\n", 0, match.start())))
        end = match.end()
    inlines += _text(text[end:])
    rest = _CALLED.sub("", text)
    if is_marked(rest) or any(isinstance(one, Run) and "\n" in one.text for one in inlines):
        return None
    return tuple(inlines)


def _text(text: str) -> tuple[Run, ...]:
    """Text beside an expression; it keeps the end of a line that touches the expression."""
    content = text.strip(" ")
    if not content.startswith("\n") and not content.endswith("\n"):
        kept = text.rstrip(" ")
        text = unwrap(kept) + text[len(kept) :]
    return (Run(text),) if text else ()


@cache
def parser() -> MarkdownIt:
    """The parser, made once; it holds no state between bodies."""
    from markdown_it import MarkdownIt

    from dipdocs.markup import block_rules, inline_rules

    # The parser would drop blocks deeper than this; ours refuse them before (`DEEPEST`).
    md = MarkdownIt("commonmark", {"html": False, "maxNesting": 20})
    block_rules.install(md)
    inline_rules.install(md)
    return md
