"""Every block through real clients: the Open XML SDK, LibreOffice, and back as .docx."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

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
def resaved(resave: Callable[[Path], Path], tmp_path: Path) -> Callable[[str], tuple[Path, Path]]:
    """A function that gives a document with every block, and LibreOffice's own copy of it."""

    def save(language: str) -> tuple[Path, Path]:
        source = tmp_path / f"{language}.docx"
        source.write_bytes(everything(language))
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


@pytest.mark.parametrize("language", ["en", "ar"])
def test_libreoffice_saves_it_whole(
    language: str, resaved: Callable[[str], tuple[Path, Path]]
) -> None:
    ours, theirs = (docx.Document(str(path)) for path in resaved(language))
    assert texts(theirs) == texts(ours)

    def named(document: Any) -> Counter[tuple[str, str]]:
        return Counter(
            (p.style.name.lower(), " ".join(p.text.split()))
            for p in document.paragraphs
            if p.text.strip()
        )

    assert named(theirs) == named(ours)
    assert len(theirs.tables) == len(ours.tables) == 5
    for table, saved in zip(ours.tables, theirs.tables, strict=True):
        assert [[c.text for c in row.cells] for row in table.rows] == [
            [c.text for c in row.cells] for row in saved.rows
        ]
        assert [len(row._tr.xpath("w:trPr/w:tblHeader")) for row in saved.rows] == [
            len(row._tr.xpath("w:trPr/w:tblHeader")) for row in table.rows
        ]

    def counted(document: Any, path: str) -> int:
        return len(document.element.xpath(path))

    assert counted(theirs, "//w:footnoteReference") == counted(ours, "//w:footnoteReference") == 3
    # LibreOffice writes numId 0, "not numbered", on headings.
    in_a_list = "w:pPr/w:numPr/w:numId[@w:val!='0']"
    numbered = [p.text for p in ours.paragraphs if p._p.xpath(in_a_list)]
    saved_numbered = [p.text for p in theirs.paragraphs if p._p.xpath(in_a_list)]
    assert saved_numbered == numbered
    assert len(numbered) == 6
    assert len(theirs.inline_shapes) == len(ours.inline_shapes) == 2
    for section in theirs.sections[:1]:
        heads = (section.first_page_header, section.header, section.even_page_header)
        shown = ["".join(c.text for t in head.tables for row in t.rows for c in row.cells)
                 for head in heads]  # fmt: skip
        assert all("A/80/700" in text for text in shown)
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
