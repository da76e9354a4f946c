"""The formulas round a letter as sent: salutation, courtesy close, place and date, enclosures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from dipdocs.importing.folding import fold
from dipdocs.importing.matching import Match, Reader, Reading, Span, Table, at_word_end
from dipdocs.importing.numbers import read_date
from dipdocs.importing.parties import Who, parties_of
from dipdocs.importing.pieces import Piece
from dipdocs.importing.wordings import find, lines, words_of
from dipdocs.language import Pack
from dipdocs.model.terms import ORGANIZATION_OFFICES


def is_vocative(pack: Pack, text: str) -> tuple[str, ...] | None:
    """The rank and gender by which a salutation calls its addressee; None for another line."""
    found = matched(pack, "salutation", text, {"vocative": vocative(pack)})
    return found.values["vocative"] if found and "vocative" in found.values else None


def matched(pack: Pack, key: str, text: str, readers: dict[str, Reader]) -> Match | None:
    """How a line under a key reads a whole text."""
    return next(find(pack, key, fold(text), readers, whole=True), None)


def dates(pack: Pack) -> dict[str, Reader]:
    """The reader of the slot for a day."""
    return {"date": lambda text, place, forms: read_date(pack, text, place)}


@cache
def _vocatives(pack: Pack) -> Table[tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for line in lines(pack, "vocative"):
        table.setdefault(fold(line.text), line.path)
    return Table(table)


def vocative(pack: Pack) -> Reader:
    """A reader of vocatives, which gives their rank and gender."""

    def read(text: str, place: int, forms: tuple[str, ...]) -> Iterator[Reading]:
        found = _vocatives(pack).match(text, place)
        if found is not None:
            yield found

    return read


def words_of_slot(piece: Piece, match: Match, slot: str) -> str | None:
    """The words as found that a slot holds."""
    span = match.values.get(slot)
    if not isinstance(span, Span):
        return None
    return piece.folded.original(span.start, span.end).strip()


def office_on(pack: Pack, text: str) -> tuple[Who, ...]:
    """The office that a whole line names."""
    folded = fold(text).strip(" ,.*")
    for end, who in parties_of(pack).read(folded, 0):
        if end == len(folded):
            return tuple(who)
    return ()


def called_offices(pack: Pack, text: str) -> tuple[Who, ...]:
    """The offices of the Organization that a salutation calls, names of persons between them."""
    parties, folded = parties_of(pack), fold(text)
    found: list[Who] = []
    place = 0
    while place < len(folded):
        step = place + 1
        if at_word_end(folded, place):
            for end, who in parties.read(folded, place):
                if all(one.office in ORGANIZATION_OFFICES for one in who):
                    found += who
                    step = end
                    break
        place = step
    return tuple(found)


_MOST_OFFICE_LINES = 3
_LONGEST_CLOSE = 400


def offices_in(
    pack: Pack, pieces: Sequence[Piece]
) -> Iterator[tuple[int, int, tuple[Who, ...], str]]:
    """Each office that lines name, one or several together: from where to where, and its words."""
    place = 0
    while place < len(pieces):
        for end in range(min(place + _MOST_OFFICE_LINES, len(pieces)), place, -1):
            text = " ".join(piece.text for piece in pieces[place:end])
            offices = office_on(pack, text)
            if offices:
                yield place, end, offices, text
                place = end - 1
                break
        place += 1


def figure(text: str, place: int, forms: tuple[str, ...]) -> Iterator[Reading]:
    """A number in figures at a place of a fold."""
    end = place
    while end < len(text) and text[end].isdigit():
        end += 1
    if end > place:
        yield end, int(text[place:end])


def closes(pack: Pack, text: str) -> bool:
    """Whether a paragraph is the courtesy close of a letter or the closing formula of a note.

    In words of its own it is a short one with a phrase of those that the pack lists.
    """
    parties = parties_of(pack)
    readers: dict[str, Reader] = {
        "vocative": vocative(pack),
        "senders": parties.read,
        "addressees": parties.read,
    }
    folded = fold(text)
    free = frozenset({"vocative", "senders", "addressees"})
    said = any(
        True
        for key in ("close", "closing")
        for _ in find(pack, key, folded, readers, whole=True, lenient=free)
    )
    phrases = (fold(words) for words in words_of(pack, "courtesies"))
    return said or (len(folded) <= _LONGEST_CLOSE and any(words in folded for words in phrases))
