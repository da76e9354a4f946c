"""What every part of the model shares: strictness, and the types of text, date and file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from typing import Annotated, Any, Protocol

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, core_schema

from dipdocs.errors import Finding
from dipdocs.markup.blocks import Block
from dipdocs.markup.text import forbidden
from dipdocs.model.terms import Language, state_codes

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class Guest(Protocol):
    """A text that another program has written, as blocks, with what could not be carried."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Its blocks."""

    @property
    def pictures(self) -> Mapping[str, bytes]:
        """The bytes of its images, by the path that its blocks name."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was left out or carried otherwise."""


class FileReader(Protocol):
    """Gives the text of files named in a letter; keeps to the letter's own folder."""

    def read_text(self, path: str) -> str:
        """Text of the file; ValueError where it may not or cannot be read."""

    def read_bytes(self, path: str) -> bytes:
        """Bytes of the file; ValueError where it may not or cannot be read."""

    def read_guest(self, path: str, *, keep_widths: bool) -> Guest:
        """A text of another program as blocks; ValueError where it cannot be read."""


class Strict(BaseModel):
    """Base of the model: unknown keys refused, no silent conversion, values never change.

    Modules of models do without `from __future__ import annotations`: pydantic would evaluate the
    text of every annotation again, at every start.
    """

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        frozen=True,
        populate_by_name=True,
        defer_build=True,  # the validator of a whole document is built once, when first used
    )


def problem(
    message: str,
    *,
    found: object = None,
    expected: str | None = None,
    fix: str | None = None,
    field: str | None = None,
    **more: object,
) -> PydanticCustomError:
    """A validation error in the user's words; the readers turn it into a finding.

    `field` is the path, within the value being validated, of what is wrong: ``organs[0].year``.
    """
    context = {"found": found, "expected": expected, "fix": fix, "field": field, **more}
    known = {key: value for key, value in context.items() if value is not None}
    # Pydantic formats the template with the context: braces of the user's text must survive.
    return PydanticCustomError("dipdocs", "{message}", {"message": message, **known})


class Before:
    """A function that a value goes through before its type is checked.

    As pydantic's `BeforeValidator`, which finds out anew for every field whether the function
    asks for the information of the validation: here it is said (`informed`).
    """

    def __init__(self, function: Callable[..., Any], *, informed: bool = False) -> None:
        self._function = function
        self._informed = informed

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        if self._informed:
            return core_schema.with_info_before_validator_function(self._function, handler(source))
        return core_schema.no_info_before_validator_function(self._function, handler(source))


class After:
    """A function that a value goes through after its type was checked."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        self._function = function

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(self._function, handler(source))


class Choice:
    """Several types for one field: `shape` tells by the value which of `types` it is."""

    def __init__(self, shape: Callable[[object], str], **types: Any) -> None:  # noqa: ANN401
        self._shape = shape
        self._types = types

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        types = {name: handler.generate_schema(one) for name, one in self._types.items()}
        return core_schema.tagged_union_schema(types, self._shape)


class Made:
    """For a field whose value a validator before has made: an object of this class, as it is.

    Unlike pydantic's `InstanceOf` it does not look into the class, which holds a whole text.
    """

    def __init__(self, kind: type) -> None:
        self._kind = kind

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.is_instance_schema(self._kind)


def empty() -> Any:  # noqa: ANN401 - as pydantic's Field
    """The default of a list that need not be given.

    Of a plain `[]` pydantic would make a deep copy for every model.
    """
    return Field(default_factory=list, json_schema_extra={"default": []})


def within(step: str, error: PydanticCustomError) -> PydanticCustomError:
    """The error of a part of a value, as one of the value: its field begins with the step."""
    context = dict(error.context or {})
    inner = str(context.pop("field", ""))
    joined = f"{step}.{inner}" if inner and not inner.startswith("[") else step + inner
    return PydanticCustomError("dipdocs", "{message}", {**context, "field": joined})


def nearest(word: str, known: object) -> str | None:
    """«did you mean X», or nothing."""
    close = get_close_matches(word, [str(name) for name in known], 1)  # type: ignore[attr-defined]
    return f"did you mean {close[0]!r}?" if close else None


def file_reader(info: ValidationInfo) -> FileReader | None:
    """The reader of files that the validation was given."""
    context = info.context
    return context.get("files") if isinstance(context, Mapping) else None


def read_file(path: object, info: ValidationInfo) -> str:
    """Text of a file named in the data."""
    if not isinstance(path, str):
        raise problem("a file is named by its path", found=repr(path), expected="a file name")
    files = file_reader(info)
    if files is None:
        raise problem(
            f"the file {path!r} cannot be read here: the letter has no folder",
            fix="load the letter from a file, or give the text itself",
        )
    try:
        return files.read_text(path)
    except ValueError as error:
        raise problem(str(error), found=path) from None


def refuse_control_characters(text: str) -> str:
    """Text as it is, unless it holds a character that no Word document can hold (XML 1.0 §2.2)."""
    bad = forbidden(text)
    if bad:
        raise problem(
            f"a control character, U+{ord(bad[0]):04X}, which no document can hold",
            found=repr(text[max(0, bad.start() - 10) : bad.end() + 10]),
            expected="text without control characters",
        )
    return text


def _text(value: object, info: ValidationInfo) -> object:
    if isinstance(value, dict) and set(value) == {"file"}:
        return read_file(value["file"], info).strip()
    return value


FILE_SCHEMA = {
    "type": "object",
    "properties": {"file": {"type": "string", "description": "a file beside the letter"}},
    "required": ["file"],
    "additionalProperties": False,
}

Text = Annotated[
    str,
    Before(_text, informed=True),
    After(refuse_control_characters),
    WithJsonSchema({"anyOf": [{"type": "string"}, FILE_SCHEMA]}),
]
"""Words of a user's own: text in place, or `{file: name}` beside the letter."""


def shape(value: object) -> str:
    """Whether a value is one text or one for each language."""
    return "localized" if isinstance(value, Mapping) and "file" not in value else "text"


LocalizedText = Annotated[
    str | dict[Language, str], Choice(shape, text=Text, localized=dict[Language, Text])
]
"""A text, or one text for each language: `{en: …, fr: …}`."""


class Declined(Strict):
    """A phrase in the grammatical cases that Russian and Arabic need."""

    nominative: Text
    """The phrase with its article, as a subject: «Премьер-министр Непала»"""
    genitive: Text | None = None
    """After «of»: «Премьер-министра Непала»"""
    dative: Text | None = None
    """After «to»: «Премьер-министру Непала»"""


_CASES = frozenset(Declined.model_fields)


def _phrase_shape(value: object) -> str:
    if isinstance(value, Declined):
        return "declined"
    if not isinstance(value, Mapping) or "file" in value:
        return "text"
    return "declined" if _CASES.intersection(value) else "localized"


Phrase = Annotated[str | Declined, Choice(_phrase_shape, text=Text, declined=Declined)]
LocalizedPhrase = Annotated[
    str | Declined | dict[Language, str | Declined],
    Choice(_phrase_shape, text=Text, declined=Declined, localized=dict[Language, Phrase]),
]
"""A phrase with its article, in the nominative or in each case; one, or one for each language."""


def _date(value: object) -> object:
    if isinstance(value, datetime):
        value = value.date().isoformat() if value.time() == datetime.min.time() else str(value)
    if isinstance(value, str):
        try:
            if not _ISO_DATE.fullmatch(value):
                raise ValueError(value)
            return date.fromisoformat(value)
        except ValueError:
            raise problem(
                f"{value!r} is no date", found=value, expected="a date as YYYY-MM-DD"
            ) from None
    if not isinstance(value, date):
        raise problem(f"{value!r} is no date", found=repr(value), expected="a date as YYYY-MM-DD")
    return value


Date = Annotated[date, Before(_date), WithJsonSchema({"type": "string", "format": "date"})]
"""A day, ISO 8601: 2009-07-06."""


def _country(code: str) -> str:
    if code not in state_codes():
        raise problem(
            f"{code!r} is no State's code",
            found=code,
            expected="the ISO 3166 alpha-2 code of a Member or observer State (FR, RU)",
            fix=nearest(code.upper(), state_codes()) if code.upper() in state_codes() else None,
        )
    return code


Country = Annotated[
    str,
    After(_country),
    WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2}$", "examples": ["FR", "RU", "KZ"]}),
]
"""ISO 3166 alpha-2 code of a State."""


class _OneOrMore:
    """A single value stands for a list of one, to the validator and in the JSON Schema."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(_listed, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        several = handler(schema)
        return {"anyOf": [several["items"], several]}


ONE_OR_MORE = _OneOrMore()
"""For a list: one value may be written without brackets."""


def _listed(value: object) -> object:
    return value if isinstance(value, list | tuple) else [value]


def as_list(value: object) -> Any:  # noqa: ANN401 - validators pass on what they do not know
    """Tuples are as good as lists for a Python user."""
    return list(value) if isinstance(value, tuple) else value
