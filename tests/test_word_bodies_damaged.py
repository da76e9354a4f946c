"""Word files that are damaged or hostile: a clear error or a text, never a traceback or a hang."""

from __future__ import annotations

import copy
import io
import random
import re
import resource
import time
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from dipdocs.cli import app
from dipdocs.errors import InputError
from dipdocs.markup import parse, to_markdown
from dipdocs.readers.web import read_web
from dipdocs.readers.word import GuestError, pieces, read
from tests.guests import python_docx
from tests.guests.finding import without_lines
from tests.guests.libreoffice import page
from tests.guests.texts import LANGUAGES, Case
from tests.word_files import docx_of, make_rich, p

MUTATIONS = 500
LONGEST = 10.0
MOST_MEMORY = 500_000_000


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def flipped(data: bytes, chance: random.Random, times: int) -> bytes:
    out = bytearray(data)
    for _ in range(times):
        out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def mutated(parts: dict[str, bytes], whole: bytes, seed: int) -> bytes:
    """One mutation: of bits (one in five), or of the elements of parts, which stay sound XML."""
    chance = random.Random(seed)
    changed = dict(parts)
    match seed % 5:
        case 0 if chance.random() < 0.5:
            return flipped(whole, chance, 1 + chance.randrange(20))
        case 0:
            name = chance.choice(list(parts))
            content = parts[name]
            if chance.random() < 0.3:
                del changed[name]
            elif chance.random() < 0.5:
                changed[name] = content[: chance.randrange(len(content))]
            else:
                changed[name] = flipped(content, chance, 1 + chance.randrange(3))
        case _:
            names = [name for name in parts if name.endswith((".xml", ".rels"))]
            weights = [30 if "/document.xml" in n else 5 if "word/" in n else 1 for n in names]
            for name in chance.choices(names, weights, k=1 + chance.randrange(2)):
                changed[name] = grown(changed[name], chance)
    return packed(changed)


VALUES = (
    *("-1", "0", "1", "63", "99999999999", "", "x", "1e400", "nan", "decimal", "bullet"),
    *("restart", "continue", "end", "begin", "separate", "both", "\u202e", "{{ x }}"),
)


def grown(content: bytes, chance: random.Random) -> bytes:
    """XML with elements taken out, doubled, moved into others, wrapped; values changed."""
    root = etree.fromstring(content)
    for _ in range(1 + chance.randrange(8)):
        elements = [e for e in root.iter(etree.Element) if e is not root]
        if not elements:
            break
        one, other = chance.choice(elements), chance.choice(elements)
        parent = one.getparent()
        inside = any(up is one for up in other.iterancestors()) or other is one
        match chance.randrange(7):
            case 0:
                parent.remove(one)
            case 1:
                for _ in range(1 + chance.randrange(30)):
                    one.addnext(copy.deepcopy(one))
            case 2 if not inside:
                other.append(one)
            case 3 if not inside:
                other.addprevious(one)
            case 4:
                one.tag = other.tag
            case 5 if one.attrib:
                one.set(chance.choice(list(one.attrib)), chance.choice(VALUES))
            case 6 if one.text and one.text.strip():
                one.text = chance.choice(("", "\ue000", "* _ # | {{ }} [^1]: ` ~~", "ا" * 99))
    return etree.tostring(root)


def test_mutated_files_give_an_error_or_a_text(tmp_path: Path) -> None:
    """Most are sound archives of sound XML, so that they reach all of the reader."""
    python_docx.make(Case("python-docx", "fr"), tmp_path / "made.docx")
    files = [make_rich(), (tmp_path / "made.docx").read_bytes()]
    sources = [(data, members(data)) for data in files]
    told = 0
    for seed in range(MUTATIONS):
        whole, parts = sources[seed % len(sources)]
        data = mutated(parts, whole, seed)
        begun = time.monotonic()
        try:
            text = read(data, "guest.docx")
        except GuestError:
            told += 1
        else:
            written = to_markdown(text.blocks)
            assert without_lines(parse(written)) == without_lines(text.blocks), f"mutation {seed}"
        assert time.monotonic() - begun < LONGEST, f"mutation {seed}"
    assert 50 < told < MUTATIONS / 2, "some mutations are errors, most still texts"
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    assert used < MOST_MEMORY


def refused(data: bytes) -> str:
    with pytest.raises(GuestError) as caught:
        read(data, "guest.docx")
    return str(caught.value)


def test_a_document_type_is_refused() -> None:
    parts = members(docx_of("<w:p><w:r><w:t>&bomb;</w:t></w:r></w:p>", check=False))
    levels = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 9))
    entities = f'<!DOCTYPE w:document [<!ENTITY b0 "boom">{levels}<!ENTITY bomb "&b8;">]>'
    xml = parts["word/document.xml"].decode()
    head, _, rest = xml.partition("?>")
    parts["word/document.xml"] = f"{head}?>{entities}{rest}".encode()
    assert "document type" in refused(packed(parts)) or "no sound XML" in refused(packed(parts))


def test_an_entity_reads_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words")
    parts = members(docx_of("<w:p><w:r><w:t>x</w:t></w:r></w:p>"))
    xml = parts["word/document.xml"].decode().replace("<w:t>x<", "<w:t>&x;<")
    head, _, rest = xml.partition("?>")
    declared = f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    parts["word/document.xml"] = f"{head}?>{declared}{rest}".encode()
    assert "hidden words" not in refused(packed(parts))


def test_a_part_that_unpacks_beyond_measure_is_refused() -> None:
    parts = members(docx_of("<w:p/>"))
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"<w:p/>", b"<w:p>" + b" " * 30_000_000 + b"</w:p>"
    )
    assert "times its size" in refused(packed(parts))


def test_elements_too_deep_are_refused() -> None:
    deep = "<w:sdt><w:sdtContent>" * 400 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 400
    assert "no sound XML" in refused(docx_of(deep, check=False))


def test_tables_within_tables_are_flattened_without_recursion_error() -> None:
    table = "<w:p><w:r><w:t>heart</w:t></w:r></w:p>"
    for _ in range(60):
        table = f"<w:tbl><w:tr><w:tc>{table}<w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    text = read(docx_of(table), "guest.docx")
    assert "heart" in to_markdown(text.blocks)


def test_columns_beyond_measure_are_bounded() -> None:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr><w:p/></w:tc>'
    assert read(docx_of(f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>"), "guest.docx")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"{\\rtf1 Hello}", "Rich Text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Word format"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
        (b"PK\x03\x04 broken", "damaged"),
        (b"Dear Sir", "no Word file"),
        (packed({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}), "spreadsheet"),
        (packed({"readme.txt": b"x"}), "no main part"),
    ],
)
def test_what_is_no_word_file_is_told_with_what_to_do(
    tmp_path: Path, data: bytes, words: str
) -> None:
    source = tmp_path / "guest.docx"
    source.write_bytes(data)
    letter = tmp_path / "letter.yaml"
    letter.write_text(
        "kind: declaration\nlanguage: en\ntitle: T\ndate: 2026-01-02\nbody: {file: guest.docx}\n"
    )
    for command in (["convert", str(source)], ["render", str(letter)]):
        with pytest.raises(InputError) as caught:
            CliRunner().invoke(app, command, standalone_mode=False, catch_exceptions=False)
        assert caught.value.exit_code == 2
        assert words in str(caught.value)
        assert "guest.docx" in str(caught.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["guest.docx", "letter.yaml"]


def test_pieces_of_a_damaged_file_raise_the_same_error() -> None:
    with pytest.raises(GuestError):
        pieces(b"PK nothing", "guest.docx")


QUOTE = '<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/></w:style>'
RAISED = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>a</w:t></w:r>'
PAIR = f"<w:tbl><w:tr><w:tc>{p('a')}</w:tc><w:tc>{p('b')}</w:tc></w:tr></w:tbl>"


@pytest.mark.parametrize(
    ("before", "one"),
    [
        ("", p("quoted", '<w:pStyle w:val="Q"/>')),
        (PAIR, f'<w:p>{RAISED}<w:r><w:t xml:space="preserve"> a note</w:t></w:r></w:p>'),
    ],
    ids=["quotations", "notes of a table"],
)
def test_very_many_of_one_kind_take_no_time_beyond_measure(before: str, one: str) -> None:
    begun = time.monotonic()
    data = docx_of(before + one * 60_000, styles=QUOTE, check=False)
    text = read(data, "guest.docx")
    assert text.blocks
    assert time.monotonic() - begun < LONGEST


TAGS = (
    *("<p>", "</p>", "<ol>", "<ol type=a start=5>", "</ol>", "<li>", "<li value=-5>", "<table>"),
    *("<tr>", "<td colspan=99>", "<td rowspan=3>", "</table>", "<h1>", "</h1>", "<b>", "</b>"),
    *('<a href="https://x.org/">', "</a>", "<br>", "<blockquote>", "</blockquote>", "<sup>"),
    *("</sup>", "<pre> x\n y</pre>", "<dl><dt>t<dd>d</dl>", "<img src=x>", "<script>x</script>"),
    *("&nbsp;", "\t", "*", "# ", "1. ", "| ", "\\", "`", "{{ x }}", "<caption>c</caption>"),
)


def test_mutated_web_pages_give_an_error_or_a_text() -> None:
    sources = [re.split("(?=<)", page(Case("web", code))) for code in LANGUAGES]
    for seed in range(200):
        chance = random.Random(seed)
        parts = list(sources[seed % len(sources)])
        for _ in range(1 + chance.randrange(25)):
            place = chance.randrange(len(parts))
            match chance.randrange(3):
                case 0:
                    del parts[place]
                case 1:
                    parts.insert(place, chance.choice(TAGS))
                case 2:
                    parts.insert(place, chance.choice(parts))
        text = read_web("".join(parts).encode(), "guest.html", "", None)
        assert without_lines(parse(to_markdown(text.blocks))) == without_lines(text.blocks)
