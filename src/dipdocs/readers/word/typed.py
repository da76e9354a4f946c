"""Numbers that a hand has typed before a tab, as most UN texts have them: ``1.``, ``(a)``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dipdocs.markup.inlines import Inline, Run, Tab

_BULLETS = frozenset("•·▪●○◦■□–—-‒−*➢✓o")
_CHINESE = "一二三四五六七八九十百"
_LABEL = re.compile(
    r"(?:[0-9]{1,4}(?:\.[0-9]{1,3}){0,5}[.)]?|[(（][0-9]{1,3}[)）]|[0-9٠-٩]{1,4} ?[-–]"
    r"|[٠-٩]{1,4}[.)]?"
    r"|\(?(?:[ivxlc]{1,7}|[IVXLC]{1,7}|[a-z]{1,2}|[A-Z]|[а-яё]|[А-ЯЁ]|[\u0621-\u064a]\u0640?)[.)]"
    rf"|[{_CHINESE}]{{1,5}}[、．.]|[(（][{_CHINESE}]{{1,5}}[)）]|[0-9]{{1,3}}[、．]"
    r"|[①-⑳])"
)
_LONGEST = 10


def is_bullet(mark: str) -> bool:
    """Whether a sign typed before a tab is read as a bullet."""
    return mark in _BULLETS


def typed_label(inlines: Sequence[Inline]) -> tuple[str, Sequence[Inline]]:
    """The number before the first tab of a paragraph, and the rest; no number, all of it."""
    text, rest = "", 0
    for place, inline in enumerate(inlines):
        if isinstance(inline, Tab):
            rest = place + 1
            break
        if not isinstance(inline, Run) or len(text) > _LONGEST:
            return "", inlines
        text += inline.text
    label = text.strip()
    if not rest or not label or rest >= len(inlines):
        return "", inlines
    if is_bullet(label):
        label = "•"
    elif _LABEL.fullmatch(label) is None:
        return "", inlines
    return label, inlines[rest:]
