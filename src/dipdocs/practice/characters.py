"""The rule of characters: each has a place in the layout's fonts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from dipdocs.errors import Finding
from dipdocs.layout import load as load_layout
from dipdocs.layout.fonts import lacking
from dipdocs.practice.rule import Review, rule

LAYOUT = "un-new-york"
"""The layout whose fonts are asked for."""


@rule
def characters(review: Review) -> Iterator[Finding]:
    """Every character is in one of the fonts that the layout gives the language.

    Source: the layout `un-new-york` (templates/layouts, templates/fonts.yaml).
    Example: a Thai letter in an English text.
    """
    for composition in review.compositions:
        named = load_layout(LAYOUT).figures(composition.language).settings.fonts.fonts
        names = (
            [name for name in (named.latin, named.east_asian, named.complex) if name]
            if named
            else []
        )
        for field, text in composition.texts():
            missing = lacking(text, names)
            if missing:
                char = missing[0]
                yield Finding(
                    f"{char!r} ({unicodedata.name(char, 'unnamed')}) is in none of the fonts of "
                    f"the language {composition.language!r}",
                    field=field,
                    found=", ".join(f"U+{ord(char):04X}" for char in missing[:8]),
                    expected=f"characters of {', '.join(dict.fromkeys(names))}",
                    fix="write it otherwise, or name a font that has it in a template of your own",
                )
