"""Characters of a body: those refused, those that may be marks, and the ends of lines."""

from __future__ import annotations

import re
from functools import cache

from dipdocs.markup.errors import MarkupError

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML 1.0 document can hold (XML 1.0, production 2), thus no Word document."""

_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r")
_MARKS = b"\\`*_[<&{^~\t"

# Han, kana, their punctuation and full-width forms: written without spaces between words.
_CJK = "\u2e80-\u30ff\u31c0-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
# Quotation marks, dashes and dots that Chinese shares with other scripts.
_SHARED = "‘’“”—…·"


def holds(text: str, characters: bytes) -> bool:
    """Whether text holds one of some ASCII characters: ten times as fast as a pattern.

    Lone surrogates count as one.
    """
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return True
    return len(data.translate(None, characters)) != len(data)


def is_marked(text: str) -> bool:
    """Whether only the inline parser can read a text; if not, it is itself but for line ends."""
    return holds(text, _MARKS) or "  \n" in text or "++" in text


def forbidden(text: str) -> re.Match[str] | None:
    """The first character that no document can hold."""
    if holds(text, _CONTROLS) or "\ufffe" in text or "\uffff" in text:
        return FORBIDDEN.search(text)
    return None


def check_characters(text: str) -> None:
    """Raise `MarkupError` for the first character that no document can hold."""
    match = forbidden(text)
    if match is not None:
        line = text.count("\n", 0, match.start()) + 1
        raise MarkupError(
            f"the character U+{ord(match[0]):04X} cannot stand in a document; remove it", line
        )


@cache
def _cjk() -> re.Pattern[str]:
    return re.compile(f"[{_CJK}]")


def is_cjk(character: str) -> bool:
    """Whether a character belongs to a script written without spaces between words."""
    return character >= _CJK[0] and _cjk().match(character) is not None


def glue(before: str, after: str) -> str:
    """Return what a line's end stands for: a space, but nothing between Chinese characters."""
    if before < "\u2010" and before not in _SHARED:
        return " "
    first, second = is_cjk(before), is_cjk(after)
    if (first and second) or (first and after in _SHARED) or (second and before in _SHARED):
        return ""
    return " "


def unwrap(text: str) -> str:
    """Join the lines of text that holds no marks."""
    if "\n" not in text:
        return text
    lines = text.split("\n")
    out = [lines[0].rstrip(" ")]
    for line in lines[1:]:
        following = line.strip(" ")
        out += (glue(out[-1][-1:], following[:1]), following)
    return "".join(out)
