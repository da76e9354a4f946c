"""Plain data read as a document, and the JSON Schema that tells editors what may be written."""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any

from pydantic import VERSION, Field, TypeAdapter
from pydantic_core import SchemaValidator

from dipdocs.kept import kept
from dipdocs.model.base import FileReader, Strict
from dipdocs.model.documents import Document
from dipdocs.resources import templates


def parse_document(data: object, files: FileReader | None = None) -> Document:
    """A document from plain data. `files` gives the text of `{file: …}` values.

    Raises pydantic's ValidationError; the readers turn it into findings with line and column.
    """
    document: Document = _validator().validate_python(data, context={"files": files})
    return document


@cache
def _adapter() -> TypeAdapter[Document]:
    """All that pydantic makes of the model's types."""
    return TypeAdapter(Annotated[Document, Field(discriminator="kind")])


@cache
def _validator() -> SchemaValidator:
    """The validator of documents.

    pydantic makes it in two steps: of the types a schema, in Python and slowly, which is kept; of
    that the validator, at once.
    """
    return SchemaValidator(kept(f"model-{VERSION}", (), lambda: _plain(_adapter().core_schema)))


def _plain(schema: Any) -> Any:  # noqa: ANN401 - any part of a schema
    """The schema without what it holds for writing and for the JSON Schema."""
    if isinstance(schema, dict):
        # What has a type is a schema; else it is a mapping of names, such as those of fields.
        typed = isinstance(schema.get("type"), str)
        left_out = ("metadata", "serialization") if typed else ()
        return {key: _plain(part) for key, part in schema.items() if key not in left_out}
    if isinstance(schema, list | tuple):
        return type(schema)(map(_plain, schema))
    return schema


_SCHEMA = ("schema.yaml", "states/countries.csv")
"""What the schema is made of beside the models, below `templates/`."""


def json_schema() -> dict[str, Any]:
    """The JSON Schema of what a user writes, for editors. pydantic takes its time to make it."""
    return kept(f"schema-{VERSION}", [templates() / name for name in _SCHEMA], _json_schema)


def _json_schema() -> dict[str, Any]:
    from dipdocs.model.schema import for_editors

    schema = for_editors(_adapter().json_schema(by_alias=True), _below(Strict))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "dipdocs", **schema}


def _below(model: type[Strict]) -> Iterator[type[Strict]]:
    """Our models with a source: those with gaps are made; a program's own are none of ours."""
    for one in model.__subclasses__():
        if one.__module__.startswith("dipdocs.") and one.__module__ != "dipdocs.model.gaps":
            yield one
            yield from _below(one)


def json_schema_text() -> str:
    """The same as a file's text."""
    import json

    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
