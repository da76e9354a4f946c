"""Titles and headings of annexes read back: kind, date, senders, addressees."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from dipdocs.importing.folding import Folded
from dipdocs.importing.matching import Match, Reader, Span
from dipdocs.importing.nearly import nearest, partly
from dipdocs.importing.numbers import read_annex_number, read_date
from dipdocs.importing.parties import Who, parties_of
from dipdocs.importing.repairing import repaired
from dipdocs.importing.wordings import find
from dipdocs.language import Pack

PARTY_SLOTS = ("senders", "addressees")
_SENTENCE = re.compile(r"[。；;:?!]|\. ?[^\W\d_]{4,}")
_LONGEST_PARTY = 200
LONGEST = 900
"""How long the fold of a title may be."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title or an annex heading as read. `exact`: every word of it is the formula's."""

    kind: str
    """letter, identical, note-verbale or (of an annex) plain."""
    text: Folded
    start: int
    end: int
    date: date | None
    senders: tuple[Who, ...]
    addressees: tuple[Who, ...]
    number: int | None = None
    exact: bool = True

    @property
    def score(self) -> int:
        """How much was understood."""
        both = (*self.senders, *self.addressees)
        known = [who for who in both if who.office and who.phrase is None]
        return (2 if self.date else 0) + len(known)


@cache
def readers(pack: Pack) -> dict[str, Reader]:
    """What may stand in the slots of titles."""
    parties = parties_of(pack)
    return {
        "date": lambda text, place, forms: read_date(pack, text, place),
        "senders": parties.read,
        "addressees": parties.read,
        "number": lambda text, place, forms: read_annex_number(pack, text, place, forms),
    }


def whole_title(pack: Pack, text: Folded) -> Title | None:
    """The title that a whole text is, with every party known; None where it is none."""
    title = _whole(pack, "title", text, frozenset())
    if title is not None and any(who.phrase for who in (*title.senders, *title.addressees)):
        return mended_title(pack, text) or title
    return title


def lenient_title(pack: Pack, text: Folded) -> Title | None:
    """The title that a whole text is, parties in words of their own allowed."""
    return _whole(pack, "title", text, frozenset(PARTY_SLOTS))


def begun_title(pack: Pack, text: Folded) -> Title | None:
    """The title that a text begins with, every party known; it takes in what follows."""
    if len(text.fold) > LONGEST:
        return None
    start = _past_quote(text.fold)
    best: Title | None = None
    for match in find(pack, "title", text.fold, readers(pack), place=start):
        title = title_of(pack, text, match)
        if parties_of(pack).goes_on(text.fold, title.end):
            continue
        if title.senders and title.addressees and (best is None or title.end > best.end):
            best = title
    return best and replace(best, start=0, end=len(text.fold), exact=False)


def mended_title(pack: Pack, text: Folded) -> Title | None:
    """The title that a text is once its slips are mended, every party known."""
    if len(text.fold) > LONGEST:
        return None
    fold = repaired(pack, text.fold)
    if fold is None:
        return None
    read = _whole(pack, "title", Folded(fold), frozenset())
    if read is None or any(who.phrase for who in (*read.senders, *read.addressees)):
        return None
    return replace(read, text=text, start=0, end=len(text.fold), exact=False)


def whole_heading(pack: Pack, text: Folded) -> Title | None:
    """The annex heading that a whole text is."""
    return _whole(pack, "annex-heading", text, frozenset())


def lenient_heading(pack: Pack, text: Folded) -> Title | None:
    """The annex heading that a whole text is, parties in words of their own allowed."""
    return _whole(pack, "annex-heading", text, frozenset(PARTY_SLOTS))


def _whole(pack: Pack, key: str, text: Folded, lenient: frozenset[str]) -> Title | None:
    if not 0 < len(text.fold) <= LONGEST:
        return None
    start = _past_quote(text.fold)
    found = find(pack, key, text.fold, readers(pack), place=start, whole=True, lenient=lenient)
    best: Title | None = None
    for match in found:
        if not are_phrases(text.fold, match):
            continue
        title = title_of(pack, text, match)
        if best is None or title.score > best.score:
            best = title
        if not lenient:
            break
    return best


def are_phrases(fold: str, match: Match) -> bool:
    """Whether what slots hold in words of their own are names, and no sentences."""
    spans = [value for value in match.values.values() if isinstance(value, Span)]
    return all(
        0 < span.end - span.start <= _LONGEST_PARTY
        and not _SENTENCE.search(fold, span.start, span.end)
        for span in spans
    )


def _past_quote(fold: str) -> int:
    return len(fold) - len(fold.lstrip('" *'))


def title_of(pack: Pack, text: Folded, match: Match) -> Title:
    """What the slots of a formula found hold, as a title."""
    values = match.values
    exact = True

    def party(name: str) -> tuple[Who, ...]:
        nonlocal exact
        value = values.get(name, ())
        if isinstance(value, Span):
            exact = False
            words = text.fold[value.start : value.end].strip(" ,")
            near = nearest(parties_of(pack), words, value.case)
            if near is not None:
                return (near,)
            return partly(parties_of(pack), text.fold, value, tail="date" in values)
        return tuple(value)

    senders, addressees = party("senders"), party("addressees")
    day = values.get("date")
    return Title(
        match.path[0] if match.path else "letter",
        text,
        match.start,
        match.end,
        day if isinstance(day, date) else None,
        senders,
        addressees,
        values.get("number"),
        exact,
    )


# -- titles that no line fits ----------------------------------------------------------------------
