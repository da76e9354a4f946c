"""The text of paragraphs: from runs, links, fields and what hangs on them to inlines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from dipdocs.markup.inlines import Inline, LineBreak, Tab
from dipdocs.readers.word import report as told
from dipdocs.readers.word.fields import SILENT, Field, symbol
from dipdocs.readers.word.images import alternative
from dipdocs.readers.word.lines import Line, Read
from dipdocs.readers.word.links import linked
from dipdocs.readers.word.math import line_of
from dipdocs.readers.word.styles import Style
from dipdocs.readers.word.text import joined
from dipdocs.readers.word.xml import MC, VAL, XML, Element, M, R, W, children, is_on

_SPACE = XML + "space"
_RPR = W + "rPr"
_T, _R = W + "t", W + "r"
_LINE = LineBreak()
_TAB = Tab()
_FORMS = ("Long", "Short")


class InlineReader(Line):
    """Reads the paragraphs of one story (the body, a cell, a note): fields may span several.

    `part` is the part whose relations its pictures and links refer to; `note` reads a footnote.
    """

    def paragraph(self, inside: Sequence[Element], style: Style) -> Read:
        """Read one paragraph: what stands in its `w:p`."""
        self._read = Read()
        self._out = self._read.inlines
        self._style = style
        self._plain = self._set = self._looks.plain(style)
        fields = self._fields.open
        for open_field in fields:
            open_field.out, open_field.start = self._out, 0
        self._walk(inside)
        for open_field in reversed(fields):
            self._wrap(open_field)
        return self._read

    @property
    def is_free(self) -> bool:
        """Whether no field is open, so that another story may be read in between."""
        return not self._fields.open

    def finish(self) -> None:
        """End the story."""
        self._fields.clear()

    def _walk(self, inside: Iterable[Element]) -> None:
        for child in inside:
            tag = child.tag
            if tag == _R:
                self._run(child)
            elif tag not in _IGNORED:
                handle = _CONTAINERS.get(tag)
                if handle is not None:
                    handle(self, child)
                else:
                    self._unknown(child)

    def _run(self, run: Element) -> None:
        found = self._set = self._plain
        for child in children(run):
            tag = child.tag
            if tag == _T:
                text = child.text
                if text:
                    edged = text[0] <= " " or text[-1] <= " "
                    if edged and child.get(_SPACE) != "preserve":
                        text = text.strip(" \t\r\n")
                    self._text(text)
            elif tag == _RPR:
                found = self._set = self._looks.get(child, self._style) or self._plain
                if found.hidden:
                    break
            else:
                handle = _IN_RUN.get(tag)
                if handle is not None:
                    handle(self, child)
                elif tag not in _IGNORED:
                    self._unknown(child)
        if found.hidden and any(True for _ in run.iter(_T)):
            self._report.add(told.HIDDEN)
        self._set = self._plain  # for what stands between runs: formulas, fields

    def _alternative(self, element: Element) -> None:
        chosen = alternative(element)
        if chosen is not None:
            self._within(chosen)

    def _within(self, element: Element) -> None:
        """What stands in a run or round runs."""
        for child in children(element):
            handle = _IN_RUN.get(child.tag) or _CONTAINERS.get(child.tag)
            if child.tag == _R:
                self._run(child)
            elif handle is not None:
                handle(self, child)
            elif child.tag not in _IGNORED:
                self._unknown(child)

    def _simple_field(self, element: Element) -> None:
        code = element.get(W + "instr", "")
        simple = Field(self._out, len(self._out), [code], shows=True)
        self._fields.judge(simple.kind)
        before = len(self._out)
        self._walk(element)
        kind = simple.kind
        if len(self._out) == before and kind not in SILENT and element.find(f".//{_T}") is None:
            found = symbol(code)
            if found is None:
                self._report.add(told.FIELD)
            else:
                self._result(found)
        self._wrap(simple)

    def _hyperlink(self, element: Element) -> None:
        key = element.get(R + "id")
        relation = self._guest.package.relations(self._part).get(key) if key else None
        if relation is None or not relation.external:
            self._walk(element)
            return
        outer, self._out = self._out, []
        self._walk(element)
        children, self._out = self._out, outer
        if children:
            self._out += linked(relation.target, children, self._report)

    def _inserted(self, element: Element) -> None:
        self._report.add(told.TRACKED)
        self._within(element)

    def _deleted(self, element: Element) -> None:
        self._report.add(told.TRACKED)

    def _control(self, element: Element) -> None:
        """A content control: what it shows."""
        properties = element.find(W + "sdtPr")
        if properties is not None:
            prompt = properties.find(W + "showingPlcHdr")
            if prompt is not None and is_on(prompt):
                self._report.add(told.PLACEHOLDER)
            gallery = properties.find(f"{W}docPartObj/{W}docPartGallery")
            if gallery is not None and gallery.get(VAL) == "Table of Contents":
                self._report.add(told.CONTENTS)
        content = element.find(W + "sdtContent")
        if content is not None:
            self._within(content)

    def _math(self, element: Element) -> None:
        self._report.add(told.MATH)
        if not self._fields.muted:
            self._out += line_of(element, self._set.flags)

    def _ruby(self, element: Element) -> None:
        self._report.add(told.RUBY)
        base, reading = element.find(W + "rubyBase"), element.find(W + "rt")
        if base is not None:
            self._within(base)
        if reading is not None:
            self._result("（")
            self._within(reading)
            self._result("）")

    def _left_out(self, element: Element) -> None:
        self._report.add(_LEFT_OUT[element.tag])

    def _unknown(self, element: Element) -> None:
        """Something the reader does not know: its text is kept."""
        if any(True for _ in element.iter(_T)):
            self._report.add(told.UNKNOWN)
            self._within(element)

    def _nested(self, element: Element) -> None:
        """A paragraph where only runs should stand."""
        before, self._out = self._out, []
        self._walk(element)
        lines, self._out = self._out, before
        self._out[:] = joined([self._out, lines])


def _put(inline: Inline | str) -> Callable[[InlineReader, Element], None]:
    def put(reader: InlineReader, element: Element) -> None:
        if isinstance(inline, str):
            reader._result(inline)
        else:
            reader._add(inline)

    return put


_Handler = Callable[[InlineReader, Element], None]
_LEFT_OUT = {
    W + "contentPart": told.INK,
    W + "control": told.CONTROL,
    W + "pgNum": told.FIELD,
    W + "subDoc": told.OTHER_FILE,
    **{W + part + form: told.FIELD for part in ("day", "month", "year") for form in _FORMS},
}
_IN_RUN: dict[str, _Handler] = {
    **dict.fromkeys(_LEFT_OUT, InlineReader._left_out),
    W + "t": InlineReader._run_text,
    W + "tab": _put(_TAB),
    W + "ptab": _put(_TAB),
    W + "br": InlineReader._break,
    W + "cr": _put(_LINE),
    W + "noBreakHyphen": _put("\u2011"),
    W + "softHyphen": _put("\u00ad"),
    W + "sym": InlineReader._symbol,
    W + "drawing": InlineReader._drawing,
    W + "pict": InlineReader._picture,
    W + "object": InlineReader._object,
    W + "footnoteReference": InlineReader._footnote,
    W + "endnoteReference": InlineReader._endnote,
    W + "commentReference": InlineReader._comment,
    W + "fldChar": InlineReader._field_mark,
    W + "instrText": InlineReader._code,
    W + "ruby": InlineReader._ruby,
    MC + "AlternateContent": InlineReader._alternative,
}
_CONTAINERS: dict[str, _Handler] = {
    W + "hyperlink": InlineReader._hyperlink,
    W + "ins": InlineReader._inserted,
    W + "moveTo": InlineReader._inserted,
    W + "del": InlineReader._deleted,
    W + "moveFrom": InlineReader._deleted,
    W + "sdt": InlineReader._control,
    W + "smartTag": InlineReader._within,
    W + "customXml": InlineReader._within,
    W + "dir": InlineReader._within,
    W + "bdo": InlineReader._within,
    W + "fldSimple": InlineReader._simple_field,
    W + "p": InlineReader._nested,
    W + "subDoc": InlineReader._left_out,
    M + "oMath": InlineReader._math,
    M + "oMathPara": InlineReader._math,
    MC + "AlternateContent": InlineReader._alternative,
}
_IGNORED = frozenset(
    W + tag
    for tag in (
        "pPr", "rPr", "bookmarkStart", "bookmarkEnd", "proofErr", "commentRangeStart",
        "commentRangeEnd", "lastRenderedPageBreak", "footnoteRef", "endnoteRef", "annotationRef",
        "separator", "continuationSeparator", "delText", "delInstrText", "permStart", "permEnd",
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
        "smartTagPr", "customXmlPr", "sdtPr", "sdtEndPr",
    )
)  # fmt: skip
