"""Layouts: figures as data, and the Word template made from them."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest
from pydantic import ValidationError

from dipdocs.compose.composition import Slot, roles
from dipdocs.errors import InputError
from dipdocs.layout import load, names
from dipdocs.layout.figures import Figures
from dipdocs.layout.length import Length
from dipdocs.layout.properties import Indent, ParagraphProperties, RunProperties
from dipdocs.layout.reading import laid_over, merged
from dipdocs.layout.wordml import paragraph, run

LANGUAGES = ["ar", "en", "es", "fr", "ru", "zh"]
SENT = {
    Slot.LETTERHEAD_NAME,
    Slot.LETTERHEAD_ADDRESS,
    Slot.LETTERHEAD_TELEPHONE,
    Slot.REFERENCE,
    Slot.DATELINE,
    Slot.ADDRESSEE,
}
"""The slots of a letter as sent."""


@pytest.mark.parametrize(
    ("written", "twips"),
    [("1267tw", 1267), ("20hp", 200), ("4ep", 10), ("713232emu", 1123), ("9.5pt", 190)],
)
def test_a_length_states_its_unit(written: str, twips: int) -> None:
    assert Length.parse(written).twips == twips


def test_lengths_are_rounded_once_at_the_edge() -> None:
    length = Length.parse("713232emu")
    assert (length.emu, length.half_points, length.eighths) == (713232, 112, 449)
    assert (Length.parse("0.24pt") + Length.parse("0.24pt")).twips == 10


@pytest.mark.parametrize("written", ["1267", "12 cm", "tw", ""])
def test_a_length_without_a_known_unit_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="1267tw"):
        Length.parse(written)


def test_an_unknown_layout_names_those_there_are() -> None:
    with pytest.raises(InputError, match="un-new-york"):
        load("un-york")
    assert "un-new-york" in names()


def test_an_unknown_language_names_those_there_are() -> None:
    with pytest.raises(InputError, match="ar, en, es, fr, ru, zh"):
        load("un-new-york").figures("de")


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_role_has_a_form_in_every_language(language: str, name: str) -> None:
    figures = load(name).figures(language)
    assert set(figures.roles) == roles(figures.face)
    assert set(figures.needed_styles()) <= {style.name for style in figures.styles}


def test_an_overlay_changes_only_what_it_names() -> None:
    english, arabic = (load("un-new-york").figures(code) for code in ("en", "ar"))
    one, other = (
        next(style for style in figures.styles if style.name == "__Single Txt")
        for figures in (english, arabic)
    )
    assert other.paragraph.alignment == "low-kashida"
    assert other.paragraph.indent == one.paragraph.indent
    assert arabic.rtl
    assert not english.rtl


def test_mappings_are_laid_over_key_by_key_and_styles_by_name() -> None:
    lower = {"a": {"x": 1, "y": 2}, "styles": [{"name": "N", "size": 1, "bold": True}]}
    upper = {"a": {"y": 3}, "styles": [{"name": "N", "size": 2}, {"name": "M"}]}
    assert laid_over(upper, lower) == {
        "a": {"x": 1, "y": 3},
        "styles": [{"name": "N", "size": 2, "bold": True}, {"name": "M"}],
    }


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"page": {"width": 12240, "height": "15840tw"}}, "no unit"),
        ({"colour": "red"}, "Extra inputs"),
        ({"roles": {"text": {"style": "Normal"}}}, "roles without a form"),
        ({"grids": {}}, "no grid 'masthead'"),
    ],
)
def test_wrong_figures_are_named(change: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Figures.model_validate(merged("un-new-york", "en") | change)


def test_a_first_line_and_a_hanging_indent_exclude_one_another() -> None:
    lower = ParagraphProperties(indent=Indent(left=Length(10), first_line=Length(0)))
    upper = ParagraphProperties(indent=Indent(hanging=Length(5)))
    assert paragraph(upper.over(lower)) == '<w:ind w:left="200" w:hanging="100"/>'


def test_properties_stand_in_the_order_of_the_schema() -> None:
    properties = RunProperties(size=Length(10), bold=False, scale=103, tracking=Length(0.2))
    assert run(properties, "S") == (
        '<w:rStyle w:val="S"/><w:b w:val="0"/><w:bCs w:val="0"/><w:spacing w:val="4"/>'
        '<w:w w:val="103"/><w:sz w:val="20"/><w:szCs w:val="20"/>'
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_opens_in_word_and_shows_its_slots(language: str) -> None:
    document = docx.Document(io.BytesIO(load("un-new-york").template(language)))
    assert document.styles["__Single Txt"].style_id == "SingleTxt"
    first, second = document.sections
    assert (first.page_width.twips, first.page_height.twips) == (12240, 15840)
    assert (first.bottom_margin.twips, second.bottom_margin.twips) == (1728, 1152)
    assert first.different_first_page_header_footer
    assert document.settings.odd_and_even_pages_header_footer
    assert document.paragraphs[-1].text == "{{ body }}"


@pytest.mark.parametrize(
    ("name", "slots"),
    [
        ("un-new-york", {*(set(Slot) - SENT), "emblem"}),
        ("un-geneva", {*(set(Slot) - SENT), "emblem"}),
        ("letterhead", {*SENT, "logo"}),
    ],
)
def test_the_template_has_a_place_for_every_slot_of_the_page(name: str, slots: set[str]) -> None:
    with zipfile.ZipFile(io.BytesIO(load(name).template("en"))) as archive:
        text = " ".join(archive.read(name).decode() for name in archive.namelist())
    found = set(re.findall(r"\{\{ (\w+) \}\}", text))
    assert found == {str(slot) for slot in slots} | {"body"}


def test_the_template_has_no_style_but_the_layouts() -> None:
    layout = load("un-new-york")
    document = docx.Document(io.BytesIO(layout.template("en")))
    assert [style.name for style in document.styles] == [
        {"caption": "Caption", "header": "Header", "footer": "Footer"}.get(style.name, style.name)
        for style in layout.figures("en").styles
    ]
