"""The command line at a terminal: colour, completion, rendering at every save."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES

DIPDOCS = [sys.executable, "-m", "dipdocs"]


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "letter.yaml"
    path.write_text("kind: leter\n", encoding="utf-8")
    return path


def at_a_terminal(*arguments: str, **environment: str) -> str:
    """What a command prints to standard error that is a terminal."""
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    ours, theirs = pty.openpty()
    env = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | environment
    with subprocess.Popen([*DIPDOCS, *arguments], stderr=theirs, env=env) as process:
        process.wait(60)
    os.close(theirs)
    out = b""
    try:
        while chunk := os.read(ours, 4096):
            out += chunk
    except OSError:  # the other end is closed: all is read
        pass
    os.close(ours)
    return out.decode()


def test_errors_are_red_at_a_terminal_and_plain_elsewhere(broken: Path) -> None:
    assert "\x1b[31m" in at_a_terminal("render", str(broken))
    assert "\x1b[31m" in at_a_terminal("render", str(broken), NO_COLOR="")
    plain = at_a_terminal("render", str(broken), NO_COLOR="1")
    assert "unknown kind" in plain
    assert "\x1b" not in plain
    piped = subprocess.run(
        [*DIPDOCS, "render", str(broken)], capture_output=True, text=True, check=False
    )
    assert "unknown kind" in piped.stderr
    assert "\x1b" not in piped.stderr


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("dipdocs pre", {"preview"}),
        ("dipdocs render --lan", {"--language"}),
        ("dipdocs render --language ", {"ar", "zh", "en", "fr", "ru", "es", "all"}),
        ("dipdocs preview --layout un-", {"un-geneva", "un-new-york"}),
        ("dipdocs template l", {"letterhead"}),
    ],
)
def test_a_shell_is_offered_names(words: str, offered: set[str]) -> None:
    program = shutil.which("dipdocs", path=str(Path(sys.executable).parent))
    assert program, "dipdocs is installed beside Python"
    typed = words.split(" ")
    environment = {
        "_DIPDOCS_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(typed) - 1),
    }
    result = subprocess.run(
        [program], capture_output=True, text=True, check=True, env=os.environ | environment
    )
    assert {line.split(",")[1] for line in result.stdout.splitlines()} == offered


class Watched:
    """A `render --watch` under way."""

    def __init__(self, letter: Path) -> None:
        self.letter = letter
        self.out = letter.parent / "out.txt"
        self.log = letter.parent / "log"
        with self.log.open("w") as log:
            command = [*DIPDOCS, "render", str(letter), "-o", str(self.out), "--watch"]
            self.process = subprocess.Popen(command, stderr=log)

    def edit(self, old: str, new: str) -> None:
        text = self.letter.read_text(encoding="utf-8")
        assert old in text
        self.letter.write_text(text.replace(old, new), encoding="utf-8")

    def shows(self, path: Path, words: str) -> None:
        end = time.monotonic() + 60
        while not path.exists() or words not in path.read_text(encoding="utf-8"):
            assert time.monotonic() < end, words
            assert self.process.poll() is None, self.log.read_text(encoding="utf-8")
            time.sleep(0.05)


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    shutil.copytree(EXAMPLES / "moscow-declaration-2009", tmp_path / "letter")
    watched = Watched(tmp_path / "letter" / "letter.yaml")
    try:
        yield watched
        watched.process.send_signal(signal.SIGINT)
        assert watched.process.wait(60) == 130
    finally:
        watched.process.kill()


def test_every_save_is_rendered_and_errors_do_not_end_it(watched: Watched) -> None:
    watched.shows(watched.out, "Vitaly Churkin")
    watched.edit("Vitaly Churkin", "Vitaly Essai")
    watched.shows(watched.out, "Vitaly Essai")
    watched.edit("kind: letter", "kind: leter")
    watched.shows(watched.log, "did you mean 'letter'?")
    assert "Vitaly Essai" in watched.out.read_text(encoding="utf-8")
    watched.edit("kind: leter", "kind: letter")
    watched.edit("Vitaly Essai", "Vitaly Encore")
    watched.shows(watched.out, "Vitaly Encore")
    body = watched.letter.parent / "declaration.fr.md"
    body.write_text(body.read_text(encoding="utf-8") + "\n\nEncore une ligne.\n", encoding="utf-8")
    watched.shows(watched.out, "Encore une ligne.")
