"""Chinese."""

from __future__ import annotations

from collections.abc import Sequence

from dipdocs.language.grammar.base import Grammar

_DIGITS = "零一二三四五六七八九"
_POWERS = ("", "十", "百", "千")


class Chinese(Grammar):
    """No inflection, no spaces: members of a list stand between 、 and 和 (phrases.md §2)."""

    separator = "、"
    last = "和"
    word_end = ""

    def alphabetical(self, names: Sequence[str]) -> list[str]:
        """As given: the order of Chinese characters in UN lists is not known here."""
        return list(names)

    def mention(self, phrases: Sequence[str]) -> str:
        """Chinese has no spaces between words."""
        return f"(?:{self.one_of(phrases)})"

    def numeral(self, number: int) -> str:
        """附件一, 附件十二: Chinese numerals (phrases.md §10.3)."""
        return _numeral(number)


def _numeral(number: int) -> str:
    """A number in Chinese: 十二, 二十, 一百零一; ValueError below 1 or above 9999."""
    if not 0 < number < 10_000:
        raise ValueError(f"{number} has no Chinese numeral here")
    out = ""
    digits = str(number)
    for place, digit in enumerate(digits):
        if digit != "0":
            out += _DIGITS[int(digit)] + _POWERS[len(digits) - place - 1]
        elif digits[place:].strip("0") and not out.endswith(_DIGITS[0]):
            out += _DIGITS[0]
    return out.removeprefix("一") if 10 <= number < 20 else out


RULES = Chinese()
