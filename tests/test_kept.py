"""What is kept between processes never shows: the same bytes with it, without it, and damaged."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from pydantic_core import SchemaValidator

from dipdocs import kept as module
from dipdocs.kept import kept
from dipdocs.model import parsing
from tests.conftest import EXAMPLES

LETTER = EXAMPLES / "moscow-declaration-2009" / "letter.yaml"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder in which this test alone keeps things."""
    monkeypatch.setattr(module, "_HERE", tmp_path / "kept.py")
    for room in module._ROOMS:
        (tmp_path / room).mkdir(parents=True, exist_ok=True)
    module._maker.cache_clear()
    yield tmp_path
    module._maker.cache_clear()


def test_it_is_made_once_while_its_sources_are_the_same(home: Path) -> None:
    source = home / "source.yaml"
    source.write_text("one")
    made = []

    def make() -> list[str]:
        made.append(source.read_text())
        return made[-1:]

    assert kept("thing", [source], make) == ["one"]
    assert kept("thing", [source], make) == ["one"]
    assert made == ["one"]
    source.write_text("two")
    assert kept("thing", [source], make) == ["two"]
    source.unlink()
    source.touch()
    assert kept("thing", [source], make) == [""]
    assert made == ["one", "two", ""]


def test_a_module_that_changed_makes_it_anew(home: Path) -> None:
    assert kept("thing", [], lambda: 1) == 1
    (home / "module.py").write_text("changed = True")
    module._maker.cache_clear()
    assert kept("thing", [], lambda: 2) == 2


@pytest.mark.parametrize("keep", [0, 5, -1])
def test_a_damaged_one_is_made_anew(home: Path, keep: int) -> None:
    assert kept("thing", [], lambda: "first") == "first"
    (file,) = home.rglob("*.kept")
    file.write_bytes(file.read_bytes()[:keep])
    assert kept("thing", [], lambda: "second") == "second"
    assert kept("thing", [], lambda: "third") == "second"


def test_one_with_a_wrong_letter_is_made_anew(home: Path) -> None:
    assert kept("thing", [], lambda: "first") == "first"
    (file,) = home.rglob("*.kept")
    file.write_bytes(file.read_bytes().replace(b"first", b"worst"))
    assert kept("thing", [], lambda: "second") == "second"


def test_what_cannot_be_pickled_is_made_each_time(home: Path) -> None:
    assert kept("thing", [], lambda: lambda: "one")() == "one"
    assert kept("thing", [], lambda: lambda: "two")() == "two"
    assert not list(home.rglob("*.kept*"))


@pytest.mark.parametrize("mask", [0o022, 0o000])
def test_every_user_can_read_what_one_has_kept_and_none_can_change_it(
    home: Path, mask: int
) -> None:
    before = os.umask(mask)
    try:
        kept("thing", [], lambda: "made")
    finally:
        os.umask(before)
    (file,) = home.rglob("*.kept")
    assert file.stat().st_mode & 0o777 == 0o644


def test_where_modules_are_no_files_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_HERE", tmp_path / "archive.zip" / "kept.py")
    module._maker.cache_clear()
    try:
        assert kept("thing", [], lambda: 1) == 1
        assert kept("thing", [], lambda: 2) == 2
    finally:
        module._maker.cache_clear()


def test_what_goes_wrong_in_making_goes_through_and_is_not_kept(home: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        kept("thing", [], lambda: 1 // 0)
    assert not list(home.rglob("*.kept"))


def test_the_command_gives_the_same_bytes_however_it_finds_what_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "cache"

    def rendered(home: Path = folder) -> bytes:
        command = [sys.executable, "-m", "dipdocs", "render", str(LETTER), "-o", "-"]
        environment = os.environ | {"PYTHONPYCACHEPREFIX": str(home)}
        return subprocess.run(command, env=environment, check=True, capture_output=True).stdout

    first = rendered()
    files = sorted(folder.rglob("*.kept"))
    assert {file.name.split("-")[0] for file in files} == {"layout", "model", "pack", "word"}
    assert rendered() == first
    for file in files:
        file.write_bytes(file.read_bytes()[:-10])
    assert rendered() == first
    refused = tmp_path / "file"
    refused.touch()
    assert rendered(refused) == first


DATA = yaml.safe_load(LETTER.read_text()) | {"annexes": [{"title": "A", "body": "B"}]}
ODD = (None, "", "x", "\x01", 5, True, [], ["a"], {}, {"type": "x"}, {"en": "a"}, {"file": "../x"})


def places(data: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield above
    if isinstance(data, dict | list):
        for step, part in data.items() if isinstance(data, dict) else enumerate(data):
            yield from places(part, (*above, step))


def changed(data: Any, place: tuple[Any, ...], value: Any) -> Any:
    if not place:
        return value
    copy = data.copy()
    copy[place[0]] = changed(data[place[0]], place[1:], value)
    return copy


@cache
def travelled() -> SchemaValidator:
    schema = parsing._plain(parsing._adapter().core_schema)
    return SchemaValidator(pickle.loads(pickle.dumps(schema)))


@given(place=st.sampled_from(list(places(DATA))), value=st.sampled_from(ODD))
def test_the_model_that_is_kept_is_pydantics_own(place: tuple[Any, ...], value: Any) -> None:
    def found(validator: Any) -> Any:
        try:
            return validator.validate_python(data, context={"files": None})
        except ValidationError as error:
            return error.title, [
                one | {"ctx": str(one.get("ctx"))} for one in error.errors(include_url=False)
            ]

    data = changed(DATA, place, value)
    assert found(travelled()) == found(parsing._adapter())
