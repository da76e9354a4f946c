"""The JSON Schema of a form: a letter's, with an expression allowed wherever a word is closed."""

from __future__ import annotations

from typing import Any

from dipdocs.batch.row import TYPES
from dipdocs.model import json_schema

_EXPRESSION = {"type": "string", "pattern": "\\{\\{", "description": "an expression: {{ row.… }}"}
_CLOSING = ("enum", "const", "pattern", "format")
_OPEN = ("boolean", "integer", "number", "array")


def form_schema() -> dict[str, Any]:
    """The JSON Schema of what a user writes as a form, for editors."""
    schema = json_schema()
    kinds = {name for name, part in schema["$defs"].items() if "body" in part.get("properties", {})}
    schema["$defs"] = {name: _opened(part) for name, part in schema["$defs"].items()}
    for name in kinds:
        properties = schema["$defs"][name]["properties"]
        if name in ("Annex", "Enclosure", "Appendix"):
            properties["when"] = {
                "type": ["string", "boolean"],
                "description": "an expression: whether the text is annexed in this row's document",
            }
        else:
            properties["row"] = _ROW
            # What kind of document a form is decides which keys it has: no row changes it.
            kind = json_schema()["$defs"][name]["properties"]["kind"]
            properties["kind"] = kind
    return {**schema, "title": "dipdocs form"}


_ROW = {
    "description": "The columns of the table, with their types; ? marks one that may be empty.",
    "type": ["object", "null"],
    "additionalProperties": {
        "anyOf": [
            {"enum": [f"{name}{mark}" for name in TYPES for mark in ("", "?")]},
            {"type": "array", "items": {"type": "string"}, "minItems": 1},
        ]
    },
}


def _opened(part: Any) -> Any:  # noqa: ANN401
    """A part of the schema in which every closed value may be an expression too."""
    if isinstance(part, list):
        return [_opened(each) for each in part]
    if not isinstance(part, dict):
        return part
    opened = {
        key: {name: _opened(each) for name, each in value.items()}
        if key == "properties"
        else value
        if key in ("enum", "examples", "required", "propertyNames", "default", "discriminator")
        else _opened(value)
        for key, value in part.items()
    }
    if any(key in part for key in _CLOSING) or part.get("type") in _OPEN:
        about = {key: opened.pop(key) for key in ("description", "title") if key in opened}
        return {"anyOf": [opened, _EXPRESSION], **about}
    return opened
