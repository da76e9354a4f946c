"""Twenty files that other programs made: all texts in order, numbers, tables, notes, images."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from dipdocs import load, render
from dipdocs.cli import app
from dipdocs.markup import parse, to_markdown
from dipdocs.markup.inlines import plain
from dipdocs.readers.word import GuestParagraph, GuestPiece, pieces, read
from tests.guests.finding import found, without_lines
from tests.guests.libreoffice import converted, page
from tests.guests.making import make_all
from tests.guests.texts import CASES, IMAGE, LANGUAGES, Case, expected

cases = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The twenty files, by the names of their cases."""
    return make_all(tmp_path_factory.mktemp("guests"))


@cases
def test_all_is_found_in_order(made: dict[str, Path], case: Case) -> None:
    path = made[case.name]
    text = read(path.read_bytes(), path.name)
    assert found(text.blocks, text.pictures) == expected(case)
    assert [f.message for f in text.findings if f.rule == "not-carried"] == []


@cases
def test_markdown_gives_the_same_blocks(made: dict[str, Path], case: Case) -> None:
    path = made[case.name]
    blocks = read(path.read_bytes(), path.name).blocks
    assert without_lines(parse(to_markdown(blocks))) == without_lines(blocks)


LETTER = """\
kind: letter
language: {language}
date: 2026-03-02
from: {{office: permanent-representative, country: NP, name: Ann Sample, gender: f}}
to: [secretary-general]
circulation: {{organs: [{{organ: security-council}}]}}
body: "…"
annexes:
{annexes}
"""
ANNEX = "  - body: {{file: {name}.docx}}\n    author: {name}\n"


def _letter(made: dict[str, Path], chosen: list[Case], language: str, folder: Path) -> Path:
    for case in chosen:
        shutil.copy(made[case.name], folder)
    annexes = "".join(ANNEX.format(name=case.name) for case in chosen)
    path = folder / "letter.yaml"
    path.write_text(LETTER.format(language=language, annexes=annexes), encoding="utf-8")
    return path


def _said(case: Case) -> list[str]:
    """Every text of a case in order: paragraphs, items with their numbers, cells; notes apart."""
    out = []
    for kind, *rest in expected(case):
        match kind:
            case "heading":
                out.append(str(rest[1]))
            case "paragraph":
                out.append(str(rest[0]))
            case "item":
                out += [str(rest[1]), str(rest[2])]
            case "cell":
                out.append(str(rest[1]))
    return out


def _signs(text: str) -> str:
    """A text without gaps and without what typography and notes may change."""
    return re.sub(r"[\s\u00a0\u202f\u200e\u200f'’]", "", text)


def _printed(found_: Iterable[GuestPiece]) -> Iterator[str]:
    """Paragraphs and cells with their numbers, as Word counts them."""
    for piece in found_:
        if isinstance(piece, GuestParagraph):
            yield piece.label + plain(piece.inlines)
        else:
            for row in piece.rows:
                for cell in row:
                    yield from _printed(cell.pieces)


@pytest.mark.parametrize(
    ("layout", "language"), [("un-new-york", "ar"), ("un-geneva", "fr"), ("letterhead", "zh")]
)
def test_all_twenty_are_rendered_in_each_layout(
    made: dict[str, Path],
    tmp_path: Path,
    layout: str,
    language: str,
    validate: Callable[[Path, str], list[str]],
) -> None:
    """One letter annexes all twenty: their texts in order, their images, a sound file."""
    letter = load(_letter(made, CASES, language, tmp_path))
    target = tmp_path / "letter.docx"
    render(letter, target, layout=layout, typography=False)
    document = docx.Document(str(target))
    text = _signs("".join(_printed(pieces(target.read_bytes(), "letter.docx").pieces)))
    place = 0
    for case in CASES:
        for said in _said(case):
            place_of = text.find(_signs(said), place)
            assert place_of >= 0, f"{case.name}: {said}"
            place = place_of + len(_signs(said))
    notes = next(p for p in document.part.package.iter_parts() if "footnotes" in p.partname)
    told = _signs("".join(re.findall(r"<w:t[^>]*>([^<]*)", notes.blob.decode())))
    for case in CASES:
        if case.notes:
            assert _signs(case.words["note"]) in told
    images = [part.blob for part in document.part.package.iter_parts() if "media" in part.partname]
    assert IMAGE in images
    assert validate(target, "Microsoft365") == []


def _convert(*arguments: object) -> str:
    result = CliRunner().invoke(
        app, ["convert", *map(str, arguments)], standalone_mode=False, catch_exceptions=False
    )
    assert result.exit_code == 0, result.output
    return result.output


@cases
def test_convert_writes_text_and_images(made: dict[str, Path], case: Case, tmp_path: Path) -> None:
    """The Markdown, annexed with its images, prints what the Word file prints."""
    shutil.copy(made[case.name], tmp_path / "guest.docx")
    _convert(tmp_path / "guest.docx")
    assert (tmp_path / "guest-images" / "image1.png").read_bytes() == IMAGE
    printed = []
    for file in ("guest.docx", "guest.md"):
        path = tmp_path / f"{file}.yaml"
        annexes = f"  - body: {{file: {file}}}"
        path.write_text(LETTER.format(language=case.language, annexes=annexes), encoding="utf-8")
        printed.append(render(load(path), format="txt").decode())
    assert printed[0] == printed[1]
    assert case.words["note2" if case.notes else "r2"] in printed[0].replace("\u00a0", " ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_web_page_is_read_as_it_is(tmp_path: Path, language: str) -> None:
    case = Case("web", language)
    (tmp_path / "guest.html").write_text(page(case, "map.png"), encoding="utf-8")
    (tmp_path / "map.png").write_bytes(IMAGE)
    _convert(tmp_path / "guest.html")
    blocks = parse((tmp_path / "guest.md").read_text(encoding="utf-8"))
    images = {"guest-images/image1.png": (tmp_path / "guest-images" / "image1.png").read_bytes()}
    wanted = [
        ("image", case.words["alt"], IMAGE) if found_[0] == "image" else found_
        for found_ in expected(case)
    ]
    assert found(blocks, images) == wanted


def test_an_open_document_text_is_read_as_it_is(made: dict[str, Path], tmp_path: Path) -> None:
    case = Case("writer", "ar")
    source = tmp_path / "guest.fodt"
    shutil.copy(made[case.name].with_suffix(".fodt"), source)
    soffice = shutil.which("soffice")
    assert soffice is not None
    converted(soffice, tmp_path / "profile", [source], "odt")
    _convert(tmp_path / "guest.odt")
    blocks = parse((tmp_path / "guest.md").read_text(encoding="utf-8"))
    images = {"guest-images/image1.png": (tmp_path / "guest-images" / "image1.png").read_bytes()}
    assert found(blocks, images) == expected(case)
