"""What is rendered is read back and composed again: the same composition, in every layout.

The real texts as found: every word is there when they are rendered again.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dipdocs import load, render
from dipdocs.api import prepare
from dipdocs.compose.composition import Composition
from dipdocs.importing import import_file
from dipdocs.importing.imported import Imported
from dipdocs.importing.reading import script_of
from dipdocs.importing.recognising import recognise
from tests.conftest import DOCUMENTS, EXAMPLES
from tests.spoken import lines

LAYOUTS = ("un-new-york", "un-geneva", "letterhead")


UNTOLD = {"coastal-cooperation.en.letterhead"}
"""A letter as sent does not say what the language of its original is: the note that an annex has
another stays, as text under the annex's title."""


def cases() -> Iterator[tuple[Path, str, str]]:
    for path in DOCUMENTS:
        document = load(path)
        for language in document.languages:
            for layout in LAYOUTS:
                if layout == "letterhead" or document.circulation is not None:
                    yield path, language, layout


def named(case: tuple[Path, str, str]) -> str:
    return f"{case[0].parent.name}.{case[1]}.{case[2]}"


@pytest.mark.parametrize("case", list(cases()), ids=named)
def test_a_document_is_the_same_after_a_round(case: tuple[Path, str, str]) -> None:
    path, language, layout = case
    document = load(path)
    script = script_of(render(document, language=language, layout=layout), "old.docx")
    found = Imported(script, recognise(script))
    assert found.recognised.gaps == ()
    assert found.document is not None, found.report.problems
    first, _ = prepare(document, language=language, layout=layout)
    again, _ = prepare(found.document, layout=layout)
    if named(case) in UNTOLD:
        assert sorted(spoken(again)) == sorted(spoken(first))
    else:
        assert lines(again) == lines(first)


def spoken(composition: Composition) -> list[str]:
    """The words of each line, whatever its role."""
    return [line.partition(": ")[2] for line in lines(composition)]


@pytest.mark.parametrize("case", list(cases()), ids=named)
def test_the_words_are_verified(case: tuple[Path, str, str]) -> None:
    path, language, layout = case
    script = script_of(render(load(path), language=language, layout=layout), "old.docx")
    verification = Imported(script, recognise(script)).verify()
    assert verification.problems == ()
    assert [found for found in verification.differences if found.kind != "moved"] == []


def test_the_seed_text_gives_the_fields_of_the_example(reference: Path) -> None:
    found = import_file(reference / "seed-letter-fr.txt")
    example = load(EXAMPLES / "moscow-declaration-2009/letter.yaml")
    assert found.document is not None
    assert found.recognised.unplaced == ()
    assert found.recognised.gaps == ()
    for name in ("kind", "language", "date", "addressees", "circulation"):
        assert getattr(found.document, name) == getattr(example, name), name
    assert lines(prepare(found.document)[0]) == lines(prepare(example)[0])


def test_real_texts_are_the_same_when_rendered_again(reference: Path) -> None:
    differing = {}
    paths = sorted((reference / "documents").glob("*-*.txt"))
    for path in paths:
        verification = import_file(path).verify()
        if not verification.same:
            differing[path.name] = [
                (found.kind, found.place, " ".join(found.lost), " ".join(found.added))
                for found in verification.differences
            ]
    assert len(paths) > 90
    assert differing == {}


def test_the_real_word_files_are_the_same_when_rendered_again(reference: Path) -> None:
    for path in sorted((reference / "un-docx").glob("*.docx")):
        verification = import_file(path).verify()
        assert verification.same, (path.name, verification.problems, verification.differences)
