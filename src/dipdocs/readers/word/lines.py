"""What the elements within a run add to a paragraph: text, signs, pictures, notes, fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from dipdocs.markup.inlines import Footnote, Inline, LineBreak, Picture
from dipdocs.markup.inlines import Style as Flags
from dipdocs.readers.word import report as told
from dipdocs.readers.word.fields import SILENT, Field, OpenFields, symbol
from dipdocs.readers.word.guest import Guest
from dipdocs.readers.word.links import field_target, linked
from dipdocs.readers.word.looks import Set
from dipdocs.readers.word.styles import PLAIN, Style
from dipdocs.readers.word.symbols import UNKNOWN, sign, signs
from dipdocs.readers.word.text import push
from dipdocs.readers.word.xml import Element, W

NoteReader = Callable[[str, str, str], Footnote | None]
"""Reads the note of a kind, an id, and a mark of its own if it has one."""
_T, _SYM = W + "t", W + "sym"
_LINE = LineBreak()
_PLAIN = Set(Flags.PLAIN)


@dataclass(slots=True)
class Read:
    """A paragraph as read: its text, and what stands after it."""

    inlines: list[Inline] = field(default_factory=list)
    pictures: tuple[Picture, ...] = ()
    boxes: tuple[Element, ...] = ()
    moved: bool = False
    """Whether a picture stood within the line."""
    pages: tuple[int, ...] = ()
    """Where among its inlines pages are broken."""


class Line:
    """A paragraph while it is read; `note` reads a footnote, `part` is whose relations hold."""

    def __init__(self, guest: Guest, part: str, note: NoteReader | None) -> None:
        self._guest = guest
        self._looks = guest.looks
        self._report = guest.report
        self._part = part
        self._note = note
        self._fields = OpenFields(guest.report)
        self._read = Read()
        self._out: list[Inline] = []
        self._style: Style = PLAIN
        self._plain = self._set = _PLAIN
        self._skip_mark = False

    def _text(self, text: str) -> None:
        if self._fields.muted:
            self._fields.open[-1].held = True
            return
        if self._skip_mark:
            self._skip_mark = False
            return
        flags, _, font = self._set
        if font is not None or not text.isascii():
            text, unknown = signs(font, text)
            if unknown:
                self._report.add(told.SYMBOL)
        push(self._out, text, flags)

    def _add(self, inline: Inline) -> None:
        if not self._fields.muted:
            self._out.append(inline)

    def _result(self, text: str) -> None:
        if not self._fields.muted:
            push(self._out, text, self._set.flags)

    def _break(self, element: Element) -> None:
        if element.get(W + "type") in ("page", "column"):
            self._report.add(told.PAGE_BREAK)
            if element.get(W + "type") == "page" and self._out is self._read.inlines:
                self._read.pages += (len(self._out),)
        self._add(_LINE)

    def _symbol(self, element: Element) -> None:
        if self._skip_mark:
            self._skip_mark = False
            return
        found = _sign_of(element)
        if found is None:
            self._report.add(told.SYMBOL)
        if not self._fields.muted:
            push(self._out, found or UNKNOWN, self._set.flags)

    def _drawing(self, element: Element) -> None:
        pictures, boxes = self._guest.images.of_drawing(element, self._part)
        inline = element.find("{*}inline") is not None
        self._hang(pictures, boxes, inline=inline)

    def _picture(self, element: Element) -> None:
        pictures, boxes, drawn = self._guest.images.of_vml(element, self._part)
        for words in drawn:
            push(self._out, words, Flags.PLAIN)
        self._hang(pictures, boxes, inline=True)

    def _object(self, element: Element) -> None:
        pictures, boxes, _ = self._guest.images.of_vml(element, self._part, stands_for_object=True)
        self._report.add(told.PREVIEW if pictures else told.OBJECT)
        self._hang(pictures, boxes, inline=True)

    def _hang(self, pictures: list[Picture], boxes: list[Element], *, inline: bool) -> None:
        if pictures and inline:
            self._read.moved = True
        self._read.pictures += tuple(pictures)
        self._read.boxes += tuple(boxes)

    def _run_text(self, element: Element) -> None:
        self._text(element.text or "")

    def _footnote(self, element: Element) -> None:
        self._call(element, "footnotes")

    def _endnote(self, element: Element) -> None:
        self._call(element, "endnotes")

    def _call(self, element: Element, kind: str) -> None:
        run = element.getparent()
        mark = ""
        if element.get(W + "customMarkFollows") in ("1", "true", "on") and run is not None:
            signs_of = (
                child.text if child.tag == _T else _sign_of(child) for child in run.iter(_T, _SYM)
            )
            mark = "".join(text or "" for text in signs_of).strip()
        key = element.get(W + "id", "")
        note = self._note(kind, key, mark) if self._note is not None else None
        if note is None:
            self._report.add(told.NOTE_LOST)
            return
        self._skip_mark = bool(mark)
        self._add(note)

    def _comment(self, element: Element) -> None:
        self._report.add(told.COMMENT)

    def _field_mark(self, element: Element) -> None:
        match element.get(W + "fldCharType"):
            case "begin":
                if element in self._guest.unclosed:
                    self._report.add(told.FIELD)
                else:
                    self._fields.begin(self._out, element.find(W + "ffData"))
            case "separate":
                self._fields.separate(self._out)
            case "end":
                closed = self._fields.end()
                if closed is not None:
                    self._close(closed)

    def _code(self, element: Element) -> None:
        fields = self._fields.open
        if fields and not fields[-1].shows:
            fields[-1].code.append(element.text or "")

    def _close(self, closed: Field) -> None:
        if closed.shows:
            if closed.kind in ("FORMCHECKBOX", "FORMDROPDOWN") and closed.box:
                self._result(closed.box)
            self._wrap(closed)
            return
        kind = closed.kind
        if kind == "SYMBOL":
            found = symbol(closed.text)
            if found is None:
                self._report.add(told.SYMBOL)
            self._result(found or UNKNOWN)
        elif closed.box:
            self._result(closed.box)
        elif closed.held or kind not in SILENT:
            self._report.add(told.FORM_LIST if kind == "FORMDROPDOWN" else told.FIELD)

    def _wrap(self, shown: Field) -> None:
        """Put the result of a HYPERLINK field into a link."""
        if shown.kind != "HYPERLINK" or not shown.shows or shown.out is not self._out:
            return
        children = self._out[shown.start :]
        target = field_target(shown.text)
        if not children or not target:
            return
        del self._out[shown.start :]
        self._out += linked(target, children, self._report)
        shown.start = len(self._out)


def _sign_of(element: Element) -> str | None:
    """The character of a `w:sym`; None where it is not known."""
    try:
        code = int(element.get(W + "char", ""), 16)
    except ValueError:
        code = -1
    return sign(element.get(W + "font"), code)
