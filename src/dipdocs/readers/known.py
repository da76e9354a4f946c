"""What may stand at a place of the data, by the model's JSON Schema: asked only after an error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

Schema = Mapping[str, Any]

SHOWN = 8
"""How many of the known values are told at most."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that the user may have meant."""
    plain = {name.lower().replace("_", "-"): name for name in known}
    close = get_close_matches(word.lower().replace("_", "-").replace(" ", "-"), plain, 1, 0.6)
    return plain[close[0]] if close else None


def listed(known: Sequence[str]) -> str:
    """Return known values in words, a long list shortened: "one of a, b, c and 12 more"."""
    if len(known) == 1:
        return known[0]
    rest = len(known) - SHOWN
    if rest > 1:
        return f"one of {', '.join(known[:SHOWN])} and {rest} more"
    return f"one of {', '.join(known)}"


def known_keys(schema: Schema, path: Sequence[str | int], data: object) -> list[str]:
    """Return the keys that a mapping at a place of the data may have."""
    names: dict[str, None] = {}
    for part in _at(schema, path, data):
        names.update(dict.fromkeys(part.get("properties", ())))
        names.update(dict.fromkeys(part.get("propertyNames", {}).get("enum", ())))
    return list(names)


def known_values(schema: Schema, path: Sequence[str | int], data: object) -> list[str]:
    """Return the words of a closed list that may stand at a place of the data."""
    names: dict[str, None] = {}
    for part in _at(schema, path, data):
        words = [part["const"]] if "const" in part else part.get("enum", ())
        names.update(dict.fromkeys(word for word in words if isinstance(word, str)))
    return list(names)


def known_types(schema: Schema, path: Sequence[str | int], data: object) -> frozenset[str]:
    """Return the JSON types that may stand at a place of the data; a day is a `date`."""
    return frozenset(
        "date" if part.get("format") == "date" else str(part["type"])
        for part in _at(schema, path, data)
        if "type" in part
    )


def _at(schema: Schema, path: Sequence[str | int], data: object) -> list[Schema]:
    """The alternatives of the schema at a place."""
    parts = _fitting(schema, [schema], data)
    for step in path:
        data = _child(data, step)
        parts = _fitting(schema, _step(schema, parts, step), data)
    return parts


def _step(schema: Schema, parts: list[Schema], step: str | int) -> Iterator[Schema]:
    for part in parts:
        items = part.get("items")
        if isinstance(step, int):
            yield from [items] if items else ()
            continue
        # One value may stand for a list of one: then its keys are those of the list's items.
        for holder in [part, *(_alternatives(schema, items) if items else ())]:
            found = holder.get("properties", {}).get(step, holder.get("additionalProperties"))
            if isinstance(found, Mapping):
                yield found


def _fitting(schema: Schema, parts: Iterable[Schema], data: object) -> list[Schema]:
    """All alternatives, without those meant for another `kind` than the data has."""
    found = [part for given in parts for part in _alternatives(schema, given)]
    if isinstance(data, Mapping):
        # One mapping may stand for a list of one.
        found += [
            inner
            for part in found
            if "items" in part
            for inner in _alternatives(schema, part["items"])
        ]
        kind = data.get("kind")
        fitting = [part for part in found if kind in _kinds(part, kind)]
        return fitting or found
    return found


def _kinds(part: Schema, default: object) -> Sequence[object]:
    kinds = part.get("properties", {}).get("kind", {})
    if "const" in kinds:
        return [kinds["const"]]
    words: Sequence[object] = kinds.get("enum", [default])
    return words


def _alternatives(schema: Schema, part: Schema) -> Iterator[Schema]:
    """A part of the schema with references and alternatives resolved."""
    if "$ref" in part:
        name = str(part["$ref"]).rpartition("/")[2]
        yield from _alternatives(schema, schema["$defs"][name])
        return
    inner = [*part.get("anyOf", ()), *part.get("oneOf", ()), *part.get("allOf", ())]
    if not inner:
        yield part
    for alternative in inner:
        yield from _alternatives(schema, alternative)


def _child(data: object, step: str | int) -> object:
    match data, step:
        case Mapping(), str():
            return data.get(step)
        case list(), int() if step < len(data):
            return data[step]
    return None
