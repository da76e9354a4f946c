"""Slips of the pen and of scanners: words that are nearly those of the pack's titles.

A word that no title, office, State or month has is taken for the nearest that one has; two words
run together are parted. What comes of it only serves to read: the words found stay as they are.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache

from dipdocs.importing.matching import parts
from dipdocs.importing.numbers import months
from dipdocs.importing.parties import parties_of
from dipdocs.importing.wordings import lines
from dipdocs.language import Pack

_WORD = re.compile(r"[^\W\d_]+")
_MOST_SLIPS = 4
_SHORT = 3


def repaired(pack: Pack, fold: str) -> str | None:
    """A fold with its slips mended; None where it has none, or too many to be a title."""
    known, ordered = _vocabulary(pack)
    words = _WORD.findall(fold)
    unknown = {word for word in words if word not in known}
    if not unknown or len(unknown) > _MOST_SLIPS or len(words) < 3 * len(unknown):
        return None
    mended = {word: _mended(word, known, ordered) for word in unknown}
    out = _WORD.sub(lambda match: mended.get(match[0]) or match[0], fold)
    return out if out != fold else None


def _mended(word: str, known: frozenset[str], ordered: tuple[str, ...]) -> str | None:
    for place in range(1, len(word)):
        if word[:place] in known and word[place:] in known:
            return f"{word[:place]} {word[place:]}"
    near = [other for other in ordered if abs(len(other) - len(word)) <= 2]
    cutoff = 0.6 if len(word) <= _SHORT else 0.75
    return next(iter(get_close_matches(word, near, 1, cutoff)), None)


@cache
def _vocabulary(pack: Pack) -> tuple[frozenset[str], tuple[str, ...]]:
    """The words of titles, those of the formulas first."""
    texts = [
        part
        for line in lines(pack, "title")
        for step in line.steps
        if isinstance(step, re.Pattern)
        for part in parts(step.pattern)
    ]
    parties = parties_of(pack)
    texts += [text for office in parties.offices for text in (office.before, office.after)]
    texts += [*months(pack), *parties.states]
    ordered = tuple(dict.fromkeys(word for text in texts for word in _WORD.findall(text)))
    return frozenset(ordered), ordered
