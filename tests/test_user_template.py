"""The Word template in the user's hands: exported, changed as a user would in Word, used."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from dipdocs import load, render
from dipdocs.layout import load as load_layout
from tests.compositions import png
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
    assert not (tmp_path / "x.docx").exists()


def test_the_template_of_each_language_opens_in_python_docx() -> None:
    for code in ("en", "fr", "es", "ru", "zh", "ar"):
        document = docx.Document(io.BytesIO(load_layout("un-new-york").template(code)))
        assert "{{ body }}" in [paragraph.text for paragraph in document.paragraphs]


def test_unknown_layouts_and_languages_are_told(tmp_path: Path) -> None:
    assert dipdocs("template", "nowhere", cwd=tmp_path).returncode == 2
    assert dipdocs("template", "un-new-york", "--language", "xx", cwd=tmp_path).returncode == 2
    assert dipdocs("render", SEED, "--layout", "nowhere", "-o", "x.docx",
                   cwd=tmp_path).returncode == 2  # fmt: skip


# as Word and LibreOffice write it


def changed(template: Path, old: str, new: str, part: str = "word/header1.xml") -> None:
    """Put other XML in the place of some of the template's."""
    with zipfile.ZipFile(template) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    text = parts[part].decode()
    assert text.count(old) == 1
    parts[part] = text.replace(old, new).encode()
    with zipfile.ZipFile(template, "w") as out:
        for name, data in parts.items():
            out.writestr(name, data)


def test_a_slot_that_word_split_with_marks_of_its_own_is_joined(template: Path) -> None:
    """Word parts runs at spelling errors, at editing sessions and at bookmarks."""
    changed(
        template,
        '<w:t xml:space="preserve">{{ symbol }}</w:t></w:r>',
        '<w:t>{{ </w:t></w:r><w:proofErr w:type="spellStart"/>'
        '<w:r w:rsidR="00A1"><w:t>sym</w:t></w:r><w:bookmarkStart w:id="0" w:name="_GoBack"/>'
        '<w:bookmarkEnd w:id="0"/><w:r w:rsidRPr="00B2"><w:rPr><w:b/></w:rPr><w:t>bol</w:t></w:r>'
        '<w:proofErr w:type="spellEnd"/><w:r><w:t xml:space="preserve"> }}</w:t></w:r>',
    )
    document = rendered_with_symbol(template)
    assert "A/63/914" in first_header(document)
    assert "{{" not in first_header(document)


def test_slots_and_tabs_in_one_run_keep_their_order(template: Path) -> None:
    changed(
        template,
        '<w:t xml:space="preserve">{{ organization }}</w:t>',
        "<w:t>{{ organization }}</w:t><w:tab/><w:t>{{ release_date }} here</w:t>",
    )
    shown = first_header(rendered_with_symbol(template))
    assert "Nations Unies\t8\u00a0juillet 2009 here" in shown


@pytest.mark.parametrize("alone", [True, False])
def test_a_slot_may_stand_in_a_text_box(alone: bool, template: Path) -> None:
    """Word writes a box twice, as DrawingML and as VML for older programs."""
    inside = (
        '<w:txbxContent><w:p><w:r><w:t xml:space="preserve">{{ symbol }}'
        f"{'' if alone else ' (unofficial)'}</w:t></w:r></w:p></w:txbxContent>"
    )
    changed(
        template,
        '<w:t xml:space="preserve">{{ organization }}</w:t></w:r>',
        '<w:t xml:space="preserve">{{ organization }}</w:t></w:r><w:r>'
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' Requires="wps"><w:drawing><wp:anchor'
        ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
        ' distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0"'
        ' locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="page"><wp:posOffset>2540000</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="page"><wp:posOffset>254000</wp:posOffset></wp:positionV>'
        '<wp:extent cx="2540000" cy="254000"/><wp:wrapNone/><wp:docPr id="77" name="Box"/>'
        "<wp:cNvGraphicFramePr/>"
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="2540000" cy="254000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom></wps:spPr><wps:txbx>{inside}</wps:txbx><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:200pt;height:20pt">'
        f"<v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    )
    header = rendered_with_symbol(template).sections[0].first_page_header
    boxes = [
        "".join(text.text or "" for text in box.iter(qn("w:t")))
        for box in header._element.iter(qn("w:txbxContent"))
    ]
    assert boxes == ["A/63/914" + ("" if alone else " (unofficial)")] * 2
    assert "Nations Unies" in first_header(rendered_with_symbol(template))


@pytest.mark.parametrize("layout", ["un-new-york", "un-geneva", "letterhead"])
def test_a_template_edited_and_saved_by_libreoffice_keeps_its_layout(
    layout: str, tmp_path: Path, resave: Callable[[Path], Path], to_pdf: Callable[[Path], Path]
) -> None:
    edited = docx.Document(io.BytesIO(load_layout(layout).template("en")))
    edited.styles[{"un-geneva": "_ Single Txt_G"}.get(layout, "__Single Txt")].font.name = "Georgia"
    for section in edited.sections:
        section.left_margin = Cm(3)
    picture = io.BytesIO(png(30, 30))
    first = edited.sections[0].first_page_header
    first.add_paragraph("Unofficial copy").add_run().add_picture(picture, width=Cm(1))
    edited.save(str(tmp_path / "my.docx"))
    saved = resave(tmp_path / "my.docx")

    source = "letterhead-letter" if layout == "letterhead" else "coastal-cooperation"
    target = tmp_path / "out.docx"
    render(load(EXAMPLES / source / "letter.yaml"), target, language="en", template=saved)
    document = docx.Document(str(target))
    text = next(p for p in document.paragraphs if "I have the honour" in p.text)
    assert text.style is not None
    assert text.style.font.name == "Georgia"
    assert all(abs(section.left_margin - Cm(3)) < 2000 for section in document.sections)
    first = document.sections[0].first_page_header
    assert "Unofficial copy" in "\n".join(p.text for p in first.paragraphs)
    assert first._element.xpath(".//w:drawing")
    printed = subprocess.run(
        ["pdftotext", "-layout", str(to_pdf(target)), "-"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert "Unofficial copy" in printed
    assert "{{" not in printed
    if layout == "letterhead":
        # reference and date stand at the two ends of one line
        assert re.search(r"^ *Reference: \S+ {6,}New York, 2 March 2026$", printed, re.MULTILINE)


def rendered_with_symbol(template: Path) -> WordDocument:
    document = load(SEED)
    assert document.circulation is not None
    circulation = document.circulation.model_copy(update={"symbols": ["A/63/914"]})
    target = template.with_name("symbol.docx")
    render(document.model_copy(update={"circulation": circulation}), target, template=template)
    return docx.Document(str(target))


def first_header(document: WordDocument) -> str:
    header = document.sections[0].first_page_header
    cells = [cell for table in header.tables for row in table.rows for cell in row.cells]
    return "\n".join(p.text for cell in cells for p in cell.paragraphs)
