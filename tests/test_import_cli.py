"""`dipdocs import`: what it writes, shows and refuses, for a file and for a folder."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dipdocs import load, render
from dipdocs.cli import app
from dipdocs.errors import DipdocsError
from dipdocs.importing import folder, import_file
from dipdocs.importing import imported as module
from tests.conftest import EXAMPLES

SEED = EXAMPLES / "moscow-declaration-2009/letter.yaml"


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(app, ["import", *map(str, arguments)], standalone_mode=False)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        assert isinstance(result.exception, DipdocsError) or hasattr(result.exception, "exit_code")
    return result


def code(result: Result) -> int:
    """The exit code as `main` gives it."""
    if result.exception is not None:
        return int(result.exception.exit_code)  # type: ignore[attr-defined]
    return int(result.return_value or 0)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The seed's letter as a Word file, in a folder of its own."""
    path = tmp_path / "old.docx"
    render(load(SEED), path)
    return path


def test_a_letter_becomes_data_that_renders_to_the_same_file(old: Path, tmp_path: Path) -> None:
    out = tmp_path / "letter.yaml"
    result = run(old, "-o", out, "--verify")
    assert code(result) == 0, result.output
    assert "verified" in result.stderr
    assert (tmp_path / "declaration.fr.md").exists()
    text = out.read_text(encoding="utf-8")
    assert text.startswith("# Read by dipdocs import from old.docx.\nkind: letter\n")
    assert "body: {file: declaration.fr.md}" in text
    assert render(load(out)) == old.read_bytes()


def test_the_data_is_written_beside_the_source_by_default(old: Path) -> None:
    assert code(run(old)) == 0
    assert old.with_suffix(".yaml").exists()


def test_nothing_is_written_over_unless_forced(old: Path, tmp_path: Path) -> None:
    out = tmp_path / "letter.yaml"
    beside = tmp_path / "declaration.fr.md"
    beside.write_text("mine")
    result = run(old, "-o", out)
    assert code(result) == 2
    assert "declaration.fr.md" in str(result.exception)
    assert not out.exists()
    assert beside.read_text() == "mine"
    assert code(run(old, "-o", out, "--force")) == 0
    assert beside.read_text() != "mine"
    assert old.exists()


def test_the_source_itself_is_never_written_over(tmp_path: Path) -> None:
    source = tmp_path / "declaration.fr.md"
    shutil.copy(EXAMPLES / "moscow-declaration-2009/declaration.fr.md", source)
    before = source.read_bytes()
    long = tmp_path / "letter.yaml"
    link = tmp_path / "link.md"
    link.symlink_to(source)
    run(link, "-o", long, "--force")
    assert source.read_bytes() == before


def test_the_yaml_can_be_printed(old: Path, tmp_path: Path) -> None:
    result = run(old, "-o", "-")
    assert code(result) == 0
    assert "kind: letter" in result.stdout
    assert "Les chefs des États membres" in result.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["old.docx"]


def test_images_are_written_beside(tmp_path: Path) -> None:
    path = tmp_path / "old.docx"
    document = load(EXAMPLES / "school-weather-stations/letter.yaml")
    render(document, path)
    out = tmp_path / "data/letter.yaml"
    assert code(run(path, "-o", out)) == 0
    images = sorted(p.name for p in (tmp_path / "data/letter-images").iterdir())
    assert len(images) == 2
    assert render(load(out))


def test_the_report_shows_each_field_and_where_it_was_read(old: Path) -> None:
    result = run(old, "--report")
    line = next(line for line in result.stdout.splitlines() if "from.office" in line)
    assert "permanent-representative" in line
    assert "paragraph 11" in line
    assert "title" in line


def test_the_report_as_json(old: Path) -> None:
    result = run(old, "--json", "--verify")
    data = json.loads(result.stdout)
    assert data["gaps"] == data["leftover"] == []
    assert {"field": "language", "value": "fr"}.items() <= data["fields"][1].items()
    assert data["verification"]["same"] is True


def test_differences_are_shown_and_make_exit_1(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recognise = module.recognise

    def forgetful(*arguments: object) -> object:
        found = recognise(*arguments)  # type: ignore[arg-type]
        found.data["body"] = found.data["body"].replace("session", "réunion")
        return found

    monkeypatch.setattr(module, "recognise", forgetful)
    result = run(old, "--verify")
    assert code(result) == 1
    assert "[-session-] {+réunion+}" in result.stdout
    assert "paragraph 14" in result.stdout


def test_what_is_left_over_and_lacking_stands_at_the_head(tmp_path: Path) -> None:
    source = tmp_path / "old.txt"
    source.write_text("# source: an archive\nI have the honour to write to you about a bridge.\n")
    result = run(source)
    assert code(result) == 0
    head = source.with_suffix(".yaml").read_text().partition("kind:")[0]
    assert "# Not found in the text:" in head
    assert "# - line 1: # source: an archive" in head
    assert "not found: date" in result.stderr


def test_a_document_with_gaps_is_printed_as_text(tmp_path: Path) -> None:
    source = tmp_path / "old.txt"
    source.write_text("I have the honour to write to you about a bridge.\n")
    assert code(run(source, "--verify")) == 0
    made = tmp_path / "made.txt"
    CliRunner().invoke(
        app,
        ["render", str(source.with_suffix(".yaml")), "-o", str(made)],
        standalone_mode=False,
        catch_exceptions=False,
    )
    assert "about a bridge" in made.read_text()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("missing.docx",), "no such file"),
        (("old.docx", "-o", "x.docx"), "written as .yaml"),
        (("old.docx", "--language", "xx"), "--language is one of"),
        (("old.docx", "-o", "-", "--report"), "cannot both be printed"),
        (("old.docx", "--jobs", "2"), "for a folder"),
        ((".",), "name a folder"),
        ((".", "-o", "out", "--report"), "report.csv"),
        (("empty", "-o", "out"), "no document"),
    ],
)
def test_what_makes_no_sense_is_refused(
    old: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(old.parent)
    Path("empty").mkdir()
    result = run(*arguments)
    assert code(result) == 2
    assert told in str(getattr(result.exception, "message", "") or result.exception)
    assert not Path("out").exists()


# Folders


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Letters in two folders, with what makes an archive hard."""
    folder = tmp_path / "archive"
    (folder / "sub").mkdir(parents=True)
    render(load(SEED), folder / "seed.docx")
    render(load(EXAMPLES / "president-reply/letter.yaml"), folder / "sub/reply.docx")
    (folder / "Seed.txt").write_text("I have the honour to write to you about a bridge.\n")
    (folder / "broken.docx").write_bytes(b"PK nothing")
    (folder / "~$seed.docx").write_bytes(b"lock")
    (folder / "notes.csv").write_text("a,b")
    outside = tmp_path / "outside.txt"
    outside.write_text("A secret.")
    (folder / "link.txt").symlink_to(outside)
    (folder / "round").symlink_to(folder)
    return folder


def rows(out: Path) -> dict[str, dict[str, str]]:
    with (out / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["file"]: row for row in csv.DictReader(file)}


def test_a_folder_is_read_with_a_report(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run(archive, "-o", out, "--verify", "--jobs", 1)
    assert code(result) == 1
    found = rows(out)
    assert list(found) == ["Seed.txt", "broken.docx", "link.txt", "seed.docx", "sub/reply.docx"]
    seed = found["seed.docx"]
    assert seed == {
        "file": "seed.docx",
        "output": "seed.docx.yaml",
        "kind": "letter",
        "language": "fr",
        "date": "2009-07-06",
        "state": "RU",
        "office": "permanent-representative",
        "addressees": "secretary-general",
        "symbols": "",
        "gaps": "",
        "leftover": "0",
        "verified": "yes",
        "error": "",
    }
    assert "damaged" in found["broken.docx"]["error"]
    assert "not followed" in found["link.txt"]["error"]
    assert found["Seed.txt"]["output"] == "Seed.txt.yaml"
    assert found["Seed.txt"]["gaps"]
    assert found["sub/reply.docx"]["symbols"]
    assert render(load(out / "seed.docx.yaml")) == (archive / "seed.docx").read_bytes()
    assert not list(out.rglob("link*"))
    assert "broken.docx: it is damaged" in result.stderr


def test_several_processes_write_the_same(archive: Path, tmp_path: Path) -> None:
    for jobs, name in ((1, "one"), (2, "two")):
        run(archive, "-o", tmp_path / name, "--jobs", jobs)
    files = {
        name: {
            p.relative_to(tmp_path / name): p.read_bytes() for p in (tmp_path / name).rglob("*.*")
        }
        for name in ("one", "two")
    }
    assert files["one"] == files["two"]


def test_a_folder_is_not_written_over(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "seed.docx.yaml").write_text("mine")
    assert code(run(archive, "-o", out, "--jobs", 1)) == 1
    assert "exists already" in rows(out)["seed.docx"]["error"]
    assert (out / "seed.docx.yaml").read_text() == "mine"
    again = run(archive, "-o", out)
    assert code(again) == 2
    assert "report.csv" in str(again.exception)
    assert code(run(archive, "-o", out, "--jobs", 1, "--force")) == 1
    assert (out / "seed.docx.yaml").read_text() != "mine"


def test_data_within_the_folder_is_not_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("I have the honour to write to you about a bridge.\n")
    out = tmp_path / "out"
    assert code(run(tmp_path, "-o", out, "--jobs", 1)) == 0
    (out / "extra.txt").write_text("Nothing.")
    assert code(run(tmp_path, "-o", out, "--jobs", 1, "--force")) == 0
    assert list(rows(out)) == ["a.txt"]


def test_a_folder_s_report_as_json(archive: Path, tmp_path: Path) -> None:
    result = run(archive, "-o", tmp_path / "out", "--jobs", 1, "--json")
    data = json.loads(result.stdout)
    assert data["failed"] == 2
    assert len(data["files"]) == 5


def test_cells_that_spreadsheets_would_run_are_marked(tmp_path: Path) -> None:
    source = tmp_path / "archive" / "=1+1.txt"
    source.parent.mkdir()
    source.write_text("I have the honour to write to you about a bridge.\n")
    out = tmp_path / "out"
    assert code(run(source.parent, "-o", out, "--jobs", 1)) == 0
    assert "'=1+1.txt" in (out / "report.csv").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_an_archive_behind_a_link_is_read_when_it_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "real"
    folder.mkdir()
    (folder / "a.txt").write_text("I have the honour to write to you about a bridge.\n")
    link = tmp_path / "link"
    link.symlink_to(folder)
    assert code(run(link, "-o", tmp_path / "out", "--jobs", 1)) == 0


def test_the_api_gives_data_document_and_report(old: Path) -> None:
    found = import_file(old)
    assert found.data["kind"] == "letter"
    assert found.document is not None
    assert found.verify().same
    assert found.report.source == "old.docx"


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no UTF-8")
def test_a_name_that_is_no_utf_8_is_told_as_it_can_be(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    name = os.fsdecode(b"lettre-\xe9.txt")
    (folder / name).write_text("I have the honour to write to you about a bridge.\n")
    out = tmp_path / "out"
    assert code(run(folder, "-o", out, "--jobs", 1)) == 0
    assert "lettre-\\udce9.txt" in (out / "report.csv").read_text(encoding="utf-8-sig")
    made = next(out.glob("*.yaml")).read_text(encoding="utf-8")
    assert "import from lettre-\\udce9.txt" in made


def test_a_run_that_is_stopped_leaves_a_report(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = folder.run_job

    def stopped(job: folder.Job) -> dict[str, str]:
        if job.name.startswith("sub"):
            raise KeyboardInterrupt
        return made(job)

    monkeypatch.setattr(folder, "run_job", stopped)
    with pytest.raises(KeyboardInterrupt):
        folder.import_folder(archive, tmp_path / "out", jobs=1)
    assert "seed.docx" in rows(tmp_path / "out")
    assert "sub/reply.docx" not in rows(tmp_path / "out")
