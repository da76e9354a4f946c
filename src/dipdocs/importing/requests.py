"""The request for circulation read back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from dipdocs.importing.asked import Organ, organ_names, organs_reader, table_reader
from dipdocs.importing.folding import Folded, fold
from dipdocs.importing.matching import GAP, Reader, Reading, at_word_end, parts, walk
from dipdocs.importing.numbers import choice
from dipdocs.importing.offices import joins
from dipdocs.importing.parties import Who, parties_of
from dipdocs.importing.wordings import Line, lines
from dipdocs.language import Pack
from dipdocs.language.formula import Slot
from dipdocs.model.terms import ORGANS

ACTIONS = ("circulate", "both", "attention")
SENTENCE = re.compile(r"(?:^|(?<=[.!?;:,]) |(?<=[。！？；：，,;:]))(?=\S)")
"""Where a sentence or a clause begins in a fold."""


@dataclass(frozen=True, slots=True)
class RequestReading:
    """A request as read, and the stretch of the fold that it takes."""

    start: int
    end: int
    action: str
    of: str
    session: str
    words: tuple[str, ...]
    organs: tuple[Organ, ...]
    kind: str | None
    asks: str | None
    gender: str | None
    senders: tuple[Who, ...] = ()


def requests_in(pack: Pack, text: Folded) -> Iterator[RequestReading]:
    """Each way in which a request can be read within a text, the longest wording first."""
    if not _may_hold(pack, text.fold):
        return
    readers = _readers(pack)
    found: list[RequestReading] = []
    for action in ACTIONS:
        for line in lines(pack, f"request.{action}"):
            if not line.may_be_in(text.fold):
                continue
            for place in _places(pack, line, text.fold):
                for end, values in walk(line.steps, text.fold, place, readers, whole=False):
                    found.append(_reading(pack, action, line, place, end, values))
    found.sort(key=lambda reading: (reading.start - reading.end, len(reading.words)))
    yield from found


def _places(pack: Pack, line: Line, text: str) -> list[int]:
    first = line.steps[0]
    if isinstance(first, Slot) and first.name == "grateful":
        return [
            m.start() for m in _grateful(pack)[0].finditer(text) if at_word_end(text, m.start())
        ]
    if isinstance(first, re.Pattern):
        return [m.start() for m in first.finditer(text) if at_word_end(text, m.start())]
    return [m.start() + (text[m.start()] == " ") for m in SENTENCE.finditer(text)]


@cache
def _hints(pack: Pack) -> re.Pattern[str]:
    """Words of which every request has one: the names of organs."""
    names = {
        fold(pack.say_in(case, f"organs.{organ}"))
        for organ in ORGANS
        for case in ("nominative", "genitive", "dative")
    }
    return choice(names)


def _may_hold(pack: Pack, text: str) -> bool:
    return _hints(pack).search(text) is not None


@cache
def _grateful(pack: Pack) -> tuple[re.Pattern[str], dict[str, list[tuple[str, ...]]]]:
    table: dict[str, list[tuple[str, ...]]] = {}
    for line in lines(pack, "request.grateful"):
        table.setdefault(fold(line.text), []).append(line.path)
    return choice(table), table


@cache
def documents(pack: Pack) -> tuple[re.Pattern[str], dict[str, list[tuple[str, ...]]]]:
    """How a text calls what is to be circulated, with the ways that lead to it."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for line in lines(pack, "request.documents"):
        if "pronoun" not in line.path:
            table.setdefault(fold(line.text), []).append(line.path)
    return choice(table), table


@cache
def _pronouns(pack: Pack) -> re.Pattern[str]:
    return choice(
        fold(line.text) for line in lines(pack, "request.documents") if "pronoun" in line.path
    )


@cache
def _readers(pack: Pack) -> dict[str, Reader]:
    pronouns = _pronouns(pack)
    named = table_reader(*documents(pack))
    names = table_reader(*organ_names(pack))
    links = joins(pack)

    def read_documents(text: str, place: int, forms: tuple[str, ...]) -> Iterator[Reading]:
        if "pronoun" in forms:
            found = pronouns.match(text, place)
            if found:
                yield found.end(), None
            return
        yield from named(text, place, forms)

    def members(text: str, place: int, forms: tuple[str, ...]) -> Iterator[Reading]:
        organs: list[Organ] = []
        at = place
        found: list[Reading] = []
        while True:
            step = next(
                (
                    (end, values["organ"])
                    for line in lines(pack, "request.members")
                    for end, values in walk(line.steps, text, at, {"organ": names}, whole=False)
                ),
                None,
            )
            if step is None:
                break
            organs = [*organs, Organ(step[1])]
            found.append((step[0], tuple(organs)))
            link = links.match(text, step[0])
            if link is None:
                break
            at = link.end()
        yield from reversed(found)

    parties = parties_of(pack)
    return {
        "grateful": table_reader(*_grateful(pack)),
        "documents": read_documents,
        "organs": organs_reader(pack),
        "members": members,
        "senders": parties.read,
    }


def _reading(
    pack: Pack, action: str, line: Line, start: int, end: int, values: dict[str, Any]
) -> RequestReading:
    known = set(pack.words)
    asked_for: list[tuple[str, ...]] = values.get("documents") or [()]
    grateful: list[tuple[str, ...]] = values.get("grateful") or [()]
    organs, paths = values.get("organs", ((), ()))
    organs = organs or values.get("members", ())
    steps = (*line.path, *grateful[0], *asked_for[0], *paths)
    path = asked_for[0]
    of = "annexes" if "annexes" in path else "letter" if "none" in path else "all"
    asks = next((step for step in steps if step in ("i", "we", "it", "they")), None)
    genders = {step for way in grateful for step in way if step in ("m", "f")}
    place = {"session-items": "organ", "session": "organ", "items-of-session": "item"}
    session = next((place[organ.choice] for organ in organs if organ.choice in place), "none")
    kind = next((step for step in path if step in ("letter", "note-verbale")), None)
    return RequestReading(
        start,
        end,
        action,
        of,
        session,
        tuple(dict.fromkeys(step for step in steps if step in known)),
        tuple(organs),
        kind,
        asks,
        genders.pop() if len(genders) == 1 else None,
        tuple(values.get("senders", ())),
    )


# -- what is said without the whole formula --------------------------------------------------------


def organs_in(pack: Pack, text: Folded) -> tuple[Organ, ...]:
    """The organs that a text asks to be a document of, where its request is in own words.

    Each is found after the words that stand before the organs in some line of a request.
    """
    if not _may_hold(pack, text.fold):
        return ()
    read = organs_reader(pack)
    best: tuple[Organ, ...] = ()
    for pattern in _before_organs(pack):
        for found in pattern.finditer(text.fold):
            for _, (organs, _) in read(text.fold, found.end(), ()):
                if len(organs) > len(best) or (
                    len(organs) == len(best)
                    and sum(len(o.items) for o in organs) > sum(len(o.items) for o in best)
                ):
                    best = organs
                break
    return best


@cache
def _before_organs(pack: Pack) -> tuple[re.Pattern[str], ...]:
    found: set[str] = set()
    for action in ("circulate", "both"):
        for line in lines(pack, f"request.{action}"):
            for before, step in zip(line.steps, line.steps[1:], strict=False):
                if isinstance(step, Slot) and step.name == "organs":
                    words = before.pattern if isinstance(before, re.Pattern) else ""
                    tail = parts(words)
                    if tail:
                        found.add(GAP.join(tail[-2:]) + (GAP if words.endswith(GAP) else ""))
    return tuple(re.compile(pattern) for pattern in sorted(found, key=len, reverse=True) if pattern)
