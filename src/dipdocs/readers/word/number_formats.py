"""Numbers as Word prints them in each format (ECMA-376 part 1, 17.18.59, ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_ALPHA = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_HEAVENLY = "甲乙丙丁戊己庚辛壬癸"
_EARTHLY = "子丑寅卯辰巳午未申酉戌亥"
_IROHA = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
)
_KOREAN = "가나다라마바사아자차카타파하"


def roman(value: int) -> str:
    """A number in Roman capitals."""
    out = ""
    for worth, letters in _ROMAN:
        count, value = divmod(value, worth)
        out += letters * count
    return out


def repeated(alphabet: str) -> Callable[[int], str]:
    """A … z, aa, bb: the letter again for each round, as Word counts."""

    def printed(value: int) -> str:
        rounds, place = divmod(value - 1, len(alphabet))
        return alphabet[place] * (rounds + 1)

    return printed


def _chinese(
    digits: str, ten: str, hundred: str, thousand: str, zero: str, *, bare_ten: bool
) -> Callable[[int], str]:
    """Chinese counting with units, up to 9999."""

    def printed(value: int) -> str:
        if value > 9999:
            return "".join(digits[int(figure)] for figure in str(value))
        out, gap = "", False
        for worth, unit in ((1000, thousand), (100, hundred), (10, ten), (1, "")):
            figure, value = divmod(value, worth)
            if figure:
                out += (zero if gap and out else "") + digits[figure] + unit
                gap = False
            else:
                gap = True
        one_ten = digits[1] + ten
        return out[1:] if bare_ten and out.startswith(one_ten) else out

    return printed


def _digital(value: int) -> str:
    return "".join(_DIGITS[int(figure)] for figure in str(value))


def _circled(value: int) -> str:
    for first, last, code in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= value <= last:
            return chr(code + value - first)
    return str(value)


def _shifted(zero: int) -> Callable[[int], str]:
    """Decimal figures of another script."""

    def printed(value: int) -> str:
        return "".join(chr(zero + int(figure)) for figure in str(value))

    return printed


def _within(first: int, last: int, code: int) -> Callable[[int], str]:
    def printed(value: int) -> str:
        return chr(code + value - first) if first <= value <= last else str(value)

    return printed


def _ordinal(value: int) -> str:
    """1st, 2nd; Word's English, whatever the language."""
    if value % 100 in (11, 12, 13):
        return f"{value}th"
    return f"{value}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th') }"


def _hebrew(value: int) -> str:
    out = ""
    for worth, letter in zip((400, 300, 200, 100), "תשרק", strict=True):
        count, value = divmod(value, worth)
        out += letter * count
    if value in (15, 16):
        return out + ("טו" if value == 15 else "טז")
    tens, units = divmod(value, 10)
    return (
        out
        + ("" if not tens else "יכלמנסעפצ"[tens - 1])
        + ("" if not units else _HEBREW[units - 1])
    )


_counting = _chinese(_DIGITS, "十", "百", "千", "〇", bare_ten=True)
_thousand = _chinese(_DIGITS, "十", "百", "千", "零", bare_ten=True)
_legal = _chinese(_LEGAL, "拾", "佰", "仟", "零", bare_ten=False)

FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": "{:02d}".format,
    "decimalHalfWidth": str,
    "upperRoman": roman,
    "lowerRoman": lambda value: roman(value).lower(),
    "upperLetter": repeated("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "lowerLetter": repeated("abcdefghijklmnopqrstuvwxyz"),
    "ordinal": _ordinal,
    "numberInDash": "- {} -".format,
    "none": lambda value: "",
    "arabicAbjad": repeated(_ABJAD),
    "arabicAlpha": repeated(_ALPHA),
    "hebrew1": _hebrew,
    "hebrew2": repeated(_HEBREW),
    "russianLower": repeated(_RUSSIAN),
    "russianUpper": repeated(_RUSSIAN.upper()),
    "chineseCounting": _counting,
    "chineseCountingThousand": _thousand,
    "chineseLegalSimplified": _legal,
    "ideographDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "japaneseCounting": _thousand,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _thousand,
    "taiwaneseDigital": _digital,
    "koreanCounting": _thousand,
    "ideographTraditional": repeated(_HEAVENLY),
    "ideographZodiac": repeated(_EARTHLY),
    "aiueoFullWidth": repeated(_IROHA),
    "aiueo": repeated(_IROHA),
    "ganada": repeated(_KOREAN),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "ideographEnclosedCircle": _within(1, 10, 0x3280),
    "decimalEnclosedParen": _within(1, 20, 0x2474),
    "decimalEnclosedFullstop": _within(1, 20, 0x2488),
    "decimalFullWidth": _shifted(0xFF10),
    "decimalFullWidth2": _shifted(0xFF10),
    "hindiNumbers": _shifted(0x0966),
    "thaiNumbers": _shifted(0x0E50),
}
"""What prints a number in each format; `bullet` is none."""

_GREATEST = 9_999


def printed(value: int, form: str) -> str | None:
    """A number in a format; None where the format is not known. Words (first, one) are not."""
    make = FORMATS.get(form)
    if make is None:
        return None
    if form != "none" and not 0 < value <= _GREATEST:
        # Letters and Roman numbers know no zero; Word prints the figure.
        return str(value)
    return make(value)
