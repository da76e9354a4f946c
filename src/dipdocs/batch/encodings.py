"""Encodings of tables: named by the user, told by a mark or by zero bytes; none is guessed."""

from __future__ import annotations

import codecs

from dipdocs.batch.table import fault


def named(encoding: str | None, sample: bytes) -> str | None:
    """The encoding that the user names; its mark is no character of the first column."""
    if encoding is None:
        return None
    marked = _marked(sample)
    known = codecs.lookup(encoding).name
    return marked if marked and known.startswith(marked.removesuffix("-sig")) else encoding


def _marked(sample: bytes) -> str | None:
    """The encoding that a mark at the beginning tells."""
    if sample.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8-sig" if sample.startswith(codecs.BOM_UTF8) else None


def found(sample: bytes, name: str) -> str:
    """UTF-8 or, by its mark or its zero bytes, UTF-16: no older code is guessed."""
    if marked := _marked(sample):
        return marked
    even, odd = sample[0:400:2], sample[1:400:2]
    for zeros, others, code in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if len(zeros) > 8 and zeros.count(0) > 0.7 * len(zeros) and others.count(0) <= 1:
            return code
    if sample.startswith((b"PK\x03\x04", b"SQLite format 3")):
        raise fault("a spreadsheet or database, not text", name, expected="its own suffix")
    return "utf-8-sig"
