"""Image files: whether they are whole, before anything is made of them.

PNG (ISO/IEC 15948), JPEG (ITU-T T.81) and GIF, the kinds that Word documents here hold.
"""

from __future__ import annotations

import struct
import zlib

_PNG = b"\x89PNG\r\n\x1a\n"


def checked(data: bytes, name: str) -> bytes:
    """The bytes of an image that is whole; `ValueError` says what is wrong with it."""
    if data.startswith(_PNG):
        problem = _png(data)
    elif data.startswith(b"\xff\xd8\xff"):
        problem = _jpeg(data)
    elif data.startswith((b"GIF87a", b"GIF89a")):
        problem = None if b"\x3b" in data[-8:] and len(data) > 13 else "it is cut short"
    else:
        raise ValueError(f"the image {name!r} is no PNG, JPEG or GIF file")
    if problem is not None:
        raise ValueError(f"the image {name!r} is damaged: {problem}")
    return data


def _png(data: bytes) -> str | None:
    place = len(_PNG)
    first = True
    while place + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        end = place + 12 + length
        if end > len(data):
            return "it is cut short"
        (found,) = struct.unpack(">I", data[end - 4 : end])
        if zlib.crc32(data[place + 4 : end - 4]) != found:
            return f"its part {kind.decode('latin-1')!r} has a wrong checksum"
        if first and (
            kind != b"IHDR" or not all(struct.unpack(">II", data[place + 8 : place + 16]))
        ):
            return "it has no size"
        if kind == b"IEND":
            return None
        place, first = end, False
    return "it is cut short"


def _jpeg(data: bytes) -> str | None:
    """Walk the segments to the frame's size; the end mark must be there."""
    place, sized = 2, False
    while place + 4 <= len(data) and data[place] == 0xFF:
        mark = data[place + 1]
        if mark == 0xFF:
            place += 1
            continue
        (length,) = struct.unpack(">H", data[place + 2 : place + 4])
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            sized = any(data[place + 5 : place + 7]) and any(data[place + 7 : place + 9])
        if mark == 0xDA:
            break
        place += 2 + length
    if not sized:
        return "it has no size"
    return None if b"\xff\xd9" in data[place:] else "it is cut short"
