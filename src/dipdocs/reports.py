"""Findings for programs: JSON, SARIF 2.1.0 for editors and code scanning, GitHub's commands."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from dipdocs.errors import Finding
from dipdocs.practice import RULES

_SHOWN = ("file", "line", "column", "severity", "rule", "message", "fix")
_SARIF_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def as_json(findings: Sequence[Finding]) -> str:
    """`{"findings": [{"file", "line", "column", "severity", "rule", "message", "fix"}]}`."""
    rows = [{name: asdict(finding)[name] for name in _SHOWN} for finding in findings]
    return _json({"findings": rows})


def as_sarif(findings: Sequence[Finding], version: str) -> str:
    """A log of SARIF 2.1.0 with one run."""
    known = {rule.name: _sarif_rule(rule.name, rule.says, rule.help) for rule in RULES}
    for finding in findings:
        known.setdefault(finding.rule, _sarif_rule(finding.rule, "What keeps a document from being "
                                                   "written.", "", "error"))  # fmt: skip
    places = {name: index for index, name in enumerate(known)}
    driver = {"name": "dipdocs", "version": version, "rules": list(known.values())}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [
            {
                "ruleId": finding.rule,
                "ruleIndex": places[finding.rule],
                "level": finding.severity,
                "message": {"text": _told(finding)},
                **_locations(finding),
            }
            for finding in findings
        ],
    }
    return _json({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def as_github(findings: Sequence[Finding]) -> str:
    """A workflow command a line, which GitHub shows beside the line it speaks of."""
    return "\n".join(_command(finding) for finding in findings)


def _sarif_rule(name: str, says: str, help_text: str, level: str = "warning") -> dict[str, Any]:
    rule: dict[str, Any] = {
        "id": name,
        "shortDescription": {"text": says},
        "defaultConfiguration": {"level": level},
    }
    if help_text:
        rule["help"] = {"text": help_text}
    return rule


def _locations(finding: Finding) -> dict[str, Any]:
    if finding.file is None:
        return {}
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(finding.file)}}
    if finding.line is not None:
        place["region"] = {"startLine": finding.line}
        if finding.column is not None:
            place["region"]["startColumn"] = finding.column
    location: dict[str, Any] = {"physicalLocation": place}
    if finding.field:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.field}]
    return {"locations": [location]}


def _uri(file: str) -> str:
    """A file as a reference, relative to the working folder where it lies in it."""
    path = Path(file)
    if path.is_absolute():
        here = Path.cwd()
        if not path.is_relative_to(here):
            return path.as_uri()
        path = path.relative_to(here)
    return quote(PurePath(path).as_posix())


def _told(finding: Finding) -> str:
    """The message with all that helps to mend it."""
    rows = (("found", finding.found), ("expected", finding.expected), ("fix", finding.fix))
    return "\n".join([finding.message, *(f"{name}: {value}" for name, value in rows if value)])


def _command(finding: Finding) -> str:
    properties = {
        "file": finding.file and _relative(finding.file),
        "line": finding.line,
        "col": finding.column,
        "title": finding.rule,
    }
    told = ",".join(
        f"{name}={_escaped(str(value), ':,')}" for name, value in properties.items() if value
    )
    return f"::{_COMMANDS[finding.severity]} {told}::{_escaped(_told(finding))}"


def _relative(file: str) -> str:
    path, here = Path(file), Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def _escaped(text: str, more: Iterable[str] = "") -> str:
    """Text as a workflow command may hold it; in a property also without `:` and `,`."""
    for char in ("%", "\r", "\n", *more):
        text = text.replace(char, f"%{ord(char):02X}")
    return text


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
