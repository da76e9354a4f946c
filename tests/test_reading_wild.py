"""Letters as they are found: the form of many offices and years, with what archives do to texts."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

import pytest

from dipdocs.importing.imported import Imported
from dipdocs.importing.reading import script_of
from dipdocs.importing.recognising import recognise
from tests.read_back import FIELDS, OF_HEADS, answers_to, wild

IDS = tuple(letter["id"] for letter in wild())
LEAST = 0.95


@cache
def read(name: str) -> tuple[dict[str, Any], Imported]:
    letter = next(letter for letter in wild() if letter["id"] == name)
    script = script_of(letter["text"].encode(), f"{name}.txt")
    return letter["facts"], Imported(script, recognise(script))


@pytest.mark.parametrize("name", IDS)
def test_no_word_of_it_is_lost_or_added(name: str) -> None:
    _, found = read(name)
    verified = found.verify()
    kept = [one for one in verified.differences if one.kind != "moved"]
    assert (kept, verified.problems) == ([], ())


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_what_it_shows_is_read(language: str) -> None:
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    wrong = []
    for name in IDS:
        if name.startswith(language):
            facts, found = read(name)
            for field, is_right in answers_to(facts, found.data):
                every[field] += 1
                right[field] += is_right
                if not is_right:
                    wrong.append((name, field))
    assert set(every) == {*FIELDS, *OF_HEADS}
    for field, count in every.items():
        assert right[field] / count >= LEAST, wrong
