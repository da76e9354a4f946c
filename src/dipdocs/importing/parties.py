"""Senders and addressees read back: the offices and names of States as the pack writes them.

Each office is written once in every gender, number and case with a mark in its State's place; what
stands before and after the mark finds the office again, and between them stands a State by one of
its names, or several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache

from dipdocs.importing.folding import fold
from dipdocs.importing.matching import Reading, Table, at_word_end
from dipdocs.importing.offices import Office, joins, leads
from dipdocs.importing.offices import offices as offices_of
from dipdocs.importing.offices import states as states_of
from dipdocs.language import Pack
from dipdocs.language.grammar.base import GENITIVE, NOMINATIVE
from dipdocs.language.pack import case_of

_WORD_START = re.compile(r"(?<=[ '’])\w")
_WITH_DUTIES = frozenset(
    {"head-of-government", "minister-for-foreign-affairs", "ministry-of-foreign-affairs"}
)
_MOST_KEPT = 1024
"""Readings kept, for the lines that try the same place one after another."""
_LONGEST_DUTIES = 120
"""How long the duties of a minister may be that stand between the office's words and the State."""
LONGEST_NAME = 90
"""How long a State's name in words of the text's own may be."""


@dataclass(frozen=True, slots=True)
class Who:
    """A party as read. `phrase` is a stretch of the fold for what no table holds."""

    office: str | None = None
    country: str | None = None
    form: str = "short"
    gender: str | None = None
    plural: bool = False
    mission: str | None = None
    phrase: tuple[int, int] | None = None
    """The State's name where there is an office, else the whole title."""
    case: str = NOMINATIVE


class Parties:
    """Reads parties in one language. Get one with `parties_of`."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.states = states_of(pack)
        self.table = Table(self.states)
        self.offices = offices_of(pack)
        self._by_start: dict[str, dict[str, list[Office]]] = {}
        """Offices by what stands before their State, found by its first two characters."""
        for office in self.offices:
            if office.before:
                begun = self._by_start.setdefault(office.before[:2], {})
                begun.setdefault(office.before, []).append(office)
        self.unstarted = [office for office in self.offices if not office.before]
        self.joins = joins(pack)
        self._units = lru_cache(maxsize=_MOST_KEPT)(self._find_units)
        self.leads = leads(pack)

    # -- States --------------------------------------------------------------------------------

    def states_at(self, text: str, place: int) -> Iterator[tuple[int, list[tuple[str, str]]]]:
        """States named at a place of a fold, joined as a list: the most of them first."""
        found: list[tuple[int, list[tuple[str, str]]]] = []
        names: list[tuple[str, str]] = []
        at = place
        while True:
            match = self.table.match(text, at)
            if match is None:
                break
            names = [*names, match[1]]
            found.append((match[0], names))
            at = self._next(text, match[0])
            if at < 0:
                break
        yield from reversed(found)

    @cached_property
    def _of(self) -> frozenset[str]:
        """The words that names of States in the genitive begin with, and the names do not: of."""
        first: dict[str, set[str]] = {}
        for case in (NOMINATIVE, GENITIVE):
            forms = states_of(self.pack, (case,))
            first[case] = {name.split(" ")[0] for name in forms if " " in name}
        return frozenset(first[GENITIVE] - first[NOMINATIVE])

    def goes_on(self, text: str, place: int) -> bool:
        """Whether an office read up to a place goes on: «the Secretary-General of the League»."""
        following = text[place:].lstrip(" ").split(" ", 1)[0]
        return text[place : place + 1] == " " and following in self._of

    def country(self, text: str) -> tuple[str, str] | None:
        """The State that a whole text names, with the form of its name."""
        return self.states.get(fold(text))

    def _next(self, text: str, place: int) -> int:
        """Where the next member of a list begins, -1 for none; a comma may have been lost."""
        link = self.joins.match(text, place)
        if link is not None:
            return link.end()
        return place + 1 if text[place : place + 1] == " " else -1

    # -- parties -------------------------------------------------------------------------------

    def read(self, text: str, place: int, forms: tuple[str, ...] = ()) -> Iterator[Reading]:
        """Parties at a place of a fold, as a slot asks for them; the longest list first."""
        case = case_of(forms)
        seen = set()
        for end, who in self._lists(text, place, case, 0):
            if end not in seen:
                seen.add(end)
                yield end, who

    def _lists(self, text: str, place: int, case: str, depth: int) -> Iterator[Reading]:
        for end, who in self._units(text, place, case):
            further = self._next(text, end) if depth < 8 else -1
            if further >= 0:
                # «إلى الأمين العام وإلى رئيس مجلس الأمن»: the preposition may be said again.
                again = self.leads.match(text, further) if self.joins.match(text, end) else None
                starts = [further, *([again.end()] if again else [])]
                for start in starts:
                    for last, others in self._lists(text, start, case, depth + 1):
                        yield last, [*who, *others]
            if at_word_end(text, end):
                yield end, who

    def _find_units(self, text: str, place: int, case: str) -> tuple[Reading, ...]:
        """One office, of one State or of several, in each way in which it can be read."""
        found: list[Reading] = []
        begun = self._by_start.get(text[place : place + 2], {})
        for before, fitting in begun.items():
            if text.startswith(before, place):
                begin = place + len(before)
                named = list(self.states_at(text, begin))
                for office in fitting:
                    found += self._held(office, text, begin, case, named)
        states = list(self.states_at(text, place)) if self.unstarted else []
        for office in self.unstarted if states else ():
            found += self._held(office, text, place, case, states)
        if not found:
            for before, fitting in begun.items():
                if before.endswith(" ") and text.startswith(before[:-1], place):
                    held = list(self._behind_duties(text, place + len(before) - 1))
                    for office in fitting if held else ():
                        if office.office in _WITH_DUTIES and not office.after:
                            found += self._held(office, text, place, case, held)
        found.sort(key=lambda reading: (-reading[0], any(who.phrase for who in reading[1])))
        return tuple(found)

    def _held(
        self,
        office: Office,
        text: str,
        place: int,
        case: str,
        named: Sequence[tuple[int, list[tuple[str, str]]]],
    ) -> Iterator[Reading]:
        gender, number = office.gender, office.number
        who = Who(office=office.office, gender=gender, mission=office.mission, case=case)
        if not office.stated:
            if at_word_end(text, place):
                yield place, [who]
            return
        for end, states in named:
            last = end + len(office.after)
            if not text.startswith(office.after, end):
                # What follows every office of a list may be said once, after the last.
                if not office.before or self.joins.match(text, end) is None:
                    continue
                last = end
            if not at_word_end(text, last):
                continue
            if len(states) > 1 and number == "singular":
                continue
            plural = len(states) == 1 and number == "plural" and bool(office.before)
            yield (
                last,
                [replace(who, country=code, form=form, plural=plural) for code, form in states],
            )
            return
        if not office.after or not office.before:
            return
        end = text.find(office.after, place + 1, place + LONGEST_NAME)
        if end > 0 and number != "plural":
            inner = text[place:end]
            if not any(mark in inner for mark in '.;:"('):
                yield end + len(office.after), [replace(who, phrase=(place, end))]

    def _behind_duties(self, text: str, place: int) -> Iterator[tuple[int, list[tuple[str, str]]]]:
        """The State behind further duties: «the Minister for Foreign Affairs and Trade of …»."""
        link = self.joins.match(text, place)
        if link is None or text.startswith(self.pack.grammar.articles, link.end()):
            return  # an article begins another office
        for found in _WORD_START.finditer(text, link.end(), link.end() + _LONGEST_DUTIES):
            if any(mark in text[place : found.start()] for mark in '.;:"('):
                return
            state = self.table.match(text, found.start())
            if state is not None:
                yield state[0], [state[1]]
                return


@cache
def parties_of(pack: Pack) -> Parties:
    """The reader of parties of a language, made once."""
    return Parties(pack)
