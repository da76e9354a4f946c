"""The Word writer: what it puts into each part of the file, and the text writer beside it."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date

import docx
import mammoth
import pytest

from dipdocs.compose.composition import (
    Composition,
    Footnote,
    Image,
    Line,
    LineBreak,
    Link,
    Paragraph,
    Part,
    Picture,
    Properties,
    Role,
    Run,
    Slot,
    Style,
)
from dipdocs.errors import InputError, RenderError
from dipdocs.layout import load
from dipdocs.layout.own import OwnTemplate
from dipdocs.markup.inlines import Expression
from dipdocs.writers import text as text_writer
from dipdocs.writers import write as write_format
from dipdocs.writers.docx import template, write
from tests.compositions import composition, item, joint, lines, paragraph, png, single_organ, symbol
from tests.conftest import ROOT

LAYOUT = load("un-new-york")
DOCUMENT = "word/document.xml"


def parts(one: Composition, layout: object = LAYOUT) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(write(one, layout))) as archive:  # type: ignore[arg-type]
        assert archive.testzip() is None
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def body(*blocks: object, **more: object) -> str:
    return parts(composition(*blocks, **more))[DOCUMENT]  # type: ignore[arg-type]


def shown(xml: str) -> str:
    return re.sub("<[^>]+>", "", xml)


# the archive


def test_the_archive_has_fixed_times_and_its_types_first() -> None:
    with zipfile.ZipFile(io.BytesIO(write(joint(), LAYOUT))) as archive:
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert len(set(archive.namelist())) == len(archive.namelist())


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_the_same_input_makes_the_same_bytes_in_every_process(seed: str) -> None:
    code = (
        "import hashlib; from dipdocs.layout import load; from dipdocs.writers.docx import write;"
        "from tests.compositions import joint;"
        "print(hashlib.sha256(write(joint(), load('un-new-york'))).hexdigest())"
    )
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT}/src:{ROOT}"}
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert result.stdout.strip() == hashlib.sha256(write(joint(), LAYOUT)).hexdigest()


def test_one_document_leaves_no_trace_in_the_next() -> None:
    first = write(single_organ(), LAYOUT)
    write(joint(), LAYOUT)
    assert write(single_organ(), LAYOUT) == first


@pytest.mark.parametrize(
    ("slot", "other"),
    [
        (Slot.RUNNING_SYMBOL, lines("A/80/604", "S/2026/1")),
        (Slot.RUNNING_SYMBOL, ()),
        (Slot.JOB_NUMBER, lines("26-04866")),
        (Slot.RELEASE_DATE, lines("8 April 2026")),
        (Slot.BARCODE, lines("*2604866*")),
        (Slot.DISTRIBUTION, ((Run("Distr.: General", Style.ITALIC),),)),
    ],
)
def test_heads_and_feet_are_each_document_s_own(slot: Slot, other: tuple[Line, ...]) -> None:
    one = single_organ()
    two = replace(one, slots={**one.slots, slot: other})
    first, second = write(one, LAYOUT), write(two, LAYOUT)
    template.cache_clear()
    assert write(two, LAYOUT) == second
    assert write(one, LAYOUT) == first
    changed = zipfile.ZipFile(io.BytesIO(first)), zipfile.ZipFile(io.BytesIO(second))
    assert any(changed[0].read(name) != changed[1].read(name) for name in changed[0].namelist())


# text


def test_python_docx_reads_every_paragraph() -> None:
    document = docx.Document(io.BytesIO(write(joint(), LAYOUT)))
    texts = [one.text.strip() for one in document.paragraphs]
    assert [text for text in texts if text] == [
        "Lettre datée du 6 juillet 2009",
        "J’ai l’honneur & le plaisir <de> vous écrire.",
        "(Signé) Vitaly Churkin",
        "Annexe à la lettre",
        "Déclaration",
        "Les chefs des États.",
        "Moscou",
        "14 juin 2009",
    ]
    left, right = document.tables[0].rows[0].cells
    assert [one.text for one in left.paragraphs] == [
        "Assemblée générale",
        "Soixante-troisième session",
        "Point 114 de l’ordre du jour",
        "Coopération",
        "",
        "Désarmement",
    ]
    assert [one.text for one in right.paragraphs] == [
        "Conseil de sécurité",
        "Soixante-quatrième année",
    ]


def test_mammoth_reads_text_links_notes_and_lists() -> None:
    blocks = (
        item("number", "1.", 1, "first"),
        paragraph(
            Role.TEXT,
            (
                Run("see "),
                Link("https://docs.un.org/?a=1&b=2", (Run("A/80/615"),)),
                Footnote(((Run("a note"),),)),
            ),
        ),
    )
    html = mammoth.convert_to_html(io.BytesIO(write(composition(*blocks), LAYOUT))).value
    assert "<ol><li>first</li></ol>" in html
    assert '<a href="https://docs.un.org/?a=1&amp;b=2">A/80/615</a>' in html
    assert "a note" in html


def test_emphasis_breaks_and_scripts() -> None:
    runs = (Run("b", Style.BOLD | Style.ITALIC), LineBreak(), Run("2", Style.SUPERSCRIPT))
    xml = body(paragraph(Role.TEXT, runs))
    assert "<w:rPr><w:b/><w:bCs/><w:i/><w:iCs/></w:rPr>" in xml
    assert "<w:br/>" in xml
    assert '<w:vertAlign w:val="superscript"/>' in xml


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\ud800", "\ufffe"])
def test_characters_that_xml_forbids_are_refused(character: str) -> None:
    with pytest.raises(RenderError, match="U\\+"):
        write(composition(paragraph(Role.TEXT, f"before {character} after")), LAYOUT)


def test_an_expression_left_over_is_refused() -> None:
    with pytest.raises(RenderError, match=r"date\(\)"):
        write(composition(paragraph(Role.TEXT, (Expression("date()"),))), LAYOUT)


# form


def test_titles_and_headings_are_found_by_words_navigation() -> None:
    roles = (Role.TITLE, Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.SESSION)
    for role, level in zip(roles, (0, 1, 2, 3, 9), strict=True):
        assert f'<w:outlineLvl w:val="{level}"/>' in body(paragraph(role, "x"))


def test_a_heading_with_a_number_hangs_and_one_without_stands_at_the_text() -> None:
    numbered = body(paragraph(Role.HEADING_1, "Introduction", "I."))
    assert 'w:right="1260" w:hanging="1267"/>' in numbered
    assert shown(numbered).strip() == "I.Introduction"
    assert 'w:right="1260" w:firstLine="0"/>' in body(paragraph(Role.HEADING_1, "Introduction"))


def test_a_signature_is_kept_with_the_text_before_it() -> None:
    xml = body(paragraph(Role.TEXT, "text"), paragraph(Role.SIGNATURE, "name"))
    text, *_, name = re.findall("<w:p>.*?</w:p>", xml.split("{{")[0])[1:]
    assert "<w:keepNext/>" in text
    assert '<w:jc w:val="right"/>' in name


def test_each_further_part_begins_a_page_and_none_is_blank() -> None:
    xml = parts(joint())[DOCUMENT]
    assert xml.count("<w:pageBreakBefore/>") == 1
    assert re.search(r"<w:pageBreakBefore/>(?:(?!</w:p>).)*Annexe à la lettre", xml)


def test_a_wide_part_has_a_section_of_its_own() -> None:
    text = (paragraph(Role.TEXT, "x"),)
    orientations = ("portrait", "landscape", "portrait")
    made = tuple(
        Part("annex" if n else "document", n, n, "en", text, one)  # type: ignore[arg-type]
        for n, one in enumerate(orientations)
    )
    xml = parts(composition(parts=made))[DOCUMENT]
    sizes = re.findall(r'<w:pgSz w:w="(\d+)"', xml)
    assert sizes == ["12240", "12240", "15840", "12240"]
    kinds = ['"continuous"' in one for one in re.findall("<w:sectPr>.*?</w:sectPr>", xml)]
    assert kinds == [False, True, False, False]
    assert "<w:pageBreakBefore/>" not in xml


def test_notes_of_page_1_stand_in_a_frame_before_the_title() -> None:
    xml = body(
        paragraph(Role.SESSION, "session"),
        paragraph(Role.TITLE, "title"),
        notes=(paragraph(Role.PAGE_NOTE, "A/80/50.", "*"),),
    )
    assert xml.count("<w:framePr ") == 2
    assert xml.index("session") < xml.index("A/80/50.") < xml.index(">title<")


def test_a_part_in_another_language_says_so() -> None:
    made = (
        Part("document", 0, None, "en", (paragraph(Role.TEXT, "text"),)),
        Part("annex", 1, 1, "ru", (paragraph(Role.TEXT, "текст"),)),
        Part("annex", 1, 2, "ar", (paragraph(Role.TEXT, "نص A/63/1 آخر"),)),
    )
    xml = parts(composition(parts=made))[DOCUMENT]
    russian, arabic = (re.search(f"<w:p>(?:(?!<w:p>).)*{w}.*?</w:p>", xml) for w in ("те", "نص"))
    assert russian
    assert '<w:lang w:val="ru-RU"/>' in russian[0]
    assert arabic
    assert "<w:bidi/>" in arabic[0]
    assert '<w:rtl/><w:lang w:bidi="ar-EG"/>' in arabic[0]
    latin = re.search(r"<w:r>(?:(?!<w:r>).)*A/63/1", arabic[0])
    assert latin
    assert "<w:rtl/>" not in latin[0]
    assert xml.count("<w:lang ") == xml.count("<w:lang w:val=") + xml.count("<w:lang w:bidi=")


def test_arabic_pages_run_from_right_to_left() -> None:
    made = parts(composition(paragraph(Role.TEXT, "نص"), language="ar"))
    assert "<w:bidi/><w:rtlGutter/>" in made[DOCUMENT]
    assert "<w:bidiVisual/>" in made["word/header1.xml"]
    assert "<w:rtl/>" in made[DOCUMENT]


# lists


def numbering(*items: object) -> tuple[str, str]:
    made = parts(composition(*items))  # type: ignore[arg-type]
    return made[DOCUMENT], made["word/numbering.xml"]


def test_items_counting_up_are_one_list() -> None:
    xml, lists = numbering(*(item("letter", f"({c})", n, c) for n, c in enumerate("abc", 1)))
    assert set(re.findall(r'<w:numId w:val="(\d+)"', xml)) == {"1"}
    assert '<w:lvlText w:val="(%1)"/>' in lists
    assert '<w:numFmt w:val="lowerLetter"/>' in lists


def test_a_gap_begins_a_list_at_its_own_number() -> None:
    xml, lists = numbering(*(item("number", f"{n}.", n, "x") for n in (1, 11, 12, 15)))
    assert re.findall(r'<w:numId w:val="(\d+)"', xml) == ["1", "2", "2", "3"]
    assert re.findall(r'<w:startOverride w:val="(\d+)"', lists) == ["1", "11", "15"]
    assert lists.count("<w:abstractNum ") == 1


def test_nested_lists_have_levels_and_the_outer_one_goes_on() -> None:
    xml, _ = numbering(
        item("number", "1.", 1, "x"),
        item("letter", "a)", 1, "y", level=1, list=2),
        item("number", "2.", 2, "z"),
    )
    found = re.findall(r'<w:ilvl w:val="(\d)"/><w:numId w:val="(\d)"', xml)
    assert found == [("0", "1"), ("1", "2"), ("0", "1")]


@pytest.mark.parametrize(("kind", "label", "number"), [("number", "一、", 1), ("letter", "أ)", 1)])
def test_a_label_that_word_cannot_make_is_written(kind: str, label: str, number: int) -> None:
    xml, _ = numbering(item(kind, label, number, "text"))
    assert "<w:numPr>" not in xml
    assert f"{label}text" in shown(xml)


@pytest.mark.parametrize(
    ("kind", "label", "number"), [("roman", "(xiv)", 14), ("letter", "bb.", 28)]
)
def test_long_labels_are_word_s_own(kind: str, label: str, number: int) -> None:
    xml, _ = numbering(item(kind, label, number, "text"))
    assert "<w:numPr>" in xml


# notes, links, pictures


def test_footnotes_are_word_s_own_and_a_mark_of_one_s_own_is_kept() -> None:
    def note(text: str, label: str = "") -> Footnote:
        return Footnote(((Run(text),),), label)

    made = parts(
        composition(paragraph(Role.TEXT, (note("one"), note("two", "a"), note("three", "2"))))
    )
    notes = made["word/footnotes.xml"]
    assert re.findall(r"<w:footnoteReference ([^/]*)/>", made[DOCUMENT]) == [
        'w:id="1"',
        'w:customMarkFollows="1" w:id="2"',
        'w:id="3"',
    ]
    assert [
        shown(one).strip() for one in re.findall('<w:footnote w:id="\\d".*?</w:footnote>', notes)
    ] == [
        "one",
        "atwo",  # a tab between
        "three",
    ]


def test_a_link_in_a_note_is_a_relation_of_the_notes() -> None:
    note = Footnote(((Link("https://un.org", (Run("UN"),)),),))
    made = parts(composition(paragraph(Role.TEXT, (note,))))
    assert "https://un.org" in made["word/_rels/footnotes.xml.rels"]
    assert "https://un.org" not in made["word/_rels/document.xml.rels"]


def test_a_picture_is_stored_once_described_and_kept_within_the_text() -> None:
    picture = Image(png(4000, 1000), "map.png", 'A "map"')
    made = parts(composition(picture, picture))
    assert [name for name in made if "media/" in name] == ["word/media/dipdocs1.png"]
    assert 'descr="A &quot;map&quot;"' in made[DOCUMENT]
    width, height = re.findall(r'<wp:extent cx="(\d+)" cy="(\d+)"', made[DOCUMENT])[0]
    assert (int(width), int(height)) == (7306 * 635, round(7306 * 635 / 4))


def test_the_emblem_fills_its_box_and_is_absent_otherwise() -> None:
    without = parts(single_organ())
    assert "<w:drawing>" not in without["word/header1.xml"]
    made = parts(replace(single_organ(), emblem=png(200, 100)))
    assert '<wp:extent cx="713232" cy="356616"/>' in made["word/header1.xml"]
    assert "media/dipdocs1.png" in made["word/_rels/header1.xml.rels"]


@pytest.mark.parametrize("data", [b"BM123", b"\x89PNG broken", b""])
def test_a_picture_that_cannot_be_used_is_named(data: bytes) -> None:
    with pytest.raises(RenderError, match=r"map\.bmp"):
        write(composition(Image(data, "map.bmp", "map")), LAYOUT)


def test_a_picture_in_the_line_is_refused() -> None:
    with pytest.raises(RenderError, match=r"nowhere\.png"):
        write(composition(paragraph(Role.TEXT, (Picture("nowhere.png", "x"),))), LAYOUT)


# slots


def test_a_slot_repeats_its_paragraph_for_each_line() -> None:
    header = parts(joint())["word/header1.xml"]
    organs = re.findall(r'<w:p><w:pPr><w:pStyle w:val="XLarge"/>.*?</w:p>', header)
    assert [shown(one) for one in organs] == ["Assemblée générale", "Conseil de sécurité"]
    assert organs[0].replace("Assemblée générale", "Conseil de sécurité") == organs[1]


def test_a_slot_without_lines_keeps_its_paragraph() -> None:
    header = parts(single_organ())["word/header1.xml"]
    assert shown(header).count("{{") == 0
    block = re.findall(r'<w:p><w:pPr><w:pStyle w:val="Original"/>.*?</w:p>', header)
    assert [shown(one) for one in block] == ["", "Original: English"]


def test_series_letters_have_their_style_and_keep_the_line_of_the_symbol() -> None:
    header = parts(joint())["word/header1.xml"]
    letter = '<w:r><w:rPr><w:rStyle w:val="SymbolSeries"/><w:position w:val="-4"/></w:rPr>'
    assert header.count(letter) == 2
    assert "A/63/914–S/2009/343" in shown(header)


def test_the_file_says_what_it_is() -> None:
    told = Properties("Title <1>", "Author", "Subject", date(2009, 7, 8))
    document = docx.Document(io.BytesIO(write(composition(properties=told), LAYOUT)))
    core = document.core_properties
    assert (core.title, core.author, core.subject) == ("Title <1>", "Author", "Subject")
    assert core.language == "en-GB"
    assert core.created is not None
    assert core.created.date() == date(2009, 7, 8)


# a template that a user edited


def edited(change: dict[str, tuple[str, str]]) -> bytes:
    """The layout's template with texts of its parts replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(LAYOUT.template("en"))) as source,
        zipfile.ZipFile(out, "w") as target,
    ):
        for name in source.namelist():
            data = source.read(name).decode()
            old, new = change.get(name, ("", ""))
            assert old in data
            target.writestr(name, data.replace(old, new) if old else data)
    return out.getvalue()


def test_a_slot_that_word_split_into_runs_is_joined() -> None:
    name = '<w:t xml:space="preserve">{{ organization }}</w:t>'
    split = (
        '<w:t>{</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:i/></w:rPr><w:t>{ organi'
        '</w:t></w:r><w:r><w:t xml:space="preserve">zation }} (</w:t></w:r>'
        '<w:r><w:t xml:space="preserve">{{symbol}})</w:t>'
    )
    data = edited({"word/header1.xml": (name, split)})
    made = parts(single_organ(), LAYOUT.with_template(OwnTemplate(data)))
    assert "United Nations (A/80/604/Add.6)" in shown(made["word/header1.xml"])


def test_own_styles_are_found_by_name() -> None:
    data = edited({"word/styles.xml": ('w:styleId="SingleTxt"', 'w:styleId="Mine"')})
    made = parts(single_organ(), LAYOUT.with_template(OwnTemplate(data)))
    assert '<w:pStyle w:val="Mine"/>' in made[DOCUMENT]


@pytest.mark.parametrize(
    ("part", "old", "message"),
    [
        ("word/styles.xml", 'w:val="Title_H_CH"', "Title_H_CH"),
        ("word/header1.xml", "{{ distribution }}", "{{ distribution }}"),
        ("word/document.xml", "{{ body }}", "{{ body }}"),
    ],
)
def test_what_a_template_lacks_is_named(part: str, old: str, message: str) -> None:
    data = edited({part: (old, 'w:val="Other"' if "=" in old else "")})
    with pytest.raises(InputError) as caught:
        write(single_organ(), LAYOUT.with_template(OwnTemplate(data)))
    assert message in str(caught.value)


@pytest.mark.parametrize("data", [b"", b"no archive", write(joint(), LAYOUT)[:500]])
def test_a_template_that_is_no_word_document_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match=r"no Word document"):
        write(single_organ(), LAYOUT.with_template(OwnTemplate(data)))


def test_a_written_document_is_no_template() -> None:
    with pytest.raises(InputError, match="body"):
        write(single_organ(), LAYOUT.with_template(OwnTemplate(write(joint(), LAYOUT))))


# as text


def test_text_has_one_block_a_line_in_reading_order() -> None:
    note = Footnote(((Run("a note"),),))
    made = composition(
        paragraph(Role.HEADING_1, (Run("Title"), LineBreak(), Run("goes\u00a0on")), "I."),
        item("letter", "(a)", 1, "item"),
        Paragraph(Role.TEXT, (Run("text"), note)),
        slots={Slot.ORGANS: lines("A", "B"), Slot.SYMBOL: symbol("A/63/914", "S/2009/343")},
        notes=(paragraph(Role.PAGE_NOTE, "Reissued.", "*"),),
    )
    assert text_writer.write(made).splitlines() == [
        "A/63/914–S/2009/343",
        "A",
        "B",
        "I. Title goes\u00a0on",
        "(a) item",
        "text[1]",
        "[1] a note",
        "* Reissued.",
    ]


def test_formats_are_found_by_name() -> None:
    assert write_format("docx", joint(), LAYOUT) == write(joint(), LAYOUT)
    assert write_format("txt", joint(), LAYOUT).startswith(b"Nations Unies\n")
    with pytest.raises(InputError, match="docx, html, pdf, txt"):
        write_format("odt", joint(), LAYOUT)
