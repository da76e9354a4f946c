"""The languages that a masthead or a note names as those of the original."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dipdocs.importing.folding import Folded, fold
from dipdocs.importing.matching import Reader, Reading, at_word_end
from dipdocs.importing.numbers import choice
from dipdocs.importing.offices import joins
from dipdocs.importing.wordings import find, lines
from dipdocs.language import Pack
from dipdocs.language import load as load_pack


@cache
def language_reader(pack: Pack, key: str) -> Reader:
    """A reader of languages' names as the pack's table under a key has them."""
    table = {fold(text): path[0] for path, text in _leaf_texts(pack, key)}
    if key == "languages.masthead":
        english = load_pack("en")
        for path, text in _leaf_texts(english, key):
            table.setdefault(fold(text), path[0])
    pattern = choice(table)
    links = re.compile(rf"{joins(pack).pattern}| ?/ ?|[ ,]*(?:and|&)[ ,]*")

    def read(text: str, place: int, forms: tuple[str, ...]) -> Iterator[Reading]:
        found: list[Reading] = []
        codes: list[str] = []
        at = place
        while match := pattern.match(text, at):
            if match[0] not in table or not at_word_end(text, match.end()):
                break
            codes = [*codes, table[match[0]]]
            found.append((match.end(), codes))
            link = links.match(text, match.end())
            if link is None or link.end() == match.end():
                break
            at = link.end()
        yield from reversed(found)

    return read


def _leaf_texts(pack: Pack, key: str) -> Iterator[tuple[tuple[str, ...], str]]:
    for line in lines(pack, key):
        yield line.path, line.text


def original_note(pack: Pack, text: Folded) -> list[str] | None:
    """The languages that the note of an annex's original names, if a whole text is one."""
    readers = {"languages": language_reader(pack, "languages.note")}
    for match in find(pack, "original-note", text.fold, readers, whole=True):
        value = match.values.get("languages")
        if isinstance(value, list):
            return list(value)
    return None
