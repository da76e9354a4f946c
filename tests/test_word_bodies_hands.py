"""What hands do in Word: numbers and columns typed, initials, own marks of notes, cropping."""

from __future__ import annotations

import pytest

from dipdocs.markup import to_markdown
from dipdocs.readers.word import read
from tests.word_files import HEADINGS, docx_of, drawing, p, png


def told(body: str, **more: object) -> tuple[str, list[str]]:
    """The Markdown of a body, and the messages of what is told."""
    found = read(docx_of(body, styles=HEADINGS, **more), "guest.docx")  # type: ignore[arg-type]
    return to_markdown(found.blocks).strip(), [finding.message for finding in found.findings]


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text) if text else '<w:p/>'}</w:tc>"


def note(text: str) -> str:
    return f'<w:footnote w:id="2">{text}</w:footnote>'


def called(mark: str) -> str:
    return (
        f'<w:p>{r("Text")}<w:r><w:footnoteReference w:id="2" w:customMarkFollows="1"/>{mark}</w:r>'
        f"{r(' more')}</w:p>"
    )


TAB = "<w:r><w:tab/></w:r>"


def test_numbers_typed_before_a_gap_are_labels_where_they_follow_each_other() -> None:
    first = ["1. One", "(a) sub:", "(i) x;", "(ii) y;", "(b) last", "2.\u00a0Two"]
    lines = [p(text) for text in first] + [p("Head", '<w:pStyle w:val="Heading1"/>')]
    lines += [p(text) for text in ("3. Three", "2026. A year", "(c) alone")]
    lines += [f"<w:p>{r('4. ')}{r('Takes note', '<w:i/>')}</w:p>"]
    text, _ = told("".join(lines))
    assert text == (
        "1. One\n\n   (a) sub:\n\n       (i) x;\n       (ii) y;\n\n   (b) last\n\n2. Two\n\n# Head"
        "\n\n3. Three\n\n2026\\. A year\n\n\\(c) alone\n\n4. *Takes note*"
    )


def test_a_number_alone_stays_text() -> None:
    assert told(p("12. December was cold.") + p("(e) mail"))[0] == (
        "12\\. December was cold.\n\n\\(e) mail"
    )
    assert told(p("12. 5. 2026") + p("13. 5. 2026"))[0] == "12\\. 5. 2026\n\n13\\. 5. 2026"


def test_arabic_numbers_before_a_gap() -> None:
    text, _ = told(p("1 - يقررون") + p("(أ) تقرير") + p("(ب) موارد") + p("2 - يطلبون"))
    assert text == "1 - يقررون\n\n    (أ) تقرير\n    (ب) موارد\n\n2 - يطلبون"


def test_columns_of_tabs_are_a_table() -> None:
    rows = (("State", "Area", "Loss"), ("Nepal", "5 323", "12"))
    lines = "".join(f"<w:p>{TAB.join(map(r, row))}</w:p>" for row in rows)
    text, messages = told(p("before") + lines + p("after"))
    assert text == (
        "before\n\n| --- | --- | --- |\n| State | Area | Loss |\n| Nepal | 5 323 | 12 |\n\nafter"
    )
    assert messages == ["lines that stand in columns by tabs are set as a table: paragraph 2"]
    single = f"<w:p>{TAB.join(map(r, rows[0]))}</w:p>"
    assert told(single + p("after"))[0] == "State&#9;Area&#9;Loss\n\nafter"


def test_the_large_initial_belongs_to_its_word() -> None:
    initial = '<w:framePr w:dropCap="drop" w:lines="3"/>'
    assert told(p("T", initial) + p("he participants met.")) == ("The participants met.", [])


def test_a_font_of_other_scripts_is_no_symbol_font() -> None:
    runs = r("\uf061", '<w:rFonts w:hAnsi="Symbol"/>') + r("abc", '<w:rFonts w:eastAsia="SimSun"/>')
    assert told(f"<w:p>{runs}</w:p>") == ("αabc", [])


@pytest.mark.parametrize(
    ("mark", "text", "wanted", "messages"),
    [
        ("<w:t>*</w:t>", p("* The note."), "Text[^*] more\n\n[^*]: The note.", []),
        ("<w:t>*</w:t>", f"<w:p>{r('*')}{TAB}{r('The note.')}</w:p>",
         "Text[^*] more\n\n[^*]: The note.", []),
        ('<w:sym w:font="Symbol" w:char="F02A"/>', p("* The note."),
         "Text[^*] more\n\n[^*]: The note.", []),
        ("<w:t>†</w:t>", p("† The note."), "Text[^1] more\n\n[^1]: The note.",
         ["a note's own mark, if no asterisk, gives way to its number: paragraph 1 (“Text more”)"]),
    ],
)  # fmt: skip
def test_marks_of_their_own_stand_once(
    mark: str, text: str, wanted: str, messages: list[str]
) -> None:
    assert told(called(mark), footnotes=note(text)) == (wanted, messages)


def test_narrow_columns_that_only_part_others_are_left_out() -> None:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in (2000, 70, 900, 900))
    two = '<w:gridSpan w:val="2"/>'
    end = '<w:pPr><w:jc w:val="right"/></w:pPr>'
    rows = (
        cell("Category") + cell("") + cell("Variance", two),
        cell("") + cell("Amount", two) + cell("Share"),
        cell("Posts") + cell("(299.1)", two).replace("<w:p>", f"<w:p>{end}") + cell("4"),
    )
    heads = ("<w:trPr><w:tblHeader/></w:trPr>",) * 2 + ("",)
    body = "".join(f"<w:tr>{head}{row}</w:tr>" for head, row in zip(heads, rows, strict=True))
    text, _ = told(f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>")
    assert text == (
        "| Category | Variance | < |\n|  | Amount | Share |\n| --- | ---: | --- |\n"
        "| Posts | (299.1) | 4 |"
    )


def test_an_empty_column_of_some_width_stays() -> None:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in (2000, 900))
    body = f"<w:tr>{cell('Name')}{cell('')}</w:tr><w:tr>{cell('Nepal')}{cell('')}</w:tr>"
    text, _ = told(f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>")
    assert text == "| --- | --- |\n| Name |  |\n| Nepal |  |"


def test_deleted_cells_are_left_out() -> None:
    gone = cell("gone", '<w:cellDel w:id="1"/>')
    text, messages = told(f"<w:tbl><w:tr>{gone}{cell('a')}{cell('b')}</w:tr></w:tbl>")
    assert text == "| --- | --- |\n| a | b |"
    assert messages == ["tracked changes are accepted: paragraph 1 (“a”)"]


def test_an_image_stays_in_its_cell() -> None:
    picture = f"<w:tc><w:p>{drawing('rImg', 'A flag')}</w:p>{p('Nepal')}</w:tc>"
    text, messages = told(
        f"<w:tbl><w:tr>{picture}{cell('b')}</w:tr></w:tbl>", media={"rImg": png()}
    )
    assert text == '| --- | --- |\n| ![A flag](image1.png "width=72pt")<br>Nepal | b |'
    assert messages == []


def test_what_a_picture_hides_or_leads_to_is_told() -> None:
    cropped = drawing("rImg", "A map").replace(
        "</pic:blipFill>", '<a:srcRect l="30000"/></pic:blipFill>'
    )
    linked = drawing("rImg", "A map").replace(
        'descr="A map"/>', 'descr="A map"><a:hlinkClick r:id="rL"/></wp:docPr>'
    )
    _, messages = told(
        f"<w:p>{cropped}</w:p><w:p>{linked}</w:p>",
        media={"rImg": png()},
        links={"rL": "https://un.org/"},
    )
    assert messages == [
        "an image that Word shows cropped is carried whole; cut off what should not be seen: "
        "paragraph 1",
        "a link on an image is left out: paragraph 2",
    ]


@pytest.mark.parametrize(
    "head",
    [
        f"<w:p>{drawing('x')}</w:p>",
        '<w:p><w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r></w:p>',
    ],
    ids=["emblem", "watermark"],
)
def test_page_heads_that_only_show_something_are_told(head: str) -> None:
    assert told(p("a"), header=head) == ("a", ["page headers and footers are left out"])


def test_a_part_in_another_file_is_told() -> None:
    assert told('<w:p><w:subDoc r:id="x"/></w:p>' + p("a")) == (
        "a",
        ["the text of another file that is put in here is left out: paragraph 1"],
    )


def test_formulas_keep_what_stands_over_and_under() -> None:
    def sign(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    formula = (
        f"<m:acc><m:accPr/><m:e>{sign('x')}</m:e></m:acc>{sign('=')}<m:func><m:fName><m:limLow>"
        f"<m:e>{sign('lim')}</m:e><m:lim>{sign('n')}</m:lim></m:limLow></m:fName>"
        f"<m:e>{sign('n')}</m:e></m:func><m:f><m:num>{sign('1')}</m:num><m:den>{sign('2')}</m:den>"
        f"</m:f>{sign('x')}"
    )
    assert told(f"<w:p><m:oMath>{formula}</m:oMath></w:p>")[0] == "x\u0302=lim~n~ n(1/2)x"


def test_a_formula_takes_nothing_from_the_run_before_it() -> None:
    raised = r("1", '<w:vertAlign w:val="superscript"/>')
    formula = "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
    assert told(f"<w:p>{raised}</w:p><w:p>{formula}</w:p>")[0] == "^1^\n\nx"


def test_a_rule_across_the_page_is_no_lost_drawing() -> None:
    rule = '<w:p><w:r><w:pict><v:rect style="width:0;height:1.5pt" o:hr="t"/></w:pict></w:r></w:p>'
    assert told(p("a") + rule)[1] == ["drawn lines are left to the layout: paragraph 2"]


@pytest.mark.parametrize("mark", ["", '<m:accPr><m:chr m:val="→"/></m:accPr>'])
def test_accents_over_accents_do_not_double(mark: str) -> None:
    formula = f"<m:acc>{mark}<m:e>" * 100 + "<m:r><m:t>x</m:t></m:r>" + "</m:e></m:acc>" * 100
    text, _ = told(f"<w:p><m:oMath>{formula}</m:oMath></w:p>")
    assert len(text) == 101
