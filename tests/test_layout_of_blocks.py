"""Where lists, columns and tables stand on the page, in every layout."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from dipdocs import render
from dipdocs.layout import load as load_layout
from dipdocs.layout import names
from dipdocs.model import parse_document
from tests.test_blocks import LETTER, Files, W

BULLETS = "- One\n  - Two\n    - Three\n      - Four\n"
NUMBERS = (
    "1. One:\n   (a) Two:\n\n       (i) Three:\n\n           a. Four:\n\n              i. Five;\n"
)


def letter(body: str, **more: object) -> Any:
    return parse_document({**LETTER, "body": body, **more}, Files())


def xml_of(data: bytes, part: str = "word/document.xml") -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(part))


def items(data: bytes) -> list[dict[str, Any]]:
    """The items of lists: style, level and indents of their list, label or text."""
    styles = {
        style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val")
        for style in xml_of(data, "word/styles.xml").iter(f"{W}style")
    }
    numbering = xml_of(data, "word/numbering.xml")
    abstract = {one.get(f"{W}abstractNumId"): one for one in numbering.iter(f"{W}abstractNum")}
    lists = {
        one.get(f"{W}numId"): abstract[one.find(f"{W}abstractNumId").get(f"{W}val")]
        for one in numbering.iter(f"{W}num")
    }
    found = []
    for paragraph in xml_of(data).iter(f"{W}p"):
        at = paragraph.find(f"{W}pPr/{W}numPr")
        if at is None:
            continue
        level = at.find(f"{W}ilvl").get(f"{W}val")
        (kind,) = (
            one
            for one in lists[at.find(f"{W}numId").get(f"{W}val")].iter(f"{W}lvl")
            if one.get(f"{W}ilvl") == level
        )
        indent = kind.find(f"{W}pPr/{W}ind")
        left = int(indent.get(f"{W}left"))
        label = left - int(indent.get(f"{W}hanging", 0)) + int(indent.get(f"{W}firstLine", 0))
        found.append(
            {"style": styles[paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")],
             "level": int(level), "label": label,
             "format": kind.find(f"{W}numFmt").get(f"{W}val"),
             "pattern": kind.find(f"{W}lvlText").get(f"{W}val")}
        )  # fmt: skip
    return found


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("layout", names())
def test_bullets_of_each_level_have_a_place_and_a_style(layout: str, language: str) -> None:
    found = items(render(letter(BULLETS, language=language), layout=layout))
    assert [one["level"] for one in found] == [0, 1, 2, 3]
    labels = [one["label"] for one in found]
    assert labels == sorted(set(labels))
    assert [re.sub(r"\D", "", one["style"]) for one in found] == ["1", "2", "3", "3"]
    assert {one["format"] for one in found} == {"bullet"}


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("layout", names())
def test_numbers_of_each_level_have_a_place(layout: str, language: str) -> None:
    found = items(render(letter(NUMBERS, language=language), layout=layout))
    assert [one["level"] for one in found] == [0, 1, 2, 3, 4]
    labels = [one["label"] for one in found]
    assert labels == sorted(set(labels))
    assert [one["format"] for one in found] == [
        "decimal", "lowerLetter", "lowerRoman", "lowerLetter", "lowerRoman",
    ]  # fmt: skip
    assert [one["pattern"] for one in found] == ["%1.", "(%2)", "(%3)", "%4.", "%5."]


@pytest.mark.parametrize("layout", names())
def test_a_page_sets_bullets_in_four_places(layout: str) -> None:
    html = render(letter(BULLETS), layout=layout, format="html").decode()
    left = re.findall(r"^\.bullet-\d \{[^}]*?margin-inline-start: ([^;]+);", html, re.MULTILINE)
    assert len(left) == 4
    assert len(set(left)) == 4


JOINT = {
    "symbols": ["A/80/900", "S/2026/400"],
    "organs": [{"organ": "general-assembly", "agenda": [{"item": "114", "title": "T " * 40}]},
               {"organ": "security-council"}],
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("layout", ["un-new-york", "un-geneva"])
def test_the_gap_of_a_joint_title_block_lies_between_its_columns(
    layout: str, language: str
) -> None:
    """As an indent at the end of lines, which turns with the paragraph in every program."""
    figures = load_layout(layout).figures(language)
    body = xml_of(render(letter("Text.", language=language, circulation=JOINT), layout=layout))
    tables = [t for t in body.iter(f"{W}tbl") if "114" in "".join(t.itertext())]
    first, second = tables[-1].find(f"{W}tr").findall(f"{W}tc")
    assert not list(tables[-1].iter(f"{W}tcMar"))
    gap = figures.columns.gaps[2][0].twips
    assert gap > 500
    indents = [p.find(f"{W}pPr/{W}ind") for p in first.iter(f"{W}p") if "".join(p.itertext())]
    assert all(int(one.get(f"{W}right")) >= gap for one in indents if one is not None)
    assert None not in indents
    for paragraph in second.iter(f"{W}p"):
        indent = paragraph.find(f"{W}pPr/{W}ind")
        assert indent is None or int(indent.get(f"{W}right", 0)) == 0


@pytest.mark.parametrize("layout", ["un-new-york", "un-geneva"])
def test_a_table_at_the_head_of_a_wide_page_keeps_from_the_running_head(layout: str) -> None:
    table = "| A | B |\n|---|---|\n| 1 | 2 |\n"
    body = xml_of(render(letter(f"Text.\n\n::: landscape\n{table}:::\n\n"), layout=layout))
    (found,) = (t for t in body.iter(f"{W}tbl") if "".join(t.itertext()) == "AB12")
    above = found.getprevious()
    assert etree.QName(above).localname == "p"
    assert above.find(f"{W}pPr/{W}sectPr") is None
    line = above.find(f"{W}pPr/{W}spacing")
    assert int(line.get(f"{W}line")) >= 120
    captioned = f"Text.\n\n::: landscape\nTable: Words\n\n{table}:::\n"
    first = next(
        p
        for p in xml_of(render(letter(captioned), layout=layout)).iter(f"{W}p")
        if "Words" in "".join(p.itertext())
    )
    assert first.getprevious().find(f"{W}pPr/{W}sectPr") is not None


@pytest.mark.parametrize("layout", ["un-new-york", "un-geneva"])
def test_notes_at_the_foot_of_a_page_stand_under_one_another(
    layout: str, to_pdf: Callable[[Path], Path], tmp_path: Path
) -> None:
    """A note whose mark stands over the title, and the first of Word's own, in LibreOffice."""
    path = tmp_path / "notes.docx"
    agenda = [{"item": "114", "provisional": True, "document": "A/81/50"}]
    circulation = {"organs": [{"organ": "general-assembly", "agenda": agenda}]}
    body = "Text.[^1] More.[^2]\n\n[^1]: Onenote.\n\n[^2]: Twonote.\n"
    render(letter(body, circulation=circulation), path, layout=layout)
    boxes = subprocess.run(
        ["pdftotext", "-l", "1", "-bbox", str(to_pdf(path)), "-"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    words = r"\*|A/81/50\.|Onenote\.|Twonote\."
    placed = re.findall(rf'xMin="([\d.]+)"[^>]*>({words})<', boxes)
    found = {word: float(left) for left, word in placed}
    texts = [found["A/81/50."], found["Onenote."], found["Twonote."]]
    assert max(texts) - min(texts) < 1
    assert 5 < min(texts) - found["*"] < 15
