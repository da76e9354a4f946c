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
_SMALL = 1100
"""Bytes below which compressing costs more than it saves."""


class Archive:
    """An archive with its fixed parts already written."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        local: list[bytes] = []
        central: list[bytes] = []
        self._size = 0
        self._last: dict[str, tuple[bytes, int, bytes, int]] = {}
        for name, data in parts.items():
            self._size = self._add(local, central, self._size, name, data, 9)
        self._last.clear()
        self._ready = b"".join(local)
        self._directory = b"".join(central)
        self._count = len(parts)

    def _packed(self, name: str, data: bytes, level: int) -> tuple[int, bytes, int]:
        """Method, packed bytes and checksum; those of the last document where they are its."""
        last = self._last.get(name)
        if last is not None and last[0] == data:
            return last[1:]
        if len(data) < _SMALL:
            packed = (_STORED, data, zlib.crc32(data))
        else:
            packed = (_DEFLATED, zlib.compress(data, level, -15), zlib.crc32(data))
        self._last[name] = (data, *packed)
        return packed

    def _add(
        self,
        local: list[bytes],
        central: list[bytes],
        offset: int,
        name: str,
        data: bytes,
        level: int,
    ) -> int:
        """Append one part; the offset after it."""
        key = name.encode()
        method, packed, check = self._packed(name, data, level)
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
