"""The preview: what a browser sees, and what it refuses."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, Browser

PREVIEW = [sys.executable, "-m", "dipdocs", "preview"]
SEED = EXAMPLES / "moscow-declaration-2009"


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    shutil.copytree(SEED, tmp_path / "letter")
    return tmp_path / "letter" / "letter.yaml"


@pytest.fixture
def port(letter: Path) -> Iterator[int]:
    """A preview of the seed letter, started as a user starts it; its port."""
    command = [*PREVIEW, str(letter), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        match = re.fullmatch(rb"http://127\.0\.0\.1:(\d+)/\n", process.stdout.readline())
        assert match, process.stderr.read()
        try:
            yield int(match[1])
            process.send_signal(signal.SIGINT)
            assert process.wait(60) == 0
        finally:
            process.kill()


def ask(port: int, path: str = "/", **headers: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest("GET", path, skip_host=True)
    for name, value in ({"Host": f"127.0.0.1:{port}"} | headers).items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def test_a_browser_sees_the_letter_its_changes_and_its_errors(
    letter: Path, port: int, browser: Browser
) -> None:
    seen = browser("preview.mjs", f"http://127.0.0.1:{port}/", letter)
    assert "adressée au Secrétaire général" in seen["heading"]
    assert seen["violations"] == []
    assert seen["edited"] < 2000
    assert seen["broken"] < 2000
    assert re.search(r"letter\.yaml:\d+:\d+", seen["error"])
    assert "write letter" in seen["error"]
    assert seen["errorViolations"] == []
    assert re.search(r"letter\.yaml:\d+:\d+ error: no YAML", seen["syntax"])
    assert seen["recovered"] < 2000
    assert "Rule: title" in seen["why"]
    assert seen["described"] == "dd-reason"
    assert seen["closed"]
    assert "Field: from" in seen["pointed"]
    assert re.search(r"At: .*letter\.yaml:\d+", seen["pointed"])


def test_only_its_own_page_is_answered(port: int) -> None:
    here = f"127.0.0.1:{port}"
    assert ask(port)[0] == 200
    assert ask(port, Host=f"localhost:{port}")[0] == 200
    assert ask(port, Origin=f"http://{here}")[0] == 200
    for headers in (
        {"Host": "evil.example"},
        {"Host": f"evil.example:{port}"},
        {"Host": "127.0.0.1"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": f"https://{here}"},
        {"Sec_Fetch_Site": "cross-site"},
    ):
        for path in ("/", "/events", "/preview.js"):
            assert ask(port, path, **headers)[0] == 403, headers


@pytest.mark.parametrize(
    "path", ["/letter.yaml", "/../letter.yaml", "/%2e%2e/letter.yaml", "//etc/passwd", "/?x"]
)
def test_no_file_is_served(path: str, port: int) -> None:
    status, text = ask(port, path)
    assert status == 404
    assert "kind" not in text


def test_only_this_machine_is_served(port: int) -> None:
    if not Path("/proc/net/tcp").exists():
        pytest.skip("what is bound is read from /proc/net/tcp (Linux)")
    bound = [
        address
        for table in ("/proc/net/tcp", "/proc/net/tcp6")
        if Path(table).exists()
        for line in Path(table).read_text(encoding="ascii").splitlines()[1:]
        for address, state in [(line.split()[1], line.split()[3])]
        if state == "0A" and address.endswith(f":{port:04X}")
    ]
    assert bound == [f"0100007F:{port:04X}"]


def test_a_port_that_is_taken_is_told(letter: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = subprocess.run(
            [*PREVIEW, str(letter), "--no-browser", "--port", str(taken.getsockname()[1])],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert result.returncode == 2
    assert "cannot be used" in result.stderr


def test_a_file_that_the_letter_reads_is_followed(letter: Path, port: int) -> None:
    import time

    body = letter.parent / "declaration.fr.md"
    text = body.read_text(encoding="utf-8")
    body.unlink()

    def shows(words: str) -> None:
        end = time.monotonic() + 60
        while words not in ask(port)[1]:
            assert time.monotonic() < end, words
            time.sleep(0.05)

    shows("is missing from the letter")
    body.with_suffix(".new").write_text(f"{text}\n\nUne ligne de plus.\n", encoding="utf-8")
    os.replace(body.with_suffix(".new"), body)
    shows("Une ligne de plus.")


def test_a_file_that_the_work_found_is_followed_from_when_it_was_read(tmp_path: Path) -> None:
    """What is lost between the reading of a file and the first look at it is noticed."""
    from dipdocs.preview.watching import saves

    first, found = tmp_path / "first", tmp_path / "found"
    for path in (first, found):
        path.write_text("x", encoding="utf-8")
        os.utime(path, (1, 1))
    watched = {first}
    rounds = saves(lambda: set(watched))
    next(rounds)
    watched.add(found)
    found.unlink()
    next(rounds)  # at once, without waiting for a change
    found.write_text("y", encoding="utf-8")
    next(rounds)
