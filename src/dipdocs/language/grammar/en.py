"""English."""

from __future__ import annotations

from dipdocs.language.grammar.base import Grammar
from dipdocs.language.states import StateName


class English(Grammar):
    """Prepositions before the article; no comma before the last «and» (UN Editorial Manual)."""

    last = " and "
    articles = ("the ",)

    def genitive(self, phrase: str) -> str:
        return f"of {phrase}"

    def dative(self, phrase: str) -> str:
        return f"to {phrase}"

    def with_article(self, name: StateName) -> str:
        return (name.of or name.short).removeprefix("of ")


RULES = English()
