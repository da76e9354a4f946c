"""The Geneva layout: its figures in the file, its masthead on the page, its job numbers."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_LINE_SPACING
from docx.shared import Pt, Twips

from dipdocs import compose, load, render
from dipdocs.compose.composition import Slot, plain
from dipdocs.layout import load as load_layout
from tests.conftest import EXAMPLES

LANGUAGES = ["ar", "en", "es", "fr", "ru", "zh"]
NOTE = EXAMPLES / "geneva-note" / "note.yaml"
SIX = EXAMPLES / "six-languages" / "letter.yaml"
LETTER = """
kind: letter
language: en
date: 2009-12-07
notice: {{en: Unofficial reproduction, ar: نسخة غير رسمية}}
from: {{office: permanent-representative, country: FJ, name: {{en: Ann Example, ar: آن}}}}
to: [secretary-general]
circulation:
  symbols: [A/64/9401, S/2009/9402]
  {job}
  organs: [general-assembly, security-council]
body: {{en: Text., ar: نص.}}
"""
NUMBERED = "job_number: {}\n  processed: [2009-12-11, 2009-12-16]"


def read(data: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(data))


def edges(data: bytes) -> dict[str, str]:
    """The text of each head and foot."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            name.removeprefix("word/").removesuffix(".xml"): "\n".join(
                "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", paragraph))
                for paragraph in archive.read(name).decode().split("</w:p>")
            )
            for name in archive.namelist()
            if re.fullmatch(r"word/(header|footer)\d\.xml", name)
        }


def letter(tmp_path: Path, job: str) -> Path:
    path = tmp_path / "letter.yaml"
    organs = "organs: [{organ: general-assembly}, {organ: security-council}]"
    text = LETTER.format(job=job).replace("organs: [general-assembly, security-council]", organs)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_pages_are_a4_with_the_margins_of_geneva(language: str) -> None:
    document = read(render(load(NOTE), language=language, layout="un-geneva"))
    assert len(document.sections) == 2
    # over the foot of page 1 there is room for a bar code and a QR code
    for section, bottom in zip(document.sections, (1728, 1134), strict=True):
        assert (section.page_width.twips, section.page_height.twips) == (11906, 16838)
        margins = (
            section.top_margin,
            section.right_margin,
            section.bottom_margin,
            section.left_margin,
        )
        assert [one.twips for one in margins] == [1417, 1134, bottom, 1134]
        assert (section.header_distance.twips, section.footer_distance.twips) == (850, 567)
    assert document.sections[0].different_first_page_header_footer
    assert document.settings.odd_and_even_pages_header_footer


def test_the_masthead_is_a_table_of_the_text_at_its_place_on_the_page() -> None:
    table = read(render(load(NOTE), layout="un-geneva")).tables[0]
    xml = table._tbl.xml
    place = re.search(r"<w:tblpPr [^>]*>", xml)
    assert place is not None
    assert all(
        one in place[0]
        for one in (
            'w:vertAnchor="page"', 'w:horzAnchor="page"', 'w:tblpX="1135"', 'w:tblpY="285"'
        )
    )  # fmt: skip
    assert [int(one) for one in re.findall(r'<w:gridCol w:w="(\d+)"', xml)] == [1274, 5104, 3261]
    assert '<w:tblW w:w="9639" w:type="dxa"/>' in xml
    assert re.findall(r'<w:trHeight w:val="(\d+)" w:hRule="exact"/>', xml) == ["851", "2835"]
    assert re.findall(r'<w:bottom w:val="single" w:sz="(\d+)"', xml) == ["4"] * 3 + ["12"] * 3
    name, symbol = table.cell(0, 1), table.cell(0, 2)
    assert name.text == "Nations Unies"
    assert name.paragraphs[0].style.font.size == Pt(14)
    assert symbol.text == "A/HRC/61/G/94"
    assert symbol.paragraphs[0].runs[0].style.font.size == Pt(20)
    organ = table.cell(1, 1).paragraphs[0]
    assert (organ.style.font.size, organ.style.font.bold) == (Pt(20), True)


def test_a_document_of_the_human_rights_council_bears_the_assembly_in_its_masthead() -> None:
    document = read(render(load(NOTE), language="en", layout="un-geneva"))
    assert document.tables[0].cell(1, 1).text == "General Assembly"
    lines = [one for one in document.paragraphs if one.text.strip()]
    assert [one.text for one in lines[:3]] == [
        "Human Rights Council", "Sixty-first session", "Agenda item\u00a03"
    ]  # fmt: skip
    assert [bool(one.style.font.bold) for one in lines[:5]] == [True, True, False, True, True]


@pytest.mark.parametrize(
    ("name", "size", "bold"),
    [
        ("_ Single Txt_G", None, None),
        ("_ H __M_G", 17, True),
        ("_ H _Ch_G", 14, True),
        ("_ H_1_G", 12, True),
        ("_ H_2/3_G", None, True),
        ("Header", 9, True),
        ("footnote text", 9, None),
    ],
)
def test_styles_bear_their_geneva_names_and_figures(
    name: str, size: int | None, bold: bool | None
) -> None:
    style = read(render(load(NOTE), layout="un-geneva")).styles[name]
    assert style.font.size == (None if size is None else Pt(size))
    assert style.font.bold is bold
    if name.startswith("_ H"):
        assert style.paragraph_format.left_indent == Twips(1134)
        assert style.paragraph_format.first_line_indent == Twips(-1134)
        assert [stop.position.twips for stop in style.paragraph_format.tab_stops] == [851]


def test_text_stands_between_its_indents_and_is_not_stretched() -> None:
    styles = read(render(load(NOTE), layout="un-geneva")).styles
    text, normal, chapter = (styles[one] for one in ("_ Single Txt_G", "Normal", "_ H _Ch_G"))
    form = text.paragraph_format
    assert (form.left_indent, form.right_indent, form.space_after) == (
        Twips(1134), Twips(1134), Twips(120)
    )  # fmt: skip
    assert normal.font.size == Pt(10)
    assert normal.paragraph_format.line_spacing == Twips(240)
    assert normal.paragraph_format.line_spacing_rule == WD_LINE_SPACING.AT_LEAST
    assert all("<w:w " not in style.element.xml for style in styles)
    assert chapter.paragraph_format.space_before == Twips(360)
    assert chapter.paragraph_format.space_after == Twips(240)
    assert chapter.paragraph_format.line_spacing == Twips(300)


def test_heads_and_feet() -> None:
    document = read(render(load(NOTE), layout="un-geneva"))
    section = document.sections[0]
    even, odd = section.even_page_header, section.header
    assert [one.paragraphs[0].text for one in (even, odd)] == ["A/HRC/61/G/94"] * 2
    assert "right" in odd.paragraphs[0]._p.xml
    rule = document.styles["Header"].element.xml
    assert re.search(r'<w:bottom w:val="single" w:sz="4" w:space="4"', rule)
    cells = [cell.text for cell in section.even_page_footer.tables[0].rows[0].cells]
    assert cells == ["1", "GE.26-90417"]
    assert "NUMPAGES" not in section.even_page_footer.tables[0]._tbl.xml
    foot = section.first_page_footer.tables[0].cell(0, 0)
    assert [one.text for one in foot.paragraphs] == ["GE.26-90417 (F)    100326    170326", ""]
    (bars,) = foot._tc.xpath(".//wp:docPr")
    assert bars.get("descr") == "2690417"


@pytest.mark.parametrize("written", ["09-17088", "GE.09-17088"])
def test_geneva_prints_its_letters_before_the_job_number_once(tmp_path: Path, written: str) -> None:
    document = load(letter(tmp_path, NUMBERED.format(written)))
    data = render(document, layout="un-geneva")
    text = " ".join(edges(data).values())
    assert text.count("GE.") == 3  # first, even and odd foot
    assert "GE.09-17088 (E)    111209    161209" in text
    foot = read(data).sections[0].first_page_footer
    assert foot._element.xpath(".//wp:docPr/@descr") == ["0917088"]


def test_new_york_prints_the_job_number_as_it_is_written(tmp_path: Path) -> None:
    document = load(letter(tmp_path, NUMBERED.format("09-17088")))
    text = " ".join(edges(render(document)).values())
    assert "GE." not in text
    assert "09-17088 (E)    111209    161209" in text


@pytest.mark.parametrize(
    ("number", "barcode"), [("09-17088", "*0917088*"), ("10-28849X", "*1028849*")]
)
def test_a_barcode_holds_figures_alone(tmp_path: Path, number: str, barcode: str) -> None:
    slots = compose(load(letter(tmp_path, f"job_number: {number}"))).slots
    assert plain(slots[Slot.BARCODE][0]) == barcode


def test_the_arabic_line_has_its_number_last(tmp_path: Path) -> None:
    document = load(letter(tmp_path, NUMBERED.format("09-17088")))
    for layout, number in (("un-geneva", "GE.09-17088"), ("un-new-york", "09-17088")):
        text = " ".join(edges(render(document, language="ar", layout=layout)).values())
        assert f"161209    111209    {number} (A)\n" in text


@pytest.mark.parametrize("layout", ["un-geneva", "un-new-york"])
def test_nothing_is_printed_that_the_data_do_not_give(tmp_path: Path, layout: str) -> None:
    feet = {
        name: text
        for name, text in edges(render(load(letter(tmp_path, "")), layout=layout)).items()
        if name.startswith("footer")
    }
    assert {re.sub(r"[\s1/]", "", text) for text in feet.values()} == {""}


@pytest.mark.parametrize("layout", ["un-geneva", "un-new-york"])
def test_a_notice_stands_at_the_foot_of_page_1(tmp_path: Path, layout: str) -> None:
    document = read(render(load(letter(tmp_path, "")), layout=layout))
    (notice,) = [one for one in document.paragraphs if "Unofficial" in one.text]
    assert "w:framePr" in notice._p.xml
    assert 'w:yAlign="bottom"' in notice._p.xml


def test_the_emblem_stands_in_the_masthead(tmp_path: Path) -> None:
    path = letter(tmp_path, "")
    device = (EXAMPLES / "letterhead-letter" / "device.png").read_bytes()
    (tmp_path / "device.png").write_bytes(device)
    path.write_text("emblem: device.png\n" + path.read_text("utf-8").lstrip(), encoding="utf-8")
    document = read(render(load(path), layout="un-geneva"))
    assert "<w:drawing>" in document.tables[0].cell(1, 0)._tc.xml
    assert device in [part.blob for part in document.part.package.iter_parts()]


@pytest.mark.parametrize("version", ["Office2007", "Microsoft365"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_six_languages_are_rendered_without_an_error(
    language: str, version: str, tmp_path: Path, validate: Callable[[Path, str], list[str]]
) -> None:
    path = tmp_path / "letter.docx"
    render(load(SIX), path, language=language, layout="un-geneva")
    assert validate(path, version) == []


def test_the_note_is_valid_and_its_own_template_renders_it(
    tmp_path: Path, validate: Callable[[Path, str], list[str]]
) -> None:
    template = tmp_path / "geneva.docx"
    template.write_bytes(load_layout("un-geneva").template("fr"))
    path = tmp_path / "note.docx"
    data = render(load(NOTE), path, layout="un-geneva", template=template)
    assert data == render(load(NOTE), layout="un-geneva")
    for version in ("Office2007", "Microsoft365"):
        assert validate(path, version) == []


def test_the_masthead_on_the_page(tmp_path: Path, to_pdf: Callable[[Path], Path]) -> None:
    path = tmp_path / "note.docx"
    render(load(NOTE), path, language="en", layout="un-geneva")
    text = subprocess.run(
        ["pdftotext", "-l", "1", "-bbox", str(to_pdf(path)), "-"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    words: dict[str, tuple[float, ...]] = {}
    for *box, word in re.findall(
        r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', text
    ):
        words.setdefault(word, tuple(float(one) for one in box))
    thin, thick = (285 + 851) / 20, (285 + 851 + 2835) / 20
    name = words["United"]
    assert name[0] == pytest.approx((1135 + 1274) / 20, abs=2)
    assert thin - 22 < name[1] < name[3] <= thin
    assert words["/HRC/61/G/94"][2] == pytest.approx((1135 + 9639) / 20, abs=2)
    assert words["Distr.:"][0] == pytest.approx((1135 + 1274 + 5104) / 20, abs=2)
    organ = words["General"]
    assert organ[0] == pytest.approx(name[0], abs=2)
    assert thin < organ[1] < thin + 30
    block = words["Human"]
    assert block[0] == pytest.approx(1134 / 20, abs=2)
    assert thick < block[1] < thick + 20
    assert words["Note"][0] == pytest.approx(2 * 1134 / 20, abs=2)
