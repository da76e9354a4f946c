"""From the model's validation errors to findings in plain words, each with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from dipdocs.errors import Finding
from dipdocs.readers.known import known_keys, known_values, listed, nearest
from dipdocs.readers.positions import Spot, field_name, steps
from dipdocs.readers.source import Source

_CLOSED = ("literal_error", "enum")
_NAME = re.compile(r"[a-z]+(?:_[a-z]+)*")
_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'")
_TYPES = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "list_type": "a list",
    "dict_type": "keys with values",
    "model_type": "keys with values",
    "model_attributes_type": "keys with values",
    "date_type": "a date as YYYY-MM-DD",
    "none_required": "nothing",
}
_LIMITS = {
    "greater_than_equal": ("ge", "at least"),
    "greater_than": ("gt", "more than"),
    "less_than_equal": ("le", "at most"),
    "less_than": ("lt", "less than"),
}


def explain(error: ValidationError, source: Source) -> list[Finding]:
    """Return all findings of a validation error, in the order of the file."""
    groups: dict[object, list[tuple[ErrorDetails, Spot]]] = {}
    for details in error.errors(include_url=False):
        spot = source.places.locate((*details["loc"], *_within(details)))
        own = details["loc"][-1:] if details["type"] in ("missing", "extra_forbidden") else ()
        groups.setdefault((spot.path, own), []).append((details, spot))
    explainer = _Explainer(source)
    findings = [explainer.finding(group) for group in groups.values()]
    # A misspelt key is one fault, not two: what it was meant to be is not missing besides.
    kept = [f for f in findings if not (f.rule == "missing" and f.field in explainer.meant)]
    kept.sort(key=lambda f: (f.file != source.places.file, f.line or 0, f.column or 0))
    return [replace(finding, rule="schema") for finding in kept]


class _Explainer:
    """Explains the errors of one source. `meant` are the fields that misspelt keys stand for."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._file = source.places.file
        self.meant: set[str] = set()

    def finding(self, group: list[tuple[ErrorDetails, Spot]]) -> Finding:
        """Return the one finding for all errors of one value (a union gives several)."""
        details, spot = min(group, key=lambda pair: pair[0]["type"] != "dipdocs")
        kind = details["type"]
        if kind == "extra_forbidden" or details["loc"][-1:] == ("[key]",):
            return self._unknown_key(spot)
        if kind == "missing":
            return self._missing(str(details["loc"][-1]), spot)
        if kind.startswith("union_tag"):
            return self._tag(details, spot)
        context = details.get("ctx", {})
        if kind not in _CLOSED and context.keys() & {"found", "expected", "fix", "line", "field"}:
            return self._own(details, spot)
        if all(one["type"] in _CLOSED for one, _ in group):
            return self._unknown_value([one for one, _ in group], spot)
        return self._typed([one for one, _ in group], spot)

    def _at(self, spot: Spot, message: str, **more: Any) -> Finding:  # noqa: ANN401
        node = spot.node
        return Finding(
            message,
            file=self._file,
            line=node.line,
            column=node.column,
            field=field_name(spot.path),
            **more,
        )

    def _own(self, details: ErrorDetails, spot: Spot) -> Finding:
        """A finding in the model's own words."""
        context = details.get("ctx", {})
        found, expected, fix = (
            str(context[key]) if key in context else None for key in ("found", "expected", "fix")
        )
        message = details["msg"].removeprefix("Value error, ")
        file, line = context.get("file"), context.get("line")
        last = (*_within(details), None)[-2:][0]
        if last is None or line is not None:
            finding = Finding(message, file=file, line=line, field=field_name(spot.path))
            placed = self._source.places(finding)
            return replace(placed, found=found, expected=expected, fix=fix)
        path = spot.path
        if isinstance(last, str) and (not path or path[-1] != last):
            path = (*path, last)  # what is wanting stands nowhere
        place = spot.key if path == spot.path and spot.key else (spot.node.line, spot.node.column)
        finding = Finding(message, field=field_name(path)).at(self._file, *place)
        return replace(finding, found=found, expected=expected, fix=fix)

    def _missing(self, name: str, spot: Spot) -> Finding:
        # A form has the key where a row left it empty: then it is the spot.
        path = spot.path if spot.path[-1:] == (name,) else (*spot.path, name)
        values = known_values(_schema(), path, self._source.data)
        return replace(
            self._at(spot, f"`{name}` is missing", rule="missing"),
            field=field_name(path),
            expected=listed(values) if values else None,
        )

    def _unknown_key(self, spot: Spot) -> Finding:
        key, parent = str(spot.path[-1]), spot.path[:-1]
        known = known_keys(_schema(), parent, self._source.data)
        close = nearest(key, known)
        message = f"unknown key {key!r}"
        line, column = spot.key or (spot.node.line, spot.node.column)
        if close is None:
            finding = self._at(spot, message, expected=listed(known) if known else None)
        else:
            self.meant.add(field_name((*parent, close)))
            message += f"; did you mean {close!r}?"
            finding = self._at(spot, message, fix=f"write {close}")
        return finding.at(self._file, line, column)

    def _tag(self, details: ErrorDetails, spot: Spot) -> Finding:
        """A `kind` that is missing or not known."""
        context = details.get("ctx", {})
        name = str(context.get("discriminator", "'kind'")).strip("'")
        path = (*spot.path, name)
        known = _QUOTED.findall(str(context.get("expected_tags", "")))
        known = known or known_values(_schema(), path, self._source.data)
        if details["type"] == "union_tag_not_found":
            if not isinstance(details["input"], Mapping):
                return self._wrong(details["input"], "keys with values", spot)
            finding = self._at(spot, f"`{name}` is missing", expected=listed(known))
            return replace(finding, field=field_name(path))
        value = self._source.places.locate(path)
        return self._no_such(name, context.get("tag"), known, value)

    def _unknown_value(self, errors: list[ErrorDetails], spot: Spot) -> Finding:
        known: dict[str, None] = {}
        for error in errors:
            known.update(dict.fromkeys(_QUOTED.findall(str(error.get("ctx", {}).get("expected")))))
        found = errors[0]["input"]
        if not isinstance(found, str):
            return self._wrong(found, listed(list(known)), spot)
        names = [step for step in errors[0]["loc"] if isinstance(step, str)]
        name = next((step for step in reversed(names) if _NAME.fullmatch(step)), "value")
        return self._no_such(name, found, list(known), spot)

    def _no_such(self, name: str, found: object, known: list[str], spot: Spot) -> Finding:
        """A word that is not in its closed list."""
        close = nearest(str(found), known)
        message = f"unknown {name.replace('_', ' ')} {str(found)!r}"
        if close is not None:
            message += f"; did you mean {close!r}?"
        return self._at(
            spot,
            message,
            found=str(found),
            expected=listed(known),
            fix=None if close is None else f"write {close}",
        )

    def _typed(self, errors: list[ErrorDetails], spot: Spot) -> Finding:
        """A value of another type or size than expected."""
        first = errors[0]
        kind, found, context = first["type"], first["input"], first.get("ctx", {})
        if kind in _LIMITS:
            name, words = _LIMITS[kind]
            return self._wrong(found, f"{words} {context[name]}", spot)
        if kind == "too_short" and not found:
            return self._at(spot, "the list is empty", expected="at least one entry")
        expected: dict[str, None] = {}
        for error in errors:
            if error["type"] in _TYPES:
                expected[_TYPES[error["type"]]] = None
            elif error["type"] in _CLOSED:
                expected[listed(_QUOTED.findall(str(error.get("ctx", {}).get("expected"))))] = None
        if not expected:
            return self._own(first, spot)
        return self._wrong(found, " or ".join(expected), spot)

    def _wrong(self, found: object, expected: str, spot: Spot) -> Finding:
        value = _told(found)
        fix = None
        if expected == "text" and isinstance(found, bool | int | float | date):
            fix = "put it in quotes"
        if found is None:
            name = next((step for step in reversed(spot.path) if isinstance(step, str)), None)
            message = f"`{name}` is empty" if name else "the value is empty"
            return self._at(spot, message, expected=expected)
        return self._at(
            spot, f"expected {expected}, found {value}", found=value, expected=expected, fix=fix
        )


def _within(details: ErrorDetails) -> tuple[str | int, ...]:
    """The path, within the value that an error is of, of what is wrong."""
    given = details.get("ctx", {}).get("field")
    return steps(given) if given else ()


def _told(value: object) -> str:
    """A value as it is told to the user, shortened."""
    match value:
        case bool():
            return str(value).lower()
        case date():
            return f"the date {value.isoformat()}"
        case int() | float():
            return f"the number {value}"
        case Mapping():
            return "keys with values"
        case list() | tuple():
            return "a list"
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…" + text[0]


@cache
def _schema() -> dict[str, Any]:
    from dipdocs.model import json_schema

    return json_schema()
