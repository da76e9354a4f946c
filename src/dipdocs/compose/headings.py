"""The number of a heading as it is written: ``I.``, ``A.``, ``1.``, ``(a)``, ``一、``, ``أولا -``.

UN Editorial Manual: parts I., A., 1., (a); French and Spanish a). Russian and Chinese use their own
letters and figures, Arabic ordinals, names of letters and figures with a dash
(CEDAW/C/BGD/6-7: «جيم - مسائل أخرى»).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from dipdocs.markup.inlines import Inline, Run

_ARABIC_UNITS = "أول ثاني ثالث رابع خامس سادس سابع ثامن تاسع عاشر حادي"
_ARABIC_LETTERS = (
    "ألف باء جيم دال هاء واو زاي حاء طاء ياء كاف لام ميم نون سين عين فاء صاد قاف راء شين تاء ثاء "
    "خاء ذال ضاد ظاء غين"
)
_MARKS = "\u064b-\u0652\u0640"
"""Signs of vowels, and the stroke that lengthens a word."""


def _one_of(words: str) -> str:
    """A pattern of words, with or without signs of vowels."""
    return "|".join(f"[{_MARKS}]*".join(word) for word in words.split())


_ARABIC = "|".join(
    (
        rf"(?:{_one_of(_ARABIC_UNITS)})[{_MARKS}]*ا?[{_MARKS}]*(?: عشر)?",
        _one_of(_ARABIC_LETTERS),
        r"[0-9٠-٩]{1,3}",
    )
)
_LABEL = (
    r"(?:(?:[IVXLC]+|[A-Z]|[А-ЯЁ]|[0-9]{1,3}|[a-z])\.(?=\s)"
    r"|\(?(?:[A-Za-z]|[ivxlc]{1,6}|[0-9]{1,3}|[а-яё])\)(?=\s)"
    r"|[一二三四五六七八九十]{1,4}[、．.]"
    r"|[0-9]{1,3}[、．]"
    r"|（[一二三四五六七八九十]{1,4}）"
    rf"|\(?(?:{_ARABIC})(?:\)| ?[-–])(?=\s))\s*(?=\S)"
)


@cache
def _label() -> re.Pattern[str]:
    """Compiled for the first heading: it takes longer than a letter."""
    return re.compile(_LABEL)


def numbered(inlines: tuple[Inline, ...]) -> tuple[str, tuple[Inline, ...]]:
    """The number that a heading begins with, as written, and the rest of the heading."""
    first = inlines[0] if inlines else None
    if not isinstance(first, Run):
        return "", inlines
    match = _label().match(first.text + "x" if len(inlines) > 1 else first.text)
    if match is None:
        return "", inlines
    rest = replace(first, text=first.text[match.end() :])
    return match[0].rstrip(), ((rest,) if rest.text else ()) + inlines[1:]
