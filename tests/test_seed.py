"""The seed letter: the one document the user asked to see reproduced, to the letter."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from dipdocs import load, render
from tests.conftest import EXAMPLES
from tests.words import all_text, paragraphs, words

SEED = EXAMPLES / "moscow-declaration-2009"


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seed") / "seed.docx"
    render(load(SEED / "letter.yaml"), path)
    return path


def test_every_paragraph_stands_in_order(document: Path, reference: Path) -> None:
    expected = list(paragraphs((reference / "seed-letter-fr.txt").read_text(encoding="utf-8")))
    assert len(expected) > 15
    text = all_text(document)
    place = 0
    for paragraph in expected:
        found = text.find(paragraph, place)
        assert found >= 0, f"not found after character {place}: {paragraph}"
        place = found + len(paragraph)


def test_distribution_block_is_in_the_first_page_header(document: Path) -> None:
    import docx

    header = docx.Document(str(document)).sections[0].first_page_header
    lines = [words(p.text) for table in header.tables for c in table._cells for p in c.paragraphs]
    block = ["Distr. générale", "8 juillet 2009", "Français", "Original: anglais/russe"]
    start = lines.index(block[0])
    assert lines[start : start + 4] == block


@pytest.mark.parametrize(
    "derived",
    [
        "Soixante",
        "Lettre datée",
        "Annexe à",
        "reconnaissant",
        "Signé",
        "juillet",
        "Assemblée générale\nSoixante",
        "Point 114",
        "Original :",
        "Distr",
    ],
)
def test_nothing_derived_is_written(derived: str) -> None:
    for path in SEED.iterdir():
        if path.suffix in (".yaml", ".md"):
            assert derived not in path.read_text(encoding="utf-8"), path.name


def test_same_bytes_in_every_process(document: Path, tmp_path: Path) -> None:
    first = document.read_bytes()
    for seed in ("0", "1", "4242"):
        target = tmp_path / f"{seed}.docx"
        subprocess.run(
            [sys.executable, "-m", "dipdocs", "render", str(SEED / "letter.yaml"), "-o", target],
            check=True,
            capture_output=True,
            env={"PYTHONHASHSEED": seed, "PATH": ""},
        )
        assert target.read_bytes() == first


def test_text_output_has_one_block_a_line_and_the_masthead_first() -> None:
    lines = render(load(SEED / "letter.yaml"), format="txt").decode().split("\n")
    assert [words(line) for line in lines[:7]] == [
        "Nations Unies",
        "Assemblée générale",
        "Conseil de sécurité",
        "Distr. générale",
        "8 juillet 2009",
        "Français",
        "Original: anglais/russe",
    ]
    title = next(line for line in lines if line.startswith("Lettre datée"))
    assert title.endswith("Organisation des Nations Unies")
    assert re.search(r"\(Signé\) Vitaly Churkin", "\n".join(lines))
