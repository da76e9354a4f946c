"""Titles and headings within longer texts: paragraphs whose line breaks were lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dipdocs.importing.folding import Folded, fold
from dipdocs.importing.matching import Match, Reader, at_word_end, walk
from dipdocs.importing.numbers import choice, find_dates
from dipdocs.importing.titles import LONGEST, PARTY_SLOTS, Title, are_phrases, readers, title_of
from dipdocs.importing.wordings import Line, lines, words_of
from dipdocs.language import Pack
from dipdocs.language.formula import Slot

_MOST_STARTS = 3


def title_within(pack: Pack, key: str, text: Folded, *, addressed: bool = False) -> Title | None:
    """The first title (or annex heading, by `key`) within a longer text, every party known.

    With `addressed`, lines that name no addressee are left out.
    """
    known = readers(pack)
    best: Title | None = None
    for line in lines(pack, key):
        names = [step.name for step in line.steps if isinstance(step, Slot)]
        if not line.may_be_in(text.fold) or (addressed and "addressees" not in names):
            continue
        for place in _starts(pack, line, text.fold):
            if best is not None and place > best.start:
                break
            for match in find_line(line, pack, text.fold, place, known):
                title = title_of(pack, text, match)
                if best is None or (title.start, -title.end) < (best.start, -best.end):
                    best = title
                break
            else:
                continue
            break
    return best


def addressed_title(pack: Pack, text: Folded) -> Title | None:
    """The first title within a longer text that names an addressee, every party known."""
    return title_within(pack, "title", text, addressed=True)


def unaddressed_title(pack: Pack, text: Folded) -> Title | None:
    """The first title within a longer text, every party that it names known."""
    return title_within(pack, "title", text)


def opened_title(pack: Pack, text: Folded) -> Title | None:
    """A title within a longer text, a party in words of its own allowed.

    It ends with the formula's last words, or where the text of a letter begins as it mostly does:
    «I have the honour …».
    """
    known = readers(pack)
    begins = [found.start() for found in _text_begins(pack).finditer(text.fold)]
    best: Title | None = None
    for line in lines(pack, "title"):
        slots = {step.name for step in line.steps if isinstance(step, Slot)}
        if not line.may_be_in(text.fold) or not slots >= {"date", *PARTY_SLOTS}:
            continue
        closed = isinstance(line.steps[-1], re.Pattern)
        for place in _starts(pack, line, text.fold)[:_MOST_STARTS]:
            stops = [stop for stop in begins if place < stop <= place + LONGEST][:_MOST_STARTS]
            for stop in [len(text.fold)] if closed else stops:
                end = len(text.fold[:stop].rstrip(" .*"))
                for last, values in walk(
                    line.steps, text.fold[:end], place, known,
                    whole=not closed, lenient=frozenset(PARTY_SLOTS),
                ):  # fmt: skip
                    match = Match(place, last, line.path, values)
                    if not are_phrases(text.fold, match):
                        continue
                    title = title_of(pack, text, match)
                    if best is None or (title.score, -title.end) > (best.score, -best.end):
                        best = title
                    break
    return best if best is not None and best.date is not None else None


@cache
def _text_begins(pack: Pack) -> re.Pattern[str]:
    """The words that the text of a letter mostly begins with."""
    words = choice(fold(text) for text in words_of(pack, "text-begins"))
    return re.compile(rf"(?<=[ .*])(?:{words.pattern})")


def find_line(
    line: Line, pack: Pack, text: str, place: int, known: dict[str, Reader]
) -> Iterator[Match]:
    """Each way in which one line can be read at a place."""
    for end, values in walk(line.steps, text, place, known, whole=False):
        yield Match(place, end, line.path, values)


def _starts(pack: Pack, line: Line, text: str) -> list[int]:
    """Where a line may begin: at its first words, or at a date where it begins with one."""
    first = line.steps[0]
    if isinstance(first, re.Pattern):
        found = [match.start() for match in first.finditer(text)]
        return [place for place in found if at_word_end(text, place)]
    if first.name == "date":
        return sorted(start for start, _, _ in find_dates(pack, text))
    return []
