"""What a reader could not carry, or carried otherwise, by kind and place."""

from __future__ import annotations

from typing import NamedTuple

from dipdocs.errors import Finding, Severity

RULE = "not-carried"
"""The rule of findings about what is left out or altered."""
NOTE_RULE = "carried-otherwise"
"""The rule of findings about what is all there, but stands otherwise."""

_PLACES = 5
_WORDS = 40


class Kind(NamedTuple):
    """A kind of thing to report: what is said of it, how grave it is, and by which rule."""

    message: str
    severity: Severity = "warning"
    rule: str = RULE


def otherwise(message: str, severity: Severity = "note") -> Kind:
    """A kind of thing that is carried, but stands otherwise."""
    return Kind(message, severity, NOTE_RULE)


CHART = Kind("a chart is left out; put it in as a picture")
DIAGRAM = Kind("a diagram (SmartArt) is left out; put it in as a picture")
DRAWING = Kind("a drawing without text is left out")
LINES = otherwise("drawn lines are left to the layout")
OBJECT = Kind("an embedded object is left out; put in what it shows as text or picture")
PREVIEW = Kind("an embedded object is left out; the picture that stood for it is kept")
IMAGE_KIND = Kind("an image that is no PNG, JPEG or GIF is left out; save it as PNG")
IMAGE_CROPPED = otherwise(
    "an image that Word shows cropped is carried whole; cut off what should not be seen", "warning"
)
IMAGE_LINK = Kind("a link on an image is left out")
IMAGE_DAMAGED = Kind("an image that is damaged or missing is left out")
IMAGE_LINKED = Kind("an image that lies outside the file is left out; put it into the file")
IMAGE_MOVED = otherwise("an image within a line stands apart from its text")
IMAGE_CELL = otherwise("an image in a table stands after the table")
LINK_DROPPED = Kind("a link to a file or program is left out, its text kept")
MATH = otherwise("a formula is set as a line of text; look whether it says the same", "warning")
SYMBOL = Kind("a sign of a symbol font has no known character and is set as □")
FIELD = Kind("a field has no stored result and is left out; let Word update its fields (F9)")
CONTENTS = otherwise(
    "a table of contents keeps the page numbers of the Word file; mend it or take it out", "warning"
)
PAGES = otherwise("a reference to a page keeps the number of the Word file; mend it", "warning")
PLACEHOLDER = otherwise("a form field that was not filled in is set with its prompt", "warning")
TRACKED = Kind("tracked changes are accepted")
TRACKED_FORM = otherwise("tracked changes of form are accepted")
COMMENT = Kind("comments are left out")
HEADER = Kind("page headers and footers are left out", "note")
HIDDEN = Kind("hidden text is left out")
NESTED = otherwise("a table within a table is set as lines of its cell", "warning")
ONE_CELL = otherwise("a table of one cell (a frame) is set as text")
TABBED = otherwise("lines that stand in columns by tabs are set as a table")
MERGED = otherwise("merged cells that make no rectangle are set apart", "warning")
IMAGE_OVER = otherwise("an image in a table stands over the text of its cell")
HEAD_ROWS = otherwise("a table's head is longer than can be repeated on each page")
TEXT_BOX = otherwise("a text box stands after the paragraph it hangs on")
PAGE_BREAK = otherwise("page and column breaks are left to the layout")
DEEP_HEADING = otherwise("headings below the third level are set as third")
ENDNOTE = otherwise("endnotes are set as footnotes")
NOTE_MARK = otherwise("a note's own mark, if no asterisk, gives way to its number")
NOTE_TABLE = otherwise("a table within a note is set as text", "warning")
IMAGE_NOTE = Kind("an image in a note is left out")
NOTE_LOST = Kind("a mark calls a note that the file does not hold")
NUMBER_FORMAT = otherwise("numbers of a form that is not known are set as 1, 2, 3", "warning")
LABEL = otherwise("a number that is longer than a label can be is set in the text")
RUBY = otherwise("readings over characters are set in brackets after them")
OTHER_FILE = Kind("the text of another file that is put in here is left out")
MACROS = Kind("macros are left out")
UNKNOWN = Kind("an element of an unknown kind is left out, its text kept")
INK = Kind("drawing by hand (ink) is left out; put it in as a picture")
CONTROL = Kind("a control of a form (ActiveX) is left out")
WIDE = otherwise("wide pages stay wide")
FORM_LIST = Kind("the chosen entry of a list cannot be told and is left out")


class Report:
    """Gathers what is to be told; `place` is where the reader stands."""

    def __init__(self) -> None:
        self.place = 0
        self._places: dict[Kind, dict[int, None]] = {}
        self._counts: dict[Kind, int] = {}
        self._words: dict[int, str] = {}
        self._last = -1

    @property
    def asks_words(self) -> bool:
        """Whether something was told of the present paragraph."""
        return self._last == self.place

    def add(self, kind: Kind, *, whole: bool = False) -> None:
        """Note one thing at the present paragraph (0: in the file as a whole)."""
        self._counts[kind] = self._counts.get(kind, 0) + 1
        self._places.setdefault(kind, {})[0 if whole else self.place] = None
        if not whole:
            self._last = self.place

    def words(self, text: str) -> None:
        """Note how the present paragraph begins, if something was told of it."""
        if text and self.asks_words:
            short = text if len(text) <= _WORDS else text[: _WORDS - 1].rstrip() + "…"
            self._words[self.place] = short

    def findings(self, file: str) -> tuple[Finding, ...]:
        """One finding for each kind, with the first of its places."""
        return tuple(self._finding(kind, file) for kind in self._counts)

    def _finding(self, kind: Kind, file: str) -> Finding:
        count = self._counts[kind]
        places = [place for place in self._places[kind] if place]
        message = kind.message if count == 1 else f"{kind.message} ({count} times)"
        told = [self._told(place) for place in places[:_PLACES]]
        left = len(places) - _PLACES
        if left > 0:
            told.append(f"and {left} more")
        if told:
            message = f"{message}: {'; '.join(told)}"
        return Finding(message, kind.rule, kind.severity, file)

    def _told(self, place: int) -> str:
        words = self._words.get(place)
        return f"paragraph {place} (“{words}”)" if words else f"paragraph {place}"
