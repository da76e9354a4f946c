"""Lists as Word's own numbering, so that labels print exactly as the composition says.

A run of items counting up by one under one pattern (``(a)``, ``(b)`` …) is one Word list; a gap
or another pattern begins a new one at its own number. A label that Word cannot make (``一、``)
is written as text.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dipdocs.compose.composition import ListItem
from dipdocs.writers.docx.forms import Forms
from dipdocs.writers.docx.xml import escape

_ROMAN = (
    (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def roman(number: int) -> str:
    """A number in Roman letters: iv."""
    out = ""
    for value, letters in _ROMAN:
        while number >= value:
            out += letters
            number -= value
    return out


def _printed(kind: str, number: int) -> str:
    """What Word prints for a number: 28 is ``bb`` in letters."""
    if kind == "letter":
        return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    return roman(number) if kind == "roman" else str(number)


def _pattern(item: ListItem) -> str | None:
    """A label as Word's `w:lvlText` (``(%2)``), None if Word cannot print it."""
    if item.kind == "bullet":
        return item.label
    if item.number < 1:
        return None
    printed = _printed(item.kind, item.number)
    before, found, after = item.label.partition(printed)
    if not found or "%" in before or "%" in after or any(c.isalnum() for c in before + after):
        return None
    return f"{before}%{min(item.level, 8) + 1}{after}"


@dataclass(slots=True)
class Numbering:
    """The lists of one document. `first_abstract` and `first` are the first free ids."""

    forms: Forms
    first_abstract: int
    first: int
    _abstract: dict[tuple[str, int, str], int] = field(default_factory=dict)
    _lists: list[str] = field(default_factory=list)
    _running: dict[tuple[int, int], tuple[str, int, int]] = field(default_factory=dict)

    def number(self, item: ListItem) -> int:
        """The id of the Word list this item belongs to, 0 if its label is to be text."""
        pattern = _pattern(item)
        key = (item.list, item.level)
        if pattern is None:
            self._running.pop(key, None)
            return 0
        running = self._running.get(key)
        if running and running[0] == pattern and running[1] == item.number:
            number = running[2]
        else:
            number = self._begin(item, pattern)
        following = item.number if item.kind == "bullet" else item.number + 1
        self._running[key] = (pattern, following, number)
        return number

    def _begin(self, item: ListItem, pattern: str) -> int:
        level = min(item.level, 8)
        abstract = self._abstract.setdefault(
            (item.kind, level, pattern), self.first_abstract + len(self._abstract)
        )
        number = self.first + len(self._lists)
        restart = ""
        if item.kind != "bullet":
            restart = (
                f'<w:lvlOverride w:ilvl="{level}">'
                f'<w:startOverride w:val="{item.number}"/></w:lvlOverride>'
            )
        self._lists.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{restart}</w:num>'
        )
        return number

    def __bool__(self) -> bool:
        return bool(self._lists)

    def xml(self) -> tuple[str, str]:
        """The definitions and the lists, for `word/numbering.xml`."""
        definitions = []
        for (kind, level, pattern), number in self._abstract.items():
            before, after = self.forms.list_level(kind, level)
            definitions.append(
                f'<w:abstractNum w:abstractNumId="{number}">{before}'
                f'<w:lvlText w:val="{escape(pattern)}"/>{after}</w:abstractNum>'
            )
        return "".join(definitions), "".join(self._lists)
