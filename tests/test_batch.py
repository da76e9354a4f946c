"""A batch as its users meet it: documents, register, numbers, places, going on after a stop."""

from __future__ import annotations

import hashlib
import io
import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest

from dipdocs import InputError
from dipdocs.batch import open_table
from dipdocs.batch.register import cell
from tests.batches import COLUMNS, FORM, command, register, rows, run, write_csv, write_form
from tests.conftest import EXAMPLES

INVITATION = EXAMPLES / "invitation-to-all-missions"


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return write_form(tmp_path)


def text_of(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def test_invitation_to_all_missions(tmp_path: Path, validate: Callable[..., list[str]]) -> None:
    out = tmp_path / "out"
    result = command(
        INVITATION / "form.yaml",
        INVITATION / "missions.csv",
        *("--out", out, "--key", "iso3", "--number-from", "2026/0417"),
    )
    assert result.returncode == 0, result.stderr
    lines = register(out / "register.csv")
    assert len(lines) == 193
    assert len({line["number"] for line in lines}) == 193
    assert lines[0]["number"] == "2026/0417"
    assert {line["language"] for line in lines} == {"en", "fr", "es"}
    for line in lines:
        data = (out / line["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == line["sha256"]
    mexico = next(line for line in lines if line["key"] == "MEX")
    assert mexico["addressee"] == "Misión Permanente de México ante las Naciones Unidas"
    words = text_of(out / "MEX.docx")
    assert "la Misión Permanente de los Estados Unidos Mexicanos" in words
    assert f"con la referencia {mexico['number']}." in words
    for line in random.Random(5).sample(lines, 20):
        assert validate(out / line["file"], "Microsoft365") == []


def test_conditions_choose_annex_and_paragraph(tmp_path: Path) -> None:
    form, table = INVITATION / "form.yaml", INVITATION / "missions.csv"
    with pytest.raises(InputError, match="--number-from"):
        run(form, table, tmp_path / "out", key="iso3")
    run(form, table, tmp_path / "out", key="iso3", number_from="1")
    assert "Order of statements" in text_of(tmp_path / "out" / "AFG.docx")
    assert "Orden de las declaraciones" not in text_of(tmp_path / "out" / "MEX.docx")


def test_every_kind_of_table_gives_the_same(tmp_path: Path, form: Path) -> None:
    data = rows(12)
    table = write_csv(tmp_path / "rows.csv", data)
    run(form, table, tmp_path / "csv")
    expected = register(tmp_path / "csv" / "register.csv")
    assert len(expected) == 12

    (tmp_path / "semicolon.csv").write_bytes(
        b"\xef\xbb\xbf" + table.read_text("utf-8").replace(",", ";").encode()
    )
    (tmp_path / "utf16.csv").write_text(
        table.read_text("utf-8").replace(",", "\t"), encoding="utf-16"
    )
    (tmp_path / "bare16.csv").write_bytes(table.read_text("utf-8").encode("utf-16-le"))
    (tmp_path / "rows.jsonl").write_text(
        "".join(json.dumps(dict(zip(COLUMNS, row, strict=True))) + "\n" for row in data)
    )
    book = openpyxl.Workbook()
    for row in (COLUMNS, *data):
        book.active.append([int(cell) if cell.isdigit() else cell for cell in row])
    book.save(tmp_path / "rows.xlsx")
    for name in ("semicolon.csv", "utf16.csv", "bare16.csv", "rows.jsonl", "rows.xlsx"):
        run(form, tmp_path / name, tmp_path / name.replace(".", "-"))
        assert register(tmp_path / name.replace(".", "-") / "register.csv") == expected, name

    with sqlite3.connect(tmp_path / "rows.db") as database:
        database.execute(f"CREATE TABLE missions ({', '.join(COLUMNS)})")
        database.executemany("INSERT INTO missions VALUES (?, ?, ?, ?)", data)
    database.close()
    query = "SELECT * FROM missions ORDER BY CAST(seats AS INTEGER)"
    result = command(
        form, tmp_path / "rows.db", "--query", query, "--out", tmp_path / "db", "--jobs", 1
    )
    assert result.returncode == 0, result.stderr
    assert register(tmp_path / "db" / "register.csv") == expected

    mappings = (dict(zip(COLUMNS, row, strict=True)) for row in data)
    run(form, mappings, tmp_path / "mappings")
    assert register(tmp_path / "mappings" / "register.csv") == expected


def test_standard_input(tmp_path: Path, form: Path) -> None:
    data = write_csv(tmp_path / "rows.csv", rows(3)).read_bytes()
    assert command(form, "-", "--out", tmp_path / "out", stdin=data).returncode == 0
    assert len(register(tmp_path / "out" / "register.csv")) == 3
    table = open_table(io.BytesIO(b'{"country": "FR", "language": "fr", "seats": 1, "note": ""}'))
    assert run(form, table, tmp_path / "json").done == 1


def test_names_and_numbers(tmp_path: Path, form: Path) -> None:
    table = write_csv(tmp_path / "rows.csv", rows(3))
    name = "{{ number | replace('/', '-') }} {{ row.country }}.docx"
    run(form, table, tmp_path / "out", name=name, number_from="UY/0099/2026-A")
    lines = register(tmp_path / "out" / "register.csv")
    assert [line["number"] for line in lines] == [f"UY/0099/{n}-A" for n in (2026, 2027, 2028)]
    assert lines[2]["file"] == "UY-0099-2028-A CH.docx"
    assert "UY/0099/2028-A" in (
        zipfile.ZipFile(tmp_path / "out" / lines[2]["file"]).read("word/document.xml").decode()
        + "".join(
            zipfile.ZipFile(tmp_path / "out" / lines[2]["file"]).read(part).decode()
            for part in zipfile.ZipFile(tmp_path / "out" / lines[2]["file"]).namelist()
            if part.startswith("word/header")
        )
    )


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("x.docx", "rows 1 and 2 have one name: 'x.docx'"),
        ("{{ row.language }}.docx", "rows 1 and 3 have one name"),
        ("{{ 'A' if row.seats == 0 else 'a' }}.docx", "rows 1 and 2 have one name"),
    ],
)
def test_one_name_for_two_rows_refuses_the_run(
    tmp_path: Path, form: Path, name: str, words: str
) -> None:
    table = write_csv(tmp_path / "rows.csv", rows(4))
    result = command(form, table, "--out", tmp_path / "out", "--name", name)
    assert result.returncode == 2
    assert words in result.stderr
    assert not (tmp_path / "out").exists()


def test_duplicate_keys_refuse_the_run(tmp_path: Path, form: Path) -> None:
    table = write_csv(tmp_path / "rows.csv", rows(12))
    with pytest.raises(InputError, match="rows 1 and 11 have one key: 'AR'"):
        run(form, table, tmp_path / "out", key="country")
    assert not (tmp_path / "out").exists()


def test_a_used_place_is_refused(tmp_path: Path, form: Path) -> None:
    table = write_csv(tmp_path / "rows.csv", rows(3))
    run(form, table, tmp_path / "out")
    before = {path: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    result = command(form, table, "--out", tmp_path / "out")
    assert result.returncode == 2
    assert "--resume" in result.stderr
    assert {path: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


def test_files_of_others_are_not_overwritten(tmp_path: Path, form: Path) -> None:
    table = write_csv(tmp_path / "rows.csv", rows(3))
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "2.docx").write_text("mine")
    with pytest.raises(InputError, match=r"row 2: '2.docx' stands there already"):
        run(form, table, tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["2.docx"]


def test_resume_makes_what_is_missing_or_damaged_and_nothing_else(
    tmp_path: Path, form: Path
) -> None:
    table = write_csv(tmp_path / "rows.csv", rows(9))
    out = tmp_path / "out"
    run(form, table, out, number_from="1")
    before = register(out / "register.csv")
    stamps = {path.name: path.stat().st_mtime_ns for path in out.glob("*.docx")}
    (out / "4.docx").unlink()
    (out / "7.docx").write_bytes(b"PK half")
    report = run(form, table, out, number_from="1", resume=True)
    assert (report.kept, report.done) == (7, 9)
    assert register(out / "register.csv") == before
    changed = {n for n, stamp in stamps.items() if (out / n).stat().st_mtime_ns != stamp}
    assert changed == {"4.docx", "7.docx"}


def test_resume_refuses_another_form_table_or_name(tmp_path: Path, form: Path) -> None:
    table = write_csv(tmp_path / "rows.csv", rows(5))
    run(form, table, tmp_path / "out")
    before = (tmp_path / "out" / "register.csv").read_bytes()
    with pytest.raises(InputError, match="this has changed: name"):
        run(form, table, tmp_path / "out", name="{{ key }}.txt", resume=True)
    changed = rows(5)
    changed[3] = (*changed[3][:3], "changed")
    with pytest.raises(InputError, match="row 4 differs"):
        run(form, write_csv(tmp_path / "other.csv", changed), tmp_path / "out", resume=True)
    with pytest.raises(InputError, match="it has 4 rows, the run 5"):
        run(form, write_csv(tmp_path / "less.csv", rows(4)), tmp_path / "out", resume=True)
    write_form(tmp_path, FORM.replace("invite", "kindly invite"))
    with pytest.raises(InputError, match="this has changed: form"):
        run(form, table, tmp_path / "out", resume=True)
    assert (tmp_path / "out" / "register.csv").read_bytes() == before


def test_only_some_then_the_rest(tmp_path: Path, form: Path) -> None:
    table = write_csv(tmp_path / "rows.csv", rows(8))
    report = run(form, table, tmp_path / "out", only=3)
    assert (report.done, report.waiting, report.exit_code) == (3, 5, 0)
    assert sorted(p.name for p in (tmp_path / "out").glob("*.docx")) == [
        *("1.docx", "2.docx", "3.docx")
    ]
    assert run(form, table, tmp_path / "out", resume=True).done == 8


def test_dry_run_writes_nothing_and_shows_the_first_text(tmp_path: Path, form: Path) -> None:
    data = rows(4)
    data[2] = ("XX", *data[2][1:])
    table = write_csv(tmp_path / "rows.csv", data)
    result = command(form, table, "--out", tmp_path / "out", "--dry-run")
    assert result.returncode == 1
    assert "La Mission permanente de la République orientale de l'Uruguay" in (
        result.stdout.replace("\u2019", "'")
    )
    assert "row 3, line 4: row.country: 'XX' is not a State" in result.stderr
    assert not (tmp_path / "out").exists()


def test_dry_run_shows_the_first_text_that_is_sound(tmp_path: Path, form: Path) -> None:
    data = [("XX", "fr", "1", "a"), ("FR", "ru", "2", "b"), *rows(80)[2:]]
    report = run(form, write_csv(tmp_path / "rows.csv", data), tmp_path / "out", dry_run=True)
    assert report.failed == 2
    assert report.text is not None
    assert "Note 2" in report.text.replace("\xa0", " ")


def test_a_failed_row_is_recorded_and_the_others_go_on(tmp_path: Path, form: Path) -> None:
    data = rows(6)
    data[1] = (data[1][0], "ru", *data[1][2:])  # the form has no Russian text
    data[4] = (*data[4][:2], "many", data[4][3])
    table = write_csv(tmp_path / "rows.csv", data)
    result = command(form, table, "--out", tmp_path / "out", "--json", "--number-from", "10")
    assert result.returncode == 1
    report = json.loads(result.stdout)
    assert (report["done"], report["failed"], report["exit_code"]) == (4, 2, 1)
    lines = register(tmp_path / "out" / "register.csv")
    assert [line["state"] for line in lines] == [
        *("done", "failed", "done", "done", "failed", "done")
    ]
    assert "'ru'" in lines[1]["error"]
    assert lines[1]["error"].startswith("body:")
    assert lines[4]["error"] == "row.seats: 'many' is not a whole number"
    assert [line["number"] for line in lines] == ["10", "11", "12", "13", "14", "15"]
    assert not (tmp_path / "out" / "2.docx").exists()


def test_fail_fast_begins_nothing_with_a_wrong_row(tmp_path: Path, form: Path) -> None:
    data = rows(6)
    data[4] = (*data[4][:2], "many", data[4][3])
    table = write_csv(tmp_path / "rows.csv", data)
    result = command(form, table, "--out", tmp_path / "out", "--fail-fast")
    assert result.returncode == 2
    assert "row 5, line 6: row.seats" in result.stderr
    assert not (tmp_path / "out").exists()


def test_fail_fast_stops_at_the_first_failure(tmp_path: Path, form: Path) -> None:
    data = rows(600)
    data[0] = (data[0][0], "ru", *data[0][2:])
    table = write_csv(tmp_path / "rows.csv", data)
    report = run(form, table, tmp_path / "out", fail_fast=True, jobs=1)
    assert report.failed == 1
    assert report.waiting > 0
    assert report.exit_code == 1


def test_zip(tmp_path: Path, form: Path) -> None:
    table = write_csv(tmp_path / "rows.csv", rows(6))
    out = tmp_path / "notes.zip"
    run(form, table, out)
    with zipfile.ZipFile(out) as packed:
        assert packed.testzip() is None
        assert packed.namelist() == [*(f"{n}.docx" for n in range(1, 7)), "register.csv"]
        lines = register(tmp_path / "notes.zip.register" / "register.csv")
        for line in lines:
            assert hashlib.sha256(packed.read(line["file"])).hexdigest() == line["sha256"]
    with pytest.raises(InputError, match="an earlier run stands here"):
        run(form, table, out)
    first = out.read_bytes()
    report = run(form, table, out, resume=True)
    assert report.kept == 6
    assert out.read_bytes() == first
    out.write_bytes(first[: len(first) // 2])
    assert run(form, table, out, resume=True).done == 6
    assert out.read_bytes()[:2000] == first[:2000]


def test_url_of_memory_and_of_files(tmp_path: Path, form: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    table = write_csv(tmp_path / "rows.csv", rows(4))
    report = run(form, table, "memory://dispatch/march", records=tmp_path / "records")
    system = fsspec.filesystem("memory")
    assert report.done == 4
    assert sorted(
        path.rpartition("/")[2] for path in system.ls("/dispatch/march", detail=False)
    ) == [*("1.docx", "2.docx", "3.docx", "4.docx", "register.csv")]
    line = register(tmp_path / "records" / "register.csv")[0]
    assert hashlib.sha256(system.cat("/dispatch/march/1.docx")).hexdigest() == line["sha256"]
    system.rm("/dispatch/march/3.docx")
    again = run(form, table, "memory://dispatch/march", records=tmp_path / "records", resume=True)
    assert again.kept == 3
    assert system.exists("/dispatch/march/3.docx")
    with pytest.raises(InputError, match="an earlier run stands here"):
        run(form, table, "memory://dispatch/march", records=tmp_path / "new")
    run(form, table, (tmp_path / "by url").as_uri())
    assert len(list((tmp_path / "by url").glob("*.docx"))) == 4


def test_register_runs_no_formula(tmp_path: Path) -> None:
    form = write_form(tmp_path, FORM.replace("{{ row.note }}", "{{ row.note }}", 1))
    data = [("FR", "fr", "1", "=cmd|' /C calc'!A0"), ("CH", "fr", "2", "+1")]
    table = write_csv(tmp_path / "rows.csv", data)
    run(form, table, tmp_path / "out", key="note", name="{{ row.seats }}.docx", number_from="-7")
    lines = register(tmp_path / "out" / "register.csv")
    assert [line["key"] for line in lines] == ["'=cmd|' /C calc'!A0", "'+1"]
    assert lines[0]["number"] == "'-7"
    document = docx.Document(str(tmp_path / "out" / "1.docx"))
    assert any("=cmd|" in paragraph.text for paragraph in document.paragraphs)
    assert b"<w:instrText" not in (
        zipfile.ZipFile(tmp_path / "out" / "1.docx").read("word/document.xml")
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("=1", "'=1"),
        ("＝1", "'＝1"),
        ("a;=1", "a;'=1"),
        ("a\t@x", "a\t'@x"),
        ("\n=1", "'\n'=1"),
        ("2026/0417", "2026/0417"),
        ("a=b; c-d", "a=b; c-d"),
        (None, ""),
    ],
)
def test_no_cell_of_the_register_begins_a_formula(value: str | None, shown: str) -> None:
    assert cell(value) == shown


def test_register_for_spreadsheets_and_as_a_database(tmp_path: Path, form: Path) -> None:
    table = write_csv(tmp_path / "rows.csv", rows(5))
    run(form, table, tmp_path / "out")
    data = (tmp_path / "out" / "register.csv").read_bytes()
    assert data.startswith(b"row,key,number,")
    with closing(sqlite3.connect(tmp_path / "out" / "register.sqlite")) as database:
        found = database.execute("SELECT * FROM register")
        names = [column[0] for column in found.description]
        lines = [dict(zip(names, line, strict=True)) for line in found]
    for line, other in zip(lines, register(tmp_path / "out" / "register.csv"), strict=True):
        assert {**line, "row": str(line["row"])} == {
            name: value or None for name, value in other.items()
        } | {"time": line["time"]}


def test_a_name_whose_end_is_no_format_is_refused(tmp_path: Path, form: Path) -> None:
    table = write_csv(tmp_path / "rows.csv", rows(2))
    for name, more in (("{{ key }}.doc", {}), ("{{ key }}.html", {"pdf": True})):
        with pytest.raises(InputError, match=r"the name must end in \.docx"):
            run(form, table, tmp_path / "out", name=name, **more)
    assert not (tmp_path / "out").exists()


def test_rows_from_python(tmp_path: Path, form: Path) -> None:
    table = [dict(zip(COLUMNS, row, strict=True)) for row in rows(3)]
    table[0]["note"] = date(2026, 3, 2)
    table[1]["note"] = Decimal("1.50")
    table[1]["seats"] = 4.0
    table[2]["note"] = float("nan")  # an empty cell of a data frame
    report = run(form, (row for row in table), tmp_path / "out", name="{{ key }}.txt")
    assert [failure.row for failure in report.failures] == [3]
    assert "4. 1.50" in (tmp_path / "out" / "2.txt").read_text().replace("\xa0", " ")
    text = "country,language,seats,note\nFR,fr,1,é\n"
    assert run(form, io.StringIO(text), tmp_path / "text").done == 1
    for wrong in (None, table[0], 7):
        with pytest.raises(InputError, match="is no table"):
            run(form, wrong, tmp_path / "wrong")


def test_what_stops_a_run_is_told_and_mended(tmp_path: Path, form: Path) -> None:
    """Files that may not grow stand for a full disk."""
    table = write_csv(tmp_path / "rows.csv", rows(400))
    whole, out = tmp_path / "whole", tmp_path / "out"
    assert run(form, table, whole).done == 400
    large = (whole / "register.sqlite").stat().st_size
    code = (
        "import resource, sys\n"
        "from dipdocs.cli import main\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({large}, {large}))\n"
        f"sys.argv[1:] = ['batch', {str(form)!r}, {str(table)!r}, '--out', {str(out)!r}]\n"
        "main()\n"
    )
    stopped = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert stopped.returncode == 1, stopped.stderr
    assert "the journal fails" in stopped.stderr
    assert "Traceback" not in stopped.stderr
    resumed = command(form, table, "--out", out, "--resume")
    assert resumed.returncode == 0, resumed.stderr
    assert register(out / "register.csv") == register(whole / "register.csv")


def test_interrupt_before_anything_is_written(tmp_path: Path, form: Path) -> None:
    out = tmp_path / "out"
    process = subprocess.Popen(
        [sys.executable, "-m", "dipdocs", "batch", str(form), "-", "--out", str(out)],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    # More than the pipe and the sample hold: when it is written, the table is being read.
    process.stdin.write("country,language,seats,note\n" + "FR,fr,1,x\n" * 40_000)
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130, told
    assert told == "stopped; nothing was written\n"
    assert not out.exists()


def test_interrupt_leaves_a_whole_register(tmp_path: Path, form: Path) -> None:
    table = write_csv(tmp_path / "rows.csv", rows(3000))
    out = tmp_path / "out"
    process = subprocess.Popen(
        [sys.executable, "-m", "dipdocs", "batch", str(form), str(table), "--out", str(out)],
        stderr=subprocess.PIPE,
        text=True,
    )
    while process.poll() is None and len(list(out.glob("*.docx"))) < 50:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130, told
    assert "--resume" in told
    lines = register(out / "register.csv")
    assert len(lines) == 3000
    done = [line for line in lines if line["state"] == "done"]
    assert 0 < len(done) < 3000
    assert {line["file"] for line in done} == {path.name for path in out.glob("*.docx")}
    assert "Traceback" not in told


def test_two_runs_do_not_share_a_place(tmp_path: Path, form: Path) -> None:
    table = write_csv(tmp_path / "rows.csv", rows(3000))
    out = tmp_path / "out"
    arguments = [sys.executable, "-m", "dipdocs", "batch", str(form), str(table), "--out", str(out)]
    first = subprocess.Popen(arguments, stderr=subprocess.DEVNULL)
    try:
        while first.poll() is None and len(list(out.glob("*.docx"))) < 20:
            time.sleep(0.02)
        first.send_signal(signal.SIGSTOP)  # however fast the machine, it is not done yet
        second = command(form, table, "--out", out, "--resume")
        assert second.returncode == 2
        assert "another batch is writing here" in second.stderr
    finally:
        first.send_signal(signal.SIGCONT)
        assert first.wait(60) == 0


def test_output_that_cannot_be_written_stops_and_resumes(tmp_path: Path, form: Path) -> None:
    table = write_csv(tmp_path / "rows.csv", rows(40))
    out = tmp_path / "out"
    report = run(form, table, out, only=10)
    assert report.done == 10
    (out / "20.docx").mkdir()  # what stands in the way of row 20
    result = command(form, table, "--out", out, "--resume", "--jobs", 1)
    assert result.returncode == 1
    assert "20.docx" in result.stderr
    lines = register(out / "register.csv")
    assert lines[19]["state"] == "waiting"
    (out / "20.docx").rmdir()
    assert run(form, table, out, resume=True).done == 40


def test_pdf_beside_each(tmp_path: Path, form: Path, to_pdf: Callable[[Path], Path]) -> None:
    table = write_csv(tmp_path / "rows.csv", rows(3))
    report = run(form, table, tmp_path / "out", pdf=True)
    assert report.done == 3, report.failures
    for line in register(tmp_path / "out" / "register.csv"):
        data = (tmp_path / "out" / line["pdf"]).read_bytes()
        assert data.startswith(b"%PDF-")
        assert hashlib.sha256(data).hexdigest() == line["pdf_sha256"]
