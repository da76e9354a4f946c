"""Arabic."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dipdocs.language.grammar.base import DATIVE, GENITIVE, NOMINATIVE, Grammar
from dipdocs.language.states import StateName

_FEMININE = re.compile(r"\S+(?:ة|ات|تان|تا)(?:\s|$)")
"""A phrase whose first word ends as feminine nouns do, in the singular, the plural or the dual."""
_PARTICLES = "[وف]?[بكل]?(?:ال)?|[وف]?لل"
_PRONOUNS = "ه|ها|هما|هم|هن|كم|نا|ي"
_FIGURE = re.compile(r"\d")


class Arabic(Grammar):
    """The oblique of names and singular offices is spelt as their nominative; lam is prefixed.

    Genitive is what stands after من and إلى and in iḍāfa; dative has the preposition لـ. What
    stands after "the Permanent Representative" is the State with لـ, so a State's genitive is that
    too (phrases.md §10.2).
    """

    def dative(self, phrase: str) -> str:
        return _with_lam(phrase)

    def sources(self, case: str) -> tuple[str, ...]:
        return (GENITIVE, NOMINATIVE) if case == DATIVE else super().sources(case)

    def join(self, members: Sequence[str]) -> str:
        """«أ وب وج»: و is written to the word that follows, apart from a figure (A/69/698)."""
        first, *rest = members or [""]
        return first + "".join(
            f" و {member}" if _FIGURE.match(member) else f" و{member}" for member in rest
        )

    def state(self, name: StateName, form: str, case: str) -> str:
        return super().state(name, form, DATIVE if case == GENITIVE else case)

    def mention(self, phrases: Sequence[str]) -> str:
        """With the particles written to a word's head, and the pronouns written to its end."""
        before = rf"(?<!\w)(?:{_PARTICLES})?"
        return rf"{before}(?:{self.one_of(phrases)})(?:{_PRONOUNS})?(?!\w)"

    def gender(self, phrase: str, of: str) -> str:
        """Verbs agree with the office: تهدي البعثة, يهدي المكتب (phrases.md §7)."""
        return "f" if _FEMININE.match(phrase) else "m"


def _with_lam(phrase: str) -> str:
    """The phrase with لـ, which takes the article's alif: «للعراق», «لأوكرانيا», «للجنة»."""
    if phrase.startswith("الل"):
        return "لل" + phrase.removeprefix("الل")
    if phrase.startswith("ال"):
        return "لل" + phrase.removeprefix("ال")
    return "ل" + phrase


RULES = Arabic()
