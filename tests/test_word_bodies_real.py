"""Two real United Nations documents as annexes: no word lost, numbers of paragraphs as printed."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from lxml import etree

from dipdocs import load, render
from dipdocs.markup.inlines import plain
from dipdocs.readers.word import GuestParagraph, GuestPiece, pieces
from tests.conftest import lacking
from tests.guests.libreoffice import converted

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Validate = Callable[[Path, str], list[str]]
REPORT = "A_80_604_Add.6"
BANGLADESH = "CEDAW_C_BGD_6-7.ar.2010"
LETTER = """\
kind: letter
language: {language}
date: 2026-05-04
from: {{office: permanent-representative, country: FR, name: Jean Durand, gender: m}}
to: [secretary-general]
circulation:
  organs: [{{organ: general-assembly, agenda: [{{item: "154"}}]}}]
body: "…"
annexes:
  - body: {{file: guest.docx}}
"""


def text_of(element: etree._Element) -> Iterator[str]:
    """The text of a paragraph, then that of its text boxes."""
    boxes = []
    out = []

    def walk(parent: etree._Element) -> None:
        for child in parent:
            if child.tag == W + "txbxContent":
                boxes.append(child)
            elif child.tag == W + "t":
                out.append(child.text or "")
            elif child.tag in (W + "tab", W + "br") and parent.tag == W + "r":
                out.append(" ")
            elif child.tag == W + "noBreakHyphen":
                out.append("\u2011")
            elif not child.tag.endswith("}Fallback"):
                walk(child)

    walk(element)
    yield "".join(out)
    for box in boxes:
        yield from paragraphs(box)


def paragraphs(container: etree._Element) -> Iterator[str]:
    for child in container:
        if child.tag == W + "p":
            yield from text_of(child)
        elif child.tag.startswith(W):
            yield from paragraphs(child)


def expected_words(path: Path) -> list[str]:
    """All words of a file, taken straight from its XML: the text, then the notes it calls."""
    with zipfile.ZipFile(path) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))[0]
        notes = etree.fromstring(archive.read("word/footnotes.xml"))
    lines = list(paragraphs(body))
    texts = {note.get(W + "id"): note for note in notes}
    for call in body.iter(W + "footnoteReference"):
        lines += paragraphs(texts[call.get(W + "id")])
    return words("\n".join(lines))


def words(text: str) -> list[str]:
    """Words without the marks that the text writer puts round cells and notes."""
    text = re.sub(r"\[[0-9]+\]", "", text)
    text = re.sub(r"\[([a-z])\]", r"\1", text)
    text = text.replace("|", " ").replace("\u00ad", "").replace("□", " ")
    # Some bullets are typed, some are the list's own: they are no words.
    return text.replace("•", " ").split()


def annexed(reference: Path, name: str, language: str, folder: Path) -> Path:
    source = reference / "un-docx" / f"{name}.docx"
    if not source.exists():
        lacking(f"{source} is not there")
    shutil.copy(source, folder / "guest.docx")
    letter = folder / "letter.yaml"
    letter.write_text(LETTER.format(language=language), encoding="utf-8")
    return letter


@pytest.mark.parametrize(("name", "language"), [(REPORT, "en"), (BANGLADESH, "ar")])
def test_no_word_is_lost(reference: Path, tmp_path: Path, name: str, language: str) -> None:
    letter = load(annexed(reference, name, language, tmp_path))
    text = render(letter, format="txt", typography=False).decode()
    found = words(text)
    wanted = expected_words(tmp_path / "guest.docx")
    assert len(wanted) > 5_000
    start = found.index(wanted[0])
    while found[start : start + 12] != wanted[:12]:
        start = found.index(wanted[0], start + 1)
    for place, word in enumerate(wanted):
        got = found[start + place]
        context = found[start + place - 4 : start + place + 4]
        assert got == word, f"{wanted[place - 4 : place + 4]} became {context}"


def test_numbers_of_paragraphs_are_those_of_the_printed_document(
    reference: Path, tmp_path: Path
) -> None:
    printed = reference / "un-docx" / f"{REPORT}.pdf"
    if not printed.exists() or shutil.which("pdftotext") is None:
        lacking("the official PDF, or pdftotext")
    letter = load(annexed(reference, REPORT, "en", tmp_path))
    text = render(letter, format="txt", typography=False).decode()
    official = subprocess.run(
        ["pdftotext", "-layout", str(printed), "-"], capture_output=True, text=True, check=True
    ).stdout
    pattern = re.compile(r"^\s*([0-9]{1,2})\.\s+(\S+ \S+ \S+)", re.MULTILINE)
    ours = [(number, first) for number, first in pattern.findall(text)]
    theirs = [(number, " ".join(first.split())) for number, first in pattern.findall(official)]
    assert len(ours) > 30
    assert ours == theirs


@pytest.mark.parametrize(
    ("name", "language", "layout"),
    [
        (REPORT, "en", "un-new-york"),
        (BANGLADESH, "ar", "un-geneva"),
        (REPORT, "fr", "letterhead"),
    ],
)
def test_the_real_annexes_are_sound_word_files(
    reference: Path, tmp_path: Path, name: str, language: str, layout: str, validate: Validate
) -> None:
    letter = load(annexed(reference, name, language, tmp_path))
    target = tmp_path / "letter.docx"
    render(letter, target, layout=layout)
    assert validate(target, "Office2019") == []


def letters(text: str) -> str:
    """The letters and figures of a text alone: lines are cut otherwise on every page."""
    return re.sub(r"\W+", "", unicodedata.normalize("NFKC", text))


def test_every_line_of_the_printed_document_is_found(reference: Path, tmp_path: Path) -> None:
    """All lines of the official PDF, but for its furniture; raised marks cut a few of them."""
    printed = reference / "un-docx" / f"{REPORT}.pdf"
    if not printed.exists() or shutil.which("pdftotext") is None:
        lacking("the official PDF, or pdftotext")
    letter = load(annexed(reference, REPORT, "en", tmp_path))
    text = render(letter, format="txt", typography=False).decode()
    found = letters(re.sub(r"\[\w+\]", "", text))
    official = subprocess.run(
        ["pdftotext", str(printed), "-"], capture_output=True, text=True, check=True
    ).stdout
    lines = [line for line in official.splitlines() if len(letters(line)) >= 12]
    assert len(lines) > 400
    cut = [line for line in lines if letters(line).rstrip("0123456789") not in found]
    assert len(cut) < 10
    ours = set(re.findall(r"\w+", text))
    for line in cut:
        assert set(re.findall(r"[A-Za-z]{3,}", line)) <= ours, line


def numbered(pieces_: Iterable[GuestPiece]) -> Iterator[tuple[str, str]]:
    """The numbers of paragraphs, of those in tables too, and how each goes on."""
    for piece in pieces_:
        if not isinstance(piece, GuestParagraph):
            for row in piece.rows:
                for cell in row:
                    yield from numbered(cell.pieces)
        elif piece.label not in ("", "•") and piece.inlines:
            yield letters(piece.label), letters(plain(piece.inlines))[:25]


def test_numbers_are_those_that_libreoffice_counts(reference: Path, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        lacking("LibreOffice (soffice) is not installed")
    sources = [
        Path(shutil.copy(reference / "un-docx" / f"{name}.docx", tmp_path))
        for name in (REPORT, BANGLADESH)
    ]
    converted(str(soffice), tmp_path / "profile", sources, "txt:Text (encoded):UTF8")
    for source, least in zip(sources, (40, 150), strict=True):
        text = source.with_suffix(".txt").read_text(encoding="utf-8-sig")
        counted: dict[str, set[str]] = {}
        for line in text.splitlines():
            match = re.match(r"\s*(\S{1,8}(?: [-–])?)\s+(.*)", line)
            if match is not None:
                counted.setdefault(letters(match[2])[:25], set()).add(letters(match[1]))
        ours = list(numbered(pieces(source.read_bytes(), source.name).pieces))
        assert len(ours) >= least
        for label, words_ in ours:
            assert label in counted.get(words_, set()), f"{source.name}: {label} {words_}"
