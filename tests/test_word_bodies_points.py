"""What a Word file may hold, one thing at a time: how it is carried, and what is told of it."""

from __future__ import annotations

import gc
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dipdocs import load, render
from dipdocs.cli import app
from dipdocs.collecting import uncollected
from dipdocs.markup import to_markdown
from dipdocs.readers import word
from dipdocs.readers.word import GuestError, pieces, read
from tests.word_files import (
    HEADINGS,
    abstract,
    docx_of,
    drawing,
    field,
    level,
    num,
    numbered,
    p,
    png,
)


def r(text: str, properties: str = "") -> str:
    """A run."""
    shown = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{shown}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def cell(*content: str) -> str:
    return f"<w:tc>{''.join(content)}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def told(data: bytes) -> tuple[str, list[str]]:
    """The Markdown of a file, and what is told: rule, message and place."""
    text = read(data, "guest.docx")
    findings = [f"{f.rule}: {f.message}" for f in text.findings]
    return to_markdown(text.blocks).strip(), findings


LETTERED = abstract(0, level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)", start=3))
LEGAL = abstract(
    0,
    level(0, "upperRoman", "%1."),
    level(1, "decimal", "%1.%2", more="<w:isLgl/>"),
    level(2, "decimal", "%1.%2.%3", more="<w:isLgl/>"),
)
LINKED = (
    '<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="S"/>'
    + level(0, "decimal", "%1)")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="S"/>'
    "</w:abstractNum>"
)
CHANGED = (
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    + level(0, "upperLetter", "%1.")
    + "</w:lvlOverride>"
)
BEGUN = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'


@pytest.mark.parametrize(
    ("numbering", "body", "wanted"),
    [
        (LETTERED + num(1, 0), [("a", 1, 1), ("b", 1, 0), ("c", 1, 1)], "(c)a 1.b (c)c"),
        (LEGAL + num(1, 0), [("a", 1, 0), ("b", 1, 1), ("c", 1, 2), ("d", 1, 2), ("e", 1, 0)],
         "I.a 1.1b 1.1.1c 1.1.2d II.e"),
        (LINKED + num(1, 1), [("a", 1, 0), ("b", 1, 0)], "1)a 2)b"),
        (LETTERED + num(1, 0) + num(2, 0, CHANGED), [("a", 1, 0), ("b", 2, 0), ("c", 2, 0)],
         "1.a A.b B.c"),
        (LETTERED + num(1, 0) + num(2, 0), [("a", 1, 0), ("b", 2, 0)], "1.a 2.b"),
        (LETTERED + num(1, 0) + num(2, 0, BEGUN), [("a", 1, 0), ("b", 2, 0), ("c", 2, 0)],
         "1.a 7.b 8.c"),
        (abstract(0, level(0, "decimal", "%1.", start=0)) + num(1, 0), [("a", 1, 0), ("b", 1, 0)],
         "0.a 1.b"),
        (abstract(0, level(0, "ordinal", "Article %1")) + num(1, 0), [("a", 1, 0), ("b", 1, 0)],
         "Article 1sta Article 2ndb"),
        (abstract(0, level(0, "decimal", "Paragraph number %1 of this list:")) + num(1, 0),
         [("a", 1, 0)], "Paragraph number 1 of this list: a"),
    ],
    ids=["restart", "legal", "numStyleLink", "lvlOverride", "one list", "startOverride", "zero",
         "words", "longer than a label"],
)  # fmt: skip
def test_numbers_are_those_that_word_counts(
    numbering: str, body: list[tuple[str, int, int]], wanted: str, tmp_path: Path
) -> None:
    content = "".join(numbered(text, of, at) for text, of, at in body)
    (tmp_path / "guest.docx").write_bytes(docx_of(content, numbering=numbering))
    printed = _rendered(tmp_path).split()
    assert " ".join(printed).replace(" ", "").endswith(wanted.replace(" ", ""))


def _rendered(folder: Path) -> str:
    path = folder / "text.yaml"
    path.write_text(
        "kind: declaration\nlanguage: en\ntitle: T\ndate: 2026-01-02\nbody: {file: guest.docx}\n"
    )
    return render(load(path), format="txt").decode()


BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic>"
    f"<a:graphicData uri='x'><wps:txbx><w:txbxContent>{p('boxed')}</w:txbxContent></wps:txbx>"
    "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
    f"<v:shape><v:textbox><w:txbxContent>{p('boxed')}</w:txbxContent></v:textbox></v:shape>"
    "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
FORMULA = (
    "<m:oMath><m:f><m:num><m:r><m:t>a+1</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den>"
    "</m:f><m:r><m:t>=</m:t></m:r><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r>"
    "<m:t>2</m:t></m:r></m:sup></m:sSup><m:rad><m:radPr/><m:deg/><m:e><m:r><m:t>yz</m:t></m:r>"
    "</m:e></m:rad></m:oMath>"
)
SIZE = '<w:pPr><w:sectPr><w:pgSz w:w="{}" w:h="{}"/></w:sectPr></w:pPr>'


@pytest.mark.parametrize(
    ("body", "text", "findings"),
    [
        (para(r("a"), BOX), "a\n\nboxed", ["carried-otherwise: a text box stands after"]),
        (para("<w:moveFrom>" + r("x") + "</w:moveFrom>", r("a"))
         + para("<w:moveTo>" + r("x") + "</w:moveTo>"),
         "a\n\nx", ["not-carried: tracked changes are accepted (2 times): paragraph 1 (“a”); "]),
        ("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + r("one ") + "</w:p>" + para(r("two")),
         "one two", ["not-carried: tracked changes"]),
        ("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + r("last") + "</w:p>", "last",
         ["not-carried: tracked changes"]),
        (para(r("a"), "<w:r><w:commentReference/></w:r>"), "a", ["not-carried: comments"]),
        (para(r("a"), r("b", "<w:vanish/>")), "a", ["not-carried: hidden text is left out"]),
        (para('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
              r("\uf0b7", '<w:rFonts w:ascii="Symbol"/>')), "✓•", []),
        (para(r("\uf061", '<w:rFonts w:ascii="Webdings"/>')), "□", ["not-carried: a sign of a"]),
        (para(r("See "), field("REF _x", "Article 5")), "See Article 5", []),
        (para(r("page "), field("PAGEREF _x", "5")), "page 5",
         ["carried-otherwise: a reference to a page keeps"]),
        (para(BEGIN, r("never ended")) + p("next"), "never ended\n\nnext",
         ["not-carried: a field has no stored result"]),
        (para(BEGIN, "<w:r><w:instrText>TOC</w:instrText></w:r>", SEPARATE, r("Part 1"),
              "<w:r><w:tab/></w:r>", field("PAGEREF _t", "3"), END), "Part 1&#9;3",
         ["carried-otherwise: a table of contents keeps the page numbers"]),
        (para(r("Let "), FORMULA), "Let (a+1)/b=x^2^√(yz)",
         ["carried-otherwise: a formula is set as a line"]),
        (para(r("a"), "<w:r><w:noBreakHyphen/></w:r>", r("b"), "<w:r><w:softHyphen/></w:r>",
              r("c\u00a0d"), "<w:r><w:tab/></w:r>", r("e"), "<w:r><w:br/></w:r>", r("f")),
         "a\u2011b\u00adc\u00a0d&#9;e\\\nf", []),
        (para('<w:r><w:br w:type="page"/></w:r>', r("a")), "a",
         ["carried-otherwise: page and column breaks"]),
        (para('<w:smartTag w:element="x">' + r("Geneva") + "</w:smartTag>",
              "<w:sdt><w:sdtContent>" + r(" 1 May") + "</w:sdtContent></w:sdt>"),
         "Geneva 1 May", []),
        ("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + p("Click")
         + "</w:sdtContent></w:sdt>", "Click",
         ["carried-otherwise: a form field that was not filled in is set with its prompt: "
          "paragraph 1 (“Click”)"]),
        (table(cell(p("a"), table(cell(p("b")) + cell(p("c")))) + cell(p("d"))),
         "| --- | --- |\n| a<br>b&#9;c | d |", ["carried-otherwise: a table within a table"]),
        (p("Two<w:br/>lines".replace("<w:br/>", "</w:t><w:br/><w:t>"),
           '<w:pStyle w:val="Heading2"/>'), "## Two lines", []),
        (p("By level", '<w:outlineLvl w:val="0"/>'), "# By level", []),
        (p("a") + f"<w:p>{SIZE.format(11906, 16838)}</w:p>" + p("wide")
         + f"<w:p>{SIZE.format(16838, 11906)}</w:p>" + p("b"),
         "a\n\n::: landscape\nwide\n:::\n\nb", ["carried-otherwise: wide pages stay wide"]),
        ('<w:altChunk r:id="x"/>' + p("a"), "a", ["not-carried: the text of another file"]),
        (para("<w:r><w:contentPart/></w:r>", r("a")), "a", ["not-carried: drawing by hand"]),
        (para(drawing("rGone", "x")), "", ["not-carried: an image that is damaged or missing"]),
        (para(r("before "), drawing("rImg", "A map"), r("after")),
         'before after\n\n![A map](image1.png "width=72pt")',
         ["carried-otherwise: an image within a line stands apart"]),
        (para(drawing("rEmf", "x")), "", ["not-carried: an image that is no PNG, JPEG or GIF"]),
        (para('<w:hyperlink r:id="rBad">' + r("file") + "</w:hyperlink>"), "file",
         ["not-carried: a link to a file or program"]),
        (para(r("{{ x }} *a* # {% if %}")), "\\{\\{ x }} \\*a\\* # \\{% if %}", []),
    ],
)  # fmt: skip
def test_each_thing_is_carried_or_told(body: str, text: str, findings: list[str]) -> None:
    data = docx_of(
        body,
        styles=HEADINGS,
        media={"rImg": png(), "rEmf": b"\1\0\0\0 EMF"},
        links={"rBad": "file:///etc/passwd"},
        check=False,
    )
    markdown, found = told(data)
    assert markdown == text
    assert len(found) == len(findings), found
    for one, wanted in zip(found, findings, strict=True):
        assert one.startswith(wanted)


def test_what_goes_on_within_an_item_stays_with_it() -> None:
    bullets = abstract(0, level(0, "bullet", "•"), level(1, "bullet", "o")) + num(1, 0)
    body = (
        numbered("a", 1)
        + numbered("b", 1, 1)
        + p("more of b", '<w:ind w:left="1440"/>')
        + numbered("c", 1)
        + p("after")
    )
    text, _ = told(docx_of(body, numbering=bullets))
    assert text == "- a\n\n  + b\n\n    more of b\n\n- c\n\nafter"


def test_check_and_render_tell_what_is_lost(tmp_path: Path) -> None:
    body = para(r("seen"), r("hidden", "<w:vanish/>")) + para(field("PAGEREF _x", "5"))
    (tmp_path / "guest.docx").write_bytes(docx_of(body, header=p("Secret")))
    _rendered(tmp_path)
    source = str(tmp_path / "text.yaml")
    checked = CliRunner().invoke(app, ["check", "--json", source])
    findings = [(f["rule"], f["message"]) for f in json.loads(checked.stdout)["findings"]]
    assert findings == [
        ("not-carried", "hidden text is left out: paragraph 1 (“seen”)"),
        (
            "carried-otherwise",
            "a reference to a page keeps the number of the Word file; mend it: paragraph 2 (“5”)",
        ),
        ("not-carried", "page headers and footers are left out"),
    ]
    assert checked.exit_code == 0
    rendered = CliRunner().invoke(app, ["render", source])
    assert "hidden text is left out" in rendered.stderr
    assert "guest.docx" in rendered.stderr
    silenced = (tmp_path / "text.yaml").read_text() + "silence: [not-carried]\n"
    (tmp_path / "text.yaml").write_text(silenced)
    again = CliRunner().invoke(app, ["render", source, "-o", str(tmp_path / "again.docx")])
    assert "hidden text" not in again.stderr
    assert "keeps the number of the Word file" in again.stderr


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", b"%PDF-1.7\n\xe2\xe3", "a PDF; ask for the Word file"),
        ("a.docx", b"%PDF-1.7\n\xe2\xe3", "it is a PDF"),
        ("a.rtf", b"{\\rtf1 x}", "Rich Text"),
        ("a.doc", b"<html><body>x</body></html>", "a web page; give it a name that ends in .html"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "a picture"),
    ],
)
def test_what_is_given_by_mistake_is_told(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(data)
    source = tmp_path / "text.yaml"
    source.write_text(
        f"kind: declaration\nlanguage: en\ntitle: T\ndate: 2026-01-02\nbody: {{file: {name}}}\n"
    )
    result = CliRunner().invoke(app, ["render", str(source)])
    assert result.exit_code != 0
    assert words in str(result.exception)
    converted = CliRunner().invoke(app, ["convert", str(tmp_path / name)])
    assert words.split(";", maxsplit=1)[0] in str(converted.exception)


def test_convert_writes_over_nothing_untold(tmp_path: Path) -> None:
    (tmp_path / "guest.docx").write_bytes(docx_of(p("new")))
    (tmp_path / "guest.md").write_text("old")
    command = ["convert", str(tmp_path / "guest.docx")]
    assert CliRunner().invoke(app, command).exit_code == 2
    assert (tmp_path / "guest.md").read_text() == "old"
    assert CliRunner().invoke(app, [*command, "--overwrite"]).exit_code == 0
    assert (tmp_path / "guest.md").read_text() == "new\n"


PARTS = "".join(
    p(f"Part {n}", '<w:pStyle w:val="Heading1"/>') + numbered(f"first of {n}", 1)
    + numbered(f"second of {n}", 1)
    for n in range(1, 4)
)  # fmt: skip


@pytest.mark.parametrize(
    ("bounds", "wanted"),
    [
        ("from: Part 2", ["Part 2", "3. first of 2", "4. second of 2", "Part 3", "5. first of 3"]),
        ("from: Part 2, to: Part 2", ["Part 2", "3. first of 2", "4. second of 2"]),
        ("from: 2, to: 3", ["2. second of 1", "Part 2", "3. first of 2"]),
        ("to: 1", ["Part 1", "1. first of 1"]),
    ],
)
def test_a_part_of_a_file(tmp_path: Path, bounds: str, wanted: list[str]) -> None:
    numbering = abstract(0, level(0, "decimal", "%1.")) + num(1, 0)
    data = docx_of(PARTS, styles=HEADINGS, numbering=numbering)
    (tmp_path / "guest.docx").write_bytes(data)
    source = tmp_path / "text.yaml"
    source.write_text(
        "kind: declaration\nlanguage: en\ntitle: T\ndate: 2026-01-02\n"
        f"body: [{{file: guest.docx, {bounds}}}, Closing words.]\n"
    )
    lines = render(load(source), format="txt").decode().splitlines()
    start = lines.index(wanted[0])
    assert lines[start : start + len(wanted)] == wanted
    assert lines[-1] == "Closing words."


@pytest.mark.parametrize("on", [True, False])
def test_the_collector_is_found_as_it_was(on: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """It rests while a file is read, and is on afterwards, after an error too, if it was on."""
    seen = []
    opened = word.open_guest
    monkeypatch.setattr(
        word, "open_guest", lambda *given: (seen.append(gc.isenabled()), opened(*given))[1]
    )
    was = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        read(docx_of(p("a")), "a.docx")
        pieces(docx_of(p("a")), "a.docx")
        assert gc.isenabled() is on
        with pytest.raises(GuestError):
            read(b"PK broken", "a.docx")
        assert gc.isenabled() is on
        with uncollected():
            read(docx_of(p("a")), "a.docx")
            assert not gc.isenabled()
        assert gc.isenabled() is on
    finally:
        (gc.enable if was else gc.disable)()
    assert seen == [False] * 4
