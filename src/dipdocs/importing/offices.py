"""How offices and States are written: each once in every gender, number and case.

A mark stands in the place of an office's State; what is before and after it finds the office again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from dipdocs.errors import DipdocsError
from dipdocs.importing.folding import fold
from dipdocs.importing.matching import literal, parts
from dipdocs.importing.wordings import extra, lines
from dipdocs.language import Pack
from dipdocs.language.formula import Slot
from dipdocs.language.grammar.base import CASES, NOMINATIVE
from dipdocs.language.pack import case_of
from dipdocs.language.states import every_name
from dipdocs.model.terms import MISSIONS, OFFICES, ORGANIZATION_OFFICES, PERMANENT_MISSION

MARK = "\ue000"
"""What stands in the place of a State."""


@dataclass(frozen=True)
class Office:
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


def leads(pack: Pack) -> re.Pattern[str]:
    """The words before senders or addressees in the lines of titles: from, to, إلى."""
    found = set()
    for line in lines(pack, "title"):
        for before, step in zip(line.steps, line.steps[1:], strict=False):
            if isinstance(before, re.Pattern) and isinstance(step, Slot):
                last = next(reversed(parts(before.pattern)), "")
                if step.name != "date" and last.isalpha():
                    found.add(last)
    return re.compile(f"(?:{'|'.join(sorted(found))}) " if found else "(?!)")


def states(pack: Pack, cases: Sequence[str] = CASES) -> dict[str, tuple[str, str]]:
    """Every form of every name of every State, folded, with code and form of the name."""
    table: dict[str, tuple[str, str]] = {}
    grammar = pack.grammar
    for code, name in every_name(pack.code):
        for form in ("short", "formal"):
            for case in cases:
                try:
                    said = grammar.state(name, form, case)
                except DipdocsError:  # a case that the language has no rule for
                    continue
                table.setdefault(fold(said), (code, form))
                table.setdefault(fold(grammar.without_article(said)), (code, form))
        table.setdefault(fold(name.short), (code, "short"))
        for case in cases:
            try:
                table.setdefault(fold(grammar.inflect(name.short, case)), (code, "short"))
            except DipdocsError:
                continue
    for code, names in extra(pack).get("states", {}).items():
        for name in names:
            for case in cases:
                try:
                    table.setdefault(fold(grammar.inflect(str(name), case)), (code, "formal"))
                except DipdocsError:
                    continue
    table.pop("", None)
    return table


def offices(pack: Pack) -> tuple[Office, ...]:
    """How each office is written, in every gender, number and case."""
    made: dict[tuple[str, str, str, str | None], tuple[set[tuple[str, str]], set[str], bool]] = {}

    written: frozenset[tuple[str, str, str, str | None]] = frozenset()
    others: list[tuple[str, str, str | None, tuple[str, str], str]] = []

    def add(
        office: str, text: str, mission: str | None, feature: tuple[str, str], case: str
    ) -> None:
        folded = fold(text).strip()
        before, mark, after = folded.partition(MARK)
        key = (office, before, after, mission)
        if key in written:
            return  # the pack's own wording knows its gender and number
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
                others += [
                    (office, other, kept, (gender, number), case) for other in _instead(pack, text)
                ]
    written = frozenset(made)
    for office, text, mission, feature, case in others:
        add(office, text, mission, feature, case)
    written = frozenset(made)
    for key, table in extra(pack).items():
        office = key.removeprefix("offices.")
        if office == key or office not in OFFICES:
            continue
        for line in table if isinstance(table, list) else [table]:
            text = re.sub(r"\{\{.*?\}\}", MARK, str(line))
            for case, said in _in_cases(pack, text):
                add(office, said, None, ("m", "singular"), case)
                add(office, said, None, ("f", "plural"), case)
    return tuple(
        Office(office, before, after, stated, mission, frozenset(features), frozenset(cases))
        for (office, before, after, mission), (features, cases, stated) in made.items()
        if before or after
    )


def _in_cases(pack: Pack, text: str) -> Iterator[tuple[str, str]]:
    """A line in the cases that a rule of the language makes, and without its article."""
    yield NOMINATIVE, text
    yield NOMINATIVE, pack.grammar.without_article(text)
    for case in sorted(pack.grammar.derived):
        yield case, pack.grammar.inflect(text, case)


def _instead(pack: Pack, text: str) -> Iterator[str]:
    """An office's line with other words for its parts, as `instead` of `reading.yaml` has them."""
    ways = [text]
    for part, others in extra(pack).get("instead", {}).items():
        ways += [way.replace(part, other) for way in ways if part in way for other in others]
    yield from ways[1:]


def _written(
    pack: Pack, office: str, features: tuple[str, ...], case: str, mission: str | None
) -> Iterator[str]:
    def marked(forms: tuple[str, ...]) -> str:
        return MARK

    def of_mission(forms: tuple[str, ...]) -> str:
        key = f"offices.{mission}"
        return pack.say_in(case_of(forms), key, features[1 if features[0] in "mf" else 0], "m",
                           features[2], country=marked)  # fmt: skip

    text = pack.say_in(case, f"offices.{office}", *features, country=marked, mission=of_mission)
    yield text
    bare = pack.grammar.without_article(text)
    if bare != text and case == NOMINATIVE:
        yield bare
