"""What blocks say, told in the same words as `texts.expected`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from dipdocs.markup.blocks import Block, Heading, List, Paragraph, Quote, Table
from dipdocs.markup.inlines import Footnote, Inline, Link, Picture, Run, plain

Found = tuple[object, ...]


def found(blocks: Iterable[Block], pictures: Mapping[str, bytes], depth: int = -1) -> list[Found]:
    """All that blocks say, in order."""
    return list(_found(blocks, pictures, depth))


def _found(blocks: Iterable[Block], pictures: Mapping[str, bytes], depth: int) -> Iterator[Found]:
    for block in blocks:
        match block:
            case Heading(level=level, inlines=inlines):
                yield "heading", level, plain(inlines)
                yield from _inside(inlines)
            case Paragraph(inlines=(Picture() as picture,)):
                yield "image", picture.alternative, pictures[picture.source]
            case Paragraph(inlines=inlines):
                yield "paragraph", plain(inlines)
                yield from _inside(inlines)
            case List(items=items):
                for item in items:
                    first, *rest = item.blocks
                    assert isinstance(first, Paragraph)
                    yield "item", depth + 1, item.label, plain(first.inlines)
                    yield from _inside(first.inlines)
                    yield from _found(rest, pictures, depth + 1)
            case Quote(blocks=inner):
                yield from _found(inner, pictures, depth)
            case Table(rows=rows, head=head):
                yield "table", head
                for number, row in enumerate(rows):
                    for cell in row:
                        yield "cell", number, plain(cell.inlines), cell.columns, cell.rows
            case _:
                raise AssertionError(f"no guest gives a {type(block).__name__}")


def _inside(inlines: tuple[Inline, ...]) -> Iterator[Found]:
    """The styles, links and notes of a text."""
    styled = [
        (run.text.strip(), run.style.name) for run in inlines if isinstance(run, Run) and run.style
    ]
    if styled:
        yield "styles", *styled
    for inline in inlines:
        if isinstance(inline, Link):
            yield "link", inline.target, plain(inline.children)
        elif isinstance(inline, Footnote):
            yield "note", " / ".join(plain(paragraph) for paragraph in inline.paragraphs)


def without_lines(value: Any) -> Any:
    """Blocks without the lines they stood on, for comparing."""
    if isinstance(value, tuple | list):
        return tuple(without_lines(one) for one in value)
    if not is_dataclass(value):
        return value
    changes = {field.name: without_lines(getattr(value, field.name)) for field in fields(value)}
    if "line" in changes:
        changes["line"] = 0
    return replace(value, **changes)  # type: ignore[type-var]
