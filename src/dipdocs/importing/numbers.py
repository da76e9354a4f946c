"""Dates, ordinals, numbers of annexes and of agenda items, as a pack writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache

from dipdocs.importing.folding import fold
from dipdocs.importing.matching import Reading, Table, at_word_end, literal
from dipdocs.importing.wordings import lines, words_of
from dipdocs.language import Pack
from dipdocs.language.formula import Slot
from dipdocs.language.grammar.base import CASES

_HIGHEST_ORDINAL = 200
_HIGHEST_ANNEX = 60
_ROMAN = re.compile(r"(?=[ivxl])(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_FIGURES = re.compile(r"\d{1,3}")


def choice(words: Iterable[str]) -> re.Pattern[str]:
    """The pattern of any of some folded words, the longest first."""
    ordered = sorted(set(words) - {""}, key=len, reverse=True)
    return re.compile("|".join(literal(word) for word in ordered) or r"(?!)")


# -- dates -----------------------------------------------------------------------------------------


@cache
def months(pack: Pack) -> dict[str, int]:
    """Folded names of months; of «كانون الثاني/يناير» each half too."""
    names: dict[str, int] = {}
    for number, name in enumerate(pack.months, 1):
        for part in (name, *name.split("/")):
            names.setdefault(fold(part), number)
    if _digits(pack):
        for number, name in enumerate(pack.months, 1):
            spelled = name.replace(str(number), pack.number(number)(()))
            names.setdefault(fold(spelled), number)
    return names


@cache
def _digits(pack: Pack) -> dict[str, int]:
    """The signs that years in words are written with, by the pack's `digits`; else none."""
    rows = words_of(pack, "digits")
    return {fold(sign): value for row in rows for value, sign in enumerate(row)}


@cache
def _days_in_words(pack: Pack) -> tuple[str, ...]:
    """The days of a month in the words that the pack counts with, in order."""
    return tuple(fold(pack.number(day)(())) for day in range(1, 32))


@cache
def _date_patterns(pack: Pack) -> tuple[re.Pattern[str], ...]:
    """One pattern for each line that writes a date."""
    first = re.escape(fold(_first(pack)))
    names = sorted(months(pack), key=len, reverse=True)
    named = "|".join(re.escape(name).replace("/", " ?/ ?") for name in names)
    days, years = rf"{first}|\d{{1,2}}", r"[12]\d{3}"
    if spelled := "".join(_digits(pack)):
        days = "|".join((days, *(re.escape(day) for day in reversed(_days_in_words(pack)))))
        years = rf"{years}|[{re.escape(spelled)}]{{4}}"
    slots = {
        "day": rf"(?P<day>{days}) ?",
        "month": rf"(?P<month>{named})",
        "year": rf"(?P<year>{years})",
    }
    out = []
    for line in lines(pack, "date"):
        pattern = ""
        for step in line.steps:
            pattern += slots[step.name] if isinstance(step, Slot) else step.pattern
        out.append(re.compile(pattern))
    return tuple(out)


def _first(pack: Pack) -> str:
    """How the pack writes the first day of a month."""
    said = pack.date(date(2001, 1, 1))
    other = pack.date(date(2001, 1, 2))
    for length in range(min(len(said), len(other))):
        if said[length] != other[length]:
            before, tail = said[:length], other[length + 1 :]
            return said[len(before) : len(said) - len(tail)]
    return "1"


def read_date(pack: Pack, text: str, place: int) -> Iterator[tuple[int, date]]:
    """A date at a place of a fold."""
    for pattern in _date_patterns(pack):
        found = pattern.match(text, place)
        if found and at_word_end(text, found.end()):
            day = _day(pack, found)
            if day is not None:
                yield found.end(), day


def find_dates(pack: Pack, text: str) -> Iterator[tuple[int, int, date]]:
    """Every date of a fold with its place."""
    for pattern in _date_patterns(pack):
        for found in pattern.finditer(text):
            if found.start() and text[found.start() - 1].isdigit():
                continue
            day = _day(pack, found)
            if day is not None and at_word_end(text, found.end()):
                yield found.start(), found.end(), day


def _day(pack: Pack, found: re.Match[str]) -> date | None:
    figures = re.match(r"\d+", found["day"])
    number = int(figures[0]) if figures else 1
    if _digits(pack) and found["day"] in _days_in_words(pack):
        number = _days_in_words(pack).index(found["day"]) + 1
    year = "".join(str(_digits(pack).get(sign, sign)) for sign in found["year"])
    try:
        return date(int(year), months(pack)[re.sub(" ?/ ?", "/", found["month"])], number)
    except ValueError:
        return None


# -- ordinals --------------------------------------------------------------------------------------


@cache
def ordinals(pack: Pack, forms: tuple[str, ...]) -> Table[int]:
    """The ordinals in words that a slot asking for these forms may hold, in every case."""
    table: dict[str, int] = {}
    for number in range(1, _HIGHEST_ORDINAL + 1):
        for case in CASES:
            table.setdefault(fold(pack.ordinal(number, (*forms, case))), number)
    return Table(table)


def read_ordinal(pack: Pack, text: str, place: int, forms: tuple[str, ...]) -> Iterator[Reading]:
    """An ordinal in words at a place of a fold."""
    found = ordinals(pack, forms).match(text, place)
    if found is not None:
        yield found


# -- numbers of annexes and items ------------------------------------------------------------------


@cache
def annex_numbers(pack: Pack, forms: tuple[str, ...]) -> Table[int]:
    """The numbers that an annex may bear, as a slot asking for these forms writes them."""
    table: dict[str, int] = {}
    for number in range(1, _HIGHEST_ANNEX + 1):
        for case in CASES:
            table.setdefault(fold(pack.number(number)((*forms, case))), number)
    return Table(table)


def read_annex_number(
    pack: Pack, text: str, place: int, forms: tuple[str, ...]
) -> Iterator[Reading]:
    """An annex's number: as the pack writes it, or in figures."""
    found = annex_numbers(pack, forms).match(text, place)
    if found is not None:
        yield found
        return
    figures = _FIGURES.match(text, place)
    if figures and at_word_end(text, figures.end()):
        yield figures.end(), int(figures[0])
        return
    roman = _ROMAN.match(text, place)
    if roman and roman[0] and at_word_end(text, roman.end()):
        yield roman.end(), _roman_value(roman[0])


def _roman_value(text: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50}[char] for char in text]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


_ITEM = re.compile(r"(\d{1,3})((?: ?\(?[^\W\d_]{1,3}\))*)(?!\d)")


def read_items(
    pack: Pack, joins: re.Pattern[str], text: str, place: int
) -> Iterator[tuple[int, list[str]]]:
    """Numbers of agenda items, joined as the language joins a list: the most of them first."""
    letters = {fold(own): latin for latin, own in pack.letters.items()}
    found: list[tuple[int, list[str]]] = []
    items: list[str] = []
    at = place
    while True:
        match = _ITEM.match(text, at)
        if match is None:
            break
        inner = re.findall(r"[^\W\d_]+", match[2])
        item = match[1] + "".join(f" ({letters.get(letter, letter)})" for letter in inner)
        if not re.fullmatch(r"\d+( ?\([a-z]+\))*", item):
            break
        items = [*items, item]
        found.append((match.end(), items))
        link = joins.match(text, match.end())
        if link is None:
            break
        at = link.end()
    yield from reversed(found)


def plain_numbers(values: Sequence[str]) -> list[int | str]:
    """Items as a user writes them: 114, or "17 (c)"."""
    return [int(value) if value.isdigit() else value for value in values]
