"""Tables, numbered headings, captions, images, wide pages and signatures, from data to Word."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from lxml import etree
from pydantic import ValidationError

from dipdocs import render
from dipdocs.compose.composition import (
    Block,
    Columns,
    Image,
    Landscape,
    ListItem,
    Paragraph,
    Role,
    Table,
    plain,
)
from dipdocs.compose.document import compose
from dipdocs.layout import load
from dipdocs.model import Document, parse_document
from dipdocs.writers.docx import write
from tests.compositions import composition, item, paragraph, png

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LETTER: dict[str, Any] = {
    "kind": "letter",
    "language": "en",
    "date": "2026-03-02",
    "from": {"office": "permanent-representative", "country": "NP", "name": "Ann Example"},
    "to": ["secretary-general"],
    "circulation": {"organs": [{"organ": "general-assembly"}]},
}
TABLE = """
Table: Resources of *all* bodies

| Category | 2024 | Variance | < |
| ^ | ^ | Amount | Per cent |
|---|---:|---:|:---:|
| Military^a^ | 815.0 | 25.0 | 3.1 |
| ^ | 34 251.6 | a \\| b | x<br>y |
| **Total** | **1** | **2** | **3** |

^a^ A note.
^b^ Another.
"""


class Files:
    def __init__(self, **files: bytes) -> None:
        self.files = files

    def read_text(self, path: str) -> str:
        return self.read_bytes(path).decode()

    def read_bytes(self, path: str) -> bytes:
        try:
            return self.files[path.partition(".")[0]]
        except KeyError:
            raise ValueError(f"the file {path!r} is missing") from None


def letter(body: str, files: Files | None = None, **more: Any) -> Document:
    return parse_document({**LETTER, "body": body, **more}, files)


def blocks(body: str, **more: Any) -> list[Block]:
    """The blocks of a body, without title and signature."""
    return list(compose(letter(body, **more)).parts[0].blocks)[2:-2]


def xml(document: Document, part: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(render(document))) as archive:
        return etree.fromstring(archive.read(part))


def texts(table: Table) -> list[list[str]]:
    return [[plain(cell.paragraphs[0].inlines) for cell in row] for row in table.rows]


# tables


def test_a_table_is_finished() -> None:
    (table,) = blocks(TABLE)
    assert isinstance(table, Table)
    assert texts(table) == [
        ["Category", "2024", "Variance"],
        ["Amount", "Per cent"],
        ["Militarya", "815.0", "25.0", "3.1"],
        ["34\u00a0251.6", "a | b", "x y"],
        ["Total", "1", "2", "3"],
    ]
    assert table.head == 2
    assert table.total
    assert [(cell.columns, cell.rows) for cell in table.rows[0]] == [(1, 2), (1, 2), (2, 1)]
    assert [cell.alignment for cell in table.rows[0]] == ["start", "right", "center"]
    assert [cell.alignment for cell in table.rows[3]] == ["right", "right", "center"]
    assert sum(table.widths) == pytest.approx(1)
    assert table.caption is not None
    assert (table.caption.label, plain(table.caption.inlines)) == (
        "Table",
        "Resources of all bodies",
    )
    assert [(note.label, plain(note.inlines)) for note in table.notes] == [
        ("a", "A note."),
        ("b", "Another."),
    ]


def test_dashes_that_differ_are_widths() -> None:
    (table,) = blocks("| a | b |\n|--|------|\n| long long text | x |")
    assert isinstance(table, Table)
    assert table.widths == pytest.approx((0.25, 0.75))
    (table,) = blocks("| a | b |\n|---|---|\n| long long text | x |")
    assert isinstance(table, Table)
    assert table.widths[0] > table.widths[1]


def test_long_texts_give_way_before_words_are_broken() -> None:
    """Of a table that is too wide the columns of text become narrower, not those of words."""
    heads = ["Category", *["Apportionment"] * 7]
    text = "Communications and information technology, supplies and equipment"
    line = "|".join(heads), "|".join("---" for _ in heads), "|".join([text, *["1 822.6"] * 7])
    (table,) = blocks("\n".join(f"|{row}|" for row in line))
    assert isinstance(table, Table)
    first, *others = table.widths
    assert len({round(width, 9) for width in others}) == 1
    # In characters of text: a word of the head is set smaller, and sides are left free.
    assert others[0] * 120 >= 0.9 * len("Apportionment") + 3 - 1e-9
    assert first * 120 >= len("Communications") + 3 - 1e-9


@pytest.mark.parametrize(
    ("language", "one", "second", "figure"),
    [
        ("en", "Table", "Table 2", "Figure II"),
        ("fr", "Tableau", "Tableau 2", "Figure II"),
        ("es", "Cuadro", "Cuadro 2", "Figura II"),
        ("ru", "Таблица", "Таблица 2", "Рисунок II"),
        ("zh", "表", "表2", "图二"),
        ("ar", "الجدول", "الجدول 2", "الشكل الثاني"),
    ],
)
def test_labels_of_captions(language: str, one: str, second: str, figure: str) -> None:
    table = "Table: T\n\n| a |\n|---|\n| b |\n"
    alone = compose(letter(table, language=language)).blocks()
    assert [b.caption.label for b in alone if isinstance(b, Table) and b.caption] == [one]
    text = f"{table}\n| uncounted |\n|---|\n\n::: landscape\n{table}:::\n\n"
    text += "Figure: F\n\n![a](p.png)\n\n![b](p.png)\n\nFigure: G\n"
    several = compose(letter(text, Files(p=png()), language=language)).blocks()
    labels = [
        b.caption.label for b in several if isinstance(b, Table | Image) and b.caption is not None
    ]
    assert labels[1] == second
    assert labels[3] == figure
    assert len(labels) == 4


def test_a_table_in_word() -> None:
    root = xml(letter(TABLE))
    (table,) = root.iter(f"{W}tbl")
    rows = table.findall(f"{W}tr")
    heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
    assert heads == [True, True, False, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    merges = [
        [
            (merge.get(f"{W}val") if (merge := cell.find(f"{W}tcPr/{W}vMerge")) is not None else "")
            for cell in row.findall(f"{W}tc")
        ]
        for row in rows
    ]
    assert merges == [
        ["restart", "restart", ""],
        ["continue", "continue", "", ""],
        ["restart", "", "", ""],
        ["continue", "", "", ""],
        ["", "", "", ""],
    ]
    grid = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
    for row in rows:
        widths = [int(width.get(f"{W}w")) for width in row.iter(f"{W}tcW")]
        assert sum(widths) == sum(grid) == 7306

    def rule(row: int, side: str) -> list[str]:
        found = rows[row].iterfind(f"{W}tc/{W}tcPr/{W}tcBorders/{W}{side}")
        return [one.get(f"{W}sz") for one in found]

    assert rule(0, "top") == ["4"] * 3
    assert rule(0, "bottom") == ["4"]  # under the cell that spans two columns
    assert rule(1, "bottom") == ["12"] * 4
    assert rule(4, "top") == ["4"] * 4
    assert rule(4, "bottom") == ["12"] * 4
    kept = [
        all(p.find(f"{W}pPr/{W}keepNext") is not None for p in row.iter(f"{W}p")) for row in rows
    ]
    # the head with the first row, merged rows with one another, the last with the notes
    assert kept == [True, True, True, False, True]


def test_python_docx_reads_the_table_and_its_styles() -> None:
    document = docx.Document(io.BytesIO(render(letter(TABLE))))
    (table,) = document.tables
    assert [cell.text for cell in table.rows[1].cells] == ["Category", "2024", "Amount", "Per cent"]
    assert table.rows[0].cells[2].text == table.rows[0].cells[3].text == "Variance"
    assert {p.style.name for row in table.rows for c in row.cells for p in c.paragraphs} == {
        "__Table Head",
        "__Table Text",
    }
    styles = {one.text.strip(): one.style.name for one in document.paragraphs}
    assert styles["Table\nResources of all bodies"] == "Caption"
    assert styles["a\tA note."] == "footnote text"


def test_a_caption_counts_as_word_does() -> None:
    two = TABLE + "\nText.\n" + TABLE
    codes = [one.text for one in xml(letter(two)).iter(f"{W}instrText")]
    assert codes == [" SEQ Table \\* ARABIC "] * 2
    assert not list(xml(letter(TABLE)).iter(f"{W}instrText"))
    document = docx.Document(io.BytesIO(render(letter(two))))
    captions = [p.text.partition("\n")[0] for p in document.paragraphs if p.style.name == "Caption"]
    assert captions == ["Table 1", "Table 2"]


def test_five_columns_are_set_across_the_page_and_rtl_is_mirrored() -> None:
    wide = "| a | b | c | d | e |\n|---|---|---|---|---:|\n| 1 | 2 | 3 | 4 | 5 |"
    (table,) = xml(letter(wide)).iter(f"{W}tbl")
    assert table.find(f"{W}tblPr/{W}tblW").get(f"{W}w") == "9840"
    (table,) = xml(letter(wide, language="ar")).iter(f"{W}tbl")
    assert table.find(f"{W}tblPr/{W}bidiVisual") is not None
    last = table.findall(f"{W}tr")[-1].findall(f"{W}tc")[-1]
    assert last.find(f"{W}p/{W}pPr/{W}jc").get(f"{W}val") == "left"  # the page's right


def test_adjacent_tables_stay_two_and_a_last_one_is_followed_by_a_paragraph() -> None:
    body = xml(letter("| a |\n|---|\n\n| b |\n|---|"))[0]
    tags = [etree.QName(child).localname for child in body]
    first = tags.index("tbl")
    assert tags[first + 1] == "p"
    assert tags.count("tbl") == 2
    end = xml(letter("x", annexes=[{"body": "| a |\n|---|\n| b |"}]))[0]
    assert etree.QName(end[-2]).localname == "p"


def test_a_footnote_in_a_table() -> None:
    document = letter("| a |\n|---|\n| b[^1] |\n\n[^1]: A note.")
    (table,) = xml(document).iter(f"{W}tbl")
    assert table.find(f".//{W}footnoteReference") is not None
    assert "A note." in "".join(xml(document, "word/footnotes.xml").itertext())


# headings


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        ("I. Introduction", "I.", "Introduction"),
        ("A. Scope", "A.", "Scope"),
        ("1. Details", "1.", "Details"),
        ("(a) Detail", "(a)", "Detail"),
        ("a) Détail", "a)", "Détail"),
        ("Б. Область", "Б.", "Область"),
        ("一、导言", "一、", "导言"),
        ("（一）范围", "（一）", "范围"),
        ("أولا - مقدمة", "أولا -", "مقدمة"),
        ("ثانياً - مقدمة", "ثانياً -", "مقدمة"),
        ("جيم - مسائل أخرى", "جيم -", "مسائل أخرى"),
        ("1 - تفاصيل", "1 -", "تفاصيل"),
        ("Introduction", "", "Introduction"),
        ("Civil society", "", "Civil society"),
        ("2009. A year", "", "2009. A year"),
        ("مقدمة - نص", "", "مقدمة - نص"),
        ("I.", "", "I."),
    ],
)
def test_the_number_of_a_heading(text: str, label: str, rest: str) -> None:
    (heading,) = blocks(f"## {text}")
    assert isinstance(heading, Paragraph)
    assert (heading.role, heading.label, plain(heading.inlines)) == (Role.HEADING_2, label, rest)


def test_a_numbered_heading_in_word() -> None:
    root = xml(letter("# II. *Facts*\n\nText.\n\n# Plain"))
    numbered, bare = (
        p for p in root.iter(f"{W}p")
        if (style := p.find(f"{W}pPr/{W}pStyle")) is not None and style.get(f"{W}val") == "HCh"
    )  # fmt: skip
    tabs = numbered.iterfind(f"{W}pPr/{W}tabs/{W}tab")
    stops = {tab.get(f"{W}pos"): tab.get(f"{W}val") for tab in tabs}
    assert stops["1022"] == "right"
    assert numbered.find(f"{W}pPr/{W}ind").get(f"{W}hanging") == "1267"
    assert "".join(numbered.itertext()) == "II.Facts"
    assert bare.find(f"{W}pPr/{W}ind").get(f"{W}hanging") is None


# lists


def test_a_continuation_after_a_nested_list_knows_its_level() -> None:
    found = blocks("1. One\n   (a) Sub\n\n       Of the sub\n\n   Of one\n\n2. Two")
    assert [(type(b), b.level) for b in found if isinstance(b, Paragraph | ListItem)] == [
        (ListItem, 0),
        (ListItem, 1),
        (Paragraph, 1),
        (Paragraph, 0),
        (ListItem, 0),
    ]
    layout = load("un-new-york")
    data = write(
        composition(
            item("number", "1.", 1, "One"),
            item("letter", "(a)", 1, "Sub", 1, 2),
            Paragraph(Role.CONTINUATION, paragraph(Role.TEXT, "Of one").inlines, level=0),
        ),
        layout,
    )
    (text,) = (p for p in docx.Document(io.BytesIO(data)).paragraphs if p.text == "Of one")
    first = layout.figures("en").lists.number.levels[0]
    assert text.paragraph_format.left_indent.twips == first.left.twips
    assert text.paragraph_format.first_line_indent.twips == (first.text - first.left).twips


# wide pages


def test_a_wide_part_has_its_own_pages() -> None:
    body = "Before.\n\n::: landscape\n# Wide\n\n![x](p.png)\n:::\n\nAfter."
    document = letter(body, Files(p=png(4000, 1000)))
    found = compose(document).parts[0].blocks
    (wide,) = (block for block in found if isinstance(block, Landscape))
    assert len(wide.blocks) == 2
    opened = docx.Document(io.BytesIO(render(document)))
    # the masthead's section, upright, wide, upright
    assert [section.orientation for section in opened.sections] == [
        *(WD_ORIENT.PORTRAIT, WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT),
    ]
    section = opened.sections[2]
    assert (section.page_width.twips, section.page_height.twips) == (15840, 12240)
    assert (section.left_margin.twips, section.right_margin.twips) == (1152, 1440)
    assert section.header.is_linked_to_previous
    (shape,) = opened.inline_shapes
    assert shape.width.twips > 7306


def test_running_heads_are_as_wide_as_any_page() -> None:
    with zipfile.ZipFile(io.BytesIO(load("un-new-york").template("en"))) as archive:
        heads = [archive.read(f"word/header{number}.xml").decode() for number in (2, 3)]
    for head in heads:
        assert '<w:tblW w:w="5000" w:type="pct"/>' in head
        assert head.count('<w:tcW w:w="2500" w:type="pct"/>') == 2


@pytest.mark.parametrize("last", [True, False])
def test_an_annex_on_wide_pages(last: bool) -> None:
    annexes = [{"title": "Wide", "orientation": "landscape", "body": "Text."}]
    annexes += [] if last else [{"title": "Upright", "body": "Text."}]
    opened = docx.Document(io.BytesIO(render(letter("See annex.", annexes=annexes))))
    turned = [section.orientation == WD_ORIENT.LANDSCAPE for section in opened.sections]
    assert turned == [False, False, True, *([] if last else [False])]
    breaks = [p.text for p in opened.paragraphs if p.paragraph_format.page_break_before]
    assert breaks == []


def test_a_wide_end_keeps_the_end_rule() -> None:
    body = "Before.\n\n::: landscape\nWide.\n:::"
    declaration = {"title": "T", "body": body}
    opened = docx.Document(io.BytesIO(render(letter("x", annexes=[declaration]))))
    assert opened.sections[-1].orientation == WD_ORIENT.LANDSCAPE
    assert len(opened.sections) == 3


# images


def test_an_image_with_its_caption() -> None:
    body = 'Figure: Map\n\n![A map of the *area*](p.png "width=2cm")'
    document = letter(body, Files(p=png()))
    opened = docx.Document(io.BytesIO(render(document)))
    (shape,) = opened.inline_shapes
    assert shape.width.cm == pytest.approx(2, abs=0.01)
    told = shape._inline.docPr.get("descr")
    assert told == "A map of the area"
    assert any(p.text == "Figure\nMap" and p.style.name == "Caption" for p in opened.paragraphs)
    text = render(document, format="txt").decode()
    assert "\nFigure Map\nA map of the area\n" in text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (png()[:-8], "cut short"),
        (png()[:40] + b"x" + png()[41:], "checksum"),
        (b"hello", "no PNG, JPEG or GIF"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "no size"),
        (None, "missing"),
    ],
)
def test_a_broken_image_is_refused_with_its_line(data: bytes | None, words: str) -> None:
    files = Files() if data is None else Files(p=data)
    with pytest.raises(ValidationError) as caught:
        letter("One.\n\nTwo.\n\n![x](p.png)", files)
    (error,) = caught.value.errors()
    assert words in error["msg"]
    assert error["ctx"]["line"] == 5


def test_an_annex_of_images_only_in_two_languages() -> None:
    body = {"en": "![Scan](p.png)", "fr": "![Copie](p.png)"}
    data = {**LETTER, "body": {"en": "x", "fr": "y"}, "annexes": [{"body": body}]}
    document = parse_document(data, Files(p=png()))
    for language, told in (("en", "Scan"), ("fr", "Copie")):
        (image,) = (b for b in compose(document, language).blocks() if isinstance(b, Image))
        assert image.alternative == told


# signatures


def signed(*parties: dict[str, Any], language: str = "en") -> list[Block]:
    annex = {"title": "T", "body": "Text.", "signatories": list(parties)}
    document = letter("x", language=language, annexes=[annex])
    return list(compose(document).parts[1].blocks)[3:-1]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "For the Republic of Armenia:"),
        ("fr", "Pour la République d’Arménie\u00a0:"),
        ("es", "Por la República de Armenia:"),
        ("ru", "От имени Республики Армения:"),
        ("zh", "亚美尼亚共和国代表："),
        ("ar", "عن جمهورية أرمينيا:"),
    ],
)
def test_a_state_without_office_is_signed_for(language: str, words: str) -> None:
    found = signed({"country": "AM", "name": "Ann Example"}, language=language)
    first, second = found
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert (first.role, plain(first.inlines)) == (Role.SIGNED_FOR, words)
    assert second.role is Role.SIGNATURE


def test_several_sign_two_by_two_in_their_order() -> None:
    found = signed(
        {"country": "AM", "name": "Ann One", "position": ["President"]},
        {"office": "permanent-representative", "country": "BY", "name": "Bea Two"},
        {"country": "KZ", "name": "Cy Three"},
    )
    (block,) = found
    assert isinstance(block, Columns)
    assert [[plain(p.inlines) for p in column] for column in block.columns] == [
        ["For the Republic of Armenia:", "(Signed) Ann One", "President"],
        [
            "(Signed) Bea Two",
            "Permanent Representative of the Republic of Belarus to the United Nations",
        ],
        ["For the Republic of Kazakhstan:", "(Signed) Cy Three"],
    ]


def test_signatures_stay_with_the_text_and_the_end_rule() -> None:
    parties = [{"country": code, "name": f"Ann {code}"} for code in ("AM", "BY", "KZ")]
    annex = {"title": "T", "body": "Text.", "signatories": parties}
    body = xml(letter("x", annexes=[annex]))[0]
    children = [child for child in body if child.tag != f"{W}sectPr"]
    at = next(n for n, child in enumerate(children) if "Text." in "".join(child.itertext()))
    tail = children[at:]
    (table,) = (child for child in tail if child.tag == f"{W}tbl")
    assert len(table.findall(f"{W}tr")) == 2
    assert all(p.find(f"{W}pPr/{W}keepNext") is not None for p in table.iter(f"{W}p"))
    for child in tail[:-1]:
        if child.tag == f"{W}tbl" or re.search("Text", "".join(child.itertext())):
            kept = [p.find(f"{W}pPr/{W}keepNext") is not None for p in child.iter(f"{W}p")]
            text = "".join(child.itertext())
            if text:
                assert any(kept), text


# notes


def test_page_notes_are_footnotes_where_footnotes_may_stand() -> None:
    circulation = {
        "organs": [
            {
                "organ": "general-assembly",
                "agenda": [{"item": "114", "provisional": True, "document": "A/81/50"}],
            }
        ]
    }
    framed = letter("Text.", circulation=circulation)
    assert "framePr" in etree.tostring(xml(framed)).decode()
    hung = letter("Text.[^1]\n\n[^1]: Note.", circulation=circulation)
    assert "framePr" not in etree.tostring(xml(hung)).decode()
    notes = xml(hung, "word/footnotes.xml").findall(f"{W}footnote")[2:]
    assert ["".join(note.itertext()).split() for note in notes] == [["*A/81/50."], ["Note."]]


def test_text_lists_every_row() -> None:
    text = render(letter(TABLE), format="txt").decode()
    assert "Table Resources of all bodies\nCategory | 2024 | Variance\n" in text
    assert "\nMilitary[a] | 815.0 | 25.0 | 3.1\n" in text
    assert "\n[a] A note.\n[b] Another.\n" in text
