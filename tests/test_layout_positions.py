"""Our first page against the real one: both through the same LibreOffice, within 2 pt.

The real page is that of A/80/604/Add.6. Rules are found on a picture of the page.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from dipdocs.layout import load
from dipdocs.writers.docx import write
from tests.compositions import joint, single_organ

REAL = "un-docx/A_80_604_Add.6.docx"
NEAR = 2.0
"""Points."""
RESOLUTION = 144
_WORD = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>')


@dataclass
class Word:
    text: str
    left: float
    top: float
    right: float


@dataclass
class Page:
    words: list[Word]
    rules: list[tuple[float, float, float]]
    """Left, right and vertical place of each long rule."""

    def word(self, text: str, number: int = 0) -> Word:
        return [word for word in self.words if word.text == text][number]


def page(pdf: Path, tmp_path: Path) -> Page:
    """The words and the rules of the first page, in points."""
    text = subprocess.run(
        ["pdftotext", "-l", "1", "-bbox", str(pdf), "-"], check=True, capture_output=True, text=True
    ).stdout
    words = [
        Word(found[4], float(found[0]), float(found[1]), float(found[2]))
        for found in _WORD.findall(text)
    ]
    picture = tmp_path / pdf.stem
    subprocess.run(
        [
            "pdftoppm",
            "-r",
            str(RESOLUTION),
            "-gray",
            "-l",
            "1",
            "-singlefile",
            str(pdf),
            str(picture),
        ],
        check=True,
    )
    return Page(words, _rules(picture.with_suffix(".pgm").read_bytes()))


def _rules(picture: bytes) -> list[tuple[float, float, float]]:
    _, size, _, pixels = picture.split(b"\n", 3)
    width, height = (int(one) for one in size.split())
    point = RESOLUTION / 72
    rules: list[tuple[float, float, float]] = []
    for row in range(height):
        line = pixels[row * width : (row + 1) * width]
        dark = [column for column, value in enumerate(line) if value < 160]
        if len(dark) < width * 0.6:
            continue
        place = row / point
        if not rules or place - rules[-1][2] > NEAR:
            rules.append((dark[0] / point, dark[-1] / point, place))
    return rules


@pytest.fixture(scope="module")
def pages(
    tmp_path_factory: pytest.TempPathFactory, to_pdf: Callable[[Path], Path], reference: Path
) -> dict[str, Page]:
    folder = tmp_path_factory.mktemp("pages")
    layout = load("un-new-york")
    real = folder / "real.docx"
    real.write_bytes((reference / REAL).read_bytes())
    documents = {"real": real}
    for name, one in (("single", single_organ()), ("joint", joint())):
        documents[name] = folder / f"{name}.docx"
        documents[name].write_bytes(write(one, layout))
    return {name: page(to_pdf(path), folder) for name, path in documents.items()}


def near(one: float, other: float) -> bool:
    return abs(one - other) <= NEAR


@pytest.mark.parametrize(
    ("what", "of"),
    [
        ("name", lambda page: (page.word("United").left, page.word("United").top)),
        ("symbol", lambda page: (page.word("/80/604/Add.6").right, page.word("A").top)),
        ("organ", lambda page: (page.word("General").left, page.word("General").top)),
        ("distribution", lambda page: (page.word("Distr.:").left, page.word("Distr.:").top)),
        ("original", lambda page: (page.word("Original:").left, page.word("Original:").top)),
        ("session", lambda page: (page.word("Eightieth").left, page.word("Eightieth").top)),
        ("title", lambda page: (page.word("Budget").left, page.word("Budget").top)),
        ("job number", lambda page: (page.word("26-04865").left, page.word("26-04865").top)),
    ],
)  # fmt: skip
def test_words_stand_where_the_real_page_has_them(
    what: str, of: Callable[[Page], tuple[float, float]], pages: dict[str, Page]
) -> None:
    ours, real = of(pages["single"]), of(pages["real"])
    assert near(ours[0], real[0]), f"{what}: {ours} against {real}"
    assert near(ours[1], real[1]), f"{what}: {ours} against {real}"


@pytest.mark.parametrize("name", ["single", "joint"])
def test_both_rules_stand_where_the_real_page_has_them(name: str, pages: dict[str, Page]) -> None:
    # a table of the real page has rules of its own, below
    ours, real = pages[name].rules[:2], pages["real"].rules[:2]
    assert len(ours) == 2
    for mine, theirs in zip(ours, real, strict=True):
        assert all(near(a, b) for a, b in zip(mine, theirs, strict=True)), (mine, theirs)


def test_a_joint_letter_stands_on_the_same_lines(pages: dict[str, Page]) -> None:
    ours, real = pages["joint"], pages["real"]
    assert near(ours.word("Nations").left, real.word("United").left)
    assert near(ours.word("Assemblée").top, real.word("General").top)
    assert near(ours.word("Assemblée", 1).left, real.word("Eightieth").left)
    assert near(ours.word("Assemblée", 1).top, real.word("Eightieth").top)
    assert near(ours.word("Conseil", 1).left, real.word("Distr.:").left)
    assert near(ours.word("/2009/343").right, real.word("/80/604/Add.6").right)
    assert near(ours.word("Lettre").left, real.word("Budget").left)


def test_text_begins_at_the_first_tab_and_runs_over_at_the_margin_of_text(
    pages: dict[str, Page],
) -> None:
    # un-format.md §4: first line at 147.1 pt, run-over lines at 123.4 pt; the right indent of
    # 1267 tw ends lines at 488.65 pt, as on the real pages in LibreOffice
    words = pages["single"].words
    first = pages["single"].word("During")
    text = [word for word in words if word.top >= first.top - 1 and word.top < 700]
    assert near(first.left, 147.1)
    assert near(min(word.left for word in text), 123.4)
    assert near(max(word.right for word in text if word.text != "26-04865"), 488.65)
