"""What a text tells of itself: its kind, the opening of a note, references to annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dipdocs.importing.folding import Folded
from dipdocs.importing.matching import Reader, Reading, Span, at_word_end, walk
from dipdocs.importing.numbers import read_annex_number
from dipdocs.importing.offices import joins
from dipdocs.importing.parties import Who, parties_of
from dipdocs.importing.requests import SENTENCE, documents
from dipdocs.importing.wordings import Line, find, lines
from dipdocs.language import Pack


def kind_of(pack: Pack, text: Folded) -> str | None:
    """Whether a text speaks of itself as a letter or as a note verbale."""
    pattern, table = documents(pack)
    for found in pattern.finditer(text.fold):
        if not at_word_end(text.fold, found.start()):
            continue
        ways = table.get(found[0]) or ()
        kinds = {step for way in ways for step in way if step in ("letter", "note-verbale")}
        if len(kinds) == 1:
            return kinds.pop()
    return None


@dataclass(frozen=True, slots=True)
class Opening:
    """The opening of a note verbale as read."""

    start: int
    end: int
    senders: tuple[Who, ...]
    addressees: tuple[Who, ...]


def opening_in(pack: Pack, text: Folded) -> Opening | None:
    """The opening formula of a note verbale, parties in words of their own allowed."""
    for lenient in (frozenset[str](), frozenset({"addressees"}), _BOTH):
        for line in lines(pack, "opening"):
            if not line.may_be_in(text.fold):
                continue
            for place in _opening_places(pack, line, text.fold, lenient=lenient == _BOTH):
                found = _opening(pack, line, text, place, lenient)
                if found is not None:
                    return found
    return None


_BOTH = frozenset({"senders", "addressees"})
_FURTHEST = 1_500
"""Up to where in a paragraph an opening is looked for."""
_LONGEST_PHRASE = 250
_STOPS = re.compile(r"[;:?!。；]|\. ?[^\W\d_]{4,}")


def _opening_places(pack: Pack, line: Line, text: str, *, lenient: bool) -> list[int]:
    """Where an opening may begin: with its first words, or with parties before those."""
    text = text[:_FURTHEST]
    first = line.steps[0]
    if isinstance(first, re.Pattern):
        return [m.start() for m in first.finditer(text) if at_word_end(text, m.start())][:3]
    following = line.steps[1]
    assert isinstance(following, re.Pattern)
    verb = following.search(text)
    if verb is None:
        return []
    starts = [m.start() + (text[m.start()] == " ") for m in SENTENCE.finditer(text)]
    before = [start for start in starts if start < verb.start()]
    if lenient:
        return before[-1:]
    parties = parties_of(pack)
    for start in range(max(0, verb.start() - _LONGEST_PHRASE), verb.start()):
        if at_word_end(text, start) and any(
            end == verb.start() for end, _ in parties.read(text, start)
        ):
            return [start]
    return []


def _opening(
    pack: Pack, line: Line, text: Folded, place: int, lenient: frozenset[str]
) -> Opening | None:
    parties = parties_of(pack)
    readers: dict[str, Reader] = {"senders": parties.read, "addressees": parties.read}
    for end, values in walk(line.steps, text.fold, place, readers, whole=False, lenient=lenient):
        spans = [value for value in values.values() if isinstance(value, Span)]
        if all(_is_phrase(text.fold, span) for span in spans):
            senders, addressees = _who(values.get("senders")), _who(values.get("addressees"))
            return Opening(place, end, senders, addressees)
    return None


def _is_phrase(fold: str, span: Span) -> bool:
    """Whether a stretch can be a name: no sentence ends in it."""
    short = 0 < span.end - span.start <= _LONGEST_PHRASE
    return short and not _STOPS.search(fold, span.start, span.end)


def _who(value: Any) -> tuple[Who, ...]:  # noqa: ANN401
    if value is None:
        return ()
    if isinstance(value, list | tuple):
        return tuple(value)
    return (Who(phrase=(value.start, value.end), case=value.case),)


def sees_in(pack: Pack, text: Folded) -> Iterator[tuple[int, int, str, tuple[int, ...]]]:
    """References «(see annex II)»: where, to what, to which numbers."""
    links = joins(pack)

    def numbers(text: str, place: int, forms: tuple[str, ...]) -> Iterator[Reading]:
        found: list[Reading] = []
        values: tuple[int, ...] = ()
        at = place
        while True:
            step = next(read_annex_number(pack, text, at, forms), None)
            if step is None:
                break
            values = (*values, step[1])
            found.append((step[0], values))
            link = links.match(text, step[0])
            if link is None:
                break
            at = link.end()
        yield from reversed(found)

    for place in (m.start() for m in re.finditer(r"\(", text.fold)):
        for match in find(pack, "see", text.fold, {"numbers": numbers}, place=place):
            yield place, match.end, match.path[0], tuple(match.values.get("numbers", ()))
            break
