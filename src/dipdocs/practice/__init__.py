"""Rules of practice: what the United Nations' registries would send back, beyond what is an error.

One module a subject; each rule is a function whose docstring says what it asks, where that comes
from and what breaks it. `docs/rules.md` is made from them. A document silences a rule by its name.
"""

from __future__ import annotations

from dipdocs.practice import (
    annexes,
    body,
    characters,
    correspondence,
    dates,
    organs,
    persons,
    referring,
    sessions,
    states,
    style,
    symbols,
)
from dipdocs.practice.rule import Review, Rule

__all__ = ["RULES", "SUBJECTS", "Review", "Rule", "find", "names"]

SUBJECTS = {
    "Dates": dates,
    "Sessions and years": sessions,
    "Symbols": symbols,
    "Organs and agenda": organs,
    "States": states,
    "Persons": persons,
    "Letters and notes": correspondence,
    "Annexes": annexes,
    "References to annexes": referring,
    "The text": body,
    "Spelling and typography": style,
    "Characters": characters,
}
"""The modules that hold rules, in the order in which their findings are told."""

RULES: tuple[Rule, ...] = tuple(
    value for module in SUBJECTS.values() for value in vars(module).values() if type(value) is Rule
)
"""Every rule of practice."""


def names() -> list[str]:
    """The names of all rules."""
    return [rule.name for rule in RULES]


def find(name: str) -> Rule | None:
    """The rule of a name."""
    return next((rule for rule in RULES if rule.name == name), None)
