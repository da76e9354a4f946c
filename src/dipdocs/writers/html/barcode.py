"""The bar code of a job number, drawn: Code 39 (ISO/IEC 16388), of figures only.

Word needs the barcode's own typeface; a page has none, so bars are drawn.
"""

from __future__ import annotations

_PATTERNS = {
    "0": "000110100",
    "1": "100100001",
    "2": "001100001",
    "3": "101100000",
    "4": "000110001",
    "5": "100110000",
    "6": "001110000",
    "7": "000100101",
    "8": "100100100",
    "9": "001100100",
    "*": "010010100",
}
"""Bars and gaps by turns, beginning with a bar: 1 is wide, 0 narrow."""

_WIDE = 3


def drawing(text: str, height: float) -> str:
    """The bars of ``*0940543*`` as SVG, `height` in points; nothing if it holds other signs."""
    if not text or not set(text) <= set(_PATTERNS):
        return ""
    bars = []
    place = 0
    for sign in text:
        for number, mark in enumerate(_PATTERNS[sign]):
            width = _WIDE if mark == "1" else 1
            if number % 2 == 0:
                bars.append(f"M{place} 0h{width}v1h-{width}z")
            place += width
        place += 1
    return (
        f'<svg class="barcode" viewBox="0 0 {place} 1" preserveAspectRatio="none"'
        f' aria-hidden="true" width="{place * 0.75:g}pt" height="{height:g}pt">'
        f'<path d="{"".join(bars)}"/></svg>'
    )
