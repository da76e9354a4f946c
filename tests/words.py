"""Words, not typography: how two texts are compared when only wording matters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from dipdocs.compose.composition import Line
from dipdocs.markup.inlines import Footnote, Inline

_FORMS = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "\u2011": "-", "\u200e": "", "\u200f": "", "ـ": ""}
)


def words(text: str) -> str:
    """The text with one form of apostrophe, quotation mark and space."""
    text = unicodedata.normalize("NFC", text).translate(_FORMS)
    text = re.sub(r"«\s*", '"', re.sub(r"\s*»", '"', text))
    text = re.sub(r"\s+([:;?!%])", r"\1", text)
    return re.sub(r"\s+", " ", text).strip()


def paragraphs(markdown: str) -> Iterator[str]:
    """Paragraphs of a text as it was found, without its marks of emphasis."""
    for block in re.split(r"\n\s*\n", markdown):
        plain = re.sub(r"\*+", "", block).strip()
        if plain:
            yield words(plain)


def all_text(document: Path) -> str:
    """Every paragraph of a .docx as python-docx reads it, first-page header first, in order."""
    import docx
    from docx.oxml.ns import qn

    opened = docx.Document(str(document))
    header = opened.sections[0].first_page_header._element
    lines = []
    for root in (header, opened.element.body):
        for paragraph in root.iter(qn("w:p")):
            pieces = []
            for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:noBreakHyphen")):
                tag = node.tag.split("}")[1]
                in_tabs = node.getparent().tag == qn("w:tabs")
                if not in_tabs:
                    pieces.append({"t": node.text or "", "noBreakHyphen": "-"}.get(tag, " "))
            lines.append("".join(pieces))
    return words("\n".join(lines))


def between_notes(inlines: Line) -> Iterator[Line]:
    """A line in the pieces between its footnotes' marks."""
    piece: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Footnote):
            yield tuple(piece)
            piece = []
        else:
            piece.append(inline)
    yield tuple(piece)
