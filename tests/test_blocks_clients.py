"""Every block through real clients: the Open XML SDK, LibreOffice, and back as .docx."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from dipdocs import render
from dipdocs.model import parse_document
from tests.compositions import png
from tests.test_blocks import LETTER, TABLE, Files

BODY = """
I have the honour[^1] to transmit a report (see annex).

{{ request_for_circulation }}

[^1]: A note of the letter.
"""
ANNEX = f"""
# I. Introduction

1. One:
   (a) Sub;
   (b) Sub:

       (i) Deep;

   Of paragraph 1.

- A bullet

> A quotation[^2].

## A. Tables

{TABLE}

| a | b | c | d | e |
|---|---|---|---|---:|
| 1 | 2 | 3 | 4 | 5 |

Figure: Map

![A map](p.png "width=4cm")

::: landscape
### 1. Wide

{TABLE}
:::

2. Two.

[^2]: A note of the *annex*.
"""


def everything(language: str, layout: str = "un-new-york") -> bytes:
    circulation = {
        "symbols": ["A/80/700"],
        "organs": [
            {
                "organ": "general-assembly",
                "agenda": [{"item": "114", "provisional": True, "document": "A/81/50"}],
            }
        ],
    }
    parties: list[dict[str, Any]] = [
        {"country": code, "name": f"Ann {code}"} for code in ("AM", "BY", "KZ")
    ]
    annexes = [
        {"title": "Report", "body": ANNEX, "done": {"place": "Moscow", "date": "2026-03-01"},
         "signatories": parties},
        {"orientation": "landscape", "body": "![A map](p.png)"},
    ]  # fmt: skip
    data = {**LETTER, "language": language, "circulation": circulation, "body": BODY}
    document = parse_document(data | {"annexes": annexes}, Files(p=png(40, 20)))
    return render(document, layout=layout)


@pytest.fixture
def resaved(
    resave: Callable[[Path], Path], tmp_path: Path
) -> Callable[[str, str], tuple[Path, Path]]:
    """A function that gives a document with every block, and LibreOffice's own copy of it."""

    def save(language: str, layout: str) -> tuple[Path, Path]:
        source = tmp_path / f"{language}.docx"
        source.write_bytes(everything(language, layout))
        return source, resave(source)

    return save


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh", "ar"])
@pytest.mark.parametrize("version", ["Office2007", "Microsoft365"])
def test_the_sdk_finds_no_error(
    language: str, version: str, validate: Callable[[Path, str], list[str]], tmp_path: Path
) -> None:
    path = tmp_path / "all.docx"
    path.write_bytes(everything(language))
    assert validate(path, version) == []


def texts(document: Any) -> list[str]:
    return [" ".join(p.text.split()) for p in document.paragraphs if p.text.strip()]


def notes(document: Any) -> list[str]:
    """The texts of Word's footnotes, their marks and separators left out."""
    (part,) = (
        rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/footnotes")
    )
    root = etree.fromstring(part.blob)
    found = []
    for note in root.iter(qn("w:footnote")):
        if note.get(qn("w:type")) is None:
            text = "".join(node.text or "" for node in note.iter(qn("w:t")))
            found.append(" ".join(text.replace("\u200b", "").split()))
    return found


def outlines(document: Any) -> list[tuple[str, int | None]]:
    """Headings with their level in Word's navigation, their own or their style's."""
    found = []
    for paragraph in document.paragraphs:
        level = paragraph._p.xpath("w:pPr/w:outlineLvl/@w:val")
        style = paragraph.style
        while not level and style is not None:
            level = style.element.xpath("w:pPr/w:outlineLvl/@w:val")
            style = style.base_style
        if level and int(level[0]) < 9 and paragraph.text.strip():
            found.append((" ".join(paragraph.text.split()), int(level[0])))
    return found


def labels(document: Any) -> list[tuple[str, str, str, str]]:
    """The numbered paragraphs: text, level, format and pattern of their lists, first number."""
    numbering = document.part.numbering_part.element
    found = []
    for paragraph in document.paragraphs:
        at = paragraph._p.xpath("w:pPr/w:numPr[w:numId/@w:val!='0']")
        if not at:
            continue
        key = at[0].xpath("w:numId/@w:val")[0]
        level = (at[0].xpath("w:ilvl/@w:val") or ["0"])[0]
        (num,) = numbering.xpath(f"w:num[@w:numId='{key}']")
        abstract = num.xpath("w:abstractNumId/@w:val")[0]
        inside = f"w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl[@w:ilvl='{level}']"
        (shown,) = numbering.xpath(f"{inside}/w:numFmt/@w:val")
        (pattern,) = numbering.xpath(f"{inside}/w:lvlText/@w:val")
        pattern = pattern.replace("\uf0b7", "•")  # as LibreOffice writes it, in the font Symbol
        found.append((" ".join(paragraph.text.split()), level, shown, pattern))
    return found


@pytest.mark.parametrize(
    ("language", "layout"),
    [("en", "un-new-york"), ("ar", "un-new-york"), ("fr", "un-geneva"), ("en", "letterhead")],
)
def test_libreoffice_saves_it_whole(
    language: str, layout: str, resaved: Callable[[str, str], tuple[Path, Path]]
) -> None:
    ours, theirs = (docx.Document(str(path)) for path in resaved(language, layout))
    assert outlines(theirs) == outlines(ours)
    assert len(outlines(ours)) >= 5
    assert labels(theirs) == labels(ours)
    assert notes(theirs) == notes(ours)
    assert texts(theirs) == texts(ours)

    def named(document: Any) -> Counter[tuple[str, str]]:
        return Counter(
            (p.style.name.lower(), " ".join(p.text.split()))
            for p in document.paragraphs
            if p.text.strip()
        )

    assert named(theirs) == named(ours)
    assert len(theirs.tables) == len(ours.tables) >= 4
    for table, saved in zip(ours.tables, theirs.tables, strict=True):
        assert [[c.text for c in row.cells] for row in table.rows] == [
            [c.text for c in row.cells] for row in saved.rows
        ]
        assert [len(row._tr.xpath("w:trPr/w:tblHeader")) for row in saved.rows] == [
            len(row._tr.xpath("w:trPr/w:tblHeader")) for row in table.rows
        ]

    def counted(document: Any, path: str) -> int:
        return len(document.element.xpath(path))

    assert counted(theirs, "//w:footnoteReference") == counted(ours, "//w:footnoteReference") > 1
    assert len(labels(ours)) == 6
    assert len(theirs.inline_shapes) == len(ours.inline_shapes) == 2
    for section in theirs.sections[:1]:
        heads = (section.first_page_header, section.header, section.even_page_header)
        running = {"un-new-york": "A/80/700", "un-geneva": "A/80/700", "letterhead": "PAGE"}[layout]
        for head in heads[1:]:
            assert running in "".join(head._element.itertext())
        masthead = "".join(heads[0]._element.itertext())
        if layout != "un-geneva":  # whose masthead stands in the text
            assert {"letterhead": "Permanent Mission"}.get(layout, "A/80/700") in masthead
    turned = [section.orientation for section in theirs.sections]
    assert turned == [section.orientation for section in ours.sections]


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh", "ar"])
def test_every_paragraph_has_a_style_of_the_layout(language: str, tmp_path: Path) -> None:
    path = tmp_path / "all.docx"
    path.write_bytes(everything(language))
    document = docx.Document(str(path))
    found = {p.style.name for p in document.paragraphs if p.text.strip()}
    assert found >= {"Title_H_CH", "_ H _Ch", "_ H_1", "_ H_2/3", "__Single Txt", "Caption"}
    cells = {
        p.style.name
        for table in document.tables for row in table.rows for cell in row.cells
        for p in cell.paragraphs if p.text.strip()
    }  # fmt: skip
    assert cells == {"__Table Head", "__Table Text", "__Single Txt"}
