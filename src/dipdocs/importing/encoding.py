"""Bytes of a text file as text, in whatever of the usual encodings they are.

The code pages of the six languages that Windows had before Unicode are told apart by
charset-normalizer, asked for no others: a shorter list is a surer one.
"""

from __future__ import annotations

import codecs
import unicodedata
from typing import NamedTuple

CODE_PAGES = ("cp1252", "cp1251", "cp1256", "gb18030")
"""Latin, Cyrillic, Arabic, Chinese."""
_SAMPLE = 60_000
"""Bytes from which the code page is told."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Decoded(NamedTuple):
    """A text, the encoding it was in, and whether that was guessed."""

    text: str
    encoding: str
    guessed: bool


def decode(data: bytes) -> Decoded:
    r"""Return the text of a file, its lines ending with ``\n``.

    Raises `ValueError` where the bytes are no text.
    """
    name, guessed = _encoding(data)
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        raise ValueError(
            f"no text in {name.removesuffix('-sig').upper()}: byte 0x{data[error.start]:02X} "
            f"at position {error.start}"
        ) from None
    if "\x00" in text:
        raise ValueError("no text: it holds zero bytes")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(text, name.removesuffix("-sig"), guessed)


def _encoding(data: bytes) -> tuple[str, bool]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name, False
    sample = data[:_SAMPLE]
    if b"\x00" in sample:
        # UTF-16 without its mark: of the two bytes of Latin letters and digits one is zero.
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        return ("utf-16-be" if even > odd else "utf-16-le"), True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _code_page(data), True
    return "utf-8", False


def _code_page(data: bytes) -> str:
    from charset_normalizer import from_bytes

    if _has_but_marks(data[:_SAMPLE]):
        return "cp1252"
    best = from_bytes(
        data[:_SAMPLE], cp_isolation=list(CODE_PAGES), threshold=0.5, preemptive_behaviour=False
    ).best()
    if best is None:
        raise ValueError(f"no text in UTF-8, UTF-16 or one of {', '.join(CODE_PAGES)}")
    return best.encoding


def _has_but_marks(sample: bytes) -> bool:
    """Whether a text, read as Latin, has but quotation marks, dashes and the like beyond ASCII."""
    try:
        text = sample.decode("cp1252")
    except UnicodeDecodeError:
        return False
    letters = sum(sign.isascii() and sign.isalpha() for sign in text)
    return letters > 0 and all(
        sign.isascii() or unicodedata.category(sign)[0] in "PZS" for sign in text
    )
