"""Reading back: from texts to data, and from the data to the same texts."""

from __future__ import annotations

import datetime
import json
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dipdocs.api import render
from dipdocs.compose.document import compose
from dipdocs.errors import InputError
from dipdocs.importing import Passage, Recognised, Script, recognise
from dipdocs.importing.keeping import Pictures
from dipdocs.importing.proving import parsed
from dipdocs.importing.reading import read_script, script_of
from dipdocs.importing.words import words
from dipdocs.language import available
from dipdocs.language.states import codes
from dipdocs.model import Document, parse_document
from dipdocs.model.terms import LANGUAGES, ORGANIZATION_OFFICES, STATE_OFFICES
from dipdocs.readers import load, loads
from tests.conftest import DOCUMENTS, EXAMPLES
from tests.read_back import FIELDS, answers, listed, named
from tests.test_cli import dipdocs

CASES = Path(__file__).parent / "data" / "cases-open.jsonl"


def script(*texts: str) -> Script:
    return Script(tuple(Passage(text, f"line {n}") for n, text in enumerate(texts, 1)), "test.txt")


def document_of(found: Recognised) -> Document:
    return parsed(found.data, Pictures(found.pictures))


# -- the seed -------------------------------------------------------------------------------------


def test_the_seed_gives_the_example_back(reference: Path) -> None:
    found = recognise(read_script(reference / "seed-letter-fr.txt"))
    example = load(EXAMPLES / "moscow-declaration-2009" / "letter.yaml")
    document = document_of(found)
    bodies = {"body": True, "annexes": {"__all__": {"body": True}}}
    assert document.model_dump(exclude=bodies) == example.model_dump(exclude=bodies)
    assert compose(document) == compose(example)
    assert found.gaps == ()
    assert found.unplaced == ()


def test_each_field_knows_where_it_came_from(reference: Path) -> None:
    origins = recognise(read_script(reference / "seed-letter-fr.txt")).origins
    assert origins["date"].rule == "title"
    assert origins["annexes[0].done.date"].rule == "done.date"
    assert origins["circulation.organs.session"].rule == "session"
    assert origins["from.name"].rule == "signature.line"
    assert all(place.startswith("line ") for origin in origins.values() for place in origin.places)


# -- the gallery ----------------------------------------------------------------------------------


def gallery() -> Iterator[tuple[Path, str]]:
    for path in DOCUMENTS:
        for language in load(path).languages:
            yield path, language


@pytest.mark.parametrize(
    ("path", "language"), list(gallery()), ids=lambda value: getattr(value, "stem", value)
)
def test_the_gallery_survives_as_plain_text(path: Path, language: str) -> None:
    """Word documents, in every layout: test_import_round_trip.py."""
    document = load(path)
    first = render(document, language=language, format="txt").decode()
    found = recognise(script_of(first.encode(), "x.txt"))
    assert found.data["language"] == language
    again = render(document_of(found), format="txt").decode()
    assert [words(line) for line in again.splitlines()] == [
        words(line) for line in first.splitlines()
    ]
    assert found.gaps == ()


# -- what is written is read ----------------------------------------------------------------------


def written(data: Mapping[str, Any]) -> list[str]:
    """The lines of a document as text."""
    return render(parse_document(data), format="txt").decode().splitlines()


states = st.sampled_from(sorted(codes()))
state_parties = st.builds(
    lambda office, country, gender: {"office": office, "country": country, "gender": gender},
    st.sampled_from(sorted(set(STATE_OFFICES) - {"permanent-mission"})),
    states,
    st.sampled_from("mf"),
)
own_parties = st.sampled_from(ORGANIZATION_OFFICES).map(lambda office: {"office": office})
days = st.dates(datetime.date(1993, 1, 1), datetime.date(2040, 12, 31))


@settings(max_examples=80)
@given(
    language=st.sampled_from(LANGUAGES),
    senders=st.one_of(st.lists(state_parties, min_size=1, max_size=3), own_parties.map(listed)),
    addressees=st.lists(own_parties, min_size=1, max_size=3, unique_by=lambda one: one["office"]),
    kind=st.sampled_from(["letter", "note-verbale"]),
    day=days,
)
def test_a_title_that_is_written_is_read(
    language: str, senders: list[Any], addressees: list[Any], kind: str, day: datetime.date
) -> None:
    data = {
        "kind": kind, "language": language, "date": day, "from": senders, "to": addressees,
        "circulation": {"organs": [{"organ": "security-council"}]}, "body": "…",
    }  # fmt: skip
    found = recognise(script(*written(data)), language).data
    assert (found["kind"], found["date"]) == (kind, day)
    assert named(found["from"]) == named(senders)
    assert named(found["to"]) == named(addressees)
    assert "title" not in found


@settings(max_examples=40)
@given(
    language=st.sampled_from(LANGUAGES),
    action=st.sampled_from(["circulate", "attention", "both"]),
    session=st.sampled_from(["none", "organ", "item"]),
    item=st.integers(1, 180),
    letter=st.sampled_from(["", " (a)", " (d)"]),
    session_number=st.integers(48, 100),
    joint=st.booleans(),
    annexes=st.integers(0, 2),
)
def test_a_request_that_is_written_is_read(
    language: str,
    action: str,
    session: str,
    item: int,
    letter: str,
    session_number: int,
    joint: bool,
    annexes: int,
) -> None:
    organs: list[dict[str, Any]] = [
        {
            "organ": "general-assembly",
            "session": session_number,
            "agenda": [{"item": f"{item}{letter}"}],
        }
    ]
    if joint:
        organs.append({"organ": "security-council"})
    data = {
        "kind": "letter", "language": language, "date": "2015-03-04",
        "from": {"office": "permanent-representative", "country": "NP", "name": "X Y"},
        "to": ["secretary-general"],
        "circulation": {"request": {"action": action, "session": session}, "organs": organs},
        "body": "…\n\n{{ request_for_circulation }}",
        "annexes": [{"title": "Z z", "body": "T t."} for _ in range(annexes)],
    }  # fmt: skip
    lines = written(data)
    found = recognise(script(*lines), language)
    assert "{{ request_for_circulation }}" in found.data["body"]
    assert [organ["organ"] for organ in found.data["circulation"]["organs"]] == [
        organ["organ"] for organ in organs
    ]
    assert str(found.data["circulation"]["organs"][0]["agenda"][0]["item"]) == f"{item}{letter}"
    assert render(document_of(found), format="txt").decode().splitlines() == lines


# -- real documents -------------------------------------------------------------------------------


@cache
def cases() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(line) for line in CASES.read_text("utf-8").splitlines())


def titled() -> list[dict[str, Any]]:
    return [case for case in cases() if "title" in case["expect"] and case["lang"] in available()]


@pytest.mark.parametrize("case", titled(), ids=lambda case: case["id"])
def test_titles_of_real_documents_are_read(case: dict[str, Any]) -> None:
    found = recognise(script(case["expect"]["title"], "…"), case["lang"]).data
    doc = case["doc"]
    assert str(found["date"]) == doc["date"]
    assert named(found["from"]) == named(doc["from"])
    assert named(found["to"]) == named(doc["to"])


def disturbed(text: str, draw: st.DrawFn) -> list[str]:
    """A text as scanners, typists and converters leave it."""
    if draw(st.booleans()):
        text = text.upper()
    if draw(st.booleans()):
        text = text.replace(",", "")
    if draw(st.booleans()):
        text = unicodedata.normalize("NFD", text)
    if draw(st.booleans()):
        text = text.translate({ord("0") + n: chr(0x660 + n) for n in range(10)})
    gap = draw(st.sampled_from([" ", "  ", "\u00a0", "\u2009", "\t"]))
    text = gap.join(text.split(" "))
    place = draw(st.integers(1, len(text) - 1))
    text = text[:place] + draw(st.sampled_from(["", "\u00ad", "\u200b"])) + text[place:]
    pieces = text.split(gap)
    if len(pieces) > 4 and draw(st.booleans()):
        cut = draw(st.integers(2, len(pieces) - 2))
        return [gap.join(pieces[:cut]), gap.join(pieces[cut:])]
    return [text]


LISTS_NEED_COMMAS = "en-a-es-10-22-june-2010"


@settings(max_examples=80)
@given(st.data())
def test_typography_does_not_matter(data: st.DataObject) -> None:
    case = data.draw(st.sampled_from([c for c in titled() if c["id"] != LISTS_NEED_COMMAS]))
    lines = data.draw(st.composite(lambda draw: disturbed(case["expect"]["title"], draw))())
    found = recognise(script(*lines, "…"), case["lang"]).data
    doc = case["doc"]
    assert str(found["date"]) == doc["date"]
    assert named(found["from"]) == named(doc["from"])
    assert named(found["to"]) == named(doc["to"])


@pytest.fixture(scope="session")
def read_documents(reference: Path) -> dict[str, tuple[Script, Recognised]]:
    out = {}
    for path in sorted((reference / "documents").glob("*.txt")):
        text = read_script(path)
        out[path.stem] = (text, recognise(text))
    return out


def test_real_documents_lose_no_word(
    read_documents: dict[str, tuple[Script, Recognised]],
) -> None:
    for name, (text, found) in read_documents.items():
        said = Counter(words(render(document_of(found), format="txt").decode()))
        for passage in (*found.unplaced, *found.repeated):
            said.update(words(passage.text))
        lost = Counter(word for passage in text.passages for word in words(passage.text)) - said
        assert not lost, f"{name}: {dict(lost)}"


def test_real_documents_are_understood(
    read_documents: dict[str, tuple[Script, Recognised]],
) -> None:
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for name, (_, found) in read_documents.items():
        for field, ok in answers(name, found.data):
            every[field] += 1
            right[field] += ok
    report = ", ".join(f"{field} {right[field]}/{every[field]}" for field in FIELDS)
    assert all(right[field] >= 0.9 * every[field] for field in FIELDS), report


def test_real_word_files(reference: Path) -> None:
    found = recognise(read_script(reference / "un-docx" / "A_80_604_Add.6.docx"))
    data = found.data
    assert data["kind"] == "declaration"
    assert data["title"].startswith("Budget performance for the period from 1 July 2024")
    assert data["circulation"]["symbols"] == ["A/80/604/Add.6"]
    assert data["circulation"]["release_date"] == datetime.date(2026, 4, 7)
    (organ,) = data["circulation"]["organs"]
    assert (organ["organ"], organ["session"]) == ("general-assembly", 80)
    assert organ["agenda"][0]["item"] == 154
    assert organ["agenda"][0]["title"].startswith("Financing of the United Nations Interim")
    assert "# I." in data["body"] or "## I." in data["body"]


# -- nothing is lost ------------------------------------------------------------------------------


@settings(max_examples=80)
@given(st.data())
def test_no_word_of_any_text_is_lost(data: st.DataObject) -> None:
    lines = [
        *(case["expect"]["title"] for case in titled()[::7]),
        "United Nations", "A/63/914–S/2009/343", "General Assembly", "Distr.: General",
        "8 July 2009", "Original: English", "Sixty-third session", "Agenda item 114",
        "(Signed) Vitaly Churkin", "Ambassador", "Annex", "Annex II", "Enclosure", "* A/81/9000.",
        "[1] A note.", "A text that calls a note[1] and another[2].", "1. First;", "(a) Second",
        "Moscow", "14 June 2009", "For the Republic of Armenia:", "Reference: 17/2026", "| a | b |",
        "New York, 2 March 2026", "Sir,", "Please accept, Sir, the assurances of my consideration.",
        "# Not a heading", "{{ request_for_circulation }}", "<b>&amp;</b> *_`~", "[...]",
        "(see annex)",
    ]  # fmt: skip
    any_text = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60)
    texts = data.draw(st.lists(st.one_of(st.sampled_from(lines), any_text), max_size=14))
    text = script_of("\n".join(["Letter", *texts]).encode(), "x.txt")
    found = recognise(text)
    said = Counter(words(render(document_of(found), format="txt").decode()))
    for passage in (*found.unplaced, *found.repeated):
        said.update(words(passage.text))
    lost = Counter(word for passage in text.passages for word in words(passage.text)) - said
    assert not lost


# -- gaps -----------------------------------------------------------------------------------------

GAPS = """\
kind: letter
language: en
to: [secretary-general]
circulation: {symbols: [S/2009/343]}
body: A text that is all there is.
annexes: [{body: What was annexed.}]
"""


def test_a_document_with_gaps_is_printed_as_text(tmp_path: Path) -> None:
    source = tmp_path / "gaps.yaml"
    source.write_text(GAPS)
    assert dipdocs("render", source, "-o", tmp_path / "out.txt").returncode == 0
    text = (tmp_path / "out.txt").read_text()
    assert "A text that is all there is." in text
    assert "Letter dated" not in text
    assert "Annex\n" in text


@pytest.mark.parametrize("kind", ["docx", "html"])
def test_other_outputs_name_what_is_missing(tmp_path: Path, kind: str) -> None:
    source = tmp_path / "gaps.yaml"
    source.write_text(GAPS)
    target = tmp_path / f"out.{kind}"
    result = dipdocs("render", source, "-o", target)
    assert result.returncode == 2
    assert not target.exists()
    assert all(f"field: {field}" in result.stderr for field in ("date", "from"))
    assert "organs" in result.stderr
    with pytest.raises(InputError) as error:
        render(loads_with_gaps(), target)
    assert {finding.field for finding in error.value.findings} == {
        "date", "from", "circulation.organs",
    }  # fmt: skip


def loads_with_gaps() -> Document:
    from dipdocs.readers import document, parse

    return document(parse(GAPS), gaps=True)


def test_without_gaps_the_model_asks_for_all() -> None:
    with pytest.raises(InputError):
        loads(GAPS)
    assert load(EXAMPLES / "moscow-declaration-2009" / "letter.yaml").gaps == ()
