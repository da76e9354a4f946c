"""Labels of list items: how they look, and what kind of list they make.

UN texts number paragraphs 1., 2., … with sub-items (a), (b), … and (i), (ii), … (French and
Spanish: a), i)); Russian and Arabic use letters of their own, Arabic numbers as ``1 -``. A label is
kept as it is written; one of another form (``1.1``, ``一、``, ``Article 5``) stands in braces.
The levels under (i) are a. and i. (UN Editorial Manual); they are labels within an item with a
letter only, for elsewhere a line may well begin with a letter and a point.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

Kind = Literal["bullet", "number", "letter", "roman"]

BULLET = "•"

_ROMAN = re.compile(r"(?=.)(xl|l?x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
_WORD = r"(?:[A-Za-z]{1,7}|[\u0400-\u04ff]|[\u0621-\u064a]\u0640?)"
LABEL = re.compile(
    rf"(?:(?P<bullet>[-+*{BULLET}])|(?P<number>[0-9]{{1,9}}[.)]|[0-9]{{1,3}} -)"
    rf"|(?P<letter>\(?{_WORD}\))|(?P<free>\{{(?![{{%\s])[^{{}}\s\\](?:[^{{}}\n\\]{{0,28}}[^{{}}\s\\])?\}}))"
    r"(?=[ \t]|$)"
)
"""What may be a label, at the start of a line; `read_label` decides."""
DOTTED = re.compile(r"([a-z]{1,7}|[\u0430-\u044f])\.(?=[ \t]|$)")
"""A label of the fourth or fifth level: a., i."""
_UNDER = ("letter", "roman")
"""The kinds of lists within whose items such labels stand."""

_REMEMBERED = 1024
"""Labels whose reading is remembered: a text has the same ones again and again."""

# The first letters of an alphabet: only these begin a list within a paragraph.
_FIRST = frozenset("iaа") | frozenset("أا")


class Label(NamedTuple):
    """A label as found in the text: as written, and what it is made of."""

    text: str
    group: Literal["bullet", "number", "letter"]
    end: int

    @property
    def is_free(self) -> bool:
        """Whether it is of no form that UN texts have, and written in braces."""
        return self.group == "number" and not _is_plain(self.text)

    @property
    def core(self) -> str:
        """The number or letters alone, in lower case."""
        return self.text.strip("().- ").lower()

    @property
    def form(self) -> str:
        """The marks round the number or letters."""
        return form(self.text)

    @property
    def begins(self) -> bool:
        """Whether a list that begins with this label may do so within a paragraph.

        As in CommonMark, 1 alone does, so that a wrapped line "2009. …" stays text.
        """
        if self.group == "bullet":
            return True
        if self.is_free:
            return False
        if self.group == "number":
            return int(self.core) == 1
        return self.core in _FIRST


@lru_cache(_REMEMBERED)
def form(label: str) -> str:
    """Return the marks round the number or letters of a label: a list keeps to one form."""
    if not _is_plain(label):
        return "{}"
    return "()" if label[0] == "(" else label[-1]


@lru_cache(_REMEMBERED)
def _is_plain(label: str) -> bool:
    """Whether a label is read as one without braces round it."""
    if label == BULLET:
        return True
    found = read_label(label, 0, len(label))
    return found is not None and found.text == label and found.end == len(label)


def written(label: str, kind: Kind, over: Kind | None) -> str:
    """A label of a list as it stands in a text: in braces, if it is of a form of its own.

    `over` is the kind of the list in whose item the list stands.
    """
    if _is_plain(label) or (kind in _UNDER and over in _UNDER and DOTTED.fullmatch(label)):
        return label
    return f"{{{label}}}"


def is_writable(text: str) -> bool:
    """Whether a label can be written as it is, plainly or in braces."""
    return _is_plain(text) or _shortened(text) == text


def _shortened(text: str) -> str:
    return re.sub(r"[{}\\\s]+", " ", text).strip()[:30].strip() or "-"


@lru_cache(_REMEMBERED)
def label_of(text: str, *, under: bool = False) -> Label:
    """The label of a text that is known to be one, shortened to what braces can hold.

    `under` tells that it stands within an item with a letter, where a. is a letter too.
    """
    dotted = DOTTED.fullmatch(text) if under else None
    if dotted is not None and (len(dotted[1]) == 1 or _is_series(dotted[1])):
        return Label(text, "letter", len(text))
    if not _is_plain(text):
        text = _shortened(text)
    if not _is_plain(text):
        return Label(text, "number", len(text))
    found = read_label(text, 0, len(text))
    assert found is not None
    return found


def read_label(text: str, start: int, end: int) -> Label | None:
    """Return the label at `start` of a line that ends at `end`, None if there is none."""
    match = LABEL.match(text, start, end)
    if match is None:
        return None
    label = match[0]
    if match["letter"] is not None:
        core = label.strip("()")
        if len(core) > 1 and core.isascii() and not _is_series(core):
            return None
        return Label(label, "letter", match.end())
    if match["number"] is not None:
        return Label(label, "number", match.end())
    if match["free"] is not None:
        return Label(label[1:-1], "number", match.end())
    return Label(BULLET, "bullet", match.end())


def _is_series(core: str) -> bool:
    """(aa), (bb) after (z), or a roman number."""
    if not (core.islower() or core.isupper()):
        return False
    return (len(core) == 2 and core[0] == core[1]) or _ROMAN.fullmatch(core) is not None


def _roman(core: str) -> int | None:
    if not core.isascii() or _ROMAN.fullmatch(core) is None:
        return None
    values = [_ROMAN_VALUES[letter] for letter in core]
    following = [*values[1:], 0]
    return sum(-v if v < n else v for v, n in zip(values, following, strict=True))


def _follows(core: str, before: str) -> bool:
    """Whether `core` is the letter after `before`: b after a, aa after z, bb after aa."""
    if before == "z":
        return core == "aa"
    return len(core) == len(before) and ord(core[0]) == ord(before[0]) + 1


def _goes_on(core: str, before: str) -> bool:
    if not before:
        return False
    value = _roman(core)
    return _follows(core, before) or (value is not None and value == (_roman(before) or 0) + 1)


def begins_under(label: str, kind: Kind, over: Kind) -> bool:
    """Whether the first label of a list shows that it stands under the items of another kind."""
    core = label.strip("().")
    if over == "letter":
        return kind == "roman" and _roman(core.lower()) == 1
    return over == "number" and kind == "letter" and core.lower() in _FIRST


def goes_on(label: str, kind: Kind, before: str, kind_before: Kind) -> bool:
    """Whether a label is the one after another, of the same kind and form: (b) after (a)."""
    if kind != kind_before or kind not in _UNDER or form(label) != form(before):
        return False
    return _goes_on(label.strip("().").lower(), before.strip("().").lower())


@dataclass(slots=True)
class Outline:
    """The lists open at a place of the text, and the last label of each level.

    A list interrupted by a heading or a paragraph goes on: that (i) after (h) is a letter is
    known from the label before the interruption.
    """

    open: list[Kind] = field(default_factory=list)
    last: list[tuple[str, Kind] | None] = field(default_factory=list)
    dotted: list[bool] = field(default_factory=list)
    """Whether the last label of each level is of the form a."""

    def kind(self, label: Label) -> Kind:
        """Return the kind of list to which an item at the present level belongs."""
        if label.group != "letter":
            return label.group
        core = label.core
        value = _roman(core)
        if value is None:
            return "letter"
        level = len(self.open)
        before, kind_before = (self.last[level] if level < len(self.last) else None) or ("", None)
        if kind_before == "letter" and _follows(core, before):
            return "letter"
        if len(core) > 1 or core == "i":
            return "roman"
        if kind_before == "roman":
            return "roman" if core != "l" and value > (_roman(before) or 0) else "letter"
        under_letters = level > 0 and self.open[-1] == "letter"
        return "roman" if under_letters and core != "l" else "letter"

    @property
    def under(self) -> bool:
        """Whether labels a. and i. may stand here: within an item with a letter."""
        return bool(self.open) and self.open[-1] in _UNDER

    def read(
        self, text: str, start: int, end: int, *, inside: bool = False, outside: bool = False
    ) -> Label | None:
        """The label at `start` of a line, here.

        `inside` tells that its list has begun already, `outside` that the line is indented less
        than the text of the item that is open.
        """
        label = read_label(text, start, end)
        if label is not None or not self.under:
            return label
        match = DOTTED.match(text, start, end)
        if match is None:
            return None
        core = match[1]
        if len(core) > 1 and not _is_series(core):
            return None
        level = len(self.open)
        before = (self.last[level] if level < len(self.last) else None) or ("", None)
        # A list begins with its first letter or goes on from the one before.
        beside = outside and any(self.dotted[:level])
        if inside or beside or core in _FIRST or _goes_on(core, before[0]):
            return Label(match[0], "letter", match.end())
        return None

    def enter(self, label: Label, kind: Kind) -> None:
        """Note that an item with this label begins at the present level."""
        level = len(self.open)
        del self.last[level:]
        self.last += [None] * (level - len(self.last))
        self.last.append((label.core, kind))
        del self.dotted[level:]
        self.dotted += [False] * (level - len(self.dotted))
        self.dotted.append(label.group == "letter" and DOTTED.fullmatch(label.text) is not None)
