"""What is wrong with a user's Word template is told: file, place, slot, style, layout."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from dipdocs import InputError, load, render
from dipdocs.errors import Finding
from dipdocs.layout import load as load_layout
from dipdocs.layout import names
from tests.conftest import EXAMPLES
from tests.test_cli import dipdocs

SEED = EXAMPLES / "moscow-declaration-2009" / "letter.yaml"
SENT = EXAMPLES / "letterhead-letter" / "letter.yaml"


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "my.docx"
    path.write_bytes(load_layout("un-new-york").template("fr"))
    return path


def replaced(template: Path, *changes: tuple[bytes, bytes], part: str = "") -> Path:
    """The template with bytes replaced in all parts, or in one."""
    target = template.with_name("changed.docx")
    with zipfile.ZipFile(template) as source, zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            data = source.read(name)
            for old, new in changes if part in name else ():
                data = data.replace(old, new)
            out.writestr(name, data)
    return target


def findings(template: Path, **options: str) -> tuple[Finding, ...]:
    with pytest.raises(InputError) as caught:
        render(load(SEED), template=template, **options)  # type: ignore[arg-type]
    assert all(finding.file == str(template) for finding in caught.value.findings)
    return caught.value.findings


@pytest.mark.parametrize(
    ("written", "nearest"),
    [
        ("{{ symbl }}", "{{ symbol }}"),
        ("{{ Symbol }}", "{{ symbol }}"),
        ("{{release-date}}", "{{ release_date }}"),
        ("{{ release date }}", "{{ release_date }}"),
    ],
)
def test_a_misspelt_slot_is_an_error_with_its_place_and_the_nearest(
    written: str, nearest: str, template: Path
) -> None:
    changed = replaced(template, (nearest.encode(), written.encode()), part="header1")
    (finding,) = findings(changed)
    assert "the header of the first page" in finding.message
    assert finding.found == written
    assert finding.expected == nearest


def test_places_are_named(template: Path) -> None:
    opened = docx.Document(str(template))
    for section in opened.sections[:1]:
        section.first_page_header.add_paragraph("{{ one }}")
        section.even_page_header.add_paragraph("{{ two }}")
        section.header.add_paragraph("{{ three }}")
        section.first_page_footer.add_paragraph("{{ four }}")
    opened.paragraphs[0].insert_paragraph_before("{{ five }}")
    opened.save(str(template))
    told = {str(one.found): one.message for one in findings(template)}
    for slot, place in (
        ("one", "the header of the first page"),
        ("two", "the header of even pages"),
        ("three", "the header of odd pages"),
        ("four", "the footer of the first page"),
        ("five", "the text"),
    ):
        assert f"in {place} of" in told[f"{{{{ {slot} }}}}"]


def test_a_slot_of_the_other_face_is_refused(template: Path) -> None:
    opened = docx.Document(str(template))
    opened.sections[0].first_page_header.add_paragraph("{{ letterhead_name }}")
    opened.save(str(template))
    (finding,) = findings(template)
    assert finding.found == "{{ letterhead_name }}"


@pytest.mark.parametrize("left", ["{{ symbol }", "symbol }}", "{{ symbol"])
def test_braces_that_open_or_close_nothing_are_told(left: str, template: Path) -> None:
    changed = replaced(template, (b"{{ symbol }}", left.encode()), part="header1")
    told = findings(changed)
    assert "double braces" in told[0].message
    assert told[0].found == left


def test_all_that_is_missing_is_told_at_once(template: Path) -> None:
    changed = replaced(
        template,
        (b"{{ organs }}", b""),
        (b"{{ distribution }}", b"General"),
        (b'w:name w:val="Title_H_CH"', b'w:name w:val="My title"'),
        (b'w:name w:val="Session"', b'w:name w:val="My session"'),
    )
    told = [str(finding.expected) for finding in findings(changed)]
    assert told[:2] == ["{{ organs }}", "{{ distribution }}"]
    assert sorted(told[2:]) == ["a style named 'Session'", "a style named 'Title_H_CH'"]


def test_a_text_without_its_place_names_the_file(template: Path) -> None:
    twice = docx.Document(str(template))
    twice.add_paragraph("{{ body }}")
    twice.save(str(template))
    (finding,) = findings(template)
    assert "{{ body }}" in finding.message


def test_the_text_cannot_stand_in_a_table(template: Path) -> None:
    opened = docx.Document(str(template))
    body = next(p for p in opened.paragraphs if "body" in p.text)
    table = opened.add_table(1, 1)
    body._p.addprevious(table._tbl)
    table.cell(0, 0).paragraphs[0].text = body.text
    body.text = ""
    opened.save(str(template))
    (finding,) = findings(template)
    assert "{{ body }}" in finding.message


# what is no .docx


def typed(data: bytes, kind: bytes) -> bytes:
    """The template as another kind of Word file."""
    out = io.BytesIO()
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(main, kind))
    return out.getvalue()


def other_archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    return out.getvalue()


TEMPLATE = load_layout("un-new-york").template("fr")
NO_DOCX = {
    "empty": (b"", "empty"),
    "text": (b"no zip", "another file"),
    "cut": (TEMPLATE[: len(TEMPLATE) // 2], "damaged or incomplete"),
    "rotten": (TEMPLATE[:3000] + b"rotten" * 50 + TEMPLATE[3300:], "damaged"),
    "doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password"),
    "dotx": (
        typed(
            TEMPLATE,
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        ),
        ".dotx",
    ),
    "docm": (typed(TEMPLATE, b"application/vnd.ms-word.document.macroEnabled.main+xml"), ".docm"),
    "odt": (other_archive(), "no Word document"),
}


@pytest.mark.parametrize("kind", NO_DOCX)
def test_what_is_no_docx_is_refused(kind: str, tmp_path: Path) -> None:
    data, words = NO_DOCX[kind]
    path = tmp_path / f"bad.{kind}"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        render(load(SEED), tmp_path / "x.docx", template=path)
    assert caught.value.exit_code == 2
    assert words in str(caught.value)
    assert {one.file for one in caught.value.findings} == {str(path)}
    assert not (tmp_path / "x.docx").exists()


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    for path in (tmp_path / "none.docx", tmp_path):
        result = dipdocs("render", SEED, "--template", path, "-o", tmp_path / "x.docx")
        assert result.returncode == 2
        assert path.name in result.stderr
        assert "Traceback" not in result.stderr


# the layout that a template was made from


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("layout", names())
def test_a_template_knows_its_layout(layout: str, language: str, tmp_path: Path) -> None:
    source = SENT if layout == "letterhead" else EXAMPLES / "six-languages" / "letter.yaml"
    code = "en" if layout == "letterhead" else language
    path = tmp_path / "my.docx"
    path.write_bytes(load_layout(layout).template(code))
    made = render(load(source), template=path, language=code)
    assert made == render(load(source), layout=layout, language=code)


def test_a_letter_to_be_circulated_is_sent_on_its_letterhead(tmp_path: Path) -> None:
    path = tmp_path / "my.docx"
    path.write_bytes(load_layout("letterhead").template("fr"))
    result = dipdocs("render", SEED, "--template", path, "-o", tmp_path / "sent.docx")
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "sent.docx").read_bytes() == render(load(SEED), layout="letterhead")


def test_another_layout_of_the_same_face_may_be_asked_for(template: Path) -> None:
    told = findings(template, layout="un-geneva")
    # it overrides: what is missing is what Geneva needs
    assert "_ Single Txt_G" in " ".join(str(one.expected) for one in told)


def test_a_layout_of_the_other_face_contradicts_the_template(template: Path) -> None:
    (finding,) = findings(template, layout="letterhead")
    assert "un-new-york" in finding.message
    assert "letterhead" in str(finding.found)


def test_a_template_of_a_layout_that_is_not_here(template: Path) -> None:
    changed = replaced(template, (b"un-new-york", b"un-vienna"), part="custom")
    (finding,) = findings(changed)
    assert finding.found == "un-vienna"
    changed = replaced(template, (b"dipdocs layout", b"something else"), part="custom")
    assert render(load(SEED), template=changed)
