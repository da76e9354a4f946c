"""French."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from dipdocs.language.grammar.base import Grammar, Speaker
from dipdocs.language.states import StateName

_ARTICLES = (
    ("du ", "le "),
    ("des ", "les "),
    ("de la ", "la "),
    ("de l'", "l'"),
    ("de ", ""),
    ("d'", ""),
)
"""What stands after «de», and the article alone."""


class French(Grammar):
    """Contraction of article and preposition; elision before a vowel or mute h."""

    last = " et "
    articles = ("le ", "la ", "les ", "l'", "l’")

    def genitive(self, phrase: str) -> str:
        return _with_preposition("de", phrase, {"le ": "du ", "les ": "des "})

    def dative(self, phrase: str) -> str:
        return _with_preposition("à", phrase, {"le ": "au ", "les ": "aux "})

    def with_article(self, name: StateName) -> str:
        of = name.of or name.short
        for contracted, article in _ARTICLES:
            if of.startswith(contracted):
                return article + of.removeprefix(contracted)
        return of

    def meet(self, before: str, after: str) -> tuple[str, str]:
        """«a l'honneur d'attirer»: «de» loses its vowel before another (phrases.md §7, fr-08)."""
        word = after.lstrip(" \u00a0")
        if before.endswith(" de") and after != word and _elides(word):
            return before.removesuffix("e") + "'", word
        return before, after

    def states(self, names: Sequence[Speaker], case: str) -> str:
        """Several States; French repeats the preposition (phrases.md §10.2)."""
        return self.join([name(case) for name in names])


def _with_preposition(preposition: str, phrase: str, contracted: dict[str, str]) -> str:
    for article, both in contracted.items():
        if phrase.startswith(article):
            return both + phrase.removeprefix(article)
    if preposition == "de" and _begins_with_vowel(phrase) and not re.match(r"l['’]", phrase):
        return f"d'{phrase}"
    return f"{preposition} {phrase}"


_ASPIRATED = ("hât", "hauss", "heurt", "hach", "hant", "harcel", "hiss", "hurl", "haï")


def _elides(word: str) -> bool:
    return _begins_with_vowel(word) and not word.casefold().startswith(_ASPIRATED)


def _begins_with_vowel(phrase: str) -> bool:
    first = unicodedata.normalize("NFD", phrase[:1]).casefold()[:1]
    return first in set("aeiouœæh")


RULES = French()
