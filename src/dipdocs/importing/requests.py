"""The request for circulation read back, and what else the formulas of a text tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from dipdocs.importing.folding import Folded, fold
from dipdocs.importing.matching import GAP, Reader, Reading, Span, at_word_end, parts, walk
from dipdocs.importing.numbers import choice, read_annex_number
from dipdocs.importing.parties import Who, joins, parties_of
from dipdocs.importing.tokens import items_reader, sessions
from dipdocs.importing.wordings import Line, find, inflected, lines
from dipdocs.language import Pack
from dipdocs.language.formula import Slot
from dipdocs.model.terms import ORGANS

ACTIONS = ("circulate", "both", "attention")
_SENTENCE = re.compile(r"(?:^|(?<=[.!?;:,]) |(?<=[。！？；：，,;:]))(?=\S)")


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ as a request names it."""

    organ: str
    items: tuple[str, ...] = ()
    provisional: bool = False
    session: tuple[str, int] | None = None
    choice: str = "bare"


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
    return [m.start() + (text[m.start()] == " ") for m in _SENTENCE.finditer(text)]


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
def _documents(pack: Pack) -> tuple[re.Pattern[str], dict[str, list[tuple[str, ...]]]]:
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
def _organ_names(pack: Pack) -> tuple[re.Pattern[str], dict[str, str]]:
    table: dict[str, str] = {}
    for organ in ORGANS:
        for case in ("genitive", "dative", "nominative"):
            table.setdefault(fold(pack.say_in(case, f"organs.{organ}")), organ)
        table.setdefault(fold(pack.say(f"organs.{organ}", "plain")), organ)
    return choice(table), table


def _table_reader(pattern: re.Pattern[str], table: dict[str, Any]) -> Reader:
    def read(text: str, place: int, forms: tuple[str, ...]) -> Iterator[Reading]:
        found = pattern.match(text, place)
        if found is None:
            return
        said = re.sub(r"[ ,]+", " ", found[0])
        value = table.get(found[0], table.get(said))
        if value is not None:
            yield found.end(), value

    return read


def _organ_in_text(pack: Pack) -> Reader:
    """One organ with what is said of its session and items."""
    readers: dict[str, Reader] = {
        "organ": _table_reader(*_organ_names(pack)),
        "session": lambda text, place, forms: sessions(pack, text, place),
        "items": lambda text, place, forms: _items(pack, text, place),
    }

    def read(text: str, place: int, forms: tuple[str, ...]) -> Iterator[Reading]:
        found: list[tuple[int, tuple[Organ, tuple[str, ...]]]] = []
        for line in lines(pack, "request.organ"):
            for end, values in walk(line.steps, text, place, readers, whole=False):
                items, provisional, within = values.get("items", ((), False, None))
                organ = Organ(
                    values["organ"],
                    tuple(items),
                    provisional,
                    values.get("session", within),
                    _choice(line.path),
                )
                found.append((end, (organ, line.path)))
        found.sort(key=lambda reading: -reading[0])
        yield from found

    return read


_CHOICES = frozenset({"bare", "items", "session", "session-items", "items-of-session"})


def _choice(path: tuple[str, ...]) -> str:
    return next((step for step in path if step in _CHOICES), "bare")


def _items(pack: Pack, text: str, place: int) -> Iterator[Reading]:
    """Agenda items as running text names them, with the session where it is named with them."""
    readers: dict[str, Reader] = {
        "items": items_reader(pack),
        "session": lambda text, place, forms: sessions(pack, text, place),
    }
    found: list[Reading] = []
    for line in inflected(pack, "agenda-in-text"):
        for end, values in walk(line.steps, text, place, readers, whole=False):
            items = values.get("items")
            if isinstance(items, list):
                found.append((end, (items, "provisional" in line.path, values.get("session"))))
    found.sort(key=lambda reading: -reading[0])
    yield from found


def _organs(pack: Pack) -> Reader:
    """Organs one after another, joined as a request joins them."""
    one = _organ_in_text(pack)
    links = [line.steps[0] for line in lines(pack, "request.join")]
    patterns = [step for step in links if isinstance(step, re.Pattern)]
    general = joins(pack)

    def read(text: str, place: int, forms: tuple[str, ...]) -> Iterator[Reading]:
        yield from go(text, place, (), ())

    def go(
        text: str, place: int, organs: tuple[Organ, ...], paths: tuple[str, ...]
    ) -> Iterator[Reading]:
        for end, (organ, path) in one(text, place, ()):
            so_far = ((*organs, organ), (*paths, *path))
            if len(so_far[0]) < 6:
                nexts = {m.end() for p in (*patterns, general) if (m := p.match(text, end))}
                if end < len(text) and text[end] == " ":
                    nexts |= {m.end() for p in patterns if (m := p.match(text, end + 1))}
                for following in sorted(nexts, reverse=True):
                    yield from go(text, following, *so_far)
            yield end, so_far

    return read


@cache
def _readers(pack: Pack) -> dict[str, Reader]:
    pronouns = _pronouns(pack)
    documents = _table_reader(*_documents(pack))
    names = _table_reader(*_organ_names(pack))
    links = joins(pack)

    def read_documents(text: str, place: int, forms: tuple[str, ...]) -> Iterator[Reading]:
        if "pronoun" in forms:
            found = pronouns.match(text, place)
            if found:
                yield found.end(), None
            return
        yield from documents(text, place, forms)

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
        "grateful": _table_reader(*_grateful(pack)),
        "documents": read_documents,
        "organs": _organs(pack),
        "members": members,
        "senders": parties.read,
    }


def _reading(
    pack: Pack, action: str, line: Line, start: int, end: int, values: dict[str, Any]
) -> RequestReading:
    known = set(pack.words)
    documents: list[tuple[str, ...]] = values.get("documents") or [()]
    grateful: list[tuple[str, ...]] = values.get("grateful") or [()]
    organs, paths = values.get("organs", ((), ()))
    organs = organs or values.get("members", ())
    steps = (*line.path, *grateful[0], *documents[0], *paths)
    path = documents[0]
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
    read = _organs(pack)
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


def kind_of(pack: Pack, text: Folded) -> str | None:
    """Whether a text speaks of itself as a letter or as a note verbale."""
    pattern, table = _documents(pack)
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
    starts = [m.start() + (text[m.start()] == " ") for m in _SENTENCE.finditer(text)]
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
