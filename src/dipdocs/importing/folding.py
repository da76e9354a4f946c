"""Text folded for comparison: what typography, case, accents and scanners change is left out.

A fold remembers where each of its characters came from, so that what is found in it can be taken
from the text as it stands.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from functools import lru_cache

_QUOTES = frozenset('«»“”„‟″‹›"')
_APOSTROPHES = frozenset("’‘‚‛'`´ʹʼ")
_DASHES = frozenset("‐‑‒–—―−-﹣－")
_LETTERS = {"ى": "ي", "ة": "ه", "،": ",", "؛": ";", "œ": "oe", "æ": "ae", "٪": "%"}
_NO_SPACE_BEFORE = frozenset(",.;:!?)]%。、，")
_NO_SPACE_AFTER = frozenset("([")
_CJK = re.compile("[\u2e80-\u2fdf\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")


def is_cjk(char: str) -> bool:
    """Whether a character is of a script that puts no spaces between words."""
    return _CJK.match(char) is not None


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    """What one character becomes; nothing for marks that carry no word."""
    if char in _QUOTES:
        return '"'
    if char in _APOSTROPHES:
        return "'"
    if char in _DASHES:
        return "-"
    if "\ue000" <= char <= "\uf8ff":  # marks of our own
        return char
    out = ""
    for part in unicodedata.normalize("NFKD", char).casefold():
        category = unicodedata.category(part)
        if category in ("Mn", "Me", "Cf") or part == "ـ":
            continue
        if category == "Nd":
            out += str(unicodedata.decimal(part))
        elif part.isspace() or category == "Cc":
            out += " "
        else:
            out += _LETTERS.get(part, part)
    return out


_SELF = re.compile(
    "[A-Za-z0-9]+|[\u0430-\u0438\u043a-\u044f]+|[بتثجحخدذرزسشصضطظعغفقكلمنهواي]+|[\u4e00-\u9fff]+"
)
"""Runs of characters that fold to themselves, but for their case."""


class Folded:
    """A text and its fold. `at[i]` is the place in the text of character `i` of the fold."""

    __slots__ = ("at", "fold", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        chars: list[str] = []
        at = array("I")
        pending = -1
        previous = ""
        place, length = 0, len(text)
        while place < length:
            char = text[place]
            start = place
            run = _SELF.match(text, place)
            opens = closes = False
            if run is not None:
                folded, place = run[0].lower(), run.end()
            elif char in "<>" and text[place + 1 : place + 2] == char:
                folded, place = '"', place + 2
                opens, closes = char == "<", char == ">"
            else:
                folded, place = _folded(char), place + 1
                opens, closes = char == "«", char == "»"
            if not folded:
                continue
            if folded.isspace():
                if chars and pending < 0:
                    pending = start
                continue
            if pending >= 0:
                parted = previous == "-" and len(chars) > 1 and chars[-2][-1].isalpha()
                tight = (
                    folded[0] in _NO_SPACE_BEFORE
                    or (parted and folded[0].isalpha())  # at the end of a line
                    or closes
                    or previous in _NO_SPACE_AFTER
                    or previous == "«"
                    or _CJK.match(folded[0])
                    or _CJK.match(previous)
                )
                if not tight:
                    chars.append(" ")
                    at.append(pending)
                pending = -1
            chars.append(folded)
            if run is not None:
                at.extend(range(start, place))
            else:
                at.extend([start] * len(folded))
            previous = "«" if opens else folded[-1]
        at.append(length)
        self.fold = _without_hyphens("".join(chars))
        self.at = at

    def original(self, start: int, end: int) -> str:
        """The words of the text that a stretch of the fold stands for."""
        if start >= end:
            return ""
        return self.text[self.at[start] : self.end(end)].strip()

    def end(self, end: int) -> int:
        """The place in the text where a stretch of the fold ends."""
        return self.at[end - 1] + 1 if end else 0


def folded(text: str) -> Folded:
    """A text and its fold, remembered: of long texts only the last few."""
    return _short(text) if len(text) <= _LONG else _long(text)


_LONG = 4_000
_short = lru_cache(maxsize=4096)(Folded)
_long = lru_cache(maxsize=32)(Folded)


_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")


def _without_hyphens(text: str) -> str:
    return _HYPHEN.sub(" ", text)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The fold of a text alone."""
    return Folded(text).fold


_FORMS = str.maketrans(
    {
        **dict.fromkeys(_QUOTES, '"'),
        **dict.fromkeys(_APOSTROPHES, "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys(
            "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c"
            "\u2066\u2067\u2068\u2069ـ", ""
        ),
        "،": ",", "，": ",", "（": "(", "）": ")", "：": ":",
    }
)  # fmt: skip


def words(text: str) -> str:
    """The text without its typography: what two texts must share to say the same word for word.

    Case, accents and the figures' script count; forms of quotation marks, dashes and spaces do not.
    """
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r"<<\s*|«\s*", '"', re.sub(r"\s*>>|\s*»", '"', text)).translate(_FORMS)
    text = re.sub(r"\s+([,.:;?!%)])", r"\1", text)
    text = re.sub(r"\s+", " ", text).strip()
    return _CJK_SPACE.sub("", text)


_CJK_SPACE = re.compile(r" (?=[\u3000-\u30ff\u3400-\u9fff])|(?<=[\u3000-\u30ff\u3400-\u9fff]) ")
