"""Files made with python-docx, its XML written by hand where it has no way of its own."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

from tests.guests.texts import AGAIN, IMAGE, LINK, LIST, Case

_NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def make(case: Case, target: Path) -> None:
    """Write one file."""
    document = docx.Document()
    w = case.words
    _number(document, case)
    document.add_heading(w["h1"], 1)
    first = _paragraph(document, case, w["plain"])
    first.add_run(w["bold"]).bold = True
    first.add_run(w["between"])
    first.add_run(w["italic"]).italic = True
    for run in first.runs[1::2]:
        if case.rtl:
            name = "w:bCs" if run.bold else "w:iCs"
            run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
            run._r.rPr.insert(0, OxmlElement(name))
    first.add_run(w["end"])
    _call(first, 1)
    document.add_heading(w["h2"], 2)
    _items(document, case, LIST, 71)
    _paragraph(document, case, w["after"])
    _items(document, case, AGAIN, 72)
    document.add_heading(w["h3"], 3)
    _table(document, case)
    picture = document.add_paragraph().add_run().add_picture(io.BytesIO(IMAGE), Cm(4))
    picture._inline.docPr.set("descr", w["alt"])
    last = _paragraph(document, case, w["see"])
    key = document.part.relate_to(LINK, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = parse_xml(
        f'<w:hyperlink {nsdecls("w", "r")} r:id="{key}"><w:r><w:t>{w["link"]}</w:t></w:r>'
        "</w:hyperlink>"
    )
    last._p.append(link)
    last.add_run(w["stop"])
    _call(last, 2)
    notes = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> '
        f"{w[key]}</w:t></w:r></w:p></w:footnote>"
        for n, key in ((1, "note"), (2, "note2"))
    )
    part = Part(
        PackURI("/word/footnotes.xml"),
        _NOTES,
        f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>".encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    document.save(str(target))


def _paragraph(document: Any, case: Case, text: str) -> Any:
    paragraph = document.add_paragraph(text)
    if case.rtl:
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    return paragraph


def _call(paragraph: Any, note: int) -> None:
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(note))
    paragraph.add_run()._r.append(reference)


def _number(document: Any, case: Case) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{level.word}"/>'
        f'<w:lvlText w:val="{level.before}%{n + 1}{level.after}"/>'
        f'<w:pPr><w:ind w:left="{567 * (n + 1)}" w:hanging="567"/></w:pPr></w:lvl>'
        for n, level in enumerate(case.levels)
    )
    numbering = document.part.numbering_part.element
    for element in list(numbering):
        numbering.remove(element)
    space = nsdecls("w")
    numbering.append(
        parse_xml(f'<w:abstractNum {space} w:abstractNumId="70">{levels}</w:abstractNum>')
    )
    for key, restart in (
        (71, ""),
        (72, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'),
    ):
        numbering.append(
            parse_xml(
                f'<w:num {space} w:numId="{key}"><w:abstractNumId w:val="70"/>{restart}</w:num>'
            )
        )


def _items(document: Any, case: Case, rows: tuple[tuple[str, int], ...], num: int) -> None:
    for key, depth in rows:
        paragraph = _paragraph(document, case, case.words[key])
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = depth
        properties.get_or_add_numId().val = num


def _table(document: Any, case: Case) -> None:
    w = case.words
    table = document.add_table(4, 3, style="Table Grid")
    head = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(head)
    table.cell(1, 0).merge(table.cell(1, 2))
    table.cell(2, 0).merge(table.cell(3, 0))
    places = {
        "t1": (0, 0), "t2": (0, 1), "t3": (0, 2), "t4": (1, 0), "t5": (2, 0), "t6": (2, 1),
        "t7": (2, 2), "t8": (3, 1), "t9": (3, 2),
    }  # fmt: skip
    for key, (row, column) in places.items():
        table.cell(row, column).text = w[key]
