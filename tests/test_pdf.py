"""PDF by LibreOffice: tagged, with title and language; many in one start; failures told."""

from __future__ import annotations

import stat
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import pytest

from dipdocs import InputError, RenderError, load, render
from dipdocs.writers.pdf import convert, find
from tests.conftest import EXAMPLES, lacking

SEED = EXAMPLES / "moscow-declaration-2009" / "letter.yaml"


@pytest.fixture(autouse=True)
def _libreoffice() -> None:
    try:
        find()
    except RenderError:
        lacking("LibreOffice (soffice) is not installed")


@pytest.mark.parametrize(
    ("language", "tag"), [("fr", "fr-FR"), ("ar", "ar-EG"), ("zh", "zh-CN"), ("ru", "ru-RU")]
)
def test_a_pdf_is_tagged_and_has_title_and_language(
    language: str, tag: str, tmp_path: Path
) -> None:
    source = EXAMPLES / "six-languages" / "letter.yaml"
    path = tmp_path / "letter.pdf"
    render(load(source), path, language=language)
    title = render(load(source), format="html", language=language).decode()
    title = title.partition("<title>")[2].partition("</title>")[0]
    with pikepdf.open(path) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang) == tag
        assert str(pdf.docinfo.Title) == title
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert "/Outlines" in pdf.Root, "bookmarks"
    told = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True).stdout
    assert "Tagged:          yes" in told
    assert [path.name] == [file.name for file in tmp_path.iterdir()]


def test_pdf_a_on_request(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    render(load(SEED), path, archive=True)
    with pikepdf.open(path) as pdf, pdf.open_metadata() as told:
        assert told["pdfaid:part"] == "2"
        assert told["pdfaid:conformance"] == "B"
    with pytest.raises(InputError, match="PDF/A"):
        render(load(SEED), tmp_path / "letter.docx", archive=True)


def test_many_documents_in_one_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    starts = tmp_path / "starts"
    counting = program(tmp_path, f'echo start >> "{starts}"; exec "{find()}" "$@"')
    monkeypatch.setenv("DIPDOCS_SOFFICE", str(counting))
    documents = []
    for number in range(6):
        documents.append(tmp_path / f"letter {number}.docx")
        render(load(SEED), documents[-1])
    out = tmp_path / "out"
    out.mkdir()
    made = convert(documents, out)
    assert starts.read_text(encoding="utf-8") == "start\n"
    assert made == [out / f"letter {number}.pdf" for number in range(6)]
    assert all(path.read_bytes().startswith(b"%PDF") for path in made)
    assert sorted(out.iterdir()) == made


def test_parallel_runs_do_not_disturb_each_other(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "dipdocs", "render", str(SEED), "-o"]
    runs = [
        subprocess.Popen([*command, str(tmp_path / f"{number}.pdf")], stderr=subprocess.PIPE)
        for number in range(3)
    ]
    for run in runs:
        _, told = run.communicate(timeout=180)
        assert run.returncode == 0, told
    assert len(list(tmp_path.glob("*.pdf"))) == 3


def test_what_cannot_be_converted_is_named_and_the_rest_is_there(tmp_path: Path) -> None:
    render(load(SEED), tmp_path / "good.docx")
    (tmp_path / "bad.docx").write_bytes(b"PK\x03\x04 no archive")
    with pytest.raises(RenderError, match=r"bad\.docx") as told:
        convert([tmp_path / "bad.docx", tmp_path / "good.docx"], tmp_path)
    assert "good.docx" not in str(told.value)
    assert (tmp_path / "good.pdf").exists()
    assert not (tmp_path / "bad.pdf").exists()


def test_two_documents_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="one file"):
        convert([tmp_path / "a" / "x.docx", tmp_path / "b" / "x.docx"], tmp_path)


def program(folder: Path, text: str) -> Path:
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_a_program_that_hangs_is_ended_with_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pid = tmp_path / "pid"
    hanging = program(tmp_path, f"sleep 300 & echo $! > {pid}; wait")
    monkeypatch.setenv("DIPDOCS_SOFFICE", str(hanging))
    document = tmp_path / "x.docx"
    render(load(SEED), document)
    began = time.monotonic()
    with pytest.raises(RenderError, match="within 1 seconds"):
        convert([document], tmp_path, timeout=1)
    assert time.monotonic() - began < 10
    assert _ended(int(pid.read_text()))
    assert not (tmp_path / "x.pdf").exists()


def _ended(pid: int) -> bool:
    """Whether a process is gone, or nothing but an entry that nobody has asked for."""
    for _ in range(50):
        status = Path(f"/proc/{pid}/stat")
        if not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.1)
    return False


def test_a_failure_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPDOCS_SOFFICE", str(program(tmp_path, "echo broken; exit 77")))
    (tmp_path / "x.pdf").write_bytes(b"before")
    with pytest.raises(RenderError, match="broken"):
        render(load(SEED), tmp_path / "x.pdf")
    assert (tmp_path / "x.pdf").read_bytes() == b"before"


def test_without_libreoffice_it_is_told_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("DIPDOCS_SOFFICE", raising=False)
    monkeypatch.setattr("dipdocs.writers.pdf.soffice._USUAL", ())
    with pytest.raises(RenderError, match="apt install libreoffice-writer"):
        find()
    monkeypatch.setenv("DIPDOCS_SOFFICE", str(tmp_path / "nowhere"))
    with pytest.raises(RenderError, match="DIPDOCS_SOFFICE names no program"):
        find()
