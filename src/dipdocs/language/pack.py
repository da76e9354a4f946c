"""A language pack: all wording and rules of one language, read from `templates/languages/<code>/`.

Typed and validated when loaded: every key of the registry is there, every line uses only the
slots it may, every table answers for every combination it must. A gap names the pack and the
key; no language falls back to another.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property, lru_cache
from itertools import product
from pathlib import Path
from typing import Any, Literal

from dipdocs.errors import Finding, LanguageError
from dipdocs.kept import kept
from dipdocs.language.formula import Filling, Formula, Gap, Inflected, Table, choose, leaves, select
from dipdocs.language.grammar import Grammar, grammar
from dipdocs.language.grammar.base import CASES, NOMINATIVE
from dipdocs.language.ordinals import speller, usual
from dipdocs.language.registry import COMBINATION_EXCEPTIONS, ENTRIES, Entry
from dipdocs.language.typography import Typography
from dipdocs.model.terms import LANGUAGES, Language
from dipdocs.resources import read_yaml, templates

FILES = ("terms.yaml", "formulas.yaml", "typography.yaml")
_REMEMBERED = 4096
"""Dates in words, and lines found, that a pack remembers."""


class Pack:
    """The wording of one language. Get one with `load`.

    LanguageError tells what `data` lacks, unless they were `checked` before.
    """

    def __init__(
        self, code: Language, folder: Path, data: dict[str, Any], *, checked: bool = False
    ) -> None:
        self.code: Language = code
        self.folder = folder
        self.grammar: Grammar = grammar(code)
        self.direction: Literal["ltr", "rtl"] = data.get("direction", "ltr")
        self._data = data
        self._tables: dict[str, Table] = {}
        self.date = lru_cache(_REMEMBERED)(self._date)
        """A date as it stands in running text."""
        self._line = lru_cache(_REMEMBERED)(self._find_line)
        for key, entry in ENTRIES.items():
            table = self._find(key)
            self._tables[key] = table
            if not checked:
                self._check(key, entry, table)

    # -- saying --------------------------------------------------------------------------------

    def say(self, key: str, *features: str, **slots: Filling) -> str:
        """The line under a key that fits the features, its slots filled."""
        return self.formula(key, *features).fill(slots)

    def say_in(self, case: str, key: str, *features: str, **slots: Filling) -> str:
        """The line in a grammatical case: from the table, or from another case by rule."""
        formula, path = self._line(key, (*features, case, *self.grammar.sources(case)))
        text = formula.fill(slots)
        return text if case in path else self.grammar.inflect(text, case)

    def inflected(self, key: str, *features: str, **slots: Filling) -> Inflected:
        """The line as a slot's filling that answers in the case asked for."""
        return lambda forms: self.say_in(case_of(forms), key, *features, **slots)

    def formula(self, key: str, *features: str) -> Formula:
        """The formula under a key that fits the features; LanguageError where there is none."""
        return self._line(key, features)[0]

    def _find_line(self, key: str, features: tuple[str, ...]) -> tuple[Formula, tuple[str, ...]]:
        """The formula that fits, and the choices that led to it."""
        try:
            line, path = choose(self._tables[key], features)
        except Gap as gap:
            raise self._error(f"no line for {key}: {gap}", key) from None
        return Formula.parse(key, line), path

    def formulas(self, key: str) -> Iterator[tuple[tuple[str, ...], Formula]]:
        """Every line under a key with the path of features that leads to it."""
        for path, line in leaves(self._tables[key]):
            yield path, Formula.parse(key, line)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of choice that a request may name in this language."""
        return tuple(
            sorted(
                {
                    feature
                    for key, entry in ENTRIES.items()
                    if entry.words
                    for path, _ in leaves(self._tables[key])
                    for feature in path
                    if feature not in _known_features(entry)
                }
            )
        )

    # -- dates and numbers ---------------------------------------------------------------------

    def _date(self, day: datetime.date) -> str:
        first: str = self._data["dates"].get("first", "1")
        number = first if day.day == 1 else str(day.day)
        return self.say("date", day=number, month=self.months[day.month - 1], year=str(day.year))

    def masthead_date(self, day: datetime.date) -> str:
        """A date in the masthead, which Russian, Chinese and Arabic documents keep in English."""
        language = self._data["dates"]["masthead"]
        return self.date(day) if language == "own" else load(language).date(day)

    @cached_property
    def months(self) -> tuple[str, ...]:
        """The twelve months as they stand in a date: CLDR's, or the pack's own."""
        names = self._data["dates"]["months"]
        if names != "babel":
            return tuple(names)
        from babel.dates import get_month_names

        wide = get_month_names("wide", context="format", locale=self.code)
        return tuple(wide[number] for number in range(1, 13))

    @cached_property
    def ordinal(self) -> Callable[[int, tuple[str, ...]], str]:
        """The function from number and forms (m, f, genitive …) to the ordinal in words.

        Where the pack says so, the form `brief` has figures above a number (`figures`: 14º), and
        the second hundred is counted by a line of its own (`beyond-hundred`: الأولى بعد المائة).
        """
        data = self._data["ordinals"]
        spelling = (
            ((re.compile(rule["find"]), rule["write"]), frozenset(rule.get("only", ())))
            for rule in data.get("spelling", ())
        )
        spell = speller(self.code, data["rulesets"], spelling, data.get("words", {}))
        figures, beyond = data.get("figures"), data.get("beyond-hundred")
        brief = Formula.parse("ordinals", figures["write"] if figures else "")
        after = Formula.parse("ordinals", beyond or "")

        def ordinal(number: int, forms: tuple[str, ...]) -> str:
            if figures and "brief" in forms and number > figures["above"]:
                return brief.fill({"number": str(number)})
            if beyond and 100 < number < 200:
                units = spell(number - 100, forms)
                return after.fill({"ordinal": units})
            return spell(number, forms)

        return ordinal

    def number(self, number: int) -> Inflected:
        """An annex's number as a line asks for it: II, 二; with the form `ordinal`, الثاني."""
        return lambda forms: (
            self.ordinal(number, forms) if "ordinal" in forms else self.grammar.numeral(number)
        )

    def sub_item(self, item: str) -> str:
        """An agenda item's number as the language writes it: 17 (c), 17 c), 17 (ج)."""
        number, *letters = re.findall(r"\d+|[a-z]+", item)
        for letter in letters:
            number = self.say("sub-item", number=number, letter=self.letters.get(letter, letter))
        return str(number)

    @property
    def letters(self) -> Mapping[str, str]:
        """The letters of agenda items by the Latin ones, where the language has its own."""
        alphabet: Mapping[str, str] = self._data.get("letters", {})
        return alphabet

    # -- typography ----------------------------------------------------------------------------

    @cached_property
    def typography(self) -> Typography:
        """The rules of quotation marks, spaces and dashes."""
        return Typography.from_data(self._data)

    # -- loading -------------------------------------------------------------------------------

    def _find(self, key: str) -> Table:
        node: Any = self._data
        for step in key.split("."):
            if not isinstance(node, Mapping) or step not in node:
                raise self._error(f"the key {key!r} is missing", key)
            node = node[step]
        table: Table = node
        return table

    def _check(self, key: str, entry: Entry, table: Table) -> None:
        known = _known_features(entry)
        for path, line in leaves(table):
            if not isinstance(line, str):
                raise self._error(f"{key}: {line!r} is no line of text", key)
            strange = [feature for feature in path if feature not in known and not entry.words]
            if strange:
                expected = ", ".join(sorted(known))
                raise self._error(f"{key}: unknown choice {strange[0]!r}", key, expected)
            try:
                slots = Formula.parse(key, line).slots if "{" in line else frozenset()
            except ValueError as error:
                raise self._error(f"{key}: {error}", key) from None
            if slots - entry.slots:
                unknown = ", ".join(sorted(slots - entry.slots))
                expected = ", ".join(sorted(entry.slots)) or "no slots"
                raise self._error(f"{key}: unknown slot {unknown}", key, expected)
        if isinstance(table, str):
            return
        excepted = COMBINATION_EXCEPTIONS.get(key)
        for combination in product(*entry.features):
            if excepted and excepted(frozenset(combination)):
                continue
            try:
                *features, case = combination
                select(table, (*features, case, *self.grammar.sources(case)))
            except Gap as gap:
                raise self._error(f"{key} has no line for {', '.join(combination)}", key) from gap

    def _error(self, message: str, key: str, expected: str | None = None) -> LanguageError:
        return LanguageError(
            Finding(
                f"language pack {self.code!r}: {message}",
                rule="language-pack",
                file=str(self.folder),
                field=key,
                expected=expected,
            )
        )


def _known_features(entry: Entry) -> frozenset[str]:
    return frozenset({"other"}.union(*entry.features))


def case_of(forms: Iterable[str]) -> str:
    """The grammatical case among a slot's forms; the nominative where none is named."""
    return next((form for form in forms if form in CASES), NOMINATIVE)


@cache
def load(code: str) -> Pack:
    """The pack of a language; LanguageError where it is unknown or not whole."""
    folder = templates() / "languages" / code
    if code not in LANGUAGES or not folder.is_dir():
        raise LanguageError(
            Finding(
                f"there is no language pack {code!r}",
                rule="language-pack",
                found=code,
                expected=", ".join(available()),
            )
        )
    data = kept(f"pack-{code}", [folder / name for name in FILES], lambda: _checked(code, folder))
    return Pack(code, folder, data, checked=True)


def _checked(code: Language, folder: Path) -> dict[str, Any]:
    """A pack's data, found whole, with the months and the usual ordinals that CLDR gives it."""
    data = _read(folder)
    pack = Pack(code, folder, data)
    data["dates"]["months"] = list(pack.months)
    data["ordinals"]["words"] = usual(code, data["ordinals"]["rulesets"])
    return data


def available() -> tuple[Language, ...]:
    """Codes of the languages that have a pack."""
    return tuple(code for code in LANGUAGES if (templates() / "languages" / code).is_dir())


def _read(folder: Path) -> dict[str, Any]:
    import yaml

    data: dict[str, Any] = {}
    for name in FILES:
        try:
            part = read_yaml(folder / name)
        except (OSError, yaml.YAMLError) as error:
            raise LanguageError(
                Finding(f"cannot be read: {error}", rule="language-pack", file=str(folder / name))
            ) from None
        data.update(part)
    return data
