"""The first pass: clashes within a handful of rows and across handfuls, and rows that wait."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dipdocs.batch import planning
from dipdocs.errors import InputError
from tests.batches import COLUMNS, register, rows, run, write_csv, write_form


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return write_form(tmp_path)


def one_by_one(table: list[tuple[str, str, str]]) -> list[str]:
    """The clashes of keys and names, as a reader of the table finds them row by row."""
    keys: dict[str, int] = {}
    names: dict[str, int] = {}
    told = []
    for row, (key, name, seats) in enumerate(table, 1):
        sound = seats.isdigit()  # a row that is wrong in itself has no file
        if key in keys:
            told.append(f"rows {keys[key]} and {row} have one key: {key!r}")
        elif sound and name.lower() in names:
            told.append(f"rows {names[name.lower()]} and {row} have one name: '{name}.docx'")
        else:
            keys[key] = row
            if sound:
                names[name.lower()] = row
    return told[: planning.MOST_CLASHES]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    table=st.lists(
        st.tuples(
            st.sampled_from([f"k{n}" for n in range(40)]),
            st.sampled_from("abcdefghijklmnopqrstABCDEFGHIJ"),
            st.sampled_from(["1", "1", "1", "many"]),
        ),
        min_size=2,
        max_size=60,
    ),
    handful=st.integers(1, 12),
)
def test_clashes_are_told_as_if_rows_were_taken_one_by_one(
    tmp_path: Path,
    form: Path,
    monkeypatch: pytest.MonkeyPatch,
    table: list[tuple[str, str, str]],
    handful: int,
) -> None:
    told = one_by_one(table)
    assume(told)
    monkeypatch.setattr(planning, "HANDFUL", handful)
    data = [
        {"country": "FR", "language": "fr", "seats": seats, "note": "", "key": key, "file": name}
        for key, name, seats in table
    ]
    with pytest.raises(InputError) as caught:
        run(form, data, tmp_path / "out", key="key", name="{{ row.file }}.docx")
    assert [finding.message for finding in caught.value.findings] == told
    assert not (tmp_path / "out").exists()


def test_a_clash_far_apart_is_told(tmp_path: Path, form: Path) -> None:
    data = rows(3 * planning.HANDFUL)
    data[5] = (*data[5][:3], "same")
    data[-1] = (*data[-1][:3], "Same")
    table = write_csv(tmp_path / "rows.csv", data)
    with pytest.raises(InputError) as caught:
        run(form, table, tmp_path / "out", name="{{ row.note }}.docx")
    (finding,) = caught.value.findings
    assert finding.message == f"rows 6 and {len(data)} have one name: 'Same.docx'"
    assert not (tmp_path / "out").exists()


def test_files_of_others_and_clashes_are_told_in_the_order_of_rows(
    tmp_path: Path, form: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for name in ("b.docx", "d.docx"):
        (out / name).touch()
    data = [("FR", "fr", "1", note) for note in ("a", "b", "a", "c", "d", "c")]
    with pytest.raises(InputError) as caught:
        run(form, write_csv(tmp_path / "t.csv", data), out, name="{{ row.note }}.docx")
    assert [finding.message for finding in caught.value.findings] == [
        "row 2: 'b.docx' stands there already",
        "rows 1 and 3 have one name: 'a.docx'",
        "row 5: 'd.docx' stands there already",
        "rows 4 and 6 have one name: 'c.docx'",
    ]
    assert sorted(path.name for path in out.iterdir()) == ["b.docx", "d.docx"]


def test_a_row_that_is_wrong_by_now_fails_when_the_run_goes_on(tmp_path: Path, form: Path) -> None:
    """A journal of an older dipdocs may hold a row as waiting that is refused today."""
    data = rows(4)
    data[2] = (*data[2][:2], "many", data[2][3])
    table, out = write_csv(tmp_path / "rows.csv", data), tmp_path / "out"
    run(form, table, out, only=1)
    with closing(sqlite3.connect(out / "register.sqlite")) as database, database:
        database.execute("UPDATE rows SET state = 'waiting', error = NULL WHERE row = 3")
    report = run(form, table, out, resume=True)
    assert (report.done, report.failed, report.waiting) == (3, 1, 0)
    (failed,) = (line for line in register(out / "register.csv") if line["state"] == "failed")
    assert failed["row"] == "3"
    assert "row.seats" in failed["error"]


def test_rows_that_find_no_room_leave_no_trace(tmp_path: Path, form: Path) -> None:
    """Files that may not grow stand for a full disk."""
    table = write_csv(tmp_path / "rows.csv", [("FR", "fr", "1", "x" * 100_000)] * 9, COLUMNS)
    out = tmp_path / "out"
    code = (
        "import resource, sys\n"
        "from dipdocs.cli import main\n"
        f"sys.argv[1:] = ['batch', {str(form)!r}, {str(table)!r}, '--out', {str(out)!r}]\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))\n"
        "main()\n"
    )
    stopped = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert stopped.returncode == 1, stopped.stderr
    assert "the rows cannot be kept: File too large" in stopped.stderr
    assert not out.exists()
