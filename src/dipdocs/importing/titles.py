"""Titles and headings of annexes read back: kind, date, senders, addressees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from functools import cache

from dipdocs.importing.folding import Folded, fold
from dipdocs.importing.matching import Match, Reader, Span, at_word_end, parts, walk
from dipdocs.importing.numbers import choice, find_dates, read_annex_number, read_date
from dipdocs.importing.parties import Who, parties_of
from dipdocs.importing.repairing import repaired
from dipdocs.importing.wordings import Line, find, lines, words_of
from dipdocs.language import Pack
from dipdocs.language.formula import Slot

_PARTY_SLOTS = ("senders", "addressees")
_SENTENCE = re.compile(r"[。；;:?!]|\. ?[^\W\d_]{4,}")
_LONGEST_PARTY = 200
_MOST_STARTS = 3
_LONGEST = 900
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
    return _whole(pack, "title", text, frozenset(_PARTY_SLOTS))


def begun_title(pack: Pack, text: Folded) -> Title | None:
    """The title that a text begins with, every party known; it takes in what follows."""
    if len(text.fold) > _LONGEST:
        return None
    start = _past_quote(text.fold)
    best: Title | None = None
    for match in find(pack, "title", text.fold, readers(pack), place=start):
        title = _title(pack, text, match)
        if parties_of(pack).goes_on(text.fold, title.end):
            continue
        if title.senders and title.addressees and (best is None or title.end > best.end):
            best = title
    return best and replace(best, start=0, end=len(text.fold), exact=False)


def mended_title(pack: Pack, text: Folded) -> Title | None:
    """The title that a text is once its slips are mended, every party known."""
    if len(text.fold) > _LONGEST:
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
    return _whole(pack, "annex-heading", text, frozenset(_PARTY_SLOTS))


def _whole(pack: Pack, key: str, text: Folded, lenient: frozenset[str]) -> Title | None:
    if not 0 < len(text.fold) <= _LONGEST:
        return None
    start = _past_quote(text.fold)
    found = find(pack, key, text.fold, readers(pack), place=start, whole=True, lenient=lenient)
    best: Title | None = None
    for match in found:
        if not _are_phrases(text.fold, match):
            continue
        title = _title(pack, text, match)
        if best is None or title.score > best.score:
            best = title
        if not lenient:
            break
    return best


def _are_phrases(fold: str, match: Match) -> bool:
    """Whether what slots hold in words of their own are names, and no sentences."""
    spans = [value for value in match.values.values() if isinstance(value, Span)]
    return all(
        0 < span.end - span.start <= _LONGEST_PARTY
        and not _SENTENCE.search(fold, span.start, span.end)
        for span in spans
    )


def _past_quote(fold: str) -> int:
    return len(fold) - len(fold.lstrip('" *'))


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
                title = _title(pack, text, match)
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
        if not line.may_be_in(text.fold) or not slots >= {"date", *_PARTY_SLOTS}:
            continue
        closed = isinstance(line.steps[-1], re.Pattern)
        for place in _starts(pack, line, text.fold)[:_MOST_STARTS]:
            stops = [stop for stop in begins if place < stop <= place + _LONGEST][:_MOST_STARTS]
            for stop in [len(text.fold)] if closed else stops:
                end = len(text.fold[:stop].rstrip(" .*"))
                for last, values in walk(
                    line.steps, text.fold[:end], place, known,
                    whole=not closed, lenient=frozenset(_PARTY_SLOTS),
                ):  # fmt: skip
                    match = Match(place, last, line.path, values)
                    if not _are_phrases(text.fold, match):
                        continue
                    title = _title(pack, text, match)
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


def _title(pack: Pack, text: Folded, match: Match) -> Title:
    values = match.values
    exact = True

    def party(name: str) -> tuple[Who, ...]:
        nonlocal exact
        value = values.get(name, ())
        if isinstance(value, Span):
            exact = False
            words = text.fold[value.start : value.end].strip(" ,")
            near = parties_of(pack).nearest(words, value.case)
            if near is not None:
                return (near,)
            return parties_of(pack).partly(text.fold, value, tail="date" in values)
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


def loose_title(pack: Pack, text: Folded) -> Title | None:
    """A title by what stands in it: it begins as one, names a day and an office we know.

    For slips of the pen («datée due»), other orders of words, and what a scanner left.
    """
    fold = text.fold
    if len(fold) > _LONGEST:
        return None
    for line in lines(pack, "title"):
        first = line.steps[0]
        if isinstance(first, Slot):
            if not _ends_like(line, fold):
                continue
        elif not _begins_like(first, fold):
            continue
        days = list(find_dates(pack, fold))
        groups = _groups(pack, fold)
        if not days or not groups:
            return None
        senders, addressees = _roles(line, fold, groups)
        if not senders or not addressees:
            slipped = _slipped(pack, fold, [(start, end) for start, end, _ in groups])
            senders, addressees = senders or slipped, addressees or slipped
        return Title(line.path[0], text, 0, len(fold), days[0][2], senders, addressees, exact=False)
    return None


_ALIKE = 0.92


def _slipped(pack: Pack, fold: str, known: Sequence[tuple[int, int]]) -> tuple[Who, ...]:
    """An office of the Organization written with a slip: «Président du Conseil du sécurité»."""
    best = _ALIKE
    found: tuple[Who, ...] = ()
    starts = [match.start() for match in re.finditer(r"\b\w", fold)]
    ends = [match.end() for match in re.finditer(r"\w\b", fold)]
    for office in parties_of(pack).offices:
        length = len(office.before)
        if office.stated or length < 12:
            continue
        for start in starts:
            for end in (e for e in ends if abs(e - start - length) <= 2):
                if any(start < b and a < end for a, b in known):
                    continue
                alike = SequenceMatcher(None, office.before, fold[start:end], autojunk=False)
                if alike.quick_ratio() > best and alike.ratio() > best:
                    best, found = alike.ratio(), (Who(office=office.office, gender=office.gender),)
    return found


def _begins_like(first: re.Pattern[str], fold: str) -> bool:
    """Whether a fold begins with the first word of a line."""
    word = parts(first.pattern)[0]
    found = re.match(word, fold)
    return bool(found) and len(word) > 2 and at_word_end(fold, found.end() if found else 0)


def _ends_like(line: Line, fold: str) -> bool:
    last = line.steps[-1]
    return isinstance(last, re.Pattern) and re.search(f"(?:{last.pattern})$", fold) is not None


def _groups(pack: Pack, fold: str) -> list[tuple[int, int, tuple[Who, ...]]]:
    """Every list of parties that stands in a fold."""
    parties = parties_of(pack)
    found = []
    place = 0
    while place < len(fold):
        if at_word_end(fold, place):
            for end, who in parties.read(fold, place):
                found.append((place, end, tuple(who)))
                place = end
                break
        place += 1
    return found


def _roles(
    line: Line, fold: str, groups: Sequence[tuple[int, int, tuple[Who, ...]]]
) -> tuple[tuple[Who, ...], tuple[Who, ...]]:
    """Which parties send and which are addressed: by the word before them, else by the order."""
    said: dict[str, tuple[Who, ...]] = {}
    order = [step.name for step in line.steps if isinstance(step, Slot) and step.name != "date"]
    before = {
        step.name: previous.pattern
        for previous, step in zip(line.steps, line.steps[1:], strict=False)
        if isinstance(step, Slot) and isinstance(previous, re.Pattern)
    }
    rest = []
    for start, _, who in groups[:2]:
        for name in order:
            last = next(reversed(parts(before.get(name, ""))), None)
            if last and name not in said and re.search(rf"(?:^|\W){last}[ ,]*$", fold[:start]):
                said[name] = who
                break
        else:
            rest.append(who)
    for who in rest:
        free = next((name for name in order if name not in said), None)
        if free is not None:
            said[free] = who
    return said.get("senders", ()), said.get("addressees", ())
