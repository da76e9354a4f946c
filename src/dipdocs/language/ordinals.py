"""Spelled-out ordinals: "Sixty-third", «soixante et onzième».

The words are CLDR's (through unicode-rbnf); the pack names the rule sets by gender and case and
lists where the United Nations spells otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from dipdocs.language.formula import Table, select

Spelling = tuple[re.Pattern[str], str]


def speller(
    code: str, rulesets: Table, spelling: Iterable[tuple[Spelling, frozenset[str]]]
) -> Callable[[int, tuple[str, ...]], str]:
    """A function from number and forms (m, f, genitive …) to the ordinal in words.

    A spelling that names forms is used for those only.
    """
    spellings = tuple(spelling)

    @lru_cache(maxsize=512)
    def ordinal(number: int, forms: tuple[str, ...]) -> str:
        ruleset = select(rulesets, (*forms, "m", "nominative"))
        text = str(_engine(code).format_number(number, ruleset_names=[ruleset]).text)
        for (find, write), only in spellings:
            if not only or only.intersection(forms):
                text = find.sub(write, text)
        return text

    return ordinal


@lru_cache(maxsize=8)
def _engine(code: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - unicode-rbnf has no types
    from unicode_rbnf import RbnfEngine

    return RbnfEngine.for_language(code)
