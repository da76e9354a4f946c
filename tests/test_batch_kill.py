"""kill -9 at several moments of a run of 2,000 rows: nothing is lost, nothing is there twice."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

from tests.batches import register, rows, write_csv, write_form

ROWS = 2_000
MOMENTS = (0, 1, 150, 700, 1_400, 1_950)
"""After how many documents the process is killed; 0: while the table is checked."""


def start(form: Path, table: Path, out: str | Path, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "dipdocs", "batch", str(form), str(table), "--out", str(out)),
            *("--number-from", "2026/0417", "--name", "note-{{ row.seats }}.docx", *more),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def documents(folder: Path) -> list[Path]:
    return list(folder.glob("*.docx"))


def kill_at(moment: int, process: subprocess.Popen[str], folder: Path, journal: Path) -> bool:
    """Kill the process at a moment; whether it was still running."""
    while process.poll() is None:
        if journal.exists() if moment == 0 else len(documents(folder)) >= moment:
            process.send_signal(signal.SIGKILL)
            break
        time.sleep(0.005)
    process.communicate(timeout=60)
    return process.returncode == -signal.SIGKILL


def test_killed_at_several_moments(tmp_path: Path) -> None:
    form = write_form(tmp_path)
    table = write_csv(tmp_path / "rows.csv", rows(ROWS))
    whole = start(form, table, tmp_path / "whole")
    _, told = whole.communicate(timeout=300)
    assert whole.returncode == 0, told
    expected = register(tmp_path / "whole" / "register.csv")
    assert len(expected) == ROWS

    out = tmp_path / "out"
    killed = 0
    for moment in MOMENTS:
        more = ("--resume",) if out.exists() else ()
        process = start(form, table, out, *more)
        killed += kill_at(moment, process, out, out / "register.sqlite")
        for document in documents(out):
            assert zipfile.is_zipfile(document), f"{document.name} is half-written"
    assert killed >= len(MOMENTS) - 1
    last = start(form, table, out, "--resume")
    _, told = last.communicate(timeout=300)
    assert last.returncode == 0, told

    lines = register(out / "register.csv")
    assert lines == expected
    assert len({line["number"] for line in lines}) == ROWS
    assert {path.name for path in documents(out)} == {line["file"] for line in lines}
    for line in lines:
        data = (out / line["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == line["sha256"]
    assert not list(out.glob(".*")), "something half-written is left"


def test_workers_end_with_a_killed_run(tmp_path: Path) -> None:
    form = write_form(tmp_path)
    table = write_csv(tmp_path / "rows.csv", rows(ROWS))
    out = tmp_path / "out"
    process = start(form, table, out)
    children: list[int] = []
    while process.poll() is None and len(documents(out)) < 50:
        time.sleep(0.01)
    path = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if path.exists():
        children = [int(pid) for pid in path.read_text().split()]
        assert children
    process.kill()
    process.communicate(timeout=60)
    until = time.monotonic() + 10
    while time.monotonic() < until and any(_alive(pid) for pid in children):
        time.sleep(0.05)
    assert not [pid for pid in children if _alive(pid)]


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_zip_killed_and_resumed(tmp_path: Path) -> None:
    form = write_form(tmp_path)
    table = write_csv(tmp_path / "rows.csv", rows(400))
    folder = tmp_path / "notes.zip.register"
    process = start(form, table, tmp_path / "notes.zip")
    assert kill_at(100, process, folder / "documents", folder / "register.sqlite")
    assert not (tmp_path / "notes.zip").exists()
    last = start(form, table, tmp_path / "notes.zip", "--resume")
    _, told = last.communicate(timeout=120)
    assert last.returncode == 0, told
    with zipfile.ZipFile(tmp_path / "notes.zip") as packed:
        names = packed.namelist()
        assert len(names) == len(set(names)) == 401
        for line in register(folder / "register.csv"):
            assert hashlib.sha256(packed.read(line["file"])).hexdigest() == line["sha256"]
