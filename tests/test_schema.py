"""The JSON Schema says what the model says: it takes each example, no more."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from dipdocs.model import json_schema, json_schema_text
from dipdocs.model.schema import properties
from dipdocs.resources import read_yaml, templates
from dipdocs.starters import KINDS, Answers, Kind, starter
from dipdocs.starters import SCHEMA as STARTER_SCHEMA
from tests.conftest import EXAMPLES, ROOT, lacking

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


def definitions() -> dict[str, dict[str, Any]]:
    return {name: properties(one) for name, one in SCHEMA["$defs"].items() if properties(one)}


@pytest.mark.parametrize("name", definitions())
def test_every_key_has_title_description_and_valid_examples(name: str) -> None:
    for key, value in definitions()[name].items():
        assert value["title"], key
        assert value["description"], key
        assert value["examples"], key
        validator = Draft202012Validator({"$defs": SCHEMA["$defs"], **value})
        for example in value["examples"]:
            assert [error.message for error in validator.iter_errors(example)] == [], key


def test_examples_name_keys_that_are_there() -> None:
    given = read_yaml(templates() / "schema.yaml")
    known = definitions()
    every = given.pop("every")
    assert set(given) <= set(known)
    assert set(every) <= {key for keys in known.values() for key in keys}


def test_states_are_listed_with_their_names() -> None:
    states = SCHEMA["$defs"]["Country"]
    names = dict(zip(states["enum"], states["markdownEnumDescriptions"], strict=True))
    assert len(names) == 195
    assert names["KG"] == "Kyrgyzstan"


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Any]:
    """What yaml-language-server says of a text and of places in it."""
    node = shutil.which("node")
    if node is None or not (ROOT / "node_modules" / "yaml-language-server").is_dir():
        lacking("yaml-language-server is not installed (npm install yaml-language-server)")
    folder = tmp_path_factory.mktemp("editor")
    (folder / STARTER_SCHEMA).write_text(json_schema_text(), encoding="utf-8")

    def say(text: str, *places: str) -> Any:
        path = folder / "letter.yaml"
        path.write_text(text, encoding="utf-8")
        result = subprocess.run(
            [str(node), str(ROOT / "tests" / "editor" / "ask.mjs"), str(path), *places],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert result.returncode == 0, result.stderr
        return json.loads(result.stdout)

    return say


LINE = f"# yaml-language-server: $schema={STARTER_SCHEMA}\n"


@pytest.mark.parametrize("kind", KINDS)
def test_an_editor_finds_nothing_wrong_in_a_starter(kind: Kind, ask: Callable[..., Any]) -> None:
    assert ask(starter(Answers(kind)))["diagnostics"] == []


def test_an_editor_completes_and_explains(ask: Callable[..., Any]) -> None:
    text = (
        f"{LINE}kind: letter\nlanguage: fr\ndate: 2026-03-02\nfrom:\n  office: \n  country: \n"
        "to: [secretary-general]\ncirc\nbody: text\n"
    )
    places = ask(text, "2:11", "2:2", "5:10", "6:11", "8:4", "4:1", "7:5")["places"]
    assert {"ar", "zh", "en", "fr", "ru", "es"} <= dict(places["2:11"]["offered"]).keys()
    assert "The language it is rendered in" in places["2:2"]["told"]
    assert "permanent-representative" in dict(places["5:10"]["offered"])
    assert "Kyrgyzstan" in dict(places["6:11"]["offered"])["KG"]
    offered = dict(places["8:4"]["offered"])
    assert "Present where the text is circulated" in offered["circulation"]
    assert "A sender, addressee or signatory" in places["4:1"]["told"]
    assert "secretary-general" in dict(places["7:5"]["offered"]) or places["7:5"]["told"]


def test_an_editor_marks_mistakes(ask: Callable[..., Any]) -> None:
    text = f"{LINE}kind: letter\nlanguage: de\ndate: 2026-03-02\nfrm: x\n"
    told = "\n".join(ask(text)["diagnostics"])
    assert "3: Value is not accepted" in told
    assert "frm" in told
