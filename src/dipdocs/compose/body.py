"""Bodies: blocks as written become blocks as finished."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any, assert_never

from dipdocs.compose.composition import Block, Image, Landscape, ListItem, Paragraph, Role
from dipdocs.compose.context import Context
from dipdocs.compose.expressions import Evaluator, Said
from dipdocs.compose.headings import numbered
from dipdocs.compose.labels import item_number
from dipdocs.compose.misuse import shown
from dipdocs.compose.tables import finished
from dipdocs.errors import DipdocsError, Finding
from dipdocs.markup import blocks as written
from dipdocs.markup.inlines import Expression, Footnote, Inline, Link, Picture, Run
from dipdocs.model import Body, LocalizedBody

_HEADINGS = {1: Role.HEADING_1, 2: Role.HEADING_2, 3: Role.HEADING_3}
MOST_ROUNDS = 10_000
"""Rounds that all `{% for %}` of one text may make together."""


def body_blocks(
    value: LocalizedBody, context: Context, evaluator: Evaluator, where: str
) -> list[Block]:
    """The blocks of a body in the language composed in."""
    body, where = context.body(value, where)
    walk = _Walk(context, evaluator, body, where)
    return list(walk.blocks(body.blocks, Role.TEXT, {}))


class _Walk:
    """One walk through one body."""

    def __init__(self, context: Context, evaluator: Evaluator, body: Body, field: str) -> None:
        self.context = context
        self.evaluator = evaluator
        self.body = body
        self.field = field
        self.rounds = 0

    def blocks(
        self,
        blocks: tuple[written.Block, ...],
        role: Role,
        scope: Mapping[str, Any],
        level: int = -1,
    ) -> Iterator[Block]:
        for block in blocks:
            match block:
                case written.Paragraph():
                    yield from self._paragraph(block, role, scope, level)
                case written.Heading(level=depth, inlines=inlines):
                    label, text = numbered(self._inlines(inlines, scope))
                    yield Paragraph(_HEADINGS[depth], text, "body.heading", self.field, label)
                case written.Table():
                    yield finished(
                        block, lambda cell: self._inlines(cell, scope), self._image, self.field
                    )
                case written.Figure(picture=picture, caption=caption):
                    text = self._inlines(caption, scope)
                    yield self._image(
                        picture, Paragraph(Role.CAPTION, text, "image.caption", self.field)
                    )
                case written.Landscape(blocks=inner):
                    wide = tuple(self.blocks(inner, role, scope, level))
                    yield Landscape(wide, "body.landscape", self.field)
                case written.List():
                    yield from self._list(block, scope, level + 1)
                case written.Quote(blocks=inner):
                    yield from self.blocks(inner, Role.QUOTATION, scope, level)
                case written.Condition():
                    yield from self._condition(block, role, scope, level)
                case written.Loop():
                    yield from self._loop(block, role, scope, level)
                case _:
                    assert_never(block)

    def _paragraph(
        self, block: written.Paragraph, role: Role, scope: Mapping[str, Any], level: int
    ) -> Iterator[Block]:
        level = max(level, 0)
        inlines = block.inlines
        match inlines[0] if len(inlines) == 1 else None:
            case Picture() as picture:
                yield self._image(picture)
            case Expression(source=source, style=style, line=line):
                # A formula alone in its paragraph may give several.
                text = self._said(source, line, scope)
                rule = text.rule if isinstance(text, Said) else "body.expression"
                for part in text.split("\n\n") if text else ():
                    said = self.context.set((Run(part, style),))
                    yield Paragraph(role, said, rule, self.field, level=level)
            case _:
                said = self._inlines(inlines, scope)
                yield Paragraph(role, said, "body", self.field, "", level)

    def _image(self, picture: Picture, caption: Paragraph | None = None) -> Image:
        return Image(
            self.body.pictures[picture.source],
            PurePosixPath(picture.source).name,
            picture.alternative,
            picture.width,
            "body.image",
            self.field,
            caption,
        )

    def _list(self, block: written.List, scope: Mapping[str, Any], level: int) -> Iterator[Block]:
        self.context.lists += 1
        number = self.context.lists
        for item in block.items:
            rest = item.blocks
            inlines: tuple[Inline, ...] = ()
            if rest and isinstance(first := rest[0], written.Paragraph):
                inlines = self._inlines(first.inlines, scope)
                rest = rest[1:]
            yield ListItem(
                block.kind,
                item.label,
                level,
                item_number(item.label, block.kind),
                number,
                inlines,
                "body.list",
                self.field,
            )
            if rest:
                yield from self.blocks(rest, Role.CONTINUATION, scope, level)

    def _condition(
        self, block: written.Condition, role: Role, scope: Mapping[str, Any], level: int
    ) -> Iterator[Block]:
        for source, inner in block.branches:
            if source is None or self._value(source, block.line, scope):
                yield from self.blocks(inner, role, scope, level)
                return

    def _loop(
        self, block: written.Loop, role: Role, scope: Mapping[str, Any], level: int
    ) -> Iterator[Block]:
        values = self._value(block.source, block.line, scope)
        if not isinstance(values, Iterable):
            self._tell("the loop's values are no list", block.line)
            return
        for value in values:
            self.rounds += 1
            if self.rounds > MOST_ROUNDS:
                self._tell(
                    f"the loops of a text go round more than {MOST_ROUNDS} times", block.line
                )
                return
            if len(block.names) == 1:
                bound = {block.names[0]: value}
            elif isinstance(value, list | tuple) and len(value) == len(block.names):
                bound = dict(zip(block.names, value, strict=True))
            else:
                names = ", ".join(block.names)
                self._tell(
                    f"the loop gives values to {names}, and one of its values is {shown(value)}",
                    block.line,
                )
                return
            yield from self.blocks(block.blocks, role, {**scope, **bound}, level)

    def _inlines(self, inlines: tuple[Inline, ...], scope: Mapping[str, Any]) -> tuple[Inline, ...]:
        for inline in inlines:
            if not isinstance(inline, Run):
                break
        else:
            return self.context.set(inlines)
        filled = list(self._filled(inlines, scope))
        for place, (inline, following) in enumerate(pairwise(inlines)):
            if isinstance(inline, Expression) and isinstance(following, Run):
                self._meet(filled, place)
        return self.context.set(tuple(filled))

    def _meet(self, filled: list[Inline], place: int) -> None:
        """Let what an expression says meet what is written after it."""
        said, after = filled[place : place + 2]
        if isinstance(said, Run) and isinstance(after, Run):
            before, rest = self.context.pack.grammar.meet(said.text, after.text)
            if rest != after.text:
                filled[place : place + 2] = [replace(said, text=before), replace(after, text=rest)]

    def _filled(self, inlines: tuple[Inline, ...], scope: Mapping[str, Any]) -> Iterator[Inline]:
        for inline in inlines:
            match inline:
                case Expression(source=source, style=style, line=line):
                    yield Run(self._said(source, line, scope), style)
                case Link(children=children):
                    yield replace(inline, children=tuple(self._filled(children, scope)))
                case Footnote():
                    yield self._footnote(inline, scope)
                case Picture():
                    self._tell(
                        f"the image {inline.source!r} stands within a text; "
                        "put it in a paragraph or a cell of its own",
                        0,
                    )
                case _:
                    yield inline

    def _footnote(self, note: Footnote, scope: Mapping[str, Any]) -> Footnote:
        """The note finished; it is numbered in order, unless it is marked with asterisks."""
        paragraphs = tuple(self._inlines(inlines, scope) for inlines in note.paragraphs)
        return Footnote(paragraphs, note.label if set(note.label) <= {"*"} else "")

    # -- what is wrong is gathered, so that all of it is told at once --

    def _said(self, source: str, line: int, scope: Mapping[str, Any]) -> str:
        """What an expression says; nothing where it cannot be."""
        try:
            return self.evaluator.text(source, self.field, line, scope)
        except DipdocsError as error:
            self._gather(error.findings, source)
            return ""

    def _value(self, source: str, line: int, scope: Mapping[str, Any]) -> Any:  # noqa: ANN401
        """What an expression gives; an empty list where it cannot be."""
        try:
            return self.evaluator.value(source, self.field, line, scope)
        except DipdocsError as error:
            self._gather(error.findings, source)
            return ()

    def _tell(self, message: str, line: int) -> None:
        self._gather([Finding(message, rule="body", field=self.field, line=line or None)], "")

    def _gather(self, findings: Iterable[Finding], source: str) -> None:
        """Findings with their column, and in the body's own file, where lines count."""
        self.context.wrong += [self._placed(finding, source) for finding in findings]

    def _placed(self, finding: Finding, source: str) -> Finding:
        if finding.line is None or finding.field != self.field:
            return finding
        column = _column(self.body.source, finding.line, source)
        return replace(finding, column=column, file=self.body.file or finding.file)


def _column(text: str, line: int, source: str) -> int | None:
    """Where on a line of a text an expression or statement stands."""
    lines = text.splitlines()[line - 1 : line]
    end = lines[0].find(source) if lines and source else -1
    start = max(lines[0].rfind(mark, 0, end) for mark in ("{{", "{%")) if end >= 0 else -1
    return start + 1 if start >= 0 else None
