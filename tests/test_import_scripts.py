"""Files as scripts: every word in reading order, with what it looks like."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from dipdocs import load, render
from dipdocs.cli import app
from dipdocs.errors import InputError
from dipdocs.importing import Script, import_file, read_script
from dipdocs.importing.encoding import decode
from dipdocs.importing.reading import script_of
from dipdocs.importing.verifying import script_lines
from dipdocs.importing.words import Line, missing, words
from dipdocs.markup.blocks import Heading, List, Quote, Table
from tests.conftest import DOCUMENTS, EXAMPLES
from tests.test_word_bodies_damaged import members, packed
from tests.word_files import docx_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
STORIES = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")


def all_lines(data: bytes) -> Iterator[Line]:
    """Every paragraph of every story of a .docx, by its XML alone."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in filter(STORIES.fullmatch, archive.namelist()):
            root = etree.fromstring(archive.read(name))
            for fallback in list(root.iter(MC + "Fallback")):
                fallback.getparent().remove(fallback)
            for paragraph in root.iter(W + "p"):
                text = ""
                for node in paragraph.iter(W + "t", W + "tab", W + "br"):
                    if next(node.iterancestors(W + "p")) is paragraph:
                        text += (node.text or "") if node.tag == W + "t" else " "
                yield Line(name, text)


@pytest.mark.parametrize("layout", ["un-new-york", "un-geneva", "letterhead"])
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.parent.name)
def test_no_word_of_our_documents_is_lost(path: Path, layout: str) -> None:
    document = load(path)
    for language in document.languages:
        data = render(document, language=language, layout=layout)
        assert missing(all_lines(data), script_lines(script_of(data, "x.docx"))) == []


def test_no_word_of_real_word_files_is_lost(reference: Path) -> None:
    for path in sorted((reference / "un-docx").glob("*.docx")):
        script = read_script(path)
        assert missing(all_lines(path.read_bytes()), script_lines(script)) == [], path.name


def test_no_word_of_real_texts_is_lost_and_their_order_is_kept(reference: Path) -> None:
    paths = sorted((reference / "documents").glob("*-*.txt"))
    assert len(paths) > 90
    for path in paths:
        found = [word for line in script_lines(read_script(path)) for word in words(line.text)]
        assert found == words(path.read_text(encoding="utf-8")), path.name


def word_script(body: str, **parts: str) -> Script:
    return script_of(docx_of(body, **parts), "old.docx")


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def texts(script: Script, zone: str = "body") -> list[str]:
    return [passage.text for passage in script.passages if passage.zone == zone]


def test_masthead_text_and_feet_of_a_letter_stand_in_their_zones() -> None:
    document = load(EXAMPLES / "moscow-declaration-2009/letter.yaml")
    for layout in ("un-new-york", "un-geneva"):
        script = script_of(render(document, layout=layout), "x.docx")
        assert texts(script, "masthead") == [
            "Nations Unies",
            "Assemblée générale",
            "Conseil de sécurité",
            "Distr. générale",
            "8 juillet 2009",
            "Français",
            "Original : anglais/russe",
        ]
        body = [passage for passage in script.passages if passage.zone == "body"]
        assert body[0].text == "Assemblée générale"
        assert body[0].place.endswith("column 1")
        assert body[4].text == "Conseil de sécurité"
        assert body[4].place.endswith("column 2")
        annex = next(p for p in body if p.text.startswith("Annexe à la lettre"))
        assert annex.page_break
        assert isinstance(annex.blocks[0], Heading)
        assert texts(script, "footer")


def test_signatures_side_by_side_are_read_one_after_another() -> None:
    document = load(EXAMPLES / "letter-of-four-states/letter.yaml")
    script = script_of(render(document), "x.docx")
    found = texts(script)
    first = found.index("(Подпись) Алия Примерова")
    assert found[first + 1] == "Постоянный представитель Казахстана"
    assert found[first + 2] == "(Подпись) Нурлан Образцов"


def test_a_list_is_one_passage_for_each_outermost_item() -> None:
    typed = [("1.", "one"), ("(a)", "within"), ("(b)", "too"), ("2.", "two")]
    body = "".join(
        f"<w:p><w:r><w:t>{label}</w:t><w:tab/><w:t>{text}</w:t></w:r></w:p>"
        for label, text in typed
    )
    script = word_script(body)
    assert texts(script) == ["1. one\n(a) within\n(b) too", "2. two"]
    assert all(isinstance(passage.blocks[0], List) for passage in script.passages)


def test_what_a_passage_looks_like_is_told() -> None:
    bold = "<w:p><w:pPr><w:jc w:val='center'/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Annex</w:t>"
    script = word_script(
        paragraph("First") + bold + "</w:r></w:p>" + paragraph("New", "<w:pageBreakBefore/>")
    )
    first, annex, new = script.passages
    assert (annex.bold, annex.centred, annex.page_break) == (True, True, False)
    assert (first.bold, first.centred, first.page_break) == (False, False, False)
    assert new.page_break
    assert first.place == "paragraph 1"


@pytest.mark.parametrize(
    "before",
    [
        "<w:p><w:r><w:br w:type='page'/></w:r></w:p>",
        "<w:p><w:r><w:t>One</w:t><w:br w:type='page'/></w:r></w:p>",
        "<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>One</w:t></w:r></w:p>",
    ],
)
def test_page_and_section_breaks_begin_a_page(before: str) -> None:
    script = word_script(before + paragraph("Two") + paragraph("Three"))
    breaks = {passage.text: passage.page_break for passage in script.passages}
    assert breaks["Two"]
    assert not breaks["Three"]


def test_a_continuous_section_begins_no_page() -> None:
    script = word_script(
        "<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>One</w:t></w:r></w:p>"
        + paragraph("Two")
        + "<w:sectPr><w:type w:val='continuous'/></w:sectPr>"
    )
    assert not any(passage.page_break for passage in script.passages)


def test_a_table_with_lines_is_data_and_one_without_places_text() -> None:
    cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("left", "right"))
    lines = "<w:tblPr><w:tblBorders><w:top w:val='single'/></w:tblBorders></w:tblPr>"
    ruled = word_script(f"<w:tbl>{lines}<w:tr>{cells}</w:tr></w:tbl>" + paragraph("x"))
    assert isinstance(ruled.passages[0].blocks[0], Table)
    assert ruled.passages[0].text == "left\tright"
    placed = word_script(paragraph("x") + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + paragraph("y"))
    assert texts(placed) == ["x", "left", "right", "y"]


def test_a_paragraph_set_in_from_both_margins_is_a_quotation() -> None:
    inner = paragraph("Quoted.", "<w:ind w:left='1200' w:right='1200'/>")
    script = word_script(paragraph("One.") + paragraph("Two.") + inner)
    assert isinstance(script.passages[2].blocks[0], Quote)


def test_notes_are_told_apart_from_the_text() -> None:
    document = load(EXAMPLES / "letter-of-four-states/letter.yaml")
    script = script_of(render(document), "x.docx")
    (noted,) = [passage for passage in script.passages if passage.notes]
    assert "Карта будет издана" in noted.notes[0]
    assert "Карта будет издана" not in noted.text


# Plain texts


def plain(text: str) -> Script:
    return script_of(text.encode(), "old.txt")


def test_a_paragraph_a_line() -> None:
    assert texts(plain("First one.\nSecond one.\n\nThird.")) == [
        "First one.",
        "Second one.",
        "Third.",
    ]


def test_lines_broken_at_a_width_are_put_together() -> None:
    import textwrap

    long = "The Permanent Mission of Jordan presents its compliments to the Secretariat. " * 4
    text = "Title\n\n" + textwrap.fill(long, 70) + "\n\n" + textwrap.fill(long, 70)
    assert texts(plain(text)) == ["Title", long.strip(), long.strip()]


def test_a_title_broken_by_hand_is_one_paragraph() -> None:
    text = "Letter dated 22 June 2010 from the Permanent Representative of Egypt\nto the United"
    assert texts(plain(f"{text} Nations\nI have")) == [
        f"{text} Nations".replace("\n", " "),
        "I have",
    ]


def test_clauses_after_commas_are_paragraphs_of_their_own() -> None:
    lines = ["The States,", "recalling the treaty,", "have agreed as follows:"]
    assert texts(plain("\n".join(lines))) == lines


def test_a_signature_is_not_joined_to_what_follows() -> None:
    assert texts(plain("(Signed) A Person\nambassador")) == ["(Signed) A Person", "ambassador"]


def test_numbers_typed_by_hand_make_lists() -> None:
    script = plain("We agree:\n1. One\n(a) within\n2. Two\nDone.")
    assert texts(script) == ["We agree:", "1. One\n(a) within", "2. Two", "Done."]


def test_a_first_line_of_source_is_a_remark() -> None:
    script = plain("# source: somewhere\nThe text.")
    assert script.passages[0].zone == "running"
    assert texts(script) == ["The text."]
    assert script.passages[1].place == "line 2"


def test_a_text_marked_as_markdown_is_read_as_markdown(reference: Path) -> None:
    script = read_script(reference / "seed-letter-fr.txt")
    assert script.passages[0].text == "Assemblée générale\nConseil de sécurité"
    assert script.passages[0].bold
    assert not any("*" in passage.text for passage in script.passages)


def test_a_form_feed_begins_a_page() -> None:
    assert [p.page_break for p in plain("One\fAnnex\nTwo").passages] == [False, True, False]


def test_statements_of_a_form_stay_text() -> None:
    script = script_of(b"A {{ secret }} text\n\n{% if x %}\n", "old.md")
    assert texts(script) == ["A {{ secret }} text", "{% if x %}"]
    assert "plain text" in script.findings[0].message


SAMPLES = {
    "cp1252": "Lettre datée du 6 juillet 2009, adressée au Secrétaire général – « texte »",
    "cp1251": "Письмо Постоянного представителя Казахстана от 6 июля 2009 года",
    "cp1256": "رسالة مؤرخة 6 تموز/يوليه 2009 موجهة إلى الأمين العام من الممثل الدائم",
    "gb18030": "2009年7月6日哈萨克斯坦常驻联合国代表给秘书长的信，谨随函转递有关声明",
}


@pytest.mark.parametrize(("encoding", "text"), SAMPLES.items())
def test_code_pages_are_found(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).text == text
    for unicode in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        data = text.encode(unicode)
        if unicode != "utf-16-be" or encoding != "gb18030":
            assert decode(data).text == text, unicode


def test_code_pages_of_real_texts_are_found(reference: Path) -> None:
    pages = {"ru": "cp1251", "ar": "cp1256", "zh": "gb18030"}
    for path in sorted((reference / "documents").glob("*-*.txt")):
        page = pages.get(path.name[:2], "cp1252")
        data = path.read_text(encoding="utf-8").partition("\n")[2].encode(page, "ignore")
        assert decode(data).text == data.decode(page), path.name


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), min_size=1))
def test_whatever_the_text_its_words_are_kept(text: str) -> None:
    if not words(text):
        return
    assert missing([Line("", text)], script_lines(plain(text))) == []
    script_of(text.encode(), "old.md")


# What cannot be read


def run(arguments: list[str]) -> None:
    CliRunner().invoke(app, arguments, standalone_mode=False, catch_exceptions=False)


def zip_bomb() -> bytes:
    parts = members(docx_of("<w:p/>"))
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"<w:p/>", b"<w:p>" + b" " * 30_000_000 + b"</w:p>"
    )
    return packed(parts)


def entities() -> bytes:
    parts = members(docx_of(paragraph("x")))
    head, _, rest = parts["word/document.xml"].decode().partition("?>")
    bomb = f'{head}?><!DOCTYPE x [<!ENTITY a "b">]>{rest}'.replace("<w:t>x", "<w:t>&a;")
    return packed({**parts, "word/document.xml": bomb.encode()})


DEEP = "<w:sdt><w:sdtContent>" * 400 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 400
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HOSTILE = {
    "bomb.docx": (zip_bomb, "times its size"),
    "entities.docx": (entities, "document type"),
    "deep.docx": (lambda: docx_of(DEEP, check=False), "no sound XML"),
    "broken.docx": (lambda: b"PK\x03\x04 broken", "damaged"),
    "encrypted.docx": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "old.doc": (lambda: OLE + b"\0" * 600, "old Word format"),
    "rich.rtf": (lambda: b"{\\rtf1 Hello}", "Rich Text"),
    "empty.docx": (lambda: docx_of("<w:p/>"), "holds no text"),
    "empty.txt": (lambda: b"", "holds no text"),
    "binary.txt": (lambda: bytes(range(256)) * 9, "no text"),
    "huge.txt": (lambda: b"word \n" * 1_000_000, "the limit is"),
    "line.txt": (lambda: b"word " * 20_000, "line 1 has 100,000 characters"),
    "lines.txt": (lambda: b"x\n" * 40_000, "40,000 lines"),
    "paragraphs.txt": (lambda: b"X.\n" * 12_000, "12,000 paragraphs"),
    "letter.pdf": (lambda: b"%PDF-1.7", "by its name"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_and_broken_files_end_in_a_clear_error(tmp_path: Path, name: str) -> None:
    make, told = HOSTILE[name]
    source = tmp_path / name
    source.write_bytes(make())
    with pytest.raises(InputError) as caught:
        CliRunner().invoke(
            app, ["import", str(source)], standalone_mode=False, catch_exceptions=False
        )
    assert caught.value.exit_code == 2
    assert told in str(caught.value)
    assert name in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_text_full_of_marks_is_read_as_plain_text() -> None:
    script = script_of(("**a** " * 5_000 + "\n").encode() * 2, "old.md")
    assert "marks" in script.findings[0].message


def test_headings_without_number_stay_text_in_the_end(tmp_path: Path) -> None:
    source = tmp_path / "annexes.txt"
    source.write_text("Annex\nSome text.\n" * 1_000)
    found = import_file(source)
    assert len(found.data["annexes"]) == 200
    assert found.verify().same
