"""Forms: what a row may choose, what is told of a form before there is a table."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dipdocs import InputError, check, compose
from dipdocs.batch import load
from dipdocs.batch.form import Form
from dipdocs.batch.numbers import sequence
from dipdocs.batch.row import Row
from dipdocs.readers import read
from dipdocs.writers.text import write
from tests.batches import FORM, write_form
from tests.conftest import EXAMPLES

INVITATION = EXAMPLES / "invitation-to-all-missions" / "form.yaml"
LETTER = """\
kind: letter
row:
  language: language
  country: country
  office: office
  gender: gender?
  day: date
  session: integer
  annexed: boolean
language: "{{ row.language }}"
date: "{{ row.day }}"
from:
  office: "{{ row.office }}"
  country: "{{ row.country }}"
  gender: "{{ row.gender }}"
  name: "{{ row.person }}"
to: [secretary-general]
circulation:
  organs:
    - organ: general-assembly
      session: "{{ row.session }}"
      agenda:
        - item: "{{ row.item }}"
          title: {en: "Item of {{ row.day }}", fr: "Point du {{ row.day }}"}
body:
  en: {file: "{{ row.text }}.md"}
  fr: |
    J'ai l'honneur {{ row.session + 1 }}.
annexes:
  - when: row.annexed
    title: {en: "Text of {{ country(row.country) }}", fr: "Texte"}
    body: {en: One., fr: Un.}
  - when: "{{ row.session > 80 }}"
    title: {en: Second, fr: Second}
    body: {en: Two., fr: Deux.}
"""
ROW = {
    "language": "en",
    "country": "CH",
    "office": "permanent-representative",
    "gender": "",
    "day": "2026-03-02",
    "session": 80,
    "annexed": True,
    "person": "Ann Example",
    "item": "12",
    "text": "body",
}


def text(form: Form, **cells: object) -> str:
    from dipdocs.batch.row import checked

    row = Row(checked({**ROW, **cells}, form.declared))
    return write(compose(form.document(row))).replace("\xa0", " ")


@pytest.fixture
def letter(tmp_path: Path) -> Form:
    (tmp_path / "body.md").write_text("I have the honour, {{ row.person }}.\n")
    (tmp_path / "other.md").write_text("Another text of {{ date(row.day) }}.\n")
    return load(write_form(tmp_path, LETTER))


def test_a_row_fills_fields_with_their_types(letter: Form) -> None:
    said = text(letter)
    assert "Eightieth session" in said
    assert "Agenda item 12" in said
    assert "Item of 2 March 2026" in said
    assert "Permanent Representative of Switzerland" in said
    assert "I have the honour, Ann Example." in said
    assert "Text of Switzerland" in said
    assert "Second" not in said


def test_a_row_chooses_language_office_file_and_annexes(letter: Form) -> None:
    said = text(letter, language="fr", session=81, annexed="no", gender="f", country="FR")
    assert "J\u2019ai l\u2019honneur 82." in said or "J'ai l'honneur 82." in said
    assert "la Représentante permanente de la France" in said
    assert "Point du 2 mars 2026" in said
    assert "Texte" not in said
    assert "Second" in said
    assert "Another text of 2 March 2026." in text(letter, text="other")
    assert "Deputy Permanent" in text(letter, office="deputy-permanent-representative")


SHARED = """\
kind: note-verbale
row: {}
language: en
date: 2026-03-02
from: {office: permanent-mission, country: UY}
to: [{office: permanent-mission, country: "{{ row.country }}"}]
subject: "{{ row.subject }}"
body: |
  {{ row.text }} {{ number }}

  {% if row.annexed %}
  With an annex.
  {% endif %}
annexes:
  - when: row.annexed
    title: "Annex of {{ row.subject }}"
    body: "{{ row.text }}"
"""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Form:
    return load(write_form(tmp_path_factory.mktemp("shared"), SHARED))


@given(
    table=st.lists(
        st.fixed_dictionaries(
            {
                "country": st.sampled_from(["FR", "CH"]),
                "subject": st.sampled_from([1, True, 1.0, "1", "x", "", None]),
                "text": st.sampled_from(["a", "b"]),
                "annexed": st.sampled_from([True, False, 1, 0, "", "no"]),
            }
        ),
        max_size=8,
    )
)
@settings(max_examples=30)
def test_rows_that_are_alike_share_nothing_that_differs(
    shared: Form, table: list[dict[str, object]]
) -> None:
    """One form for all rows gives what a form that has made no other row gives."""

    def said(form: Form, cells: dict[str, object], number: int) -> str:
        try:
            return write(compose(form.document(Row(cells), f"N/{number}"), face="letterhead"))
        except InputError as error:
            return str(error)

    form = dataclasses.replace(shared, _kept={}, _said={})
    for number, cells in enumerate(table):
        fresh = dataclasses.replace(form, _kept={}, _said={})
        assert said(form, cells, number) == said(fresh, cells, number)


def test_errors_of_a_row_name_the_field_of_the_form(letter: Form) -> None:
    for cells, field in (
        ({"text": "../../etc/passwd"}, "body.en"),
        ({"text": "missing"}, "body.en"),
        ({"item": "no item"}, "circulation.organs[0].agenda[0].item"),
        ({"country": "FR", "office": "secretary-general"}, "from.country"),
        ({"person": "\x00"}, "row.person"),
    ):
        with pytest.raises(InputError) as caught:
            text(letter, **cells)
        assert caught.value.findings[0].field == field, cells


def test_render_points_to_batch(tmp_path: Path) -> None:
    form = write_form(tmp_path)
    result = subprocess.run(
        [sys.executable, "-m", "dipdocs", "render", str(form)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 2
    assert "dipdocs batch" in result.stderr
    assert not (tmp_path / "form.docx").exists()


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("seats: integer", "seats: number", 2, "no type of a column"),
        ("{{ row.country }}", "{{ row.country", 6, "not closed"),
        ("{{ row.country }}", "{{ row.country + }}", 6, "no expression"),
        ("{{ row.country }}", "{% if x %}", 6, "statements"),
        ("invite {{ row.seats }}", "invite {{ unheard_of }}", 8, "'unheard_of' is not known"),
        ("date: 2026-03-02", "date: 2026-13-02", 4, "is no date"),
        ("kind: note-verbale", "kind: note-verbale\nsubjcet: x", 2, "did you mean 'subject'"),
        ("country: UY", "country: UU", 5, "no State's code"),
        ("  en: |\n", "  en: |\n    {% if row.seats %}\n", 9, "endif"),
    ],
)
def test_check_tells_what_no_row_can_mend(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    from dipdocs.checking import check_file

    assert old in FORM
    path = write_form(tmp_path, FORM.replace(old, new, 1))
    findings = check_file(path)
    assert findings
    assert words in findings[0].message
    assert findings[0].line == line


def test_check_of_a_sound_form() -> None:
    from dipdocs.checking import check_file

    assert check_file(INVITATION) == []


def test_a_documents_practice_can_be_checked(letter: Form) -> None:
    assert check(letter.document(Row({**ROW, "annexed": False}))) == []


def test_schema_of_a_form_takes_expressions_where_a_word_is_closed(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "dipdocs", "schema", "--form"],
        capture_output=True,
        text=True,
        check=True,
    )
    schema = json.loads(result.stdout)
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    for path in (INVITATION, write_form(tmp_path), write_form(tmp_path, LETTER)):
        data = json.loads(json.dumps(read(path).data, default=str))
        assert list(validator.iter_errors(data)) == []
        assert list(validator.iter_errors({**data, "language": "xx"}))
        assert list(validator.iter_errors({**data, "row": {"x": "unheard-of"}}))


def test_numbers_count_in_their_last_digits() -> None:
    assert sequence("2026/0417").number(1) == "2026/0417"
    assert sequence("2026/0417").number(584) == "2026/1000"
    assert sequence("99").number(2) == "100"
    assert sequence("A-009/UN").number(2) == "A-010/UN"
    with pytest.raises(InputError, match="no number can be counted"):
        sequence("none")


@pytest.mark.parametrize("number", [10**30, -(10**30), 10**5000], ids=["31", "-31", "5001"])
@pytest.mark.parametrize("source", ["row.x", "row.deep.x", "(row.x)"])
def test_a_number_too_large_is_refused_in_a_field_as_in_a_text(
    tmp_path: Path, number: int, source: str
) -> None:
    form = tmp_path / "form.yaml"
    form.write_text(f"{{kind: declaration, language: en, title: 'T {{{{ {source} }}}}', body: B}}")
    with pytest.raises(InputError, match="the number is too large"):
        load(form).document(Row({"x": number, "deep": {"x": number}}))
