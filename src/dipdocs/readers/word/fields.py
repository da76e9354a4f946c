"""Fields: their code is not text, their stored result is (ECMA-376 part 1, 17.16)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dipdocs.markup.inlines import Inline
from dipdocs.readers.word import report as told
from dipdocs.readers.word.report import Report
from dipdocs.readers.word.symbols import sign
from dipdocs.readers.word.xml import Element, W, is_on, number, val

DEEPEST = 50
# Fields that print nothing.
SILENT = frozenset(
    {"TC", "XE", "RD", "TA", "SET", "ASK", "NEXT", "NEXTIF", "SKIPIF", "PRIVATE", "BOOKMARK",
     "ADVANCE", "HYPERLINK", "FORMTEXT", "FILLIN", "REF", "DDE", "ADDIN"}
)  # fmt: skip
OTHER_FILES = frozenset({"INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "LINK", "DDEAUTO"})
_SYMBOL = re.compile(r"\s*SYMBOL\s+(0x[0-9a-f]+|[0-9]+)(.*)", re.IGNORECASE | re.DOTALL)
_FONT = re.compile(r'\\f\s+(?:"([^"]+)"|(\S+))')
_MARK = W + "fldChar"
_KIND = W + "fldCharType"


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


class OpenFields:
    """The fields that are open in a story, the innermost last.

    `muted` counts those that have not come to their result: what stands there is no text.
    """

    __slots__ = ("_report", "muted", "open")

    def __init__(self, report: Report) -> None:
        self._report = report
        self.open: list[Field] = []
        self.muted = 0

    def begin(self, out: list[Inline], data: Element | None) -> None:
        """Open a field; `data` is its `w:ffData`."""
        if len(self.open) < DEEPEST:
            self.open.append(Field(out, box=form_box(data)))
            self.muted += 1

    def separate(self, out: list[Inline]) -> None:
        """Come to the result of the innermost field, which goes into `out`."""
        if self.open and not self.open[-1].shows:
            current = self.open[-1]
            current.shows, current.out, current.start = True, out, len(out)
            self.muted -= 1
            self.judge(current.kind)

    def end(self) -> Field | None:
        """Close the innermost field."""
        if not self.open:
            return None
        closed = self.open.pop()
        if not closed.shows:
            self.muted -= 1
        return closed

    def clear(self) -> None:
        """End the story: a field that was never closed must not swallow text in silence."""
        if self.open:
            if any(one.held for one in self.open):
                self._report.add(told.FIELD)
            self.open.clear()
            self.muted = 0

    def judge(self, kind: str) -> None:
        """Report a field whose stored result may mislead, or is not of this file."""
        if kind == "TOC":
            self._report.add(told.CONTENTS)
        elif kind == "PAGEREF" and not any(one.kind == "TOC" for one in self.open):
            self._report.add(told.PAGES)
        elif kind in OTHER_FILES:
            self._report.add(told.OTHER_FILE)


def unclosed(root: Element) -> set[Element]:
    """The marks that begin a field which nothing ends: what follows them is text."""
    begun: list[Element] = []
    for mark in root.iter(_MARK):
        kind = mark.get(_KIND)
        if kind == "begin":
            begun.append(mark)
        elif kind == "end" and begun:
            begun.pop()
    return set(begun)


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
