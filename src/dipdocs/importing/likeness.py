"""Lines of a head that are nearly those of a formula, and lines that end as sentences do."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cache

from dipdocs.importing.folding import fold, is_cjk
from dipdocs.language import Pack

_ALIKE = 0.9


_PLAIN_END = (".", "。", "!", "?", ";", "；")


@cache
def written_lines(pack: Pack, kind: str) -> tuple[str, ...]:
    """The lines of the first hundred sessions or years, folded."""
    features = ("regular", "assembly") if kind == "session" else ()

    def line(number: int) -> str:
        def ordinal(forms: tuple[str, ...]) -> str:
            return pack.ordinal(number, forms)

        return fold(pack.say(kind, *features, ordinal=ordinal, number=str(number)))

    return tuple(line(number) for number in range(1, 101))


def alike(text: str, known: str) -> bool:
    """Whether a line is that of a formula but for a slip."""
    if not text or is_cjk(text[0]) or abs(len(text) - len(known)) > 3:
        return False
    return SequenceMatcher(None, text, known, autojunk=False).ratio() >= _ALIKE


def ends_like_text(text: str) -> bool:
    """Whether a line ends as a sentence of running text does."""
    return text.rstrip().endswith(_PLAIN_END)
