"""What editors are told beyond the rules: titles, what keys mean, examples, the States by name.

What a key means is the docstring of its attribute, read from the source when the schema is asked
for: no document needs it. Examples are data: `templates/schema.yaml`, by definition and key.
"""

from __future__ import annotations

import ast
import csv
import inspect
import textwrap
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from dipdocs.resources import read_yaml, templates

Schema = dict[str, Any]

_COUNTRY = "^[A-Z]{2}$"
"""The pattern by which the model tells a State's code."""


def for_editors(schema: Schema, models: Iterable[type[BaseModel]]) -> Schema:
    """The JSON Schema of these models with titles as users read them, examples, States by name."""
    definitions: dict[str, Schema] = schema["$defs"]
    examples = read_yaml(templates() / "schema.yaml")
    told = {model.__name__: meanings(model) for model in models}
    for name, definition in definitions.items():
        definition["title"] = _title(name)
        keys = properties(definition)
        for key in keys:
            if key in told[name]:
                keys[key] = dict(sorted({**keys[key], "description": told[name][key]}.items()))
            value = keys[key]
            value["title"] = _title(key)
            if key in examples.get(name, {}):
                value["examples"] = examples[name][key]
            elif key in examples["every"]:
                value["examples"] = examples["every"][key]
    with_states: Schema = _with_states(schema)
    with_states["$defs"]["Country"] = _states()
    return with_states


def meanings(model: type[BaseModel]) -> dict[str, str]:
    """What the docstrings under a model's attributes say, by the keys that users write."""
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if issubclass(base, BaseModel) and base is not BaseModel:
            found |= _docstrings(base)
    fields = model.model_fields.items()
    return {field.alias or name: found[name] for name, field in fields if name in found}


def _docstrings(model: type[BaseModel]) -> dict[str, str]:
    """The docstrings that stand under the attributes of a class, by attribute."""
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    assert isinstance(tree, ast.ClassDef)
    found = {}
    for attribute, below in zip(tree.body, tree.body[1:], strict=False):
        match attribute, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                found[name] = inspect.cleandoc(text)
    return found


def properties(definition: Schema) -> dict[str, Schema]:
    """The properties of a definition, also of one that may be a bare word."""
    for choice in (definition, *definition.get("anyOf", ())):
        if "properties" in choice:
            found: dict[str, Schema] = choice["properties"]
            return found
    return {}


def _title(name: str) -> str:
    """``release_date`` and ``AgendaItem`` as words: Release date, Agenda item."""
    spaced = "".join(f" {char}" if char.isupper() else char for char in name.replace("_", " "))
    return spaced.strip().capitalize()


def _with_states(value: Any) -> Any:  # noqa: ANN401 - any part of a schema
    if isinstance(value, dict):
        if value.get("pattern") == _COUNTRY:
            return {"$ref": "#/$defs/Country"}
        return {key: _with_states(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_with_states(part) for part in value]
    return value


def _states() -> Schema:
    """The codes of States; the names are shown by editors that know `markdownEnumDescriptions`."""
    table = templates() / "states" / "countries.csv"
    with table.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["iso2"])
    return {
        "title": "State",
        "description": "The ISO 3166 code of a Member or observer State.",
        "type": "string",
        "enum": [row["iso2"] for row in rows],
        "markdownEnumDescriptions": [row["en_short"] for row in rows],
    }
