"""A Word file as the body of an annex: nothing lost, and clear words about what cannot be read."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from lxml import etree

from dipdocs import load, render
from dipdocs.errors import DipdocsError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LETTER = """\
kind: letter
language: en
date: 2026-03-02
from: {office: permanent-representative, country: NP, name: Ann Sample}
to: [secretary-general]
circulation: {organs: [{organ: security-council}]}
body: I attach the text (see annex).
annexes: [{title: Statement, body: {file: guest.docx}}]
"""


def _letter(folder: Path) -> Path:
    path = folder / "letter.yaml"
    path.write_text(LETTER, encoding="utf-8")
    return path


def _guest(folder: Path) -> None:
    document = docx.Document()
    document.add_heading("First part", 1)
    paragraph = document.add_paragraph("A text with ")
    paragraph.add_run("weight").bold = True
    for text in ("One thing", "Another thing"):
        document.add_paragraph(text, style="List Number")
    table = document.add_table(2, 2)
    for index, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"cell {index}"
    document.save(str(folder / "guest.docx"))


def test_headings_lists_and_tables_arrive(tmp_path: Path) -> None:
    _guest(tmp_path)
    text = render(load(_letter(tmp_path)), format="txt").decode()
    for line in ("First part", "A text with weight", "1. One thing", "2. Another thing"):
        assert line in text.splitlines()
    assert [f"cell {index}" in text for index in range(4)] == [True] * 4


@pytest.mark.parametrize("layout", ["un-new-york", "un-geneva", "letterhead"])
def test_each_layout_writes_a_valid_file(
    tmp_path: Path, layout: str, validate: Callable[[Path, str], list[str]]
) -> None:
    _guest(tmp_path)
    out = tmp_path / "out.docx"
    render(load(_letter(tmp_path)), out, layout=layout)
    assert validate(out, "Microsoft365") == []
    bold = [run.text for p in docx.Document(str(out)).paragraphs for run in p.runs if run.bold]
    assert "weight" in bold


def _words(path: Path) -> list[str]:
    """The words of a Word file's text in their order, those of pictures' fall-backs but once."""
    with zipfile.ZipFile(path) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    fallback = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
    for element in list(body.iter(fallback)):
        element.clear()
    return re.findall(r"\w+", " ".join(text.text or "" for text in body.iter(f"{W}t")))


def test_no_letter_of_real_documents_is_lost(tmp_path: Path, reference: Path) -> None:
    """Compared letter by letter, counted: runs cut words, and notes move to the foot."""
    paths = sorted((reference / "un-docx").glob("*.docx"))
    assert paths
    for path in paths:
        (tmp_path / "guest.docx").write_bytes(path.read_bytes())
        text = render(load(_letter(tmp_path)), format="txt").decode()
        wanted, found = "".join(_words(path)), "".join(re.findall(r"\w+", text))
        lacking = {char for char in set(wanted) if found.count(char) < wanted.count(char)}
        assert not lacking, path.name


def _zip(**members: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no archive",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
        _zip(other=b"x"),
        _zip(**{"word/document.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}),
        _zip(**{"word/document.xml": bytes(200_000_000)}),
    ],
    ids=["empty", "text", "old or encrypted", "no document", "entities", "bomb"],
)
def test_what_cannot_be_read_is_an_error_that_names_the_file(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "guest.docx").write_bytes(data)
    with pytest.raises(DipdocsError) as caught:
        load(_letter(tmp_path))
    assert "guest.docx" in str(caught.value)
