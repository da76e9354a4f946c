"""A .docx as an archive made ready: fixed parts stand compressed, changing ones are appended.

Fixed times (1980-01-01) and a fixed order, so the same parts make the same bytes. Written by
hand (PKWARE APPNOTE 4.3.7, 4.3.12, 4.3.16) because reopening an archive with `zipfile` costs
more than writing a letter.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from struct import Struct

_LOCAL = Struct("<IHHHHHIIIHH")
_CENTRAL = Struct("<IHHHHHHIIIHHHHHII")
_END = Struct("<IHHHHIIH")
_VERSION = 20
_DATE = (1 << 5) | 1
"""1980-01-01 as MS-DOS writes it."""
_STORED, _DEFLATED = 0, 8
_SMALL = 600
"""Bytes below which compressing costs more than it saves."""


def _packed(data: bytes, level: int) -> tuple[int, bytes]:
    if level == 0 or len(data) < _SMALL:
        return _STORED, data
    return _DEFLATED, zlib.compress(data, level, -15)


class Archive:
    """An archive with its fixed parts already written."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._local: list[bytes] = []
        self._central: list[bytes] = []
        self._size = 0
        for name, data in parts.items():
            self._size = self._add(self._local, self._central, self._size, name, data, 9)
        self._ready = b"".join(self._local)
        self._directory = b"".join(self._central)
        self._count = len(parts)

    @staticmethod
    def _add(
        local: list[bytes], central: list[bytes], offset: int, name: str, data: bytes, level: int
    ) -> int:
        """Append one part; the offset after it."""
        key = name.encode()
        method, packed = _packed(data, level)
        check = zlib.crc32(data)
        head = _LOCAL.pack(
            0x04034B50, _VERSION, 0, method, 0, _DATE, check, len(packed), len(data), len(key), 0
        )
        local += (head, key, packed)
        central.append(
            _CENTRAL.pack(
                0x02014B50, _VERSION, _VERSION, 0, method, 0, _DATE, check, len(packed), len(data),
                len(key), 0, 0, 0, 0, 0, offset,
            )
            + key
        )  # fmt: skip
        return offset + len(head) + len(key) + len(packed)

    def with_parts(self, parts: Iterable[tuple[str, bytes]]) -> bytes:
        """The whole file: the fixed parts and these, in their order."""
        local = [self._ready]
        central = [self._directory]
        offset, count = self._size, self._count
        for name, data in parts:
            offset = self._add(local, central, offset, name, data, 1)
            count += 1
        directory = b"".join(central)
        end = _END.pack(0x06054B50, 0, 0, count, count, len(directory), offset, 0)
        return b"".join((*local, directory, end))
