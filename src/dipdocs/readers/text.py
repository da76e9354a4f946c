"""Bytes of a file as text, and the problem of a place in a text."""

from __future__ import annotations

import codecs

MEGABYTE = 1_000_000


class TextError(ValueError):
    """A text cannot be read; `line` and `column` count from 1, None where they are not known."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column


def decode(data: bytes) -> str:
    r"""Return the text of a file: UTF-8, or UTF-16 with its mark; lines end with ``\n``.

    Raises `TextError` for other encodings.
    """
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding = "utf-16" if utf16 else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        # A byte-order mark is not counted by the decoder.
        start = error.start + (3 if data.startswith(codecs.BOM_UTF8) else 0)
        line = None if utf16 else data.count(b"\n", 0, start) + 1
        raise TextError(
            f"not {'UTF-16' if utf16 else 'UTF-8'}: byte 0x{data[start]:02X} at position {start}; "
            "save the file as UTF-8",
            line,
        ) from None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return line and column, from 1, of a place in a text."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def megabytes(size: int) -> str:
    """Return a size in words: 12 MB."""
    return f"{size / MEGABYTE:.3g} MB"
