"""What an import found: each field with its value and where it was read, and what is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dipdocs.errors import Finding
from dipdocs.importing.script import Origin, Passage, Recognised

_LONGEST_VALUE = 120
_NUMBER = re.compile(r"\[\d+\]")
"""What a line of the head is known for stands under its name, whichever organ's it is."""


@dataclass(frozen=True, slots=True)
class Row:
    """A field of the data: its value in short, where it was read, by which wording.

    `rule` is ``text`` for words kept as they stand, ``stop-words`` for a language known by its
    words, ``default`` for a kind that nothing in the text tells.
    """

    field: str
    value: str
    places: tuple[str, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Report:
    """What an import found. `problems` are what keeps the data from being a document."""

    source: str
    rows: tuple[Row, ...]
    leftover: tuple[Passage, ...]
    repeated: tuple[Passage, ...]
    gaps: tuple[str, ...]
    findings: tuple[Finding, ...]
    problems: tuple[Finding, ...]

    def as_data(self) -> dict[str, Any]:
        """The report as plain data, for JSON."""
        return {
            "file": self.source,
            "fields": [
                {
                    "field": row.field,
                    "value": row.value,
                    "places": list(row.places),
                    "rule": row.rule,
                }
                for row in self.rows
            ],
            "leftover": [{"place": p.place, "text": p.text} for p in self.leftover],
            "repeated": [{"place": p.place, "text": p.text} for p in self.repeated],
            "gaps": list(self.gaps),
            "findings": [_finding(finding) for finding in self.findings],
            "problems": [_finding(finding) for finding in self.problems],
        }


def _finding(finding: Finding) -> dict[str, str]:
    values = {
        "severity": finding.severity,
        "rule": finding.rule,
        "field": finding.field,
        "message": finding.message,
        "found": finding.found or "",
    }
    return {name: value for name, value in values.items() if value}


def report_of(
    source: str,
    recognised: Recognised,
    findings: tuple[Finding, ...],
    problems: tuple[Finding, ...],
    data: Mapping[str, Any],
) -> Report:
    """The report of an import; `data` in the order in which it is written."""
    return Report(
        source,
        tuple(_rows(data, "", recognised.origins)),
        recognised.unplaced,
        recognised.repeated,
        recognised.gaps,
        findings,
        problems,
    )


def _rows(
    value: object, path: str, origins: Mapping[str, Origin], above: Origin | None = None
) -> Iterator[Row]:
    """A row for each field that has an origin of its own, or is a single value.

    What has none was read where that was which holds it (`above`).
    """
    origin = origins.get(path) or origins.get(_NUMBER.sub("", path)) or above
    inner = any(key.startswith((f"{path}.", f"{path}[")) for key in origins) if path else True
    if isinstance(value, Mapping) and (inner or path not in origins):
        for key, child in value.items():
            yield from _rows(child, f"{path}.{key}" if path else str(key), origins, origin)
    elif isinstance(value, list) and (inner or (path not in origins and not _is_flat(value))):
        for number, child in enumerate(value):
            yield from _rows(child, f"{path}[{number}]", origins, origin)
    else:
        places, rule = (origin.places, origin.rule) if origin else ((), "")
        yield Row(path, _short(value), places, rule)


def _is_flat(value: list[object]) -> bool:
    return not any(isinstance(inner, Mapping | list) for inner in value)


def _short(value: object) -> str:
    """A value in short: a text by its beginning, a mapping by its parts."""
    if isinstance(value, Mapping):
        text = ", ".join(f"{key}: {_short(inner)}" for key, inner in value.items())
    elif isinstance(value, list):
        text = ", ".join(map(_short, value))
    else:
        text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1].rstrip() + "…"
