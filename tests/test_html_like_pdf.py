"""The page beside the PDF: the same words on the same lines at the same places."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from dipdocs import load, render
from tests.conftest import EXAMPLES, Browser, lacking

ACROSS, DOWN = 5.0, 4.0
"""How far a word of the page may stand from its place on LibreOffice's page, in points."""

ASTRAY = 0.07
"""The share of words that may be further off: a line that breaks a word earlier or later."""

Words = list[tuple[str, float, float]]


def on_paper(path: Path) -> Words:
    """The words of a PDF's first page: left edge and middle of the line, in points."""
    program = shutil.which("pdftotext")
    if program is None:
        lacking("pdftotext (poppler-utils) is not installed")
    boxes = subprocess.run(
        [str(program), "-f", "1", "-l", "1", "-bbox", str(path), "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    word = r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)</word>'
    return [
        (html.unescape(text), float(x), (float(top) + float(bottom)) / 2)
        for x, top, bottom, text in re.findall(word, boxes)
    ]


@pytest.mark.parametrize(
    ("source", "language", "layout", "least"),
    [
        ("moscow-declaration-2009/letter.yaml", "fr", None, 120),
        ("six-languages/letter.yaml", "ru", None, 80),
        ("six-languages/letter.yaml", "es", None, 80),
        ("note-verbale/note.yaml", "en", None, 80),
        ("geneva-note/note.yaml", "fr", "un-geneva", 100),
        ("letterhead-letter/letter.yaml", "en", None, 120),
    ],
)
def test_words_stand_where_they_stand_on_paper(
    source: str, language: str, layout: str | None, least: int, tmp_path: Path, browser: Browser
) -> None:
    if shutil.which("soffice") is None:
        lacking("LibreOffice (soffice) is not installed")
    letter = load(EXAMPLES / source)
    for suffix in ("html", "pdf"):
        render(letter, tmp_path / f"letter.{suffix}", language=language, layout=layout)
    paper = on_paper(tmp_path / "letter.pdf")
    words = browser("words.mjs", tmp_path / "letter.html")["words"]
    shown = [tuple(word) for word in words if word[2] < 640]  # without notes and feet
    same = SequenceMatcher(None, [w[0] for w in shown], [w[0] for w in paper], autojunk=False)
    pairs = [
        (shown[block.a + n], paper[block.b + n])
        for block in same.get_matching_blocks()
        for n in range(block.size)
    ]
    assert len(pairs) >= least
    astray = [
        (word, round(x - there, 1), round(y - level, 1))
        for (word, x, y), (_, there, level) in pairs
        if abs(x - there) > ACROSS or abs(y - level) > DOWN
    ]
    assert len(astray) <= ASTRAY * len(pairs), astray
