"""The blocks of a body: from markdown-it's tokens to plain data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from markdown_it import MarkdownIt
from markdown_it.token import Token

from dipdocs.markup.blocks import (
    Block,
    Condition,
    Heading,
    Item,
    Landscape,
    List,
    Loop,
    Paragraph,
    Quote,
)
from dipdocs.markup.convert_inlines import InlineReader
from dipdocs.markup.convert_tables import Loose, gathered, is_loose, read_table
from dipdocs.markup.errors import MarkupError
from dipdocs.markup.expressions import Statement
from dipdocs.markup.inlines import Footnote, Inline, Run
from dipdocs.markup.joining import append_list
from dipdocs.markup.labels import Kind

_ROWS = re.compile(r"\|[^\n]*\|[ \t]*(?:\n[ \t]*\|[^\n]*\|[ \t]*)*")
"""A paragraph that looks like rows of a table."""
_CLOSES = {"elif": "if", "else": "if", "endif": "if", "endfor": "for"}


@dataclass(slots=True)
class _Note:
    """The text of a footnote, converted when it is first called."""

    tokens: list[Token]
    line: int
    blocks: tuple[Block, ...] | None = None


class Notes:
    """The footnotes of a body."""

    def __init__(self, md: MarkdownIt) -> None:
        self._md = md
        self._notes: dict[str, _Note] = {}
        self._reading: str | None = None

    def take(self, tokens: list[Token]) -> list[Token]:
        """Keep the footnotes among the tokens and return the other tokens."""
        rest: list[Token] = []
        target = rest
        for token in tokens:
            if token.type == "note_open":
                line = _line(token)
                if target is not rest:
                    raise MarkupError("a footnote stands within another", line)
                if token.info in self._notes:
                    first = self._notes[token.info].line
                    raise MarkupError(
                        f"the footnote [^{token.info}] is given twice, first on line {first}", line
                    )
                target = []
                self._notes[token.info] = _Note(target, line)
            elif token.type == "note_close":
                target = rest
            else:
                target.append(token)
        return rest

    def call(self, label: str, line: int) -> Footnote:
        """Return the footnote that a place of the text calls."""
        note = self._notes.get(label)
        if note is None:
            raise MarkupError(
                f"no line gives the text of the footnote [^{label}]: `[^{label}]: text`; "
                f"the characters themselves are written `\\[^`",
                line,
            )
        if self._reading is not None:
            raise MarkupError(f"the footnote [^{self._reading}] calls a footnote", line)
        if note.blocks is None:
            self._reading = label
            note.blocks = BlockReader(note.tokens, InlineReader(self._md, self.call)).read()
            self._reading = None
        return Footnote(tuple(_paragraphs(note.blocks)), label)

    def check_called(self) -> None:
        """Raise `MarkupError` for a footnote that no place of the text calls."""
        for label, note in self._notes.items():
            if note.blocks is None:
                raise MarkupError(f"the footnote [^{label}] is called nowhere", note.line)


def _paragraphs(blocks: tuple[Block, ...]) -> Iterator[tuple[Inline, ...]]:
    """The paragraphs of a footnote; an item of a list begins with its label."""
    for block in blocks:
        match block:
            case Paragraph(inlines=inlines):
                yield inlines
            case List(items=items):
                for item in items:
                    first, *rest = list(_paragraphs(item.blocks)) or [()]
                    yield (Run(f"{item.label} "), *first)
                    yield from rest
            case _:
                raise MarkupError("a footnote holds paragraphs and lists only", block.line)


class BlockReader:
    """Reads tokens from first to last."""

    def __init__(self, tokens: list[Token], inlines: InlineReader) -> None:
        self._tokens = tokens
        self._inlines = inlines
        self._index = 0
        self._within = 0
        """How many statements stand open."""

    def read(self) -> tuple[Block, ...]:
        """Return the blocks of all tokens."""
        return self._container(None)

    def _next(self) -> Token | None:
        """The next token, None at the end."""
        index = self._index
        self._index = index + 1
        return self._tokens[index] if index < len(self._tokens) else None

    def _container(self, closing: str | None) -> tuple[Block, ...]:
        """The blocks up to the token that closes them."""
        blocks, end = self._blocks()
        if end is not None and end.type == "statement":
            keyword = _statement(end).keyword
            raise MarkupError(
                f"`{{% {keyword} %}}` has no `{{% {_CLOSES[keyword]} … %}}` before it", _line(end)
            )
        if end is not None and end.type == "enclosure_close":
            raise MarkupError(
                "`:::` closes nothing: no `::: landscape` stands open here", _line(end)
            )
        if (end.type if end else None) != closing:
            raise AssertionError(f"expected {closing}, found {end}")
        return blocks

    def _blocks(self) -> tuple[tuple[Block, ...], Token | None]:
        """The blocks up to a token that is none of them, and that token."""
        out: list[Block | Loose] = []
        while (token := self._next()) is not None:
            line = token.map[0] + 1 if token.map else 0
            match token.type:
                case "paragraph_open":
                    out.append(self._paragraph())
                case "heading_open":
                    out.append(Heading(cast(int, token.meta["level"]), *self._text()))
                case "list_open":
                    append_list(out, List(cast(Kind, token.meta["kind"]), self._items(), line))
                case "blockquote_open":
                    out.append(Quote(self._container("blockquote_close"), line))
                case "table":
                    out.append(read_table(token, self._inlines))
                case "enclosure_open":
                    out.append(self._enclosed(token))
                case "statement" if _statement(token).keyword not in _CLOSES:
                    out.append(self._enclosing(token))
                case _:
                    return gathered(out, self._inlines), token
        return gathered(out, self._inlines), None

    def _paragraph(self) -> Paragraph | Loose:
        """The paragraph just opened; not yet read where it may be a caption or a note."""
        token = self._tokens[self._index]
        if self._within and _ROWS.fullmatch(token.content):
            raise MarkupError(
                "statements enclose whole tables, not rows of one: there is no row of dashes here. "
                "A bar that belongs to the text is written `\\|`",
                _line(token),
            )
        if is_loose(token.content):
            self._index += 2
            return Loose(token.content, _line(token))
        return Paragraph(*self._text())

    def _enclosed(self, opening: Token) -> Landscape:
        """The blocks up to the `:::` that closes them."""
        blocks, end = self._blocks()
        if end is None or end.type != "enclosure_close":
            raise MarkupError(
                f"`::: {opening.info}` is not closed by `:::` on a line of its own", _line(opening)
            )
        for block in blocks:
            if isinstance(block, Landscape):
                raise MarkupError("`::: landscape` stands within another", block.line)
        return Landscape(blocks, _line(opening))

    def _text(self) -> tuple[tuple[Inline, ...], int]:
        """The inlines of the paragraph or heading just opened, and its line."""
        token = cast(Token, self._next())
        self._next()
        line = _line(token)
        return self._inlines.read(token.content, line), line

    def _items(self) -> tuple[Item, ...]:
        items: list[Item] = []
        while (token := cast(Token, self._next())).type == "item_open":
            items.append(Item(token.info, self._container("item_close"), _line(token)))
        return tuple(items)

    def _enclosing(self, token: Token) -> Condition | Loop:
        """A condition or loop, up to its end."""
        line, statement = _line(token), _statement(token)
        if statement.keyword == "for":
            body, _ = self._branch(token, ("endfor",))
            return Loop(statement.names, statement.source, body, line)
        branches: list[tuple[str | None, tuple[Block, ...]]] = []
        while statement.keyword != "endif":
            last = statement.keyword == "else"
            body, end = self._branch(token, ("endif",) if last else ("elif", "else", "endif"))
            branches.append((None if last else statement.source, body))
            statement = _statement(end)
        return Condition(tuple(branches), line)

    def _branch(self, opening: Token, ends: tuple[str, ...]) -> tuple[tuple[Block, ...], Token]:
        """The blocks up to a statement that may end them, and its token."""
        self._within += 1
        blocks, end = self._blocks()
        self._within -= 1
        name = _statement(opening).keyword
        if end is None or end.type != "statement":
            raise MarkupError(
                f"`{{% {name} … %}}` is not closed by `{{% end{name} %}}` in the same list item, "
                f"quotation or body",
                _line(opening),
            )
        found = _statement(end).keyword
        if found not in ends:
            raise MarkupError(
                f"`{{% {found} %}}` cannot stand here: `{{% {name} … %}}` of line {_line(opening)} "
                f"awaits `{{% {ends[-1]} %}}`",
                _line(end),
            )
        return blocks, end


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0


def _statement(token: Token) -> Statement:
    return cast(Statement, token.meta["statement"])


def read_blocks(md: MarkdownIt, tokens: list[Token]) -> tuple[Block, ...]:
    """Return the blocks of a body from the tokens of its blocks."""
    notes = Notes(md)
    rest = notes.take(tokens)
    blocks = BlockReader(rest, InlineReader(md, notes.call)).read()
    notes.check_called()
    return blocks
