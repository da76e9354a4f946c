"""The Word template in the user's hands: exported, changed as a user would in Word, used."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.shared import Cm, Pt

from dipdocs import InputError, load, render
from dipdocs.layout import load as load_layout
from tests.conftest import EXAMPLES
from tests.test_cli import dipdocs
from tests.words import all_text

SEED = EXAMPLES / "moscow-declaration-2009" / "letter.yaml"


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "my.docx"
    result = dipdocs("template", "un-new-york", "--language", "fr", "-o", path)
    assert result.returncode == 0, result.stderr
    return path


def rendered(template: Path) -> tuple[Path, WordDocument]:
    target = template.parent / "out.docx"
    render(load(SEED), target, template=template)
    return target, docx.Document(str(target))


def test_an_untouched_template_gives_the_same_document(template: Path) -> None:
    target, _ = rendered(template)
    assert target.read_bytes() == render(load(SEED))


def test_fonts_margins_and_logo_of_the_user_are_kept(template: Path) -> None:
    edited = docx.Document(str(template))
    edited.styles["__Single Txt"].font.name = "Georgia"
    edited.styles["Title_H_CH"].font.size = Pt(16)
    for section in edited.sections:
        section.left_margin = Cm(3)
    header = edited.sections[0].first_page_header
    picture = io.BytesIO(
        bytes.fromhex(
            "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
            "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
        )
    )
    header.paragraphs[0].add_run().add_picture(picture, width=Cm(1))
    header.paragraphs[0].add_run("Unofficial {{ organization }}")
    edited.save(str(template))

    target, document = rendered(template)
    assert document.styles["__Single Txt"].font.name == "Georgia"
    assert document.styles["Title_H_CH"].font.size == Pt(16)
    assert all(abs(section.left_margin - Cm(3)) < 1000 for section in document.sections)
    first = document.sections[0].first_page_header
    assert "Unofficial Nations Unies" in "\n".join(p.text for p in first.paragraphs)
    assert first._element.xpath(".//w:drawing")
    assert "Soixante-troisième session" in all_text(target)


def test_a_missing_style_or_slot_is_named(template: Path, tmp_path: Path) -> None:
    edited = docx.Document(str(template))
    edited.styles["Title_H_CH"].name = "My title"
    edited.save(str(tmp_path / "no-style.docx"))
    result = dipdocs("render", SEED, "--template", tmp_path / "no-style.docx", "-o", "x.docx",
                     cwd=tmp_path)  # fmt: skip
    assert result.returncode == 2
    assert "Title_H_CH" in result.stderr
    with pytest.raises(InputError, match="organs"):
        render(load(SEED), template=without_slot(template, tmp_path, "organs"))
    assert not (tmp_path / "x.docx").exists()


def without_slot(template: Path, folder: Path, slot: str) -> Path:
    target = folder / f"no-{slot}.docx"
    with zipfile.ZipFile(template) as source, zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            data = source.read(name).replace(b"{{ " + slot.encode() + b" }}", b"Fixed text")
            out.writestr(name, data)
    return target


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04 broken"])
def test_what_is_no_word_file_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bad.docx"
    path.write_bytes(data)
    with pytest.raises(InputError):
        render(load(SEED), template=path)
    with pytest.raises(InputError, match=r"none\.docx"):
        render(load(SEED), template=tmp_path / "none.docx")


def test_the_template_of_each_language_opens_in_python_docx() -> None:
    for code in ("en", "fr", "es", "ru", "zh", "ar"):
        document = docx.Document(io.BytesIO(load_layout("un-new-york").template(code)))
        assert "{{ body }}" in [paragraph.text for paragraph in document.paragraphs]


def test_unknown_layouts_and_languages_are_told(tmp_path: Path) -> None:
    assert dipdocs("template", "nowhere", cwd=tmp_path).returncode == 2
    assert dipdocs("template", "un-new-york", "--language", "xx", cwd=tmp_path).returncode == 2
    assert dipdocs("render", SEED, "--layout", "nowhere", "-o", "x.docx",
                   cwd=tmp_path).returncode == 2  # fmt: skip
