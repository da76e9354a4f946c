"""Bodies: Markdown, in place or in a file beside the letter, parsed once when the model is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, assert_never

from pydantic import (
    BeforeValidator,
    Discriminator,
    InstanceOf,
    PlainSerializer,
    Tag,
    ValidationInfo,
    WithJsonSchema,
)

from dipdocs.markup import MarkupError, parse
from dipdocs.markup.blocks import (
    Block,
    Condition,
    Figure,
    Heading,
    Landscape,
    List,
    Loop,
    Paragraph,
    Quote,
    Table,
)
from dipdocs.markup.inlines import Footnote, Inline, Link, Picture
from dipdocs.model.base import FILE_SCHEMA, file_reader, problem, read_file
from dipdocs.model.images import checked
from dipdocs.model.terms import Language


@dataclass(frozen=True, slots=True)
class Body:
    """A text in Markdown with its blocks. `file` is where it came from, None for text in place."""

    source: str
    blocks: tuple[Block, ...]
    file: str | None = None
    pictures: Mapping[str, bytes] = field(default_factory=dict, compare=False)
    """The images that the text shows, by the path it names."""


def _pictured(blocks: tuple[Block, ...]) -> Iterator[tuple[Picture, int]]:
    """Every picture of a text, with the line of its block, in order."""
    for block in blocks:
        match block:
            case Paragraph(inlines=inlines) | Heading(inlines=inlines):
                texts = [inlines]
            case Figure(picture=picture, caption=caption):
                texts = [caption, (picture,)]
            case Table(rows=rows, caption=caption, notes=notes):
                texts = [caption, *(cell.inlines for row in rows for cell in row)]
                texts += [note.inlines for note in notes]
            case List(items=items):
                texts = []
                for item in items:
                    yield from _pictured(item.blocks)
            case Quote(blocks=inner) | Loop(blocks=inner) | Landscape(blocks=inner):
                texts = []
                yield from _pictured(inner)
            case Condition(branches=branches):
                texts = []
                for _, inner in branches:
                    yield from _pictured(inner)
            case _:
                assert_never(block)
        for text in texts:
            for inline in _flat(text):
                if isinstance(inline, Picture):
                    yield inline, block.line


def _flat(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    for inline in inlines:
        yield inline
        match inline:
            case Link(children=children):
                yield from _flat(children)
            case Footnote(paragraphs=paragraphs):
                for paragraph in paragraphs:
                    yield from _flat(paragraph)


def _pictures(
    blocks: tuple[Block, ...], file: str | None, info: ValidationInfo
) -> dict[str, bytes]:
    """The bytes of every picture, each read once; an error names the line that shows it."""
    files = file_reader(info)
    pictures: dict[str, bytes] = {}
    for picture, line in _pictured(blocks):
        source = picture.source
        if source in pictures:
            continue
        if files is None:
            raise problem(
                f"the image {source!r} cannot be read here: the letter has no folder",
                fix="load the letter from a file",
            )
        try:
            pictures[source] = checked(files.read_bytes(source), source)
        except ValueError as error:
            raise problem(str(error), found=source, line=line, file=file) from None
    return pictures


def _body(value: object, info: ValidationInfo) -> Body:
    if isinstance(value, Body):
        return value
    file = None
    if isinstance(value, dict) and set(value) == {"file"}:
        file = value["file"]
        value = read_file(file, info)
    if not isinstance(value, str):
        raise problem(
            "a body is text", found=repr(value), expected="Markdown text, or {file: name.md}"
        )
    try:
        blocks = parse(value)
    except MarkupError as error:
        raise problem(error.message, line=error.line, file=file) from None
    return Body(value, blocks, file, _pictures(blocks, file, info))


def _serialize(body: Body) -> str | dict[str, str]:
    return body.source if body.file is None else {"file": body.file}


def _shape(value: object) -> str:
    return "localized" if isinstance(value, Mapping) and "file" not in value else "text"


MarkdownBody = Annotated[
    InstanceOf[Body],
    BeforeValidator(_body),
    PlainSerializer(_serialize),
    WithJsonSchema({"anyOf": [{"type": "string"}, FILE_SCHEMA]}),
]
LocalizedBody = Annotated[
    Annotated[MarkdownBody, Tag("text")]
    | Annotated[dict[Language, MarkdownBody], Tag("localized")],
    Discriminator(_shape),
]
"""A body, or one for each language."""


def _image(value: object, info: ValidationInfo) -> Any:  # noqa: ANN401
    if not isinstance(value, str):
        return value
    files = file_reader(info)
    if files is None:
        raise problem(f"the image {value!r} cannot be read here: the letter has no folder")
    try:
        return ImageFile(value, checked(files.read_bytes(value), value))
    except ValueError as error:
        raise problem(str(error), found=value) from None


@dataclass(frozen=True, slots=True)
class ImageFile:
    """An image named in the letter, with its bytes."""

    name: str
    data: bytes = field(repr=False)


Image = Annotated[
    InstanceOf[ImageFile],
    BeforeValidator(_image),
    PlainSerializer(lambda image: image.name),
    WithJsonSchema({"type": "string", "description": "an image file beside the letter"}),
]
"""A PNG or JPEG file beside the letter."""
