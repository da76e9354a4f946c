"""Writes the Word file that examples/tide-gauges annexes, as a conference's secretariat would.

    python tools/make_word_annex.py

Styles, automatic numbers, a table with merged cells, notes, an image with its words, a page head
and a closing list that the letter does not take. Place, figures and persons are invented. Needs
Pillow for the image.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm
from PIL import Image, ImageDraw

TARGET = Path(__file__).resolve().parents[1] / "examples" / "tide-gauges" / "declaration.docx"
NOTES = (
    "Adoptée par consensus à la séance de clôture.",
    "Un marégraphe est tenu pour en service s’il a transmis des mesures pendant dix mois au moins.",
    "Voir le guide de la Conférence, p. 12 et 13.",
)
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_LIST = 50


def main() -> None:
    """Write the file."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Secrétariat de la Conférence"
    _number(document)
    document.add_heading("Déclaration de Mindelo sur la mesure des marées", 0)
    document.add_heading("Préambule", 1)
    first = document.add_paragraph("Les participants à la Conférence des observatoires côtiers,")
    _call(first, 1)
    for opening, rest in (
        ("Rappelant", " que le niveau de la mer se mesure depuis deux siècles dans les ports,"),
        ("Conscients", " que quatre îles sur dix n’ont aucun marégraphe,"),
        ("Résolus", " à mettre leurs mesures à la disposition de tous,"),
    ):
        paragraph = document.add_paragraph()
        paragraph.add_run(opening).italic = True
        paragraph.add_run(rest)
    document.add_heading("Engagements", 1)
    _item(document, "Les participants conviennent :")
    _item(document, "D’installer, d’ici à 2030, un marégraphe dans chaque port principal ;", 1)
    _item(document, "De publier chaque jour les mesures :", 1)
    _item(document, "Brutes, dans l’heure ;", 2)
    _item(document, "Corrigées, dans le mois ;", 2)
    _item(document, "De former deux techniciens au moins par observatoire.", 1)
    last = _item(document, "Ils tiennent pour ")
    last.add_run("libres de droits").bold = True
    last.add_run(" les mesures publiées, qui peuvent être consultées sur ")
    _link(document, last, "le site de la Conférence", "https://example.org/marees?lang=fr")
    last.add_run(".")
    document.add_heading("Situation", 1)
    state = _item(document, "Le tableau ci-après indique le nombre des marégraphes")
    _call(state, 2)
    state.add_run(" ; la figure qui le suit, la part des ports équipés, de 2020 à 2025.")
    _table(document)
    shown = document.add_paragraph().add_run().add_picture(_figure(), Cm(11))
    words = "Diagramme : la part des ports équipés passe de 35 % en 2020 à 62 % en 2025"
    shown._inline.docPr.set("descr", words)
    document.add_heading("Suivi", 1)
    _item(document, "La prochaine conférence se tiendra en 2028. L’ordre du jour comprendra :")
    _item(document, "L’examen des présents engagements ;", 1)
    _item(document, "Le choix d’une méthode commune pour le calcul du m", 1).add_run("2")
    document.paragraphs[-1].runs[-1].font.superscript = True
    document.paragraphs[-1].add_run(" de surface couverte.")
    _call(document.paragraphs[-1], 3)
    document.add_heading("Liste des participants", 1)
    document.add_paragraph("Document distinct.")
    _add_notes(document)
    _save(document)


def _call(paragraph: Any, note: int) -> None:  # noqa: ANN401
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(note))
    run = paragraph.add_run()
    run.font.superscript = True
    run._r.append(reference)


def _link(document: Any, paragraph: Any, text: str, target: str) -> None:  # noqa: ANN401
    key = document.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    paragraph._p.append(
        parse_xml(
            f'<w:hyperlink {nsdecls("w", "r")} r:id="{key}"><w:r><w:t>{text}</w:t></w:r>'
            "</w:hyperlink>"
        )
    )


def _number(document: Any) -> None:  # noqa: ANN401
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="{567 * (level + 1)}" '
        'w:hanging="567"/></w:pPr></w:lvl>'
        for level, (form, text) in enumerate(
            (("decimal", "%1."), ("lowerLetter", "%2)"), ("lowerRoman", "%3)"))
        )
    )
    numbering = document.part.numbering_part.element
    space = nsdecls("w")
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {space} w:abstractNumId="{_LIST}">{levels}</w:abstractNum>')
    )
    numbering.append(
        parse_xml(f'<w:num {space} w:numId="{_LIST}"><w:abstractNumId w:val="{_LIST}"/></w:num>')
    )


def _item(document: Any, text: str, level: int = 0) -> Any:  # noqa: ANN401
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = _LIST
    return paragraph


def _table(document: Any) -> None:  # noqa: ANN401
    rows = (
        ("Région", "2020", "", "2025", ""),
        ("", "Installés", "En service", "Installés", "En service"),
        ("Îles du Nord", "14", "9", "21", "19"),
        ("Îles du Sud", "8", "3", "15", "11"),
        ("Côte", "22", "17", "26", "24"),
        ("Total", "44", "29", "62", "54"),
    )
    table = document.add_table(len(rows), 5, style="Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
            if text and text[0].isdigit() and row is not table.rows[0]:
                cell.paragraphs[0].alignment = 2
    for row in table.rows[:2]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for first, last in (((0, 0), (1, 0)), ((0, 1), (0, 2)), ((0, 3), (0, 4))):
        merged = table.cell(*first).merge(table.cell(*last))
        merged.text = merged.text.strip()
    for number, width in enumerate((Cm(5), Cm(2.5), Cm(2.5), Cm(2.5), Cm(2.5))):
        table.columns[number].width = width
    for cell in table.rows[-1].cells:
        cell.paragraphs[0].runs[0].bold = True


def _figure() -> io.BytesIO:
    """A diagram of bars, one for each year."""
    picture = Image.new("L", (660, 260), 255)
    draw = ImageDraw.Draw(picture)
    for line in range(4):
        draw.line((30, 220 - 60 * line, 640, 220 - 60 * line), fill=200, width=2)
    for number, part in enumerate((35, 39, 44, 51, 57, 62)):
        left = 60 + 98 * number
        draw.rectangle((left, 220 - part * 3, left + 56, 220), fill=90)
    draw.line((30, 220, 640, 220), fill=0, width=3)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    out.seek(0)
    return out


def _add_notes(document: Any) -> None:  # noqa: ANN401
    notes = "".join(
        f'<w:footnote w:id="{key}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        f'<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p>'
        "</w:footnote>"
        for key, text in enumerate(NOTES, 1)
    )
    part = Part(
        PackURI("/word/footnotes.xml"),
        _KIND,
        f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>".encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _save(document: Any) -> None:  # noqa: ANN401
    """Write the file with fixed times, so that the same script gives the same bytes."""
    made = io.BytesIO()
    document.core_properties.author = "Secrétariat de la Conférence"
    document.core_properties.comments = ""
    document.save(made)
    TARGET.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(TARGET, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), old.read(name), zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    main()
