"""Russian."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from dipdocs.errors import Finding, LanguageError
from dipdocs.language.grammar.base import DATIVE, GENITIVE, Grammar, Speaker
from dipdocs.language.states import StateName


class Russian(Grammar):
    """Three cases, none of which follows from another: packs and tables hold each."""

    derived = frozenset()
    last = " и "

    def genitive(self, phrase: str) -> str:
        _not_given(phrase, GENITIVE)

    def dative(self, phrase: str) -> str:
        _not_given(phrase, DATIVE)

    def state(self, name: StateName, form: str, case: str) -> str:
        """A State's name; in the table its genitives stand beside it (countries.md 6)."""
        if case == GENITIVE:
            genitive = name.of if form == "short" else name.formal_of
            if genitive is not None:
                return genitive
        return super().state(name, form, case)

    def states(self, names: Sequence[Speaker], case: str) -> str:
        """Several States, each in the case: «Китая, Таджикистана и Узбекистана»."""
        return self.join([name(case) for name in names])


def _not_given(phrase: str, case: str) -> NoReturn:
    message = f"the {case} of {phrase!r} is not given, and Russian has no rule for it"
    raise LanguageError(Finding(message, rule="language", found=phrase, expected=f"its {case}"))


RULES = Russian()
