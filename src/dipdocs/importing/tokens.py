"""What stands in a masthead and a title block, one token at a time, read with a pack's wording."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from dipdocs.importing.folding import Folded, fold
from dipdocs.importing.matching import Reader, Reading, at_word_end, walk
from dipdocs.importing.numbers import choice, read_date, read_items, read_ordinal
from dipdocs.importing.offices import joins
from dipdocs.importing.originals import language_reader
from dipdocs.importing.wordings import find, inflected
from dipdocs.language import Pack, available
from dipdocs.language import load as load_pack
from dipdocs.model.terms import LANGUAGES, ORGANS

_SYMBOL = re.compile(r"[a-z]{1,10}(?:/[a-z0-9.()-]+)+\**")
_PARTED = re.compile(r"[–—-](?=[A-Z]+/)|(?<=\d)(?=[AS]/\d)")
_VALID = re.compile(r"[A-Z][A-Z]*/\S*\d\S*")
_JOB = re.compile(
    r"(?:ge\.)?(\d{2}-\d{5}\*?) ?\(([a-z])\)((?: *\d{6})*)(?: *\*\d{5,9}\*)?"
    r"|(?:ge\.)?\d{2}-\d{5}\*?$"
)
_BARCODE = re.compile(r"\*\d{5,9}\*")

STRONG = frozenset({"symbols", "distribution", "original", "session", "year", "agenda", "job"})
"""Kinds that no running text begins with."""


@dataclass(frozen=True, slots=True)
class Token:
    """One thing found in a head: its kind, its value, where it ends in the fold."""

    kind: str
    value: Any
    end: int
    start: int = 0


def tokens(pack: Pack, text: Folded, place: int = 0) -> Iterator[Token]:
    """What a text begins with, token by token, as far as it is understood."""
    while place < len(text.fold):
        token = token_at(pack, text, place)
        if token is None:
            return
        yield replace(token, start=place)
        place = token.end
        while place < len(text.fold) and text.fold[place] in " .,;|":
            place += 1


def token_at(pack: Pack, text: Folded, place: int) -> Token | None:
    """The token at a place of a text."""
    source = text.fold
    for read in (_job, _symbols, _distribution, _original, _agenda, _session, _year):
        token = read(pack, text, place)
        if token is not None:
            return token
    for spoken in _masthead_packs(pack):
        for end, day in read_date(spoken, source, place):
            return Token("date", day, end)
    for kind, pattern, values in _names(pack):
        found = pattern.match(source, place)
        if found and at_word_end(source, found.end()):
            return Token(kind, values[re.sub(r"[ ,]+", " ", found[0])], found.end())
    return None


@cache
def _masthead_packs(pack: Pack) -> tuple[Pack, ...]:
    """The languages in which a masthead of this language has its dates: Russian ones in English."""
    said = pack.masthead_date(date(2009, 7, 8))
    others = [load_pack(code) for code in available() if code != pack.code]
    spoken = [other for other in others if other.date(date(2009, 7, 8)) == said]
    return (pack, *(() if said == pack.date(date(2009, 7, 8)) else spoken))


@cache
def _names(pack: Pack) -> tuple[tuple[str, re.Pattern[str], dict[str, str]], ...]:
    """Names that stand alone: the organization, organs, supplements, the language line."""
    kinds: list[tuple[str, dict[str, str]]] = [
        ("organ", {fold(pack.say(f"organs.{organ}", "plain")): organ for organ in ORGANS}),
        ("organization", {fold(pack.say("organization")): ""}),
        ("supplement", {fold(pack.say("supplements", kind)): kind
                        for kind in ("addendum", "corrigendum")}),
        ("version", {fold(load_pack(code).say("languages.version")): code
                     for code in available()}),
        ("version", {fold(load_pack("en").say("languages.masthead", code)): code
                     for code in LANGUAGES}),
    ]  # fmt: skip
    return tuple((kind, choice(table), table) for kind, table in kinds)


def job_numbers(text: str) -> Iterator[tuple[int, int]]:
    """The release lines within a fold: job number, letter of the language, dates."""
    for found in _JOB.finditer(text):
        if found[1]:
            yield found.start(), found.end()


def _job(pack: Pack, text: Folded, place: int) -> Token | None:
    found = _JOB.match(text.fold, place)
    if found:
        days = re.findall(r"\d{6}", found[3] or "")
        processed = [day for day in map(_processed, days) if day is not None]
        number = text.original(found.start(1), found.end(1)) if found[1] else found[0].upper()
        return Token("job", (number.replace("GE.", ""), processed), found.end())
    bar = _BARCODE.match(text.fold, place)
    return Token("barcode", bar[0], bar.end()) if bar else None


_FIRST_YEAR = 45
"""That of the United Nations: 160496 is a day of 1996, 160409 one of 2009."""


def _processed(figures: str) -> date | None:
    year = int(figures[4:])
    try:
        century = 1900 if year >= _FIRST_YEAR else 2000
        return date(century + year, int(figures[2:4]), int(figures[:2]))
    except ValueError:
        return None


def _symbols(pack: Pack, text: Folded, place: int) -> Token | None:
    found = _SYMBOL.match(text.fold, place)
    if found is None:
        return None
    said = text.original(place, found.end())
    values = [part.strip("*.,;()،") for part in _PARTED.split(said)]
    valid = values and all(_VALID.fullmatch(value) for value in values)
    return Token("symbols", (values, said.endswith("*")), found.end()) if valid else None


def _distribution(pack: Pack, text: Folded, place: int) -> Token | None:
    for match in find(pack, "distribution", text.fold, {}, place=place):
        return Token("distribution", match.path[0], match.end)
    return None


def _original(pack: Pack, text: Folded, place: int) -> Token | None:
    readers = {"languages": language_reader(pack, "languages.masthead")}
    for match in find(pack, "original", text.fold, readers, place=place):
        value = match.values.get("languages")
        if isinstance(value, list):
            return Token("original", value, match.end)
    return None


def _ordinal_readers(pack: Pack) -> dict[str, Reader]:
    def ordinal(text: str, place: int, forms: tuple[str, ...]) -> Iterator[Reading]:
        return read_ordinal(pack, text, place, forms)

    def number(text: str, place: int, forms: tuple[str, ...]) -> Iterator[Reading]:
        found = re.compile(r"\d{4}").match(text, place)
        if found:
            yield found.end(), int(found[0])

    return {"ordinal": ordinal, "number": number}


def _session(pack: Pack, text: Folded, place: int) -> Token | None:
    return _counted(pack, text, place, "session")


def _year(pack: Pack, text: Folded, place: int) -> Token | None:
    return _counted(pack, text, place, "year")


def _counted(pack: Pack, text: Folded, place: int, key: str) -> Token | None:
    for match in find(pack, key, text.fold, _ordinal_readers(pack), place=place):
        kind = match.path[0] if match.path else "regular"
        first = "number" if kind == "of-year" else "ordinal"
        value = match.values.get(first, match.values.get("number"))
        if isinstance(value, int):
            return Token(key, (kind, value), match.end)
    return None


def sessions(pack: Pack, text: str, place: int) -> Iterator[tuple[int, tuple[str, int]]]:
    """A session as running text names it, in any case."""
    for line in inflected(pack, "session-in-text"):
        for end, values in walk(line.steps, text, place, _ordinal_readers(pack), whole=False):
            value = values.get("ordinal", values.get("number"))
            if isinstance(value, int):
                yield end, (line.path[0], value)


def items_reader(pack: Pack) -> Reader:
    """A reader of the numbers of agenda items."""
    links = joins(pack)

    def read(text: str, place: int, forms: tuple[str, ...]) -> Iterator[Reading]:
        return read_items(pack, links, text, place)

    return read


def _marks(text: str, place: int, forms: tuple[str, ...]) -> Iterator[Reading]:
    end = place
    while end < len(text) and text[end] == "*":
        end += 1
    yield end, text[place:end]


def _agenda(pack: Pack, text: Folded, place: int) -> Token | None:
    readers: dict[str, Reader] = {"items": items_reader(pack), "mark": _marks}
    best: Token | None = None
    for match in find(pack, "agenda", text.fold, readers, place=place):
        items = match.values.get("items")
        if not isinstance(items, list):
            continue
        provisional = "provisional" in match.path
        end = match.end
        if provisional:
            end = next(_marks(text.fold, end, ()))[0]
        if best is None or end > best.end:
            best = Token("agenda", (items, provisional), end)
    return best
