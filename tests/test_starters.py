"""`dipdocs new`: in every kind and language a starter that checks and renders as it stands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from itertools import product
from pathlib import Path

import pikepdf
import pytest
import yaml
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from dipdocs import RenderError, check, load, loads, render
from dipdocs.cli import app
from dipdocs.model import LANGUAGES, json_schema
from dipdocs.model.terms import ORGANS
from dipdocs.starters import KINDS, SCHEMA, Answers, starter
from dipdocs.writers.pdf import convert, find
from tests.conftest import Browser, lacking

VALIDATOR = Draft202012Validator(json_schema())


def new(folder: Path, *arguments: str) -> Result:
    here = Path.cwd()
    os.chdir(folder)
    try:
        return CliRunner().invoke(app, ["new", *arguments])
    finally:
        os.chdir(here)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_starter_checks_and_renders_as_it_stands(
    kind: str, language: str, tmp_path: Path
) -> None:
    result = new(tmp_path, kind, "--language", language, "-o", "start.yaml")
    assert result.exit_code == 0, result.output
    document = load(tmp_path / "start.yaml")
    assert check(document) == []
    for suffix in ("docx", "html", "txt"):
        assert render(document, tmp_path / f"start.{suffix}")
    text = (tmp_path / "start.yaml").read_text(encoding="utf-8")
    assert text.startswith(f"# yaml-language-server: $schema={SCHEMA}\n")
    assert json.loads((tmp_path / SCHEMA).read_text(encoding="utf-8")) == json_schema()
    again = new(tmp_path, kind, "-o", "start.yaml")
    assert again.exit_code == 2
    assert (tmp_path / "start.yaml").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(("kind", "language"), list(product(KINDS, LANGUAGES)))
def test_every_answer_gives_a_clean_document(kind: str, language: str) -> None:
    for organs, annexes in product(
        [(), *((organ,) for organ in ORGANS), ("general-assembly", "security-council")], (0, 1, 3)
    ):
        text = starter(
            Answers(
                kind=kind,  # type: ignore[arg-type]
                language=language,
                date=date(2026, 9, 1),
                country="KZ",
                gender="f",
                name="No: [one]",
                organs=organs,
                item="17 (c)",
                item_title="Oceans, seas: 'law' and \"order\" # not a comment",
                annexes=annexes,
            )
        )
        document = loads(text)
        assert check(document) == [], text
        assert len(document.annexes) == (0 if kind == "declaration" else annexes)
        plain = json.loads(json.dumps(yaml.safe_load(text), default=str))
        assert [error.message for error in VALIDATOR.iter_errors(plain)] == []


def test_options_are_heard(tmp_path: Path) -> None:
    result = new(
        tmp_path,
        *("letter", "--country", "nepal", "--name", "Maya Essai", "--date", "2026-05-04"),
        *("--to", "president-of-the-general-assembly", "--organ", "security-council"),
        *("--annexes", "2", "--office", "charge-d-affaires", "--gender", "f", "-o", "a.yaml"),
    )
    assert result.exit_code == 0, result.output
    document = load(tmp_path / "a.yaml")
    assert document.kind == "letter"
    assert document.date == date(2026, 5, 4)
    (sender,) = document.senders
    assert (sender.office, sender.country, sender.gender) == ("charge-d-affaires", "NP", "f")
    assert [party.office for party in document.addressees] == ["president-of-the-general-assembly"]
    assert document.circulation is not None
    assert [entry.organ for entry in document.circulation.organs] == ["security-council"]
    assert len(document.annexes) == 2


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("RU", "RU"),
        ("fra", "FR"),
        ("Côte d'Ivoire", "CI"),
        ("египет", "EG"),
        ("中国", "CN"),
        ("Russia", "RU"),
        ("Corée du Sud", "KR"),
    ],
)
def test_a_state_is_found_by_code_or_name(written: str, code: str, tmp_path: Path) -> None:
    result = new(tmp_path, "letter", "--country", written, "-o", "-")
    assert f"country: {code} " in result.output


def test_an_unknown_state_is_told_with_the_nearest(tmp_path: Path) -> None:
    result = new(tmp_path, "letter", "--country", "Kirgistan")
    assert result.exit_code == 2
    assert "Kyrgyzstan" in result.output
    assert list(tmp_path.iterdir()) == []


def test_without_a_terminal_nothing_is_asked(tmp_path: Path) -> None:
    assert "name the kind" in new(tmp_path).output
    result = new(tmp_path, "letter", "-o", "-")
    assert result.exit_code == 0
    assert "$schema" not in result.output


def test_in_a_terminal_it_asks(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "dipdocs", "new", "--gender", "f"]
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=tmp_path
    ) as process:
        os.close(theirs)
        screen = ""
        for question, answer in (
            ("Kind", "identical-letters"),
            ("Language", "fr"),
            ("State", "Kirgistan"),
            ("Kyrgyzstan", "Kirghizistan"),
            ("Who signs", "Aïgoul Essai"),
            ("Addressees", "1, 7"),
            ("Circulated to", "general-assembly, 2"),
            ("Number", "18"),
            ("Title", "Développement durable"),
            ("Annexes", "2"),
        ):
            end = time.monotonic() + 60
            while question not in screen:
                assert time.monotonic() < end, (question, screen)
                screen += os.read(ours, 4096).decode(errors="replace")
            screen = screen.rpartition(question)[2]
            os.write(ours, f"{answer}\n".encode())
        assert process.wait(60) == 0
    os.close(ours)
    document = load(tmp_path / "identical-letters.yaml")
    assert check(document) == []
    assert document.language == "fr"
    (sender,) = document.senders
    assert (sender.country, sender.name, sender.gender) == ("KG", "Aïgoul Essai", "f")
    assert len(document.addressees) == 2
    assert len(document.annexes) == 2


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, str]:
    """What `dipdocs new` writes of every kind in every language, checked, as .docx and .html."""
    folder = tmp_path_factory.mktemp("started")
    documents = {}
    for kind, language in product(KINDS, LANGUAGES):
        name = f"{kind}.{language}"
        written = new(folder, kind, "--language", language, "-o", f"{name}.yaml")
        assert written.exit_code == 0, written.output
        document = load(folder / f"{name}.yaml")
        assert check(document) == []
        for suffix in ("docx", "html"):
            render(document, folder / f"{name}.{suffix}")
        documents[folder / f"{name}.docx"] = language
    return documents


def test_every_starter_is_a_valid_word_document(
    started: dict[Path, str], validate: Callable[[Path, str], list[str]]
) -> None:
    for path in started:
        assert validate(path, "Microsoft365") == []


def test_every_starter_is_an_accessible_page(started: dict[Path, str], browser: Browser) -> None:
    pages = browser("look.mjs", "--once", *(path.with_suffix(".html") for path in started))
    assert len(pages) == len(started)
    for name, page in pages.items():
        assert (page["violations"], page["wider"], page["asked"]) == ([], [], []), name
        assert page["rules"] > 15


def test_every_starter_is_a_tagged_pdf(started: dict[Path, str], tmp_path: Path) -> None:
    try:
        find()
    except RenderError:
        lacking("LibreOffice (soffice) is not installed")
    for path in convert(list(started), tmp_path):
        language = started[next(one for one in started if one.stem == path.stem)]
        with pikepdf.open(path) as pdf:
            assert pdf.Root.MarkInfo.Marked
            assert str(pdf.Root.Lang).startswith(language)
            assert str(pdf.docinfo["/Title"])


@pytest.mark.parametrize(
    ("arguments", "option"),
    [
        (("note-verbale", "--name", "Ann Example"), "--name"),
        (("note-verbale", "--gender", "f"), "--gender"),
        (("declaration", "--country", "NP"), "--country"),
        (("declaration", "--annexes", "2"), "--annexes"),
        (("letter", "--office", "secretary-general", "--country", "NP"), "--country"),
        (("letter", "--organ", "none", "--item", "14"), "--item"),
        (("letter", "--organ", "security-council", "--item-title", "Oceans"), "--item-title"),
    ],
)
def test_an_option_that_would_do_nothing(
    arguments: tuple[str, ...], option: str, tmp_path: Path
) -> None:
    result = new(tmp_path, *arguments, "-o", "x.yaml")
    assert result.exit_code == 2
    assert f"{option} has no place in this {arguments[0]}" in result.output
    assert not (tmp_path / "x.yaml").exists()


def test_a_date_before_there_was_any_organ(tmp_path: Path) -> None:
    result = new(tmp_path, "letter", "--date", "1926-03-02")
    assert result.exit_code == 2
    assert "1926-03-02" in result.output
    assert list(tmp_path.iterdir()) == []


def test_an_item_is_written_as_its_language_has_it(tmp_path: Path) -> None:
    for number, item in enumerate(("17 (c)", "17 c)", "17(c)", "17c)")):
        path = tmp_path / f"{number}.yaml"
        result = new(tmp_path, "letter", "--language", "fr", "--item", item, "-o", path.name)
        assert result.exit_code == 0
        text = render(load(path), format="txt").decode("utf-8").replace("\u00a0", " ")
        assert "Point 17 c) de l’ordre du jour" in text
