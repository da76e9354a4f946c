"""Texts compared by their words; the same texts written again."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipdocs.importing.words import Difference, Line, compare, missing, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("l’ordre du jour : « texte »", 'l\'ordre du jour: "texte"'),
        ("A/63/914–S/2009/343", "A/63/914-S/2009/343"),
        ("6\u00a0juillet 2009", "6 juillet 2009"),
        ("قــرار ٢٠٠٩", "قرار 2009"),
        ("关于（2009年）", "关于(2009年)"),
        ("co\u00adoperation", "cooperation"),
        ("№ 16", "No 16"),
    ],
)
def test_typography_makes_no_other_words(one: str, other: str) -> None:
    assert words(one) == words(other) != []


@pytest.mark.parametrize(
    ("one", "other"), [("6 July", "7 July"), ("Annex", "annex"), ("$5", "5"), ("国家", "家国")]
)
def test_other_words_are_other(one: str, other: str) -> None:
    assert words(one) != words(other)


def lines(*texts: str) -> list[Line]:
    return [Line(f"line {number}", text) for number, text in enumerate(texts, 1)]


def test_the_same_words_in_other_lines_are_the_same() -> None:
    assert compare(lines("one two", "three"), lines("one", "two three")) == []


def test_what_is_lost_added_and_changed_is_told_with_its_place() -> None:
    one = lines("The honour to transmit a letter", "of 6 July", "Thank you")
    two = lines("The honour to transmit a letter", "of 7 July 2009", "you")
    assert compare(one, two) == [
        Difference(
            "changed",
            ("6",),
            ("7",),
            "line 2",
            ("transmit", "a", "letter", "of"),
            ("July", "Thank", "you"),
        ),
        Difference(
            "changed",
            ("Thank",),
            ("2009",),
            "line 3",
            ("letter", "of", "6", "July"),
            ("you",),
        ),
    ]


def test_a_stretch_that_stands_elsewhere_is_moved() -> None:
    one = lines("* A note at the foot.", "The text of the letter is long.", "The end of it all.")
    two = lines("The text of the letter is long.", "The end of it all.", "A note at the foot.")
    (found,) = compare(one, two)
    assert found.kind == "moved"
    assert found.lost == ("A", "note", "at", "the", "foot")


TEXTS = st.lists(st.lists(st.sampled_from("abcde"), max_size=6).map(" ".join), max_size=6)


@given(TEXTS, TEXTS)
def test_differences_account_for_all_words(one: list[str], two: list[str]) -> None:
    found = compare(lines(*one), lines(*two))
    assert (found == []) == (words(" ".join(one)) == words(" ".join(two)))
    first, second = Counter(words(" ".join(one))), Counter(words(" ".join(two)))
    for difference in found:
        if difference.kind != "moved":
            first.subtract(difference.lost)
            second.subtract(difference.added)
    assert first == second


@given(TEXTS, TEXTS)
def test_missing_words_are_those_of_the_first_text_alone(one: list[str], two: list[str]) -> None:
    lost = Counter(missing(lines(*one), lines(*two)))
    assert lost == Counter(words(" ".join(one))) - Counter(words(" ".join(two)))


def test_long_texts_are_compared() -> None:
    one = [f"paragraph {number} of a long text" for number in range(5_000)]
    two = [*one[:2_000], "something new", *one[2_001:]]
    (found,) = compare(lines(*one), lines(*two))
    assert found.place == "line 2001"
