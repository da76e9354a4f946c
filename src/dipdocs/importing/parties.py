"""Senders and addressees read back: the offices and names of States as the pack writes them.

Each office is written once in every gender, number and case with a mark in its State's place; what
stands before and after the mark finds the office again, and between them stands a State by one of
its names, or several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import cache, cached_property
from itertools import product

from dipdocs.errors import DipdocsError
from dipdocs.importing.folding import Folded, fold, is_cjk
from dipdocs.importing.matching import Reading, Table, at_word_end, literal, parts
from dipdocs.importing.wordings import extra, lines
from dipdocs.language import Pack
from dipdocs.language.formula import Slot
from dipdocs.language.grammar.base import CASES, NOMINATIVE
from dipdocs.language.pack import case_of
from dipdocs.language.states import every_name
from dipdocs.model.terms import MISSIONS, OFFICES, ORGANIZATION_OFFICES, PERMANENT_MISSION

_MARK = "\ue000"
_ALIKE, _ALIKE_CJK = 0.88, 0.75
"""How like an office's wording a phrase with slips must be."""
_MOST_SPACES = 14
_LONGEST_NAME = 90
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


@dataclass(frozen=True)
class _Office:
    """How an office is written: what stands before and after its State."""

    office: str
    before: str
    after: str
    stated: bool
    mission: str | None = None
    features: frozenset[tuple[str, str]] = field(default=frozenset())
    cases: frozenset[str] = frozenset()

    @cached_property
    def gender(self) -> str | None:
        """The gender that the wording shows; None where one wording serves both."""
        genders = {gender for gender, _ in self.features}
        return genders.pop() if len(genders) == 1 else None

    @cached_property
    def number(self) -> str | None:
        """Singular or plural, None where one wording serves both."""
        numbers = {number for _, number in self.features}
        return numbers.pop() if len(numbers) == 1 else None


class Parties:
    """Reads parties in one language. Get one with `parties_of`."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.states = _states(pack)
        self._state = Table(self.states)
        self.offices = _offices(pack)
        self._by_start: dict[str, list[_Office]] = {}
        for office in self.offices:
            if office.before:
                self._by_start.setdefault(office.before[:2], []).append(office)
        self._unstarted = [office for office in self.offices if not office.before]
        self.joins = joins(pack)
        self._leads = _leads(pack)

    # -- States --------------------------------------------------------------------------------

    def states_at(self, text: str, place: int) -> Iterator[tuple[int, list[tuple[str, str]]]]:
        """States named at a place of a fold, joined as a list: the most of them first."""
        found: list[tuple[int, list[tuple[str, str]]]] = []
        names: list[tuple[str, str]] = []
        at = place
        while True:
            match = self._state.match(text, at)
            if match is None:
                break
            names = [*names, match[1]]
            found.append((match[0], names))
            link = self.joins.match(text, match[0])
            if link is None:
                break
            at = link.end()
        yield from reversed(found)

    def country(self, text: str) -> tuple[str, str] | None:
        """The State that a whole text names, with the form of its name."""
        return self.states.get(fold(text))

    def state_within(self, text: str, start: int, end: int) -> str | None:
        """The State of a title in words of its own.

        It follows the words of an office («the Permanent Mission of Cuba to …»), or a short phrase
        ends with it («… de la République rwandaise»).
        """
        for office in self.offices:
            if office.stated and office.before and text.startswith(office.before, start):
                found = self._state.match(text, start + len(office.before))
                if found is not None and found[0] <= end:
                    return found[1][0]
        if text.count(" ", start, end) > _MOST_SPACES:
            return None
        for place in range(start, end):
            if place > start and at_word_end(text, place) and text[place - 1] in " '":
                found = self._state.match(text, place)
                if found is not None and found[0] == end:
                    return found[1][0]
        return None

    def nearest(self, text: str, case: str) -> Who | None:
        """The office that a phrase with slips in it means: nearly all of it is the office's."""
        least = _ALIKE_CJK if any(map(is_cjk, text[:4])) else _ALIKE
        state, rest = self._without_state(text)
        best: Who | None = None
        for office in self.offices:
            if office.stated != (state is not None) or office.number == "plural":
                continue
            written = office.before + (_MARK if office.stated else "") + office.after
            if abs(written.count(" ") - rest.count(" ")) > 1:
                continue
            alike = SequenceMatcher(None, written, rest, autojunk=False)
            if alike.real_quick_ratio() > least and alike.quick_ratio() > least:
                ratio = alike.ratio()
                if ratio > least:
                    least = ratio
                    code, form = state or (None, "short")
                    best = Who(office.office, code, form, office.gender, mission=office.mission,
                               case=case)  # fmt: skip
        return best

    def _without_state(self, text: str) -> tuple[tuple[str, str] | None, str]:
        """The longest State named in a phrase, and the phrase with a mark in its place."""
        best: tuple[int, int, tuple[str, str]] | None = None
        for place in range(len(text)):
            if place == 0 or at_word_end(text, place):
                found = self._state.match(text, place)
                if found is not None and (best is None or found[0] - place > best[1] - best[0]):
                    best = (place, *found)
        if best is None:
            return None, text
        return best[2], text[: best[0]] + _MARK + text[best[1] :]

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
            link = self.joins.match(text, end) if depth < 8 else None
            if link is not None:
                # «إلى الأمين العام وإلى رئيس مجلس الأمن»: the preposition may be said again.
                again = self._leads.match(text, link.end())
                starts = [link.end(), *([again.end()] if again else [])]
                for start in starts:
                    for further, others in self._lists(text, start, case, depth + 1):
                        yield further, [*who, *others]
            if at_word_end(text, end):
                yield end, who

    def _units(self, text: str, place: int, case: str) -> Iterator[Reading]:
        """One office, of one State or of several."""
        found: list[Reading] = []
        fitting = self._by_start.get(text[place : place + 2], ())
        for office in fitting:
            if text.startswith(office.before, place):
                found += self._held(office, text, place, place + len(office.before), case)
        states = list(self.states_at(text, place)) if self._unstarted else []
        for office in self._unstarted if states else ():
            found += self._held(office, text, place, place, case, states)
        found.sort(key=lambda reading: (-reading[0], any(who.phrase for who in reading[1])))
        yield from found

    def _held(
        self,
        office: _Office,
        text: str,
        start: int,
        place: int,
        case: str,
        named: Sequence[tuple[int, list[tuple[str, str]]]] | None = None,
    ) -> Iterator[Reading]:
        gender, number = office.gender, office.number
        who = Who(office=office.office, gender=gender, mission=office.mission, case=case)
        if not office.stated:
            if at_word_end(text, place):
                yield place, [who]
            return
        for end, states in self.states_at(text, place) if named is None else named:
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
        end = text.find(office.after, place + 1, place + _LONGEST_NAME)
        if end > 0 and number != "plural":
            inner = text[place:end]
            if not any(mark in inner for mark in '.;:"('):
                yield end + len(office.after), [replace(who, phrase=(place, end))]


def joins(pack: Pack) -> re.Pattern[str]:
    """What may stand between the members of a list."""
    grammar = pack.grammar
    a, b, c = "\ue001", "\ue002", "\ue003"
    joined = grammar.join([a, b, c])
    links = {joined[joined.index(a) + 1 : joined.index(b)]}
    links.add(joined[joined.index(b) + 1 : joined.index(c)])
    links.update(grammar.last_word(word) for word in ("Italia", "Albania"))
    links.update(grammar.join(["1", "2"])[1:-1] for _ in (0,))
    links.add(", ")
    patterns = set()
    for link in links:
        tight = link.strip(", ")
        if not link.strip():
            continue
        pattern = literal(fold(link)) if tight == link.strip() and tight else ",? *"
        if tight:
            glue = " ?" if link.endswith(" ") or link[-1:].isascii() else ""
            pattern = rf"[ ,]*{re.escape(fold(tight))}{glue}"
            if link.startswith(" "):
                pattern = rf"[ ,]+{re.escape(fold(tight))}{' +' if link.endswith(' ') else ''}"
        else:
            pattern = ", *"
        patterns.add(pattern)
    ordered = sorted(patterns, key=len, reverse=True)
    return re.compile("|".join(ordered))


@cache
def parties_of(pack: Pack) -> Parties:
    """The reader of parties of a language, made once."""
    return Parties(pack)


def _leads(pack: Pack) -> re.Pattern[str]:
    """The words before senders or addressees in the lines of titles: from, to, إلى."""
    found = set()
    for line in lines(pack, "title"):
        for before, step in zip(line.steps, line.steps[1:], strict=False):
            if isinstance(before, re.Pattern) and isinstance(step, Slot):
                last = next(reversed(parts(before.pattern)), "")
                if step.name != "date" and last.isalpha():
                    found.add(last)
    return re.compile(f"(?:{'|'.join(sorted(found))}) " if found else "(?!)")


def _states(pack: Pack) -> dict[str, tuple[str, str]]:
    """Every form of every name of every State, folded, with code and form of the name."""
    table: dict[str, tuple[str, str]] = {}
    grammar = pack.grammar
    for code, name in every_name(pack.code):
        for form in ("short", "formal"):
            for case in CASES:
                try:
                    said = grammar.state(name, form, case)
                except DipdocsError:  # a case that the language has no rule for
                    continue
                table.setdefault(fold(said), (code, form))
                table.setdefault(fold(grammar.without_article(said)), (code, form))
        table.setdefault(fold(name.short), (code, "short"))
        for case in CASES:
            try:
                table.setdefault(fold(grammar.inflect(name.short, case)), (code, "short"))
            except DipdocsError:
                continue
    for code, names in extra(pack).get("states", {}).items():
        for name in names:
            for case in CASES:
                try:
                    table.setdefault(fold(grammar.inflect(str(name), case)), (code, "formal"))
                except DipdocsError:
                    continue
    table.pop("", None)
    return table


def _offices(pack: Pack) -> tuple[_Office, ...]:
    """How each office is written, in every gender, number and case."""
    made: dict[tuple[str, str, str, str | None], tuple[set[tuple[str, str]], set[str], bool]] = {}

    def add(
        office: str, text: str, mission: str | None, feature: tuple[str, str], case: str
    ) -> None:
        folded = Folded(text).fold
        before, mark, after = folded.partition(_MARK)
        key = (office, before, after, mission)
        features, cases, _ = made.setdefault(key, (set(), set(), bool(mark)))
        features.add(feature)
        cases.add(case)

    for office, gender, number, count, case in product(
        OFFICES, ("m", "f"), ("singular", "plural"), ("two", "many"), CASES
    ):
        if office in ORGANIZATION_OFFICES and number == "plural":
            continue
        missions = MISSIONS if office == "charge-d-affaires" else (None,)
        for mission in missions:
            features = (number, gender, count) if number == "plural" else (gender, number, count)
            for text in _written(pack, office, features, case, mission):
                kept = None if mission == PERMANENT_MISSION else mission
                add(office, text, kept, (gender, number), case)
    for key, table in extra(pack).items():
        office = key.removeprefix("offices.")
        if office == key or office not in OFFICES:
            continue
        for line in table if isinstance(table, list) else [table]:
            add(
                office,
                re.sub(r"\{\{.*?\}\}", _MARK, str(line)),
                None,
                ("m", "singular"),
                NOMINATIVE,
            )
            add(office, re.sub(r"\{\{.*?\}\}", _MARK, str(line)), None, ("f", "plural"), NOMINATIVE)
    return tuple(
        _Office(office, before, after, stated, mission, frozenset(features), frozenset(cases))
        for (office, before, after, mission), (features, cases, stated) in made.items()
        if before or after
    )


def _written(
    pack: Pack, office: str, features: tuple[str, ...], case: str, mission: str | None
) -> Iterator[str]:
    def marked(forms: tuple[str, ...]) -> str:
        return _MARK

    def of_mission(forms: tuple[str, ...]) -> str:
        key = f"offices.{mission}"
        return pack.say_in(case_of(forms), key, features[1 if features[0] in "mf" else 0], "m",
                           features[2], country=marked)  # fmt: skip

    text = pack.say_in(case, f"offices.{office}", *features, country=marked, mission=of_mission)
    yield text
    bare = pack.grammar.without_article(text)
    if bare != text and case == NOMINATIVE:
        yield bare
