"""Bodies: Markdown, in place or in a file beside the letter, parsed once when the model is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Any

from pydantic import (
    PlainSerializer,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from dipdocs.errors import Finding
from dipdocs.markup import MarkupError, parse
from dipdocs.markup.blocks import (
    Block,
)
from dipdocs.model.base import (
    Before,
    Choice,
    Made,
    file_reader,
    nearest,
    problem,
    read_file,
    within,
)
from dipdocs.model.images import checked
from dipdocs.model.parts import selected
from dipdocs.model.pictures import pictures_of
from dipdocs.model.terms import Language

GUESTS = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".rtf", ".odt", ".html", ".htm")
"""How the names of files end that another program has written."""
KEPT = ("columns",)
"""What `keep` may keep: the widths of the columns of tables."""
_FILE_KEYS = ("file", "from", "to", "keep")

_BOUND = {"anyOf": [{"type": "string"}, {"type": "integer", "minimum": 1}]}
BODY_FILE_SCHEMA = {
    "type": "object",
    "properties": {
        "file": {
            "type": "string",
            "description": "a file beside the letter: .md, .txt, .docx, .odt or .html",
        },
        "from": {**_BOUND, "description": "the heading or number that the part begins with"},
        "to": {**_BOUND, "description": "the heading or number that it ends with, included"},
        "keep": {
            "type": "array",
            "items": {"enum": list(KEPT)},
            "description": "what of the guest's look is kept: the widths of columns",
        },
    },
    "required": ["file"],
    "additionalProperties": False,
}
_ONE_BODY = [{"type": "string"}, BODY_FILE_SCHEMA]


@dataclass(frozen=True, slots=True)
class Body:
    """A text in Markdown, or of a file of another program, with its blocks.

    `file` is where it came from, None for text in place.
    """

    source: str
    blocks: tuple[Block, ...]
    file: str | None = None
    pictures: Mapping[str, bytes] = field(default_factory=dict, compare=False)
    """The images that the text shows, by the path it names."""
    findings: tuple[Finding, ...] = field(default=(), compare=False)
    """What could not be carried from a file of another program."""
    given: object = None
    """How it was written, where that is more than its text or file."""


def _body(value: object, info: ValidationInfo) -> Body:
    if isinstance(value, Body):
        return value
    if isinstance(value, str):
        return _markdown(value, None, info)
    if isinstance(value, list | tuple) and value:
        return _together([_part(index, part, info) for index, part in enumerate(value)])
    if isinstance(value, dict) and "file" in value:
        return _from_file(value, info)
    raise problem("a body is text", found=repr(value), expected="Markdown text, or {file: name.md}")


def _part(index: int, value: object, info: ValidationInfo) -> Body:
    try:
        return _body(value, info)
    except PydanticCustomError as error:
        raise within(f"[{index}]", error) from None


def _markdown(text: str, file: str | None, info: ValidationInfo) -> Body:
    try:
        blocks = parse(text)
    except MarkupError as error:
        raise problem(error.message, line=error.line, file=file) from None
    return Body(text, blocks, file, pictures_of(blocks, file, info))


def _from_file(value: dict[str, object], info: ValidationInfo) -> Body:
    """The body of a file, or a part of it."""
    strange = [key for key in value if key not in _FILE_KEYS]
    if strange:
        raise problem(
            f"unknown key {strange[0]!r}",
            found=str(strange[0]),
            expected=", ".join(_FILE_KEYS),
            fix=nearest(str(strange[0]), _FILE_KEYS),
            field=str(strange[0]),
        )
    file = value["file"]
    if not isinstance(file, str):
        raise problem(
            "a file is named by its path", found=repr(file), expected="a file name", field="file"
        )
    keep = value.get("keep", ())
    if not isinstance(keep, list | tuple) or any(word not in KEPT for word in keep):
        raise problem(
            "`keep` is a list of what is kept of the file's look",
            found=repr(keep),
            expected=f"[{', '.join(KEPT)}]",
            fix="images are kept in any case, at their size" if "images" in str(keep) else None,
            field="keep",
        )
    body = _read(file, info, keep_widths="columns" in keep)
    bounds = [value.get("from"), value.get("to")]
    for name, bound in zip(("from", "to"), bounds, strict=True):
        if bound is not None and (isinstance(bound, bool) or not isinstance(bound, str | int)):
            raise problem(
                f"`{name}` is a heading or the number of a paragraph",
                found=repr(bound),
                expected='"Heading", or 12',
                field=name,
            )
    if bounds != [None, None]:
        try:
            blocks = selected(body.blocks, *bounds)  # type: ignore[arg-type]
        except LookupError as error:
            name = "from" if error.args[1] == bounds[0] else "to"
            raise problem(
                f"{file}: {error.args[0]}", found=str(error.args[1]), field=name
            ) from None
        body = replace(body, blocks=blocks)
    return replace(body, given=dict(value))


def _read(file: str, info: ValidationInfo, *, keep_widths: bool) -> Body:
    files = file_reader(info)
    if files is None or not file.lower().endswith(GUESTS):
        return _markdown(read_file(file, info), file, info)
    try:
        guest = files.read_guest(file, keep_widths=keep_widths)
    except ValueError as error:
        raise problem(str(error), found=file) from None
    return Body("", guest.blocks, file, guest.pictures, guest.findings)


def _together(bodies: list[Body]) -> Body:
    """Several bodies as one, in order."""
    pictures: dict[str, bytes] = {}
    for body in bodies:
        for source, data in body.pictures.items():
            if pictures.setdefault(source, data) != data:
                raise problem(f"two texts show different images named {source!r}", found=source)
    return Body(
        "\n\n".join(body.source for body in bodies),
        tuple(block for body in bodies for block in body.blocks),
        None,
        pictures,
        tuple(finding for body in bodies for finding in body.findings),
        [_serialize(body) for body in bodies],
    )


def _serialize(body: Body) -> object:
    if body.given is not None:
        return body.given
    return body.source if body.file is None else {"file": body.file}


def _shape(value: object) -> str:
    return "localized" if isinstance(value, Mapping) and "file" not in value else "text"


MarkdownBody = Annotated[
    Body,
    Made(Body),
    Before(_body, informed=True),
    PlainSerializer(_serialize),
    WithJsonSchema(
        {"anyOf": [*_ONE_BODY, {"type": "array", "items": {"anyOf": _ONE_BODY}, "minItems": 1}]}
    ),
]
LocalizedBody = Annotated[
    Body | dict[Language, Body],
    Choice(_shape, text=MarkdownBody, localized=dict[Language, MarkdownBody]),
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
    ImageFile,
    Made(ImageFile),
    Before(_image, informed=True),
    PlainSerializer(lambda image: image.name),
    WithJsonSchema({"type": "string", "description": "an image file beside the letter"}),
]
"""A PNG or JPEG file beside the letter."""
