"""What is kept between processes never shows: the same bytes with it, without it, and damaged."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dipdocs import kept as module
from dipdocs.kept import kept
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
