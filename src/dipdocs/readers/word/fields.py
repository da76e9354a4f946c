"""Fields: their code is not text, their stored result is (ECMA-376 part 1, 17.16)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dipdocs.markup.inlines import Inline
from dipdocs.readers.word.symbols import sign
from dipdocs.readers.word.xml import Element, W, is_on, number, val

DEEPEST = 50
# Fields that print nothing.
SILENT = frozenset(
    {"TC", "XE", "RD", "TA", "SET", "ASK", "NEXT", "NEXTIF", "SKIPIF", "PRIVATE", "BOOKMARK",
     "ADVANCE", "HYPERLINK", "FORMTEXT", "FILLIN", "REF", "DDE", "ADDIN"}
)  # fmt: skip
_SYMBOL = re.compile(r"\s*SYMBOL\s+(0x[0-9a-f]+|[0-9]+)(.*)", re.IGNORECASE | re.DOTALL)
_FONT = re.compile(r'\\f\s+(?:"([^"]+)"|(\S+))')
OTHER_FILES = frozenset({"INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "LINK", "DDEAUTO"})


@dataclass(slots=True)
class Field:
    """A field that is open. `start` is where its result begins in the paragraph's inlines."""

    out: list[Inline]
    start: int = 0
    code: list[str] = field(default_factory=list)
    shows: bool = False
    """Whether the reader has come to the result."""
    held: bool = False
    """Whether text stood where only code should be."""
    box: str = ""
    """What a form field prints of itself."""

    @property
    def text(self) -> str:
        """The field's code."""
        return "".join(self.code)

    @property
    def kind(self) -> str:
        """The first word of the code: HYPERLINK."""
        return (self.text.split(None, 1) or [""])[0].upper()


def form_box(data: Element | None) -> str:
    """What a form field prints by its `w:ffData`: a box, or the chosen entry of a list."""
    if data is None:
        return ""
    box = data.find(W + "checkBox")
    if box is not None:
        state = box.find(W + "checked")
        state = box.find(W + "default") if state is None else state
        return "☒" if state is not None and is_on(state) else "☐"
    entries = data.find(W + "ddList")
    if entries is not None:
        names = [val(entry) for entry in entries.iterfind(W + "listEntry")]
        chosen = entries.find(W + "result")
        chosen = entries.find(W + "default") if chosen is None else chosen
        index = number(val(chosen))
        return names[index] if 0 <= index < len(names) else ""
    return ""


def symbol(code: str) -> str | None:
    """The character of a SYMBOL field; None if it is none or not known."""
    match = _SYMBOL.match(code)
    if match is None:
        return None
    font = _FONT.search(match[2])
    try:
        return sign((font[1] or font[2]) if font else "Symbol", int(match[1], 0))
    except ValueError:
        return None
