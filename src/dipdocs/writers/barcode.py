"""The bar code of a job number, drawn: Code 39 (ISO/IEC 16388), of figures only.

The UN sets it in typefaces of its own, which few machines have; drawn bars can be read by all.
"""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache

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
"""How many narrow bars make a wide one."""
_FINE = 4
"""Pixels of a narrow bar."""


def bars(text: str) -> tuple[list[tuple[int, int]], int]:
    """Place and width of each bar of ``*0940543*``, and the width of all, in narrow bars.

    Nothing if the text holds other signs.
    """
    if not text or not set(text) <= set(_PATTERNS):
        return [], 0
    found = []
    place = 0
    for sign in text:
        for number, mark in enumerate(_PATTERNS[sign]):
            width = _WIDE if mark == "1" else 1
            if number % 2 == 0:
                found.append((place, width))
            place += width
        place += 1
    return found, place - 1


@lru_cache(maxsize=16)
def picture(text: str) -> bytes:
    """The bars as PNG (ISO/IEC 15948), to be stretched to any height; empty without bars."""
    found, width = bars(text)
    if not found:
        return b""
    row = ["1"] * (width * _FINE)
    for place, wide in found:
        row[place * _FINE : (place + wide) * _FINE] = "0" * (wide * _FINE)
    line = "".join(row)
    line += "1" * (-len(line) % 8)
    packed = b"\0" + int(line, 2).to_bytes(len(line) // 8, "big")
    height = 8 * _FINE
    head = struct.pack(">IIBBBBB", width * _FINE, height, 1, 0, 0, 0, 0)
    data = zlib.compress(packed * height, 9)
    chunks = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, inside) for kind, inside in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def drawing(text: str, width: float, height: float) -> str:
    """The bars as SVG, of that width and height in points; nothing without bars."""
    found, across = bars(text)
    if not found:
        return ""
    path = "".join(f"M{place} 0h{wide}v1h-{wide}z" for place, wide in found)
    return (
        f'<svg class="barcode" viewBox="0 0 {across} 1" preserveAspectRatio="none"'
        f' aria-hidden="true" width="{width:.4g}pt" height="{height:g}pt"><path d="{path}"/></svg>'
    )
