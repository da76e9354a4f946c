"""The number that a list item's label stands for: 11 of ``11.``, 3 of ``(c)``, 4 of ``(iv)``."""

from __future__ import annotations

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдежзиклмнопрстуфхцчшщэюя",
    "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
)


def item_number(label: str, kind: str) -> int:
    """The number of an item; 0 for a bullet and for a label that is in no known series."""
    core = label.strip("().- ").replace("ـ", "").lower()
    if kind == "number":
        return int(core) if core.isascii() and core.isdigit() else 0
    if kind == "roman":
        return _roman(core)
    if kind == "letter":
        for alphabet in _ALPHABETS:
            if core and core[0] in alphabet:
                return alphabet.index(core[0]) + 1 + len(alphabet) * (len(core) - 1)
    return 0


def _roman(core: str) -> int:
    values = [_ROMAN.get(letter, 0) for letter in core]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )
