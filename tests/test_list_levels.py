"""Five levels of paragraphs, 1., (a), (i), a., i. (UN Editorial Manual), in every output."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any

import pytest

from dipdocs import compose, render
from dipdocs.compose.composition import ListItem
from dipdocs.layout import load as load_layout
from dipdocs.model import Document, parse_document

BODY = """1. One:

   (a) Two:

       (i) Three:

           a. Four:

              i. Five;

              ii. Six;

           b. Seven.
"""
LABELS = ["1.", "(a)", "(i)", "a.", "i.", "ii.", "b."]


def letter(**more: Any) -> Document:
    return parse_document(
        {
            "kind": "letter",
            "language": "en",
            "date": "2026-03-02",
            "from": {"office": "permanent-representative", "country": "NP", "name": "Ann Example"},
            "to": ["secretary-general"],
            "circulation": {"organs": [{"organ": "general-assembly"}]},
            "body": BODY,
            **more,
        }
    )


def test_as_text() -> None:
    lines = render(letter(), format="txt").decode("utf-8").splitlines()
    labels = [line.split()[0] for line in lines if line.split()[0] in LABELS]
    assert labels == LABELS


def test_as_a_page() -> None:
    page = render(letter(), format="html").decode("utf-8")
    items = re.findall(r"<li>(.*?)(?=<li>|</ol>|<ol)", page, re.DOTALL)
    texts = [re.sub(r"<[^>]+>", "", item).split()[0] for item in items]
    assert [text for text in texts if text in LABELS] == LABELS
    depth = page.index("Five;")
    opened = len(re.findall(r"<ol\b", page[:depth])) - page[:depth].count("</ol>")
    assert opened == 5


@pytest.mark.parametrize("layout", ["un-new-york", "un-geneva", "letterhead"])
def test_as_words_own_numbering(layout: str) -> None:
    with zipfile.ZipFile(BytesIO(render(letter(), layout=layout))) as package:
        document = package.read("word/document.xml").decode("utf-8")
        numbering = package.read("word/numbering.xml").decode("utf-8")
    used = re.findall(r'<w:ilvl w:val="(\d)"/><w:numId w:val="(\d+)"', document)
    assert [int(level) for level, _ in used] == [0, 1, 2, 3, 4, 4, 3]
    patterns = dict(re.findall(
        r'<w:abstractNum w:abstractNumId="(\d+)".*?<w:lvlText w:val="([^"]*)"', numbering, re.DOTALL
    ))  # fmt: skip
    lists = dict(re.findall(r'<w:num w:numId="(\d+)"><w:abstractNumId w:val="(\d+)"', numbering))
    assert [patterns[lists[number]] for _, number in used] == [
        "%1.", "(%2)", "(%3)", "%4.", "%5.", "%5.", "%4."
    ]  # fmt: skip


@pytest.mark.parametrize("layout", ["un-new-york", "un-geneva", "letterhead"])
@pytest.mark.parametrize("language", ["en", "fr", "ar", "zh"])
def test_each_level_stands_further_in(layout: str, language: str) -> None:
    lists = load_layout(layout).figures(language).lists
    kinds = ("number", "letter", "roman", "letter", "roman")
    places = [getattr(lists, kind).levels[level].label.twips for level, kind in enumerate(kinds)]
    assert places == sorted(set(places))


FLAT = """1. One:

(a) Two:

(i) Three;

(ii) Four;

(b) Five:

(i) Six.

2. Seven.
"""


def test_levels_that_are_not_indented() -> None:
    """As a text is often typed: each label at the same column."""

    def levels(body: str) -> list[tuple[str, int]]:
        composition = compose(letter(body=body))
        return [
            (block.label, block.level)
            for part in composition.parts
            for block in part.blocks
            if isinstance(block, ListItem)
        ]

    assert levels(FLAT) == [
        ("1.", 0),
        ("(a)", 1),
        ("(i)", 2),
        ("(ii)", 2),
        ("(b)", 1),
        ("(i)", 2),
        ("2.", 0),
    ]
    assert levels("(h) One;\n\n(i) two;\n\n(j) three.") == [("(h)", 0), ("(i)", 0), ("(j)", 0)]
    assert levels("1. One\n\n   (a) two\n\n(b) three") == [("1.", 0), ("(a)", 1), ("(b)", 1)]
    assert levels("1. One\n\n   - two\n\n- three") == [("1.", 0), ("•", 1), ("•", 0)]
