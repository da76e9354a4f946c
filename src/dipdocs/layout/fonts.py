"""What is known of fonts: which characters they have, what stands in for them.

Data: `templates/fonts.yaml`. No font file is opened: the reader's machine, not ours, has them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from dipdocs.resources import read_yaml, templates


class Font(NamedTuple):
    """A font by name: the blocks of characters it has, its stand-in, its family for Word."""

    name: str
    alternative: str
    family: str
    blocks: tuple[range, ...]

    def has(self, char: str) -> bool:
        """Whether the font has a character."""
        return any(ord(char) in block for block in self.blocks)


@cache
def fonts() -> dict[str, Font]:
    """Every font described, by name."""
    data = read_yaml(templates() / "fonts.yaml")
    return {
        name: Font(name, font["alternative"], font["family"], tuple(map(_block, font["blocks"])))
        for name, font in data.items()
    }


def lacking(text: str, names: Iterable[str]) -> list[str]:
    """The characters of a text that none of the fonts has, each once; fonts unknown have all."""
    known = [fonts().get(name) for name in names]
    if not all(known):
        return []
    return [
        char
        for char in dict.fromkeys(text)
        if not char.isspace() and not any(font and font.has(char) for font in known)
    ]


def _block(written: object) -> range:
    first, last = str(written).split("-")
    return range(int(first, 16), int(last, 16) + 1)
