"""Spanish."""

from __future__ import annotations

import re

from dipdocs.language.grammar.base import Grammar
from dipdocs.language.states import StateName

_ARTICLES = (
    ("del ", "el "),
    ("de la ", "la "),
    ("de los ", "los "),
    ("de las ", "las "),
    ("de ", ""),
)
"""What stands after «de», and the article alone. «de El Salvador» keeps its capital: no article."""

_SOUNDS_AS_I = re.compile(r"(?:[Hh][ií]|[IÍií](?=[a-záéíóúüñ]))(?!e)")
"""The sound before which «y» becomes «e»; not «hielo», nor a Roman numeral: «I y II»."""


class Spanish(Grammar):
    """Contraction of article and preposition; «e» for «y» before the sound i (RAE, DPD «y»)."""

    articles = ("el ", "la ", "los ", "las ")

    def genitive(self, phrase: str) -> str:
        return _contracted("de", phrase)

    def dative(self, phrase: str) -> str:
        return _contracted("a", phrase)

    def last_word(self, member: str) -> str:
        return " e " if _SOUNDS_AS_I.match(member) else " y "

    def with_article(self, name: StateName) -> str:
        of = name.of or name.short
        for contracted, article in _ARTICLES:
            if of.startswith(contracted):
                return article + of.removeprefix(contracted)
        return of


def _contracted(preposition: str, phrase: str) -> str:
    """The preposition with the phrase: «del Iraq», «al Presidente», «de El Salvador»."""
    if phrase.startswith("el "):
        return f"{preposition}l {phrase.removeprefix('el ')}"
    return f"{preposition} {phrase}"


RULES = Spanish()
