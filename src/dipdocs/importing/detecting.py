"""Which language a text is in: by its script, and among those of one script by its words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache

from dipdocs.importing.folding import fold
from dipdocs.importing.wordings import words_of
from dipdocs.language import Pack, available, load
from dipdocs.language.registry import ENTRIES
from dipdocs.model import Language

_WORDS = re.compile(r"[^\W\d_]{2,}")
_ENOUGH = 40_000
"""Characters of a text that tell its language."""
_STOP_WEIGHT = 3


def detect(texts: Iterable[str]) -> Language | None:
    """The language of most of a text; None where no pack's words are in it."""
    text = ""
    for part in texts:
        text += part + "\n"
        if len(text) > _ENOUGH:
            break
    scripts = Counter(_script(char) for char in text if char.isalpha())
    if not scripts:
        return None
    # Characters of a script that writes a word with one count for more than letters.
    weighed = {script: count * (3 if script == "CJK" else 1) for script, count in scripts.items()}
    packs = [load(code) for code in available()]
    for script in sorted(weighed, key=lambda name: -weighed[name]):
        fitting = [pack for pack in packs if _own_script(pack) == script]
        if len(fitting) == 1:
            return fitting[0].code
        if fitting:
            return _by_words(fitting, text)
    return None


def _by_words(packs: list[Pack], text: str) -> Language:
    counts = Counter(_WORDS.findall(fold(text[:_ENOUGH])))

    def score(pack: Pack) -> float:
        stops, own = _vocabulary(pack)
        total = 0.0
        for word, count in counts.items():
            shared = sum(word in _vocabulary(other)[0] for other in packs) or 1
            if word in stops:
                total += _STOP_WEIGHT * count / shared
            elif word in own:
                total += 0.2 * count
        return total

    return max(packs, key=score).code


@cache
def _vocabulary(pack: Pack) -> tuple[frozenset[str], frozenset[str]]:
    """The pack's stop words, and all the words of its formulas."""
    stops = {fold(word) for word in words_of(pack, "stop-words")}
    own = {
        word
        for key in ENTRIES
        for _, formula in pack.formulas(key)
        for word in _WORDS.findall(fold(formula.text))
    }
    return frozenset(stops), frozenset(own)


@cache
def _own_script(pack: Pack) -> str:
    """The script that a pack's titles are written in."""
    text = "".join(formula.text for _, formula in pack.formulas("title"))
    text = re.sub(r"\{\{.*?\}\}", "", text)
    return Counter(_script(char) for char in text if char.isalpha()).most_common(1)[0][0]


@cache
def _script(char: str) -> str:
    """The script of a letter, by the first word of its name in Unicode."""
    return unicodedata.name(char, "?").split()[0].split("-")[0]
