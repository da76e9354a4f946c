"""A form with a likely value in each blank: whether what is not blank is sound."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dipdocs.batch.tree import Path, in_body, is_blank
from dipdocs.readers.known import known_types, known_values
from dipdocs.readers.positions import field_name

_LIKELY = {"date": "2026-01-01", "integer": 1, "boolean": False}


def blank_paths(value: Any, path: Path) -> list[str]:  # noqa: ANN401
    """The fields of a form that a row fills, `when:` among them."""
    if in_body(path) and isinstance(value, str):
        return []
    if is_blank(value):
        return [field_name(path)]
    if isinstance(value, dict):
        return [found for key, child in value.items() for found in blank_paths(child, (*path, key))]
    if isinstance(value, list):
        return [found for i, child in enumerate(value) for found in blank_paths(child, (*path, i))]
    return []


def probe(value: Any, path: Path, schema: Mapping[str, Any], data: object) -> Any:  # noqa: ANN401
    """The data with a likely value in each blank and without `when:`."""
    if in_body(path) and (isinstance(value, str) or is_blank(value.get("file"))):
        return value if isinstance(value, str) else ""
    if is_blank(value):
        return _likely(path, schema, data)
    if isinstance(value, dict):
        return {
            key: probe(child, (*path, key), schema, data)
            for key, child in value.items()
            if not (key == "when" and path and isinstance(path[-1], int))
        }
    if isinstance(value, list):
        return [probe(child, (*path, i), schema, data) for i, child in enumerate(value)]
    return value


def _likely(path: Path, schema: Mapping[str, Any], data: object) -> object:
    words = known_values(schema, path, data)
    if words:
        return words[0]
    if path[-1] == "country":
        return "FR"
    kinds = known_types(schema, path, data)
    return next((likely for kind, likely in _LIKELY.items() if kind in kinds), "text")
