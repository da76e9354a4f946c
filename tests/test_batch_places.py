"""What stands in a place before a run: nothing of others is written over, nothing is left."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from dipdocs import InputError
from tests.batches import register, rows, run, write_csv, write_form


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return write_form(tmp_path)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "rows.csv", rows(3))


def test_a_register_without_its_journal_is_kept(tmp_path: Path, form: Path, table: Path) -> None:
    out = tmp_path / "out"
    run(form, table, out, number_from="2026/0417")
    (out / "register.sqlite").unlink()
    for path in out.glob("*.docx"):
        path.unlink()
    before = register(out / "register.csv", times=True)
    with pytest.raises(InputError, match=r"no journal of a run by which to go on"):
        run(form, table, out, number_from="2026/0999", resume=True)
    assert register(out / "register.csv", times=True) == before
    assert [path.name for path in out.iterdir()] == ["register.csv"]


def test_an_archive_of_others_is_kept_by_a_run_that_goes_on(
    tmp_path: Path, form: Path, table: Path
) -> None:
    archive = tmp_path / "notes.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("of others.txt", "kept")
    with pytest.raises(InputError, match=r"no journal of a run by which to go on"):
        run(form, table, archive, resume=True)
    assert zipfile.ZipFile(archive).namelist() == ["of others.txt"]
    assert not (tmp_path / "notes.zip.register").exists()


def test_a_locked_archive_is_made_again(tmp_path: Path, form: Path, table: Path) -> None:
    archive = tmp_path / "notes.zip"
    run(form, table, archive)
    data = bytearray(archive.read_bytes())
    data[6] |= 1  # the first document is said to be encrypted
    data[data.index(b"PK\x01\x02") + 8] |= 1
    archive.write_bytes(data)
    assert run(form, table, archive, resume=True).kept == 2
    assert zipfile.ZipFile(archive).testzip() is None


def test_a_pdf_of_others_refuses_the_run(tmp_path: Path, form: Path, table: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "2.pdf").write_text("of others")
    with pytest.raises(InputError, match=r"row 2: '2\.pdf' stands there already"):
        run(form, table, out, pdf=True)
    assert [path.name for path in out.iterdir()] == ["2.pdf"]


@pytest.mark.parametrize("out", ["a/b/c", "a/b/notes.zip"])
def test_a_refused_run_leaves_no_folder(tmp_path: Path, form: Path, table: Path, out: str) -> None:
    with pytest.raises(InputError, match="have one name"):
        run(form, table, tmp_path / out, name="note.docx")
    assert not (tmp_path / "a").exists()


def test_what_is_not_named_is_refused(
    tmp_path: Path, form: Path, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(InputError, match="no place is named"):
        run(form, table, "")
    with pytest.raises(InputError, match="the name must end in"):
        run(form, table, "out", name="")
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_an_archive_in_a_new_folder(tmp_path: Path, form: Path, table: Path) -> None:
    archive = tmp_path / "new" / "notes.zip"
    run(form, table, archive, records=tmp_path / "records")
    assert len(zipfile.ZipFile(archive).namelist()) == 4


def test_a_url_of_files_is_decoded_once(tmp_path: Path, form: Path, table: Path) -> None:
    out = tmp_path / "50%20of them"
    run(form, table, out.as_uri())
    assert (out / "1.docx").exists()


def test_urls_that_cannot_be_reached(
    tmp_path: Path, form: Path, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("fsspec")
    monkeypatch.chdir(tmp_path)
    for url in ("ftp://127.0.0.1:1/out", f"zip://x::{tmp_path}/none.zip", "nothing://x"):
        with pytest.raises(InputError, match="://"):
            run(form, table, url)
    assert not list(tmp_path.glob("*.register"))


def test_the_root_of_a_url(tmp_path: Path, form: Path, table: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    system = fsspec.filesystem("memory")
    run(form, table, "memory://", records=tmp_path / "records")
    try:
        assert system.exists("/3.docx")
    finally:
        for name in ("1.docx", "2.docx", "3.docx", "register.csv"):
            system.rm(f"/{name}")
