"""Two texts compared by their words, in order.

Case, letters and digits count; typography does not (spaces, quotation marks, dashes, Arabic
lengthening and vowel signs, the digits' script). A character of a script without spaces is a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import chain
from typing import Literal, NamedTuple

_CJK = "\u2e80-\u2fdf\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+|[^\w\s]")
_UNSPOKEN = frozenset("<>|~^`´¨¯¸=+")
_MOST_AT_ONCE = 3_000
"""Words from which the comparison leaves frequent ones aside at first, to be quick."""
_AROUND = 4
"""Words shown on each side of a difference."""


@lru_cache(maxsize=8192)
def _plain(char: str) -> str:
    if unicodedata.category(char) in ("Mn", "Me", "Cf") or char == "ـ":
        return ""
    return str(unicodedata.decimal(char)) if unicodedata.category(char) == "Nd" else char


def words(text: str) -> list[str]:
    """The words of a text, without what typography may change."""
    normal = unicodedata.normalize("NFKC", text)
    if not normal.isascii():
        normal = "".join(map(_plain, normal))
    return [word for word in _WORD.findall(normal) if _says(word)]


def _says(word: str) -> bool:
    if len(word) > 1 or word.isalnum():
        return True
    return word not in _UNSPOKEN and unicodedata.category(word)[0] == "S"


class Line(NamedTuple):
    """A piece of a text and where it stands, for people."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that one text has and the other has not, or has elsewhere.

    `lost` are words of the first text, `added` of the second; `before` and `after` are the words
    around that both have. `place` is one of the first text where there is one.
    """

    kind: Literal["lost", "added", "changed", "moved"]
    lost: tuple[str, ...]
    added: tuple[str, ...]
    place: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(slots=True)
class _Text:
    """Lines as words: `places` has one entry a word."""

    lines: list[tuple[str, ...]]
    words: list[str]
    places: list[str]
    starts: list[int]

    @classmethod
    def of(cls, lines: Iterable[Line]) -> _Text:
        out = cls([], [], [], [])
        for line in lines:
            found = words(line.text)
            if found:
                out.starts.append(len(out.words))
                out.lines.append(tuple(found))
                out.words += found
                out.places += [line.place] * len(found)
        out.starts.append(len(out.words))
        return out


def compare(first: Iterable[Line], second: Iterable[Line]) -> list[Difference]:
    """The differences between two texts, in the order of the first.

    Whole lines are compared before words. Equal stretches that only stand elsewhere are `moved`.
    """
    one, two = _Text.of(first), _Text.of(second)
    spans: list[tuple[int, int, int, int]] = []
    for tag, i1, i2, j1, j2 in _opcodes(one.lines, two.lines):
        if tag == "equal":
            continue
        a, b = one.starts[i1], one.starts[i2]
        c, d = two.starts[j1], two.starts[j2]
        for inner, k1, k2, m1, m2 in _opcodes(one.words[a:b], two.words[c:d]):
            if inner != "equal":
                spans.append((a + k1, a + k2, c + m1, c + m2))
    return _settle(one, two, list(_parted(one, two, _merged(spans))))


def _opcodes(
    first: Sequence[object], second: Sequence[object]
) -> list[tuple[str, int, int, int, int]]:
    """Like difflib's, what is equal at both ends set aside first."""
    start, shorter = 0, min(len(first), len(second))
    while start < shorter and first[start] == second[start]:
        start += 1
    end = 0
    while end < shorter - start and first[-1 - end] == second[-1 - end]:
        end += 1
    one, two = first[start : len(first) - end], second[start : len(second) - end]
    quick = len(one) + len(two) > _MOST_AT_ONCE
    codes = SequenceMatcher(None, one, two, autojunk=quick).get_opcodes()
    return [(tag, a + start, b + start, c + start, d + start) for tag, a, b, c, d in codes]


def _merged(spans: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Spans that touch each other in both texts as one."""
    out: list[tuple[int, int, int, int]] = []
    for span in spans:
        if out and out[-1][1] == span[0] and out[-1][3] == span[2]:
            out[-1] = (out[-1][0], span[1], out[-1][2], span[3])
        else:
            out.append(span)
    return out


def _parted(
    one: _Text, two: _Text, spans: list[tuple[int, int, int, int]]
) -> Iterator[tuple[int, int, int, int]]:
    """Spans with what is lost parted where a stretch of it stands elsewhere as a whole."""
    added = {tuple(two.words[c:d]) for a, b, c, d in spans if a == b and d - c > 1}
    for a, b, c, d in spans:
        held = next(
            (
                (start, start + len(words))
                for words in (added if c == d else ())
                for start in range(a, b - len(words) + 1)
                if words[0] == one.words[start]
                and words == tuple(one.words[start : start + len(words)])
            ),
            None,
        )
        if held is None:
            yield a, b, c, d
            continue
        for first, last in ((a, held[0]), held, (held[1], b)):
            if first < last:
                yield first, last, c, c


def _settle(one: _Text, two: _Text, spans: list[tuple[int, int, int, int]]) -> list[Difference]:
    """Spans as differences, those that only stand elsewhere told apart."""
    gone: dict[tuple[str, ...], int] = {}
    for a, b, c, d in spans:
        if a == b:
            key = tuple(two.words[c:d])
            gone[key] = gone.get(key, 0) + 1
    moved: dict[tuple[str, ...], int] = {}
    out: list[Difference] = []
    for a, b, c, d in spans:
        lost, added = tuple(one.words[a:b]), tuple(two.words[c:d])
        if lost and not added and gone.get(lost, 0) > moved.get(lost, 0):
            moved[lost] = moved.get(lost, 0) + 1
            out.append(_difference("moved", one, two, (a, b, c, d)))
            continue
        kind: Literal["lost", "added", "changed"] = (
            "changed" if lost and added else "lost" if lost else "added"
        )
        out.append(_difference(kind, one, two, (a, b, c, d)))
    kept: list[Difference] = []
    for difference in out:
        key = difference.added
        if difference.kind == "added" and moved.get(key, 0) > 0:
            moved[key] -= 1
        else:
            kept.append(difference)
    return kept


def _difference(
    kind: Literal["lost", "added", "changed", "moved"],
    one: _Text,
    two: _Text,
    span: tuple[int, int, int, int],
) -> Difference:
    a, b, c, d = span
    if a < len(one.places):
        place = one.places[a]
    elif one.places:
        place = one.places[-1]
    else:
        place = two.places[c]
    return Difference(
        kind,
        tuple(one.words[a:b]),
        tuple(two.words[c:d]),
        place,
        tuple(one.words[max(0, a - _AROUND) : a]),
        tuple(one.words[b : b + _AROUND]),
    )


def missing(first: Iterable[Line], *rest: Iterable[Line]) -> list[str]:
    """Words of the first text that the others together do not have as often, in order."""
    left: dict[str, int] = {}
    for line in chain.from_iterable(rest):
        for word in words(line.text):
            left[word] = left.get(word, 0) + 1
    out = []
    for line in first:
        for word in words(line.text):
            if left.get(word, 0) > 0:
                left[word] -= 1
            else:
                out.append(word)
    return out
