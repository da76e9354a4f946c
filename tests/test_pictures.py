"""Pictures in cells of tables, and what is read aloud of pictures in heads."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from pydantic import ValidationError

from dipdocs import render
from dipdocs.markup import MarkupError, parse, to_markdown
from dipdocs.model import parse_document
from tests.compositions import png
from tests.test_blocks import LETTER, Files

TABLE = """
| Station | Where it stands |
|---|---|
| One | ![A map](p.png "width=3cm") |
| Two | ![A large map](big.png)<br>On the *hill* |
"""
NEW_YORK = "un-new-york"


def letter(body: str = TABLE, **more: object) -> Any:
    files = Files(p=png(400, 200), big=png(4000, 300), logo=png(30, 30))
    return parse_document({**LETTER, "body": body, **more}, files)


def word(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


@pytest.mark.parametrize("layout", [NEW_YORK, "un-geneva", "letterhead"])
def test_an_image_stands_in_its_cell(layout: str) -> None:
    document = word(render(letter(), layout=layout))
    (table,) = (t for t in document.tables if "Station" in t.cell(0, 0).text)
    first, second = table.cell(1, 1), table.cell(2, 1)
    (drawn,) = first._tc.iter(qn("wp:inline"))
    assert drawn.find(qn("wp:docPr")).get("descr") == "A map"
    assert int(drawn.find(qn("wp:extent")).get("cx")) == pytest.approx(3 * 360000, abs=50)
    (drawn,) = second._tc.iter(qn("wp:inline"))
    # no wider than the cell, its text under it
    room = int(second._tc.find(f"{qn('w:tcPr')}/{qn('w:tcW')}").get(qn("w:w"))) * 635
    assert 0.7 * room < int(drawn.find(qn("wp:extent")).get("cx")) < room
    assert [p.text for p in second.paragraphs] == ["", "On the hill"]
    # a line of exact height would cut it
    spacing = drawn.xpath("ancestor::w:p/w:pPr/w:spacing")
    assert [one.get(qn("w:lineRule")) for one in spacing] == ["auto"]


def test_pages_and_texts_show_it_too() -> None:
    html = render(letter(), format="html").decode()
    assert html.count("<td>") + html.count("<td ") >= 4
    assert 'alt="A map"></p></td>' in html
    assert 'alt="A large map"></p><p' in html
    text = render(letter(), format="txt").decode()
    assert "\nOne | A map\nTwo | A large map On the hill\n" in text


@pytest.mark.parametrize(
    "cell", ["text ![A map](p.png)", "![A map](p.png) text", "![A](p.png)<br>![B](p.png)"]
)
def test_an_image_beside_text_is_an_error(cell: str) -> None:
    with pytest.raises(ValidationError, match="a cell of its own"):
        render(letter(f"| A | B |\n|---|---|\n| x | {cell} |\n"))


@pytest.mark.parametrize("version", ["Office2007", "Microsoft365"])
def test_the_sdk_finds_no_error(
    version: str, validate: Callable[[Path, str], list[str]], tmp_path: Path
) -> None:
    path = tmp_path / "cells.docx"
    render(letter(), path)
    assert validate(path, version) == []


def test_rows_of_a_table_cannot_be_enclosed() -> None:
    rows = "| A | B |\n|---|---|\n{% for x in [1, 2] %}\n| {{ x }} | b |\n{% endfor %}\n"
    with pytest.raises(ValidationError, match="not rows of one"):
        letter(rows)
    with pytest.raises(MarkupError) as caught:
        parse(rows)
    assert caught.value.line == 4
    kept = parse("{% if x %}\n\\| a |\n{% endif %}")
    assert [type(block).__name__ for block in kept] == ["Condition"]
    assert parse(to_markdown(kept)) == kept
    whole = "{% for x in [1, 2] %}\n| A | B |\n|---|---|\n| {{ x }} | b |\n{% endfor %}\n"
    assert render(letter(whole), format="txt").decode().count("A | B") == 2


# what is read aloud of the pictures in heads


def alternatives(document: Any) -> list[tuple[str, bool]]:
    """What is said of the pictures in the first page's head, and whether they only decorate."""
    header = document.sections[0].first_page_header._element
    return [(one.get("descr"), "decorative" in _xml(one)) for one in header.iter(qn("wp:docPr"))]


def _xml(element: Any) -> str:
    from lxml import etree

    return etree.tostring(element).decode()


@pytest.mark.parametrize(
    ("language", "head", "told"),
    [
        ("en", {}, "Emblem: Permanent Mission of Nepal to the United Nations"),
        ("en", {"name": "Office\nSecond line"}, "Emblem: Office, Second line"),
        ("en", {"name": {"fr": "Mission", "en": "The Mission"}}, "Emblem: The Mission"),
        ("fr", {}, "Emblème : Mission permanente du Népal auprès de l'Organisation des Nations "
         "Unies"),
        ("es", {}, "Emblema: Misión Permanente de Nepal ante las Naciones Unidas"),
        ("zh", {}, "徽标：尼泊尔常驻联合国代表团"),
    ],
)  # fmt: skip
def test_a_logo_says_whose_it_is(language: str, head: dict[str, Any], told: str) -> None:
    data = letter("Text.", language=language, circulation=None,
                  letterhead={"logo": "logo.png", **head})  # fmt: skip
    assert alternatives(word(render(data))) == [(told, False)]
    html = render(data, format="html").decode()
    assert f'alt="{told.replace(chr(39), "&#x27;")}"' in html or f'alt="{told}"' in html


def test_the_emblem_is_that_of_the_united_nations() -> None:
    document = letter("Text.", emblem="logo.png")
    assert alternatives(word(render(document))) == [("Emblem of the United Nations", False)]


def test_a_logo_without_a_name_only_decorates() -> None:
    data = {"kind": "declaration", "language": "en", "title": "Statement", "body": "Text.",
            "letterhead": {"logo": "logo.png"}}  # fmt: skip
    document = parse_document(data, Files(logo=png(30, 30)))
    assert alternatives(word(render(document))) == [("", True)]
