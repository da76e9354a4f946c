"""What every grammar answers, with the answers of a language that does not inflect."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from dipdocs.language.states import StateName

NOMINATIVE = "nominative"
GENITIVE = "genitive"
DATIVE = "dative"
CASES = (NOMINATIVE, GENITIVE, DATIVE)
"""Nominative is the phrase as a subject, with its article; genitive what stands after «of» (with
the preposition where the language has one: «du Président»); dative after «to» («au Président»)."""


Speaker = Callable[[str], str]
"""A name that can be asked for in any case."""


class Grammar:
    """Rules of one language. A subclass overrides what its language does otherwise."""

    derived: frozenset[str] = frozenset({GENITIVE, DATIVE})
    """The cases that follow from the nominative by rule; the others stand in the pack."""
    separator = ", "
    """Between the members of a list."""
    last = ""
    """Before the last member of a list."""
    word_end = r"(?![\w-])"
    """The pattern of a word's end."""
    articles: tuple[str, ...] = ()
    """What a phrase may begin with and loses where it stands alone on a line."""

    def genitive(self, phrase: str) -> str:
        """The phrase after «of», from its nominative."""
        return phrase

    def dative(self, phrase: str) -> str:
        """The phrase after «to», from its nominative."""
        return phrase

    def sources(self, case: str) -> tuple[str, ...]:
        """The cases that the phrase in this case follows from by rule, the nearest first."""
        return (NOMINATIVE,) if case in self.derived else ()

    def inflect(self, phrase: str, case: str) -> str:
        """The phrase in a case, from its nominative."""
        if case == GENITIVE:
            return self.genitive(phrase)
        return self.dative(phrase) if case == DATIVE else phrase

    def join(self, members: Sequence[str]) -> str:
        """The members as a list in running text."""
        if len(members) < 2:
            return "".join(members)
        return self.separator.join(members[:-1]) + self.last_word(members[-1]) + members[-1]

    def last_word(self, member: str) -> str:
        """The word before the last member of a list."""
        return self.last

    def state(self, name: StateName, form: str, case: str) -> str:
        """A State's name (`form` short or formal) in a case, with its article."""
        phrase = self.with_article(name) if form == "short" else name.formal
        if case == GENITIVE and form == "short" and name.of is not None:
            return name.of
        return self.inflect(phrase, case)

    def with_article(self, name: StateName) -> str:
        """The short name with its article, if it has one."""
        return name.short

    def states(self, names: Sequence[Speaker], case: str) -> str:
        """Several States in a case: «of Egypt, the Sudan and Yemen»."""
        first, *rest = names
        return self.join([first(case), *(name(NOMINATIVE) for name in rest)])

    def meet(self, before: str, after: str) -> tuple[str, str]:
        """Two pieces of a sentence, a formula's and the user's, as they meet."""
        return before, after

    def gender(self, phrase: str, of: str) -> str:
        """The gender that a verb takes from an office, `of` being that of its holder."""
        return of

    def alphabetical(self, names: Sequence[str]) -> list[str]:
        """Names in the language's order; accents and the article ال do not count."""
        return sorted(names, key=_collation)

    def capitalize(self, text: str) -> str:
        """The text as it begins a line."""
        return text[:1].upper() + text[1:]

    def without_article(self, phrase: str) -> str:
        """The phrase as it stands alone on a line."""
        for article in self.articles:
            if phrase.startswith(article):
                return phrase.removeprefix(article)
        return phrase

    def mention(self, phrases: Sequence[str]) -> str:
        """The pattern by which these words or phrases are found in a text, whole words only."""
        return rf"(?<![\w-])(?:{self.one_of(phrases)}){self.word_end}"

    def one_of(self, phrases: Sequence[str]) -> str:
        """Phrases as the choices of a pattern, the longest first, with any kind of space."""
        escaped = (r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases)
        return "|".join(sorted(escaped, key=len, reverse=True))

    def numeral(self, number: int) -> str:
        """The number of an annex as the language writes it: I, II, III."""
        return roman(number)


def _collation(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", name.casefold())
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.sub(r"[^\w]+", "", letters.removeprefix("ال"))


def roman(number: int) -> str:
    """A Roman numeral in capitals; ValueError below 1 or above 3999."""
    if not 0 < number < 4000:
        raise ValueError(f"{number} has no Roman numeral")
    out = ""
    for value, letters in _ROMAN:
        while number >= value:
            out += letters
            number -= value
    return out


_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
