"""Bodies: Markdown, in place or in a file beside the letter, parsed once when the model is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

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
from dipdocs.markup.blocks import Block, Condition, Heading, List, Loop, Paragraph, Quote
from dipdocs.markup.inlines import Footnote, Inline, Link, Picture
from dipdocs.model.base import FILE_SCHEMA, file_reader, problem, read_file
from dipdocs.model.terms import Language


@dataclass(frozen=True, slots=True)
class Body:
    """A text in Markdown with its blocks. `file` is where it came from, None for text in place."""

    source: str
    blocks: tuple[Block, ...]
    file: str | None = None
    pictures: Mapping[str, bytes] = field(default_factory=dict, compare=False)
    """The images that the text shows, by the path it names."""


def _inlines(blocks: tuple[Block, ...]) -> Iterator[Inline]:
    """Every inline of a text, footnotes included, in order."""
    for block in blocks:
        match block:
            case Paragraph(inlines=inlines) | Heading(inlines=inlines):
                yield from _flat(inlines)
            case List(items=items):
                for item in items:
                    yield from _inlines(item.blocks)
            case Quote(blocks=inner) | Loop(blocks=inner):
                yield from _inlines(inner)
            case Condition(branches=branches):
                for _, inner in branches:
                    yield from _inlines(inner)


def _flat(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    for inline in inlines:
        yield inline
        match inline:
            case Link(children=children):
                yield from _flat(children)
            case Footnote(paragraphs=paragraphs):
                for paragraph in paragraphs:
                    yield from _flat(paragraph)


def _pictures(blocks: tuple[Block, ...], info: ValidationInfo) -> dict[str, bytes]:
    sources = [inline.source for inline in _inlines(blocks) if isinstance(inline, Picture)]
    if not sources:
        return {}
    files = file_reader(info)
    if files is None:
        raise problem(
            f"the image {sources[0]!r} cannot be read here: the letter has no folder",
            fix="load the letter from a file",
        )
    try:
        return {source: files.read_bytes(source) for source in sources}
    except ValueError as error:
        raise problem(str(error)) from None


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
    return Body(value, blocks, file, _pictures(blocks, info))


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
        return ImageFile(value, files.read_bytes(value))
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
