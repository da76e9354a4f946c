"""What a pack says under a key, for reading: its formulas, and lines that are read but not written.

The latter stand in `reading.yaml` of the pack, under the formulas' own keys: wordings that old
documents have and the United Nations no longer writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from dipdocs.errors import Finding, LanguageError
from dipdocs.importing.matching import Match, Reader, Step, steps, walk
from dipdocs.language import Pack
from dipdocs.language.formula import Formula
from dipdocs.language.registry import ENTRIES
from dipdocs.resources import read_yaml

FILE = "reading.yaml"
_OWN_KEYS = frozenset(
    {
        "courtesies", "declarations", "digits", "instead", "positions", "states", "stop-words",
        "text-begins",
    }
)  # fmt: skip
"""Keys of `reading.yaml` that are no formulas: lists of words, other names of States, other words
for parts of the offices' lines."""


class Line(NamedTuple):
    """A line of wording; `path` is what leads to it in its table."""

    path: tuple[str, ...]
    steps: tuple[Step, ...]
    text: str
    anchors: tuple[str, ...] = ()
    """Folded words without which a text cannot hold the line."""

    def may_be_in(self, text: str) -> bool:
        """Whether a fold has all the line's words: a first look, for speed."""
        return all(anchor in text for anchor in self.anchors)


@cache
def extra(pack: Pack) -> Mapping[str, Any]:
    """What `reading.yaml` of a pack holds; nothing where there is no such file."""
    path = pack.folder / FILE
    if not path.is_file():
        return {}
    data: Mapping[str, Any] = read_yaml(path) or {}
    for key, value in data.items():
        if key not in ENTRIES and key not in _OWN_KEYS:
            raise _error(pack, f"unknown key {key!r}", key)
        if key in _OWN_KEYS:
            continue
        for _, text in _leaves(value):
            strange = Formula.parse(key, text).slots - ENTRIES[key].slots
            if strange:
                raise _error(pack, f"{key}: unknown slot {sorted(strange)[0]}", key)
    return data


@cache
def inflected(pack: Pack, key: str) -> tuple[Line, ...]:
    """The lines under a key in every case, those by rule of the grammar too."""
    out = list(lines(pack, key))
    known = {line.text for line in out}
    for line in lines(pack, key):
        for case in sorted(pack.grammar.derived):
            text = pack.grammar.inflect(line.text, case)
            if text not in known:
                known.add(text)
                out.append(_line((*line.path, case), text))
    return tuple(out)


def _line(path: tuple[str, ...], text: str) -> Line:
    found = steps(text)
    longest = (
        max(re.findall(r"[^\W_]+", re.sub(r"\\(.)", r"\1", step.pattern)), key=len, default="")
        for step in found
        if isinstance(step, re.Pattern)
    )
    return Line(path, found, text, tuple(anchor for anchor in longest if anchor))


def words_of(pack: Pack, key: str) -> tuple[str, ...]:
    """A list of words of `reading.yaml`."""
    return tuple(str(word) for word in extra(pack).get(key, ()))


@cache
def lines(pack: Pack, key: str) -> tuple[Line, ...]:
    """Every line under a key, those that are only read last; the longest wording first."""
    written = [(path, formula.text) for path, formula in pack.formulas(key)]
    read = list(_leaves(extra(pack).get(key, {})))
    out = [_line(path, text) for path, text in written]
    out.sort(key=lambda line: -_weight(line.text))
    return (*out, *(_line(path, text) for path, text in read))


def find(
    pack: Pack,
    key: str,
    text: str,
    readers: Mapping[str, Reader],
    *,
    place: int = 0,
    whole: bool = False,
    lenient: frozenset[str] = frozenset(),
) -> Iterator[Match]:
    """Each way in which a line under a key can be read at a place of a fold."""
    for line in lines(pack, key):
        if not line.may_be_in(text):
            continue
        for end, values in walk(line.steps, text, place, readers, whole=whole, lenient=lenient):
            yield Match(place, end, line.path, values)


def _weight(text: str) -> int:
    formula = Formula.parse("reading", text)
    return sum(len(part) for part in formula.segments if isinstance(part, str))


def _leaves(table: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:  # noqa: ANN401
    if isinstance(table, Mapping):
        for feature, inner in table.items():
            yield from _leaves(inner, (*path, str(feature)))
    elif isinstance(table, list):
        for inner in table:
            yield from _leaves(inner, path)
    else:
        yield path, str(table)


def _error(pack: Pack, message: str, key: str) -> LanguageError:
    return LanguageError(
        Finding(
            f"language pack {pack.code!r}: {message}",
            rule="language-pack",
            file=str(pack.folder / FILE),
            field=key,
        )
    )
