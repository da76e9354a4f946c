"""Every contradiction is told at the field that it is of, with line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipdocs import check, load
from dipdocs.errors import Finding, InputError

HEAD = "kind: {kind}\nlanguage: en\ndate: 2026-03-02\n"
PLAIN = "from: {office: permanent-mission, country: NP}\nto: [secretary-general]\nbody: Text.\n"
DECLARATION = "title: Communiqué\nbody: Text.\n"


def findings(tmp_path: Path, text: str) -> list[Finding]:
    path = tmp_path / "letter.yaml"
    path.write_text(text, "utf-8")
    try:
        return check(load(path))
    except InputError as error:
        return list(error.findings)


@pytest.mark.parametrize(
    ("kind", "text", "told", "field", "place"),
    [
        ("note-verbale", PLAIN + "signatories: [{name: A B}]\n", "not signed",
         "signatories", "7:1"),
        ("note-verbale", PLAIN.replace("NP", "NP, name: A B"), "no name is printed",
         "from.name", "4:48"),
        ("letter", PLAIN + "annexes:\n  - kind: note-verbale\n    date: 2026-03-01\n"
         "    from: [secretariat, {office: secretariat, name: A B}]\n    to: secretariat\n"
         "    body: x\n", "no name is printed", "annexes[0].from[1].name", "10:47"),
        ("letter", PLAIN + "identical: true\n", "several addressees", "identical", "7:1"),
        ("declaration", DECLARATION + "circulation:\n  organs: {organ: general-assembly}\n"
         "  request: {action: both}\n", "asks for nothing", "circulation.request", "8:3"),
        ("letter", PLAIN + "annexes:\n  - kind: letter\n    date: 2026-03-01\n"
         "    from: secretariat\n    body: x\n", "needs `to`", "annexes[0].to", "8:5"),
        ("letter", PLAIN + "annexes:\n  - body: x\n    to: secretariat\n", "no sender, addressee",
         "annexes[0].to", "9:5"),
        ("letter", PLAIN + "annexes:\n  - kind: note-verbale\n    date: 2026-03-01\n"
         "    from: secretariat\n    to: secretariat\n    body: x\n"
         "    signatories: [{name: A B}]\n",
         "not signed", "annexes[0].signatories", "13:5"),
        ("letter", PLAIN + "done: {}\n", "`done` is empty", "done", "7:7"),
        ("letter", PLAIN.replace("country: NP", "title: The X"), "an office or a title",
         "from.title", "4:35"),
        ("letter", PLAIN.replace(", country: NP", ""), "needs its State", "from.office", "4:8"),
        ("letter", PLAIN.replace("[secretary-general]", "[{office: secretariat, country: NP}]"),
         "belongs to the United Nations", "to[0].country", "5:28"),
        ("letter", PLAIN.replace("NP", "NP, mission: permanent-mission"), "only a chargé",
         "from.mission", "4:48"),
        ("letter", PLAIN.replace("country: NP", "country_name: Nepal, country_form: short"),
         "chooses a form", "from.country_form", "4:56"),
        ("letter", PLAIN.replace("[secretary-general]", "[{office: secretariat, number: plural}]"),
         "there is one", "to[0].number", "5:28"),
        ("letter", PLAIN.replace("NP", "NP, position: [A]"), "stand with a signature",
         "from.position", "4:48"),
        ("letter", PLAIN.replace("[secretary-general]", "\n  - secretary-general\n  - name: A B"),
         "office is missing", "to[1]", "7:5"),
        ("letter", PLAIN + "circulation:\n  organs:\n    - organ: general-assembly\n"
         "      year: 60\n",
         "counts years", "circulation.organs[0].year", "10:7"),
        ("letter", PLAIN + "circulation:\n  organs:\n    - organ: security-council\n"
         "      session: 60\n", "years, not sessions", "circulation.organs[0].session", "10:7"),
        ("letter", PLAIN + "circulation:\n  organs:\n    - organ: general-assembly\n"
         "      session: 60\n      special_session: 2\n", "meets in one session",
         "circulation.organs[0].special_session", "11:7"),
        ("letter", PLAIN + "circulation:\n  organs:\n    - organ: general-assembly\n"
         "      session: 60\n      lines: [Own]\n", "stand instead of",
         "circulation.organs[0].lines", "11:7"),
        ("letter", PLAIN + "circulation:\n  organs:\n    organ: human-rights-council\n"
         "    emergency_special_session: 10\n", "only the General Assembly",
         "circulation.organs.emergency_special_session", "10:5"),
        ("letter", PLAIN + "circulation:\n  organs:\n    organ: general-assembly\n    agenda:\n"
         "      - {title: T, provisional: true}\n", "needs its number",
         "circulation.organs.agenda[0].provisional", "11:20"),
        ("letter", PLAIN + "circulation:\n  organs:\n    organ: general-assembly\n    agenda:\n"
         "      - {item: 1, document: A/66/1}\n", "names the provisional agenda",
         "circulation.organs.agenda[0].document", "11:19"),
        ("letter", PLAIN + "circulation:\n  organs: {organ: general-assembly}\n"
         "  reissued: {date: 2026-03-09}\n", "cannot be reissued", "circulation.reissued", "9:3"),
        ("letter", PLAIN + "circulation:\n  organs: {organ: general-assembly}\n"
         "  processed: 2026-03-09\n", "after a job number", "circulation.processed", "9:3"),
        ("letter", PLAIN + "circulation:\n  organs:\n    - organ: security-council\n"
         "      year: 81\n",
         "bears no year", "circulation.organs[0].year", "10:7"),
        ("letter", PLAIN + "circulation:\n  organs: {organ: general-assembly}\n"
         "  job_number: 26-99001 (E)\n", "no job number", "circulation.job_number", "9:15"),
        ("letter", PLAIN + "letterhead: {}\n", "`letterhead` is empty", "letterhead", "7:13"),
        ("letter", PLAIN.replace("Text.", "\n  - Text.\n  - {file: x.md, keap: [columns]}"),
         "unknown key 'keap'", "body[1].keap", "8:18"),
    ],
)  # fmt: skip
def test_a_contradiction_is_placed_at_its_field(
    kind: str, text: str, told: str, field: str, place: str, tmp_path: Path
) -> None:
    found = findings(tmp_path, HEAD.format(kind=kind) + text)
    (finding,) = [finding for finding in found if told in finding.message]
    assert finding.field == field
    assert f"{finding.line}:{finding.column}" == place


@pytest.mark.parametrize(
    "number", ["abc", "26", "26-99001 (E)", "26-9900123456", "26/99001", "26-99001 26-99002"]
)
def test_what_cannot_be_a_job_number(number: str, tmp_path: Path) -> None:
    text = HEAD.format(kind="letter") + PLAIN
    text += f'circulation:\n  organs: {{organ: general-assembly}}\n  job_number: "{number}"\n'
    assert any("is no job number" in finding.message for finding in findings(tmp_path, text))


@pytest.mark.parametrize(
    "number", ["26-99001", "GE.26-99001", "V.26-99001", "K2699001", "26-99001*", "26-99001X"]
)
def test_job_numbers_of_the_duty_stations(number: str, tmp_path: Path) -> None:
    text = HEAD.format(kind="letter") + PLAIN
    text += f'circulation:\n  organs: {{organ: general-assembly}}\n  job_number: "{number}"\n'
    assert not any("is no job number" in finding.message for finding in findings(tmp_path, text))


def test_an_image_within_a_text_is_placed_on_its_line(tmp_path: Path) -> None:
    (tmp_path / "annex.md").write_text("One.\n\nTwo ![a](a.png) three.\n", "utf-8")
    body = PLAIN.replace("Text.", "|\n  One.\n\n  Two ![a](a.png) three.")
    (finding,) = findings(tmp_path, HEAD.format(kind="letter") + body)
    assert "stands within a text" in finding.message
    assert (finding.field, finding.line) == ("body", 9)
    annex = PLAIN + "annexes: [{body: {file: annex.md}}]\n"
    (finding,) = findings(tmp_path, HEAD.format(kind="letter") + annex)
    assert finding.file is not None
    assert (Path(finding.file).name, finding.line) == ("annex.md", 3)
    for text in ("# A ![a](a.png)", "- ![a](a.png)", "| b ![a](a.png) |\n  |---|\n  | b |"):
        body = PLAIN.replace("Text.", f"|\n  {text}")
        (finding,) = findings(tmp_path, HEAD.format(kind="letter") + body)
        assert "stands within a text" in finding.message


def test_all_errors_of_bodies_are_told_at_once_with_their_columns(tmp_path: Path) -> None:
    (tmp_path / "annex.md").write_text('One.\n\nTwo {{ country("XX") }}.\n', "utf-8")
    body = PLAIN.replace(
        "Text.",
        '|\n    One {{ date("x") }}, {{ nobody }}.\n\n'
        "    {% if nothing %}\n\n    x\n\n    {% endif %}",
    )
    text = HEAD.format(kind="letter") + body + "annexes: [{body: {file: annex.md}}]\n"
    found = findings(tmp_path, text)
    places = [(Path(f.file or "").name, f.line, f.column) for f in found if f.severity == "error"]
    assert places == [
        ("letter.yaml", 7, 9),
        ("letter.yaml", 7, 26),
        ("letter.yaml", 9, 5),
        ("annex.md", 3, 5),
    ]


@pytest.mark.parametrize(
    ("annex", "field"),
    [
        ("{body: x, done: {date: 2026-03-03}}", "annexes[0].done.date"),
        ("{kind: letter, from: secretariat, to: secretariat, date: 2026-03-03, body: x}",
         "annexes[0].date"),
        ("{body: x, enclosures: [{body: y, done: {date: 2026-03-03}}]}",
         "annexes[0].enclosures[0].done.date"),
        ("{body: x, done: {date: 2026-01-02}, enclosures: [{body: y, done: {date: 2026-01-03}}]}",
         "annexes[0].enclosures[0].done.date"),
        ("{body: x, enclosures: [{body: y, appendices: [{body: z, done: {date: 2026-03-03}}]}]}",
         "annexes[0].enclosures[0].appendices[0].done.date"),
    ],
)  # fmt: skip
def test_what_is_attached_is_not_dated_after_what_it_is_attached_to(
    annex: str, field: str, tmp_path: Path
) -> None:
    text = HEAD.format(kind="letter") + PLAIN + f"annexes: [{annex}]\n"
    told = [f.field for f in findings(tmp_path, text) if f.rule == "done-after-date"]
    assert told == [field]
    early = text.replace("03-03", "01-01").replace("01-03", "01-01")
    assert not [f for f in findings(tmp_path, early) if f.rule == "done-after-date"]


def test_dates_of_processing_follow_the_release(tmp_path: Path) -> None:
    text = HEAD.format(kind="letter") + PLAIN
    text += (
        "circulation:\n  organs: {organ: general-assembly}\n  release_date: 2026-03-05\n"
        "  job_number: 26-99001\n  processed: 2026-03-04\n"
    )
    rule = "processing-in-order"
    assert rule in [finding.rule for finding in findings(tmp_path, text)]
    later = text.replace("03-04", "03-05")
    assert rule not in [finding.rule for finding in findings(tmp_path, later)]
