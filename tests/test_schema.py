"""The JSON Schema says what the model says: it takes each example, no more."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from dipdocs.model import json_schema
from tests.conftest import EXAMPLES

SCHEMA = json_schema()
SOURCES = sorted(EXAMPLES.glob("*/*.yaml"))


def plain(path: Path) -> Any:
    """The data as JSON has it: dates are strings."""
    return json.loads(json.dumps(yaml.safe_load(path.read_text("utf-8")), default=str))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_examples_are_valid(path: Path) -> None:
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(plain(path))] == []


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "leter"},
        {"language": "de"},
        {"form": {"office": "permanent-representative"}},
        {"from": {"office": "ambassador", "country": "FR"}},
        {"to": ["pope"]},
        {"circulation": {"organs": [{"organ": "general-asembly"}]}},
        {"annexes": [{"title": "without a body"}]},
    ],
)
def test_what_the_model_refuses_the_schema_refuses(change: dict[str, Any]) -> None:
    data = plain(EXAMPLES / "moscow-declaration-2009" / "letter.yaml") | change
    assert not Draft202012Validator(SCHEMA).is_valid(data)
