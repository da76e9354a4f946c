"""`dipdocs check` for programs: JSON, SARIF, GitHub's commands; the list of rules."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

import click
import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from dipdocs import __version__
from dipdocs.cli import app
from dipdocs.errors import Finding
from dipdocs.practice import RULES
from dipdocs.reports import as_github, as_json, as_sarif

LETTER = """\
kind: letter
language: en
date: 2009-07-06
from: {office: permanent-representative, country: NP, name: Ann Example}
to: [secretary-general]
circulation:
  release_date: 2009-07-05
  organs: [{organ: general-assembly}]
body: |
  A text
  of South Korea.
"""
SARIF = {
    "type": "object",
    "required": ["$schema", "version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "additionalProperties": False,
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {
                                    "name": {"type": "string"},
                                    "version": {"type": "string"},
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {"$ref": "#/$defs/rule"},
                                    },
                                },
                                "additionalProperties": False,
                            }
                        },
                    },
                    "results": {"type": "array", "items": {"$ref": "#/$defs/result"}},
                },
            },
        },
    },
    "$defs": {
        "text": {
            "type": "object",
            "required": ["text"],
            "additionalProperties": False,
            "properties": {"text": {"type": "string", "minLength": 1}},
        },
        "level": {"enum": ["none", "note", "warning", "error"]},
        "rule": {
            "type": "object",
            "required": ["id"],
            "additionalProperties": False,
            "properties": {
                "id": {"type": "string"},
                "shortDescription": {"$ref": "#/$defs/text"},
                "help": {"$ref": "#/$defs/text"},
                "defaultConfiguration": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {"level": {"$ref": "#/$defs/level"}},
                },
            },
        },
        "result": {
            "type": "object",
            "required": ["message"],
            "additionalProperties": False,
            "properties": {
                "ruleId": {"type": "string"},
                "ruleIndex": {"type": "integer", "minimum": 0},
                "level": {"$ref": "#/$defs/level"},
                "message": {"$ref": "#/$defs/text"},
                "locations": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "additionalProperties": False,
                        "properties": {
                            "physicalLocation": {
                                "type": "object",
                                "required": ["artifactLocation"],
                                "additionalProperties": False,
                                "properties": {
                                    "artifactLocation": {
                                        "type": "object",
                                        "additionalProperties": False,
                                        "properties": {
                                            "uri": {"type": "string", "pattern": r"^[^\s\\]+$"}
                                        },
                                    },
                                    "region": {
                                        "type": "object",
                                        "additionalProperties": False,
                                        "properties": {
                                            "startLine": {"type": "integer", "minimum": 1},
                                            "startColumn": {"type": "integer", "minimum": 1},
                                        },
                                    },
                                },
                            },
                            "logicalLocations": {
                                "type": "array",
                                "items": {
                                    "type": "object",
                                    "additionalProperties": False,
                                    "properties": {"fullyQualifiedName": {"type": "string"}},
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}
"""The main constraints of the schema of SARIF 2.1.0, for the properties that are written."""
FINDINGS = [
    Finding("one: 100%, two\nthree", "a,b:c", "error", "sub dir/é.yaml", 3, 7, "", "x", "y", "z"),
    Finding("no place", "characters", "warning"),
    Finding("a line", "silence", "note", "b.yaml", 2),
]


class Told(NamedTuple):
    """What the command printed, and how it ended."""

    exit_code: int
    stdout: str


def check(*arguments: str, folder: Path) -> Told:
    here = Path.cwd()
    os.chdir(folder)
    try:
        result = CliRunner().invoke(app, ["check", *arguments], standalone_mode=False)
    finally:
        os.chdir(here)
    if isinstance(result.exception, click.ClickException):
        return Told(result.exception.exit_code, result.exception.format_message())
    assert result.exception is None, result.exception
    return Told(result.return_value, result.stdout)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    (tmp_path / "my letter.yaml").write_text(LETTER, encoding="utf-8")
    return tmp_path


def test_text_tells_place_rule_and_how_to_mend_it(letter: Path) -> None:
    result = check("my letter.yaml", folder=letter)
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "my letter.yaml:7:17: warning: the release date is before the letter's own date"
        " [release-before-date]\n"
    )
    assert "my letter.yaml:11:6: warning: 'South Korea'" in result.stdout
    assert "  fix: write Republic of Korea" in result.stdout
    assert "2 warnings" in result.stdout
    assert check("my letter.yaml", "--strict", folder=letter).exit_code == 1


def test_a_word_is_found_on_its_line_and_column_in_a_file_beside_it(letter: Path) -> None:
    text = LETTER[: LETTER.index("body:")] + "body: {file: text.md}\n"
    (letter / "my letter.yaml").write_text(text, encoding="utf-8")
    (letter / "text.md").write_text("One.\n\n*Two* of South\nKorea.\n", encoding="utf-8")
    result = check("my letter.yaml", "--json", folder=letter)
    (found,) = [f for f in json.loads(result.stdout)["findings"] if f["file"] == "text.md"]
    assert (found["line"], found["column"]) == (3, 10)
    assert set(found) == {"file", "line", "column", "severity", "rule", "message", "fix"}


def test_sarif_is_valid_and_places_what_it_finds(letter: Path) -> None:
    result = check("my letter.yaml", "--format", "sarif", folder=letter)
    assert result.exit_code == 0
    log = json.loads(result.stdout)
    Draft202012Validator.check_schema(SARIF)
    assert [error.message for error in Draft202012Validator(SARIF).iter_errors(log)] == []
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("dipdocs", __version__)
    assert [rule["id"] for rule in driver["rules"]] == [rule.name for rule in RULES]
    first, second = run["results"]
    assert driver["rules"][first["ruleIndex"]]["id"] == first["ruleId"] == "release-before-date"
    place = second["locations"][0]["physicalLocation"]
    assert unquote(place["artifactLocation"]["uri"]) == "my letter.yaml"
    assert place["region"] == {"startLine": 11, "startColumn": 6}


@pytest.mark.parametrize("findings", [[], FINDINGS])
def test_sarif_of_any_findings_is_valid(findings: list[Finding]) -> None:
    log = json.loads(as_sarif(findings, "1"))
    assert [error.message for error in Draft202012Validator(SARIF).iter_errors(log)] == []
    (run,) = log["runs"]
    results: list[dict[str, Any]] = run["results"]
    assert len(results) == len(findings)
    for result in results:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_a_file_elsewhere_is_told_by_its_whole_name(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    log = json.loads(as_sarif([Finding("m", "file", "error", str(path))], "1"))
    (result,) = log["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == path.as_uri()


def test_workflow_commands_are_escaped() -> None:
    first, second, third = as_github(FINDINGS).split("\n")
    assert first == (
        "::error file=sub dir/é.yaml,line=3,col=7,title=a%2Cb%3Ac"
        "::one: 100%25, two%0Athree%0Afound: x%0Aexpected: y%0Afix: z"
    )
    assert second == "::warning title=characters::no place"
    assert third == "::notice file=b.yaml,line=2,title=silence::a line"


def test_github_prints_nothing_where_nothing_is_found(letter: Path) -> None:
    text = LETTER.replace("  release_date: 2009-07-05\n", "").replace("South Korea", "Nepal")
    (letter / "my letter.yaml").write_text(text, encoding="utf-8")
    result = check("my letter.yaml", "--format", "github", folder=letter)
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads(as_json([])) == {"findings": []}


def test_a_file_that_cannot_be_read_is_told_in_every_format(tmp_path: Path) -> None:
    for form in ("text", "json", "sarif", "github"):
        result = check("none.yaml", "--format", form, folder=tmp_path)
        assert result.exit_code == 2
        assert "no such file" in result.stdout


def test_rules_are_listed_and_explained(tmp_path: Path) -> None:
    listed = check("--list-rules", folder=tmp_path)
    assert listed.exit_code == 0
    for rule in RULES:
        assert f"  {rule.name}\n" in listed.stdout
        told = check("--explain", rule.name, folder=tmp_path)
        assert told.exit_code == 0
        assert rule.source in told.stdout
        assert f"silence: [{rule.name}]" in told.stdout


def test_an_unknown_rule_is_told_with_the_nearest(tmp_path: Path) -> None:
    result = check("--explain", "simbol-suffix", folder=tmp_path)
    assert result.exit_code == 2
    assert "did you mean 'symbol-suffix'?" in result.stdout


def test_typography_can_be_looked_at(letter: Path) -> None:
    text = LETTER.replace("A text", "The mission's 5 July 2009")
    (letter / "my letter.yaml").write_text(text, encoding="utf-8")
    assert "straight-apostrophe" not in check("my letter.yaml", folder=letter).stdout
    result = check("my letter.yaml", "--no-typography", folder=letter)
    assert "[straight-apostrophe]" in result.stdout
    assert "[spaces-of-date]" in result.stdout
