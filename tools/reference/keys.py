"""docs/reference.md: every key that a user can write, from the JSON Schema of the model."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dipdocs.model import LANGUAGES, json_schema
from dipdocs.model.schema import properties
from reference.markdown import MADE, table

Schema = dict[str, Any]
DOCUMENTS = {"Letter": "letter", "NoteVerbale": "note", "Declaration": "declaration"}
ORDER = (
    "Party",
    "Declined",
    "Circulation",
    "OrganEntry",
    "AgendaItem",
    "Request",
    "Reissue",
    "Annex",
    "Done",
    "Letterhead",
)
ATTACHED = {"Enclosure": "Annex", "Appendix": "Annex"}
"""What has the keys of another definition."""
FIRST = ("kind", "language", "date", "from", "to", "circulation", "title", "body", "annexes")
"""The keys that a writer meets first, in their order."""
_TOGETHER = {
    ("text", "a file", "one for each language"): "text for each language",
    ("text", "a file"): "text",
}
"""What goes under one name."""
_MOST_VALUES = 8
_CODES = list(LANGUAGES)


def page() -> str:
    """The page as it should be."""
    schema = json_schema()
    definitions: dict[str, Schema] = schema["$defs"]
    unknown = set(definitions) - set(ORDER) - set(DOCUMENTS) - set(ATTACHED) - {"Country"}
    assert not unknown, f"no place on the page for {unknown}"
    return "\n".join(
        [
            "# Every key",
            "",
            MADE.format("the model (`dipdocs schema` is the same for editors)"),
            "",
            "[writing.md](writing.md) tells how they are used. A key in **bold** must be given. "
            'A text may stand in place or in a file (`{file: name}`); "text for each language" may '
            "also be given once for each (`{en: …, fr: …}`).",
            "",
            "## Document",
            "",
            *_documents(definitions),
            "",
            *(line for name in ORDER for line in _definition(name, definitions)),
            "## State",
            "",
            "The ISO 3166 alpha-2 code of a Member or observer State. The names in the six "
            "languages, and since when a State bears them, are in `templates/states/`.",
            "",
        ]
    )


def _documents(definitions: dict[str, Schema]) -> list[str]:
    """The keys of letters, notes and declarations in one table, with the kinds that have them."""
    found: dict[str, dict[str, tuple[Schema, bool]]] = {}
    for name, kind in DOCUMENTS.items():
        required = definitions[name].get("required", ())
        for key, value in properties(definitions[name]).items():
            found.setdefault(key, {})[kind] = (value, key in required)
    rows = []
    for key in (*FIRST, *(key for key in found if key not in FIRST)):
        kinds = found[key]
        value, _ = next(iter(kinds.values()))
        needed = [kind for kind, (_, must) in kinds.items() if must]
        where = "all" if len(kinds) == len(DOCUMENTS) else ", ".join(kinds)
        if needed and len(needed) < len(kinds):
            where += f"; needed in {', '.join(needed)}"
        name = f"**`{key}`**" if len(needed) == len(kinds) else f"`{key}`"
        if key == "kind":
            name, where = "**`kind`**", "all"
            value = value | {
                "description": "Which of them it is.",
                "enum": ["letter", "note-verbale", "declaration"],
                "examples": ["letter"],
            }
            value.pop("const", None)
            value.pop("default", None)
        rows.append((name, where, *_told(value)))
    return table(("key", "in", "what it is", "value", "if not given", "example"), rows)


def _definition(name: str, definitions: dict[str, Schema]) -> Iterator[str]:
    definition = definitions[name]
    title = {"Annex": "Annex, enclosure, appendix", "OrganEntry": "Organ"}.get(
        name, definition["title"]
    )
    yield from (f"## {title}", "", _says(definition), "")
    required = _required(definition)
    yield from table(
        ("key", "what it is", "value", "if not given", "example"),
        (
            (f"**`{key}`**" if key in required else f"`{key}`", *_told(value))
            for key, value in properties(definition).items()
        ),
    )
    yield ""
    if name == "Annex":
        yield "An enclosure has `appendices` instead of `enclosures`; an appendix has neither."
        yield ""


def _says(definition: Schema) -> str:
    for one in (definition, *definition.get("anyOf", ())):
        if "description" in one:
            return " ".join(str(one["description"]).split())
    return ""


def _required(definition: Schema) -> list[str]:
    for one in (definition, *definition.get("anyOf", ())):
        if "required" in one:
            return list(one["required"])
    return []


def _told(value: Schema) -> tuple[str, str, str, str]:
    """What a key is, its values, its default, an example."""
    description = str(value.get("description", "")).replace("{{", "{{").strip()
    examples = value.get("examples", ())
    return (
        description,
        _values(value),
        _default(value.get("default")),
        f"`{_yaml(examples[0])}`" if examples else "",
    )


def _values(value: Schema) -> str:
    """What a value may be, in few words."""
    kinds = list(dict.fromkeys(_kinds(value)))
    for many, one in _TOGETHER.items():
        if set(many) <= set(kinds):
            kinds = [one, *(kind for kind in kinds if kind not in many)]
    if len(kinds) == 2 and kinds[1] == f"a list of {kinds[0]}":
        return f"{kinds[0]}, one or a list"
    return " or ".join(kinds)


def _default(value: object) -> str:
    if value is None or value in ([], {}) or isinstance(value, dict):
        return ""
    return f"`{_yaml(value)}`"


def _yaml(value: object) -> str:
    """A value as YAML has it on one line."""
    match value:
        case bool():
            return str(value).lower()
        case dict():
            return "{" + ", ".join(f"{key}: {_yaml(one)}" for key, one in value.items()) + "}"
        case list():
            return "[" + ", ".join(_yaml(one) for one in value) + "]"
        case str() if not value or any(char in value for char in ":#{}[],&*!|>'\"%@`\n"):
            return json.dumps(value, ensure_ascii=False)
    return str(value)


def _kinds(value: Schema) -> Iterator[str]:
    """What a value may be, in words."""
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        link = {"Country": "State", "OrganEntry": "Organ"}.get(name, name)
        anchor = {"Annex": "annex-enclosure-appendix", "Enclosure": "annex-enclosure-appendix",
                  "Appendix": "annex-enclosure-appendix", "AgendaItem": "agenda-item"}.get(
            name, link.lower())  # fmt: skip
        shown = "agenda item" if name == "AgendaItem" else link.lower() if link != "State" else link
        yield f"[{shown}](#{anchor})"
        return
    choices = value.get("anyOf") or value.get("oneOf")
    if choices:
        for choice in choices:
            yield from _kinds(choice)
        return
    if "const" in value:
        yield f"`{value['const']}`"
        return
    if "enum" in value:
        names = list(value["enum"])
        if names == _CODES:
            yield "a language"
        elif len(names) > _MOST_VALUES:
            yield "an [identifier](identifiers.md)"
        else:
            yield ", ".join(f"`{name}`" for name in names)
        return
    match value.get("type"):
        case "array":
            yield f"a list of {_values(value['items'])}"
        case "string" if "image" in value.get("description", ""):
            yield "an image file"
        case "string":
            yield "a date" if value.get("format") == "date" else "text"
        case "integer":
            yield "a number"
        case "boolean":
            yield "`true`, `false`"
        case "object" if "file" in value.get("properties", {}):
            yield "a file"
        case "object" if "propertyNames" in value:
            yield "one for each language"
        case "object" if "additionalProperties" in value:
            yield "one for each language, of any language"
        case "null":
            return
        case other:
            raise AssertionError(f"no words for {other}: {value}")
