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
_LAST = re.compile(r"[^\W\d_]+$")
_MOST_SLIPS = 4
_SHORT = 3
_CONFUSED = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "u"), ("li", "h"))
"""What scanners take for another letter."""


def repaired(pack: Pack, fold: str) -> str | None:
    """A fold with its slips mended; None where it has none, or too many to be a title."""
    known, ordered = _vocabulary(pack)
    found, fold = fold, _whole_words(fold, known)
    words = _WORD.findall(fold)
    unknown = {word for word in words if word not in known}
    if len(unknown) > max(_MOST_SLIPS, len(words) // 6) or len(words) < 3 * len(unknown):
        return None
    mended = {word: _mended(word, known, ordered) for word in unknown}
    out = _WORD.sub(lambda match: mended.get(match[0]) or match[0], fold)
    return out if out != found else None


def _whole_words(fold: str, known: frozenset[str]) -> str:
    """A fold whose words are whole again where the end of a line has parted them."""
    words = fold.split(" ")
    out = words[:1]
    for word in words[1:]:
        before = _LAST.search(out[-1])
        first = _WORD.match(word)
        parted = before and first and (before[0] not in known or first[0] not in known)
        whole = before and first and before[0] + first[0] in known
        out[-1:] = [out[-1] + word] if parted and whole else [out[-1], word]
    return " ".join(out)


def _mended(word: str, known: frozenset[str], ordered: tuple[str, ...]) -> str | None:
    for seen, meant in _CONFUSED:
        if (scanned := word.replace(seen, meant)) in known and scanned != word:
            return scanned
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
