"""Our documents in the hands of real programs: validator, LibreOffice, python-docx, mammoth."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import mammoth
import pytest

from dipdocs import load, render
from dipdocs.compose.composition import Columns, Line, plain
from dipdocs.model import Document
from tests.conftest import DOCUMENTS, lacking
from tests.words import all_text, between_notes, words

SOURCES = DOCUMENTS
CASES = [
    pytest.param(source, language, id=f"{source.parent.name}-{language}")
    for source in SOURCES
    for language in load(source).languages
]


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Path]:
    folder = tmp_path_factory.mktemp("rendered")

    def render_once(source: Path, language: str) -> Path:
        path = folder / f"{source.parent.name}.{source.stem}.{language}.docx"
        if not path.exists():
            render(load(source), path, language=language)
        return path

    return render_once


def lines(document: Document, language: str) -> Iterator[Line]:
    """The line of every block, in reading order."""
    from dipdocs import compose

    for block in compose(document, language).blocks():
        rows = [p for c in block.columns for p in c] if isinstance(block, Columns) else [block]
        yield from (row.inlines for row in rows if hasattr(row, "inlines"))


def texts(document: Document, language: str) -> list[str]:
    """The text of every block, in reading order."""
    return [text for line in lines(document, language) if (text := words(plain(line)))]


def pieces(document: Document, language: str) -> Iterator[str]:
    """The same, parted where a footnote's mark stands."""
    for line in lines(document, language):
        for piece in between_notes(line):
            yield words(plain(piece))


@pytest.mark.parametrize("version", ["Office2007", "Microsoft365"])
@pytest.mark.parametrize(("source", "language"), CASES)
def test_the_open_xml_sdk_finds_nothing(
    source: Path,
    language: str,
    version: str,
    rendered: Callable[[Path, str], Path],
    validate: Callable[[Path, str], list[str]],
) -> None:
    assert validate(rendered(source, language), version) == []


@pytest.mark.parametrize(("source", "language"), CASES)
def test_libreoffice_prints_every_word(
    source: Path,
    language: str,
    rendered: Callable[[Path, str], Path],
    to_pdf: Callable[[Path], Path],
) -> None:
    pdf = to_pdf(rendered(source, language))
    printed = subprocess.run(
        ["pdftotext", "-raw", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    if language in ("ar", "zh"):
        return  # the PDF's letters are shaped or spaced: their order is no longer the text's
    squeezed = words(printed).replace(" ", "").replace("-", "")
    for text in pieces(load(source), language):
        for word in text.replace("-", "").split():
            assert word in squeezed, word


@pytest.mark.parametrize(("source", "language"), CASES)
def test_python_docx_reads_every_block_in_order(
    source: Path, language: str, rendered: Callable[[Path, str], Path]
) -> None:
    text = all_text(rendered(source, language))
    place = 0
    for expected in texts(load(source), language):
        found = text.find(expected, place)
        assert found >= 0, expected
        place = found + len(expected)


@pytest.mark.parametrize(("source", "language"), CASES)
def test_mammoth_reads_every_block(
    source: Path, language: str, rendered: Callable[[Path, str], Path]
) -> None:
    with rendered(source, language).open("rb") as file:
        read = words(mammoth.extract_raw_text(file).value)
    for expected in texts(load(source), language):
        assert expected in read


@pytest.mark.parametrize(("source", "language"), CASES)
def test_word_finds_title_language_and_headings(
    source: Path, language: str, rendered: Callable[[Path, str], Path]
) -> None:
    opened = docx.Document(str(rendered(source, language)))
    properties = opened.core_properties
    assert properties.title
    assert properties.language.startswith(language)
    assert properties.created is not None
    styles = {p.style.name for p in opened.paragraphs if p.text.strip()}
    if load(source).circulation is not None:
        assert "Title_H_CH" in styles
    assert "__Single Txt" in styles


@pytest.mark.parametrize(("source", "language"), CASES)
def test_docx2python_reads_every_block(
    source: Path, language: str, rendered: Callable[[Path, str], Path]
) -> None:
    from docx2python import docx2python

    with docx2python(rendered(source, language)) as opened:
        # what it puts where a footnote is called, and round a link, is its own
        read = words(
            re.sub(r"----footnote\d+----|</?a\b[^>]*>", "", opened.text).replace("\t", " ")
        )
    for expected in texts(load(source), language):
        assert expected in read


@pytest.mark.parametrize(("source", "language"), CASES)
def test_pandoc_reads_every_block(
    source: Path, language: str, rendered: Callable[[Path, str], Path]
) -> None:
    if shutil.which("pandoc") is None:
        lacking("pandoc is not installed")
    out = subprocess.run(
        ["pandoc", "-f", "docx", "-t", "plain", "--wrap=none", str(rendered(source, language))],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    out = re.sub(r"\[\d+\]", "", out)  # calls of footnotes
    out = out.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))  # raised figures
    read = words(re.sub(r"[_\s]+", " ", out)).replace(" ", "").casefold()
    for expected in texts(load(source), language):
        assert expected.replace(" ", "").replace("_", "").casefold() in read
