"""Files that other programs have written in our form: saved anew by LibreOffice, typed by hand."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.text.paragraph import Paragraph

from dipdocs import load, render
from dipdocs.api import prepare
from dipdocs.importing import import_file
from tests.conftest import EXAMPLES, lacking
from tests.spoken import lines

TITLE = (
    "Letter dated 2 March 2026 from the Permanent Representative of Senegal to the United Nations "
    "addressed to the Secretary-General"
)


@pytest.mark.parametrize("suffix", ["docx", "odt"])
def test_a_file_that_libreoffice_has_saved_reads_the_same(tmp_path: Path, suffix: str) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        lacking("LibreOffice (soffice) is not installed")
    document = load(EXAMPLES / "six-languages/letter.yaml")
    sources = []
    for language, layout in (("ar", "un-geneva"), ("zh", "un-new-york"), ("fr", "letterhead")):
        sources.append(tmp_path / f"{language}.docx")
        render(document, sources[-1], language=language, layout=layout)
    out = tmp_path / "out"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(soffice), profile, "--headless", "--convert-to", suffix, "--outdir", str(out)]
    subprocess.run([*command, *map(str, sources)], check=True, capture_output=True, timeout=180)
    for source in sources:
        first = import_file(source)
        again = import_file(out / f"{source.stem}.{suffix}")
        assert first.document is not None
        assert again.document is not None
        assert lines(prepare(again.document)[0]) == lines(prepare(first.document)[0])


def typed_by_hand(path: Path) -> None:
    """A letter with its head as a table in the text, in Word's own styles."""
    word = docx.Document()
    head = word.add_table(rows=1, cols=3)
    head.cell(0, 0).text = "United Nations"
    head.cell(0, 1).text = "General Assembly\nSecurity Council"
    head.cell(
        0, 2
    ).text = "A/80/900–S/2026/100\nDistr.: General\n3 March 2026\nEnglish\nOriginal: English/French"
    for text in ("General Assembly", "Eightieth session", "Agenda item 75 (a)"):
        word.add_paragraph(text)
    for text in ("Oceans and the law of the sea", "Security Council", "Eighty-first year"):
        word.add_paragraph(text)
    _set(word, TITLE, WD_ALIGN_PARAGRAPH.CENTER, bold=True)
    word.add_paragraph(
        "I have the honour to transmit herewith a statement (see annex). It asks for:"
    )
    for text in ("Measurements of the coastline;", "Plans for ports."):
        word.add_paragraph(text, style="List Number")
    word.add_paragraph(
        "I should be grateful if you would have the present letter and its annex circulated as a "
        "document of the General Assembly, under agenda item 75 (a), and of the Security Council."
    )
    signed = _set(word, "(Signed)", WD_ALIGN_PARAGRAPH.RIGHT)
    signed.runs[0].italic = True
    signed.add_run(" Awa Exemple")
    _set(word, "Permanent Representative", WD_ALIGN_PARAGRAPH.RIGHT)
    word.add_page_break()
    heading = TITLE.replace("Letter", "Annex to the letter")
    _set(word, heading, WD_ALIGN_PARAGRAPH.CENTER, bold=True)
    _set(word, "Dakar statement", WD_ALIGN_PARAGRAPH.CENTER, bold=True)
    word.add_heading("Purpose", 2)
    for text in ("1.\tThe States decide to exchange:", "(a)\tMeasurements;", "(b)\tPlans."):
        word.add_paragraph(text)
    table = word.add_table(rows=2, cols=2, style="Table Grid")
    for number, text in enumerate(("Year", "Sum", "2026", "12")):
        table.cell(number // 2, number % 2).text = text
    word.save(str(path))


def _set(
    word: Document, text: str, alignment: WD_ALIGN_PARAGRAPH, *, bold: bool = False
) -> Paragraph:
    paragraph = word.add_paragraph()
    paragraph.alignment = alignment
    paragraph.add_run(text).bold = bold
    return paragraph


def test_a_letter_typed_by_hand_is_read(tmp_path: Path) -> None:
    path = tmp_path / "hand.docx"
    typed_by_hand(path)
    found = import_file(path)
    assert found.recognised.gaps == ()
    assert found.recognised.unplaced == ()
    assert found.verify().same
    data = found.data
    assert data["from"]["office"] == "permanent-representative"
    assert data["from"]["country"] == "SN"
    assert data["from"]["name"] == "Awa Exemple"
    assert data["to"] == ["secretary-general"]
    circulation = data["circulation"]
    assert circulation["symbols"] == ["A/80/900", "S/2026/100"]
    assert str(circulation["release_date"]) == "2026-03-03"
    assert circulation["original"] == ["en", "fr"]
    assert [organ["organ"] for organ in circulation["organs"]] == [
        "general-assembly",
        "security-council",
    ]
    assert str(circulation["organs"][0]["agenda"][0]["item"]) == "75 (a)"
    assert "{{ request_for_circulation }}" in data["body"]
    assert "1. Measurements of the coastline;" in data["body"]
    (annex,) = data["annexes"]
    assert annex["title"] == "Dakar statement"
    assert "# Purpose" in annex["body"]
    assert "(a) Measurements;" in annex["body"]
    assert "| 2026 | 12 |" in annex["body"]
