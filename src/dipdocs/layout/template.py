"""Builds a layout's Word template: a .docx with slots, which opens in Word like any other.

The parts come from the layout's data; python-docx names, relates and packs them, so the file
holds what the layout needs and nothing else (python-docx's own default brings 438 kB of styles).
"""

from __future__ import annotations

import io
import zipfile
from typing import Any, cast

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from dipdocs.layout import own, sheets
from dipdocs.layout.content import Text
from dipdocs.layout.figures import Figures
from dipdocs.layout.pieces import Builder, section

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive: the same data make the same bytes."""

_EDGES = (
    ("header", "first", "first_header"),
    ("header", "even", "even_header"),
    ("header", "default", "odd_header"),
    ("footer", "first", "first_footer"),
    ("footer", "even", "even_footer"),
    ("footer", "default", "odd_footer"),
)
_TAGS = {"header": "hdr", "footer": "ftr"}


def build(figures: Figures, language: str) -> bytes:
    """The template of a layout for a language, as the bytes of a .docx."""
    package = OpcPackage()

    def part(name: str, kind: str, xml: str = "") -> Part:
        return Part(PackURI(name), kind, xml.encode(), cast(Any, package))

    document = part("/word/document.xml", CT.WML_DOCUMENT_MAIN)
    package.relate_to(document, RT.OFFICE_DOCUMENT)
    package.relate_to(
        part("/docProps/app.xml", CT.OFC_EXTENDED_PROPERTIES, sheets.application()),
        RT.EXTENDED_PROPERTIES,
    )
    package.relate_to(
        part("/docProps/custom.xml", CT.OFC_CUSTOM_PROPERTIES, own.properties(figures.name)),
        RT.CUSTOM_PROPERTIES,
    )
    for name, kind, relation, xml in (
        ("styles", CT.WML_STYLES, RT.STYLES, sheets.styles(figures, language)),
        ("settings", CT.WML_SETTINGS, RT.SETTINGS, sheets.settings(figures, language)),
        ("numbering", CT.WML_NUMBERING, RT.NUMBERING, sheets.numbering()),
        ("fontTable", CT.WML_FONT_TABLE, RT.FONT_TABLE, sheets.font_table(figures)),
        ("footnotes", CT.WML_FOOTNOTES, RT.FOOTNOTES, sheets.notes(figures, "footnote")),
        ("endnotes", CT.WML_ENDNOTES, RT.ENDNOTES, sheets.notes(figures, "endnote")),
    ):
        document.relate_to(part(f"/word/{name}.xml", kind, xml), relation)

    builder = Builder(figures)
    references = []
    for number, (kind, pages, field) in enumerate(_EDGES, 1):
        tag = f"w:{_TAGS[kind]}"
        inside = builder.pieces(getattr(figures.parts, field))
        xml = f"{sheets.HEAD}<{tag} {sheets.NAMESPACES}>{inside}</{tag}>"
        content, relation = (
            (CT.WML_HEADER, RT.HEADER) if kind == "header" else (CT.WML_FOOTER, RT.FOOTER)
        )
        key = document.relate_to(part(f"/word/{kind}{number}.xml", content, xml), relation)
        references.append(f'<w:{kind}Reference w:type="{pages}" r:id="{key}"/>')
    document._blob = _document(figures, builder, "".join(references)).encode()
    return _packed(package)


def _document(figures: Figures, builder: Builder, references: str) -> str:
    first = section(figures, figures.sections.first, references)
    body = "".join(
        builder.paragraph(piece, first if piece.section else "")
        if isinstance(piece, Text)
        else builder.table(piece)
        for piece in figures.parts.body
    )
    last = section(figures, figures.sections.body)
    return (
        f"{sheets.HEAD}<w:document {sheets.NAMESPACES}><w:body>{body}{last}</w:body></w:document>"
    )


def _packed(package: OpcPackage) -> bytes:
    saved = io.BytesIO()
    package.save(saved)
    out = io.BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            target.writestr(info, source.read(name))
    return out.getvalue()
