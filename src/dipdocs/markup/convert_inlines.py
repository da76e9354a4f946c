"""The text of one paragraph: from Markdown to inlines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.token import Token

from dipdocs.markup.errors import MarkupError
from dipdocs.markup.inlines import (
    Expression,
    Footnote,
    Inline,
    LineBreak,
    Link,
    Picture,
    Run,
    Style,
    Tab,
    plain,
)
from dipdocs.markup.text import FORBIDDEN, glue, is_marked, unwrap

_FLAGS = {"em": Style.ITALIC, "strong": Style.BOLD}
_MARKS = {
    "code_inline": Style.VERBATIM,
    "raised": Style.SUPERSCRIPT,
    "lowered": Style.SUBSCRIPT,
    "underlined": Style.UNDERLINE,
    "struck": Style.STRIKE,
    "text": Style.PLAIN,
    "text_special": Style.PLAIN,
}
_WIDTH = re.compile(r"width=(\d{1,5}(?:\.\d{1,6})?) ?(pt|cm|mm|in)")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4}


@dataclass(slots=True)
class _SoftBreak:
    """The end of a line within a paragraph, until its neighbours are known."""

    style: Style


_Piece = Inline | _SoftBreak


class InlineReader:
    """Reads the text of paragraphs.

    `call_note` gives the footnote of a label and the line that calls it.
    """

    def __init__(self, md: MarkdownIt, call_note: Callable[[str, int], Footnote]) -> None:
        self._md = md
        self._call_note = call_note
        self._line = 0

    def read(self, text: str, line: int, *, cell: bool = False) -> tuple[Inline, ...]:
        """Return the inlines of a paragraph's text; `line` is that of its beginning.

        In the cell of a table, `<br>` is a line break.
        """
        if not is_marked(text):
            return (Run(unwrap(text)),) if text else ()
        self._line = line
        tokens = self._md.inline.parse(text, self._md, {"line": line, "cell": cell}, [])
        return self._sequence(iter(tokens), Style.PLAIN)

    def _sequence(self, tokens: Iterator[Token], base: Style) -> tuple[Inline, ...]:
        """The inlines up to the end of the tokens, or of the link in which they stand."""
        out: list[_Piece] = []
        depths = {Style.ITALIC: 0, Style.BOLD: 0}
        style = base
        for token in tokens:
            kind = token.type
            if kind in _MARKS:
                self._check(token)
                _push(out, token.content, style | _MARKS[kind])
            elif token.tag in _FLAGS:
                depths[_FLAGS[token.tag]] += token.nesting
                style = base
                for flag, depth in depths.items():
                    style |= flag if depth else Style.PLAIN
            elif kind == "link_close":
                break
            else:
                out.append(self._piece(token, tokens, style))
        return _joined(out)

    def _piece(self, token: Token, tokens: Iterator[Token], style: Style) -> _Piece:
        """What is neither text nor emphasis."""
        match token.type:
            case "softbreak":
                self._line += 1
                return _SoftBreak(style)
            case "hardbreak":
                self._line += 1
                return LineBreak()
            case "cell_break":
                return LineBreak()
            case "expression":
                return Expression(token.content, style, cast("list[int]", token.map)[0])
            case "note_call":
                return self._call_note(token.info, cast("list[int]", token.map)[0])
            case "link_open":
                return self._link(token, tokens, style)
            case "image":
                return self._picture(token)
        raise AssertionError(f"unknown token {token.type}")

    def _link(self, token: Token, tokens: Iterator[Token], style: Style) -> Link:
        target = normalizeLink(self._address(token.attrGet("href")))
        if token.attrGet("title"):
            raise MarkupError(
                f"the title of a link (`{token.attrGet('title')}`) is nowhere shown; leave it out",
                self._line,
            )
        return Link(target, self._sequence(tokens, style))

    def _picture(self, token: Token) -> Picture:
        line = self._line
        source = self._address(token.attrGet("src"))
        if not source:
            raise MarkupError("a picture without its file: `![what it shows](file.png)`", line)
        width = None
        title = token.attrGet("title")
        if title:
            match = _WIDTH.fullmatch(str(title))
            width = round(float(match[1]) * _POINTS[match[2]], 3) if match else 0.0
            if not width:
                raise MarkupError(
                    f"the title of a picture gives its width, as `width=200pt` (or cm, mm, in), "
                    f"not `{title}`",
                    line,
                )
        children = self._sequence(iter(token.children or ()), Style.PLAIN)
        if any(isinstance(child, Expression | Footnote) for child in children):
            raise MarkupError("what a picture shows is told in plain words", line)
        self._line = line + token.content.count("\n")
        return Picture(source, plain(children), width)

    def _address(self, value: object) -> str:
        address = str(value or "")
        if "{{" in address:
            raise MarkupError("an address cannot hold an expression", self._line)
        if "\n" in address or "\r" in address or FORBIDDEN.search(address):
            raise MarkupError("an address cannot hold a control character", self._line)
        return address

    def _check(self, token: Token) -> None:
        """Refuse a character given by its code (``&#1;``) that cannot stand in a document."""
        if token.type in ("text", "code_inline"):
            return
        text = token.content
        replaced = text == "\ufffd" and token.info == "entity" and _code(token.markup) != 0xFFFD
        if replaced or "\n" in text or "\r" in text or FORBIDDEN.search(text):
            raise MarkupError(
                f"`{token.markup or ascii(text)}` is no character that can stand in a text",
                self._line,
            )


def _code(entity: str) -> int | None:
    """The code point of a numeric character reference."""
    digits = entity[2:-1].lower()
    return int(digits[1:], 16) if digits.startswith("x") else int(digits)


def _push(out: list[_Piece], text: str, style: Style) -> None:
    """Append text, joined to text of the same style before it; tabs become jumps."""
    for number, part in enumerate(text.split("\t")):
        if number:
            out.append(Tab())
        if not part:
            continue
        last = out[-1] if out else None
        if isinstance(last, Run) and last.style == style:
            out[-1] = Run(last.text + part, style)
        else:
            out.append(Run(part, style))


def _joined(pieces: list[_Piece]) -> tuple[Inline, ...]:
    """Put a space, or nothing, for each end of a line."""
    if not any(isinstance(piece, _SoftBreak) for piece in pieces):
        return tuple(cast("list[Inline]", pieces))
    out: list[_Piece] = []
    for index, piece in enumerate(pieces):
        if isinstance(piece, _SoftBreak):
            before = _edge(out[-1], -1) if out else ""
            after = _edge(pieces[index + 1], 0) if index + 1 < len(pieces) else ""
            _push(out, glue(before, after), piece.style)
        elif isinstance(piece, Run):
            _push(out, piece.text, piece.style)
        else:
            out.append(piece)
    return tuple(cast("list[Inline]", out))


def _edge(piece: _Piece, end: int) -> str:
    """The first or last character of a piece, empty where it is not known."""
    if isinstance(piece, Run):
        return piece.text[end]
    if isinstance(piece, Link) and piece.children:
        return _edge(piece.children[end], end)
    return ""
