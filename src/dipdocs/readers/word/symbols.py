"""Signs of the symbol fonts as characters: Symbol (Adobe's encoding) and Wingdings.

Word keeps them as F000 + code (ECMA-376 part 1, 17.3.3.30). Only signs that a text uses are here.
"""

from __future__ import annotations

import re

UNKNOWN = "□"
_PRIVATE_SIGN = re.compile("[\ue000-\uf8ff]")
_PRIVATE = 0xF000

_GREEK = dict(
    zip(
        range(0x41, 0x5B),
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ",
        strict=True,
    )
) | dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True))
_ASCII = {code: chr(code) for code in range(0x20, 0x40)}
_SYMBOL = {
    **_ASCII, **_GREEK,
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5B: "[", 0x5C: "∴",
    0x5D: "]", 0x5E: "⊥", 0x5F: "_", 0x7B: "{", 0x7C: "|", 0x7D: "}", 0x7E: "∼", 0xA0: "€",
    0xA1: "ϒ", 0xA2: "′", 0xA3: "≤", 0xA4: "⁄", 0xA5: "∞", 0xA6: "ƒ", 0xA7: "♣", 0xA8: "♦",
    0xA9: "♥", 0xAA: "♠", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°",
    0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•", 0xB8: "÷",
    0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC5: "⊕", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪",
    0xC9: "⊃", 0xCA: "⊇", 0xCB: "⊄", 0xCC: "⊂", 0xCD: "⊆", 0xCE: "∈", 0xCF: "∉", 0xD0: "∠",
    0xD1: "∇", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD5: "∏", 0xD6: "√", 0xD7: "⋅", 0xD8: "¬",
    0xD9: "∧", 0xDA: "∨", 0xDB: "⇔", 0xDC: "⇐", 0xDD: "⇑", 0xDE: "⇒", 0xDF: "⇓", 0xE0: "◊",
    0xE2: "®", 0xE3: "©", 0xE4: "™", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
_WINGDINGS = {
    0x20: " ", 0x21: "✏", 0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x36: "⌛", 0x3F: "✍",
    0x23: "✁", 0x3E: "✇", 0x41: "✌", 0x45: "☜", 0x46: "☞", 0x47: "☝", 0x48: "☟", 0x4A: "☺",
    0x4C: "☹", 0x51: "✈", 0x52: "☼", 0x54: "❄", 0x56: "✞", 0x58: "✠", 0x59: "✡", 0x5A: "☪",
    0x5B: "☯", 0x5D: "☸", **{0x5E + n: chr(0x2648 + n) for n in range(12)},
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒",
    0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x78: "⌧", 0x7A: "⌘",
    0x7C: "❀", 0x80: "⓪", **{0x81 + n: chr(0x2460 + n) for n in range(10)},
    0x8B: "⓿", **{0x8C + n: chr(0x2776 + n) for n in range(10)},
    0x9F: "•", 0xA0: "▪", 0xA1: "○", 0xA7: "▪", 0xA8: "◻", 0xAB: "★", 0xD8: "➢", 0xDF: "←",
    0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓",
    0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐"}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


def is_symbol_font(font: str | None) -> bool:
    """Whether a font's characters are not those that their codes name."""
    return font is not None and font.lower() in _FONTS


def sign(font: str | None, code: int) -> str | None:
    """The character of a symbol font's sign; None where it is not known."""
    table = _FONTS.get((font or "").lower())
    if table is None:
        # A private code in another font; an ordinary one is its own character.
        return None if 0xE000 <= code <= 0xF8FF or not 0x20 <= code <= 0x10FFFF else chr(code)
    code = code - _PRIVATE if code >= _PRIVATE else code
    return table.get(code, " " if code in (0x20, 0xA0) else None)


def signs(font: str | None, text: str) -> tuple[str, int]:
    """Text of a symbol font as characters, and how many signs are not known (set as □).

    `font` is None where the text is of an ordinary font: only private codes are looked at then.
    """
    if font is None and _PRIVATE_SIGN.search(text) is None:
        return text, 0
    out, unknown = [], 0
    for character in text:
        code = ord(character)
        found = sign(font, code) if code < 0x100 or 0xE000 <= code <= 0xF8FF else character
        unknown += found is None
        out.append(UNKNOWN if found is None else found)
    return "".join(out), unknown
