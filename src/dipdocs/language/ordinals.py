"""Spelled-out ordinals: "Sixty-third", «soixante et onzième».

The words are CLDR's (through unicode-rbnf); the pack names the rule sets by gender and case and
lists where the United Nations spells otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from dipdocs.language.formula import Table, leaves, select

Spelling = tuple[re.Pattern[str], str]
Words = Mapping[str, Sequence[str]]
"""Ordinals as CLDR spells them, from 0 on, by rule set."""
_USUAL = 200
"""Below this are the numbers of sessions and years."""


def usual(code: str, rulesets: Table) -> Words:
    """The ordinals of the usual numbers by every rule set."""
    names = sorted({name for _, name in leaves(rulesets)})
    return {name: [_spelled(code, name, number) for number in range(_USUAL)] for name in names}


def speller(
    code: str,
    rulesets: Table,
    spelling: Iterable[tuple[Spelling, frozenset[str]]],
    words: Words,
) -> Callable[[int, tuple[str, ...]], str]:
    """A function from number and forms (m, f, genitive …) to the ordinal in words.

    A spelling that names forms is used for those only; `words` are ordinals known already.
    """
    spellings = tuple(spelling)

    @lru_cache(maxsize=512)
    def ordinal(number: int, forms: tuple[str, ...]) -> str:
        ruleset = select(rulesets, (*forms, "m", "nominative"))
        known = words.get(ruleset, ())
        text = known[number] if 0 <= number < len(known) else _spelled(code, ruleset, number)
        for (find, write), only in spellings:
            if not only or only.intersection(forms):
                text = find.sub(write, text)
        return text

    return ordinal


def _spelled(code: str, ruleset: str, number: int) -> str:
    return str(_engine(code).format_number(number, ruleset_names=[ruleset]).text)


@lru_cache(maxsize=8)
def _engine(code: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - unicode-rbnf has no types
    from unicode_rbnf import RbnfEngine

    return RbnfEngine.for_language(code)
