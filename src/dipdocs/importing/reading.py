"""A file as a script: what it is by its name, and how large it may be."""

from __future__ import annotations

from pathlib import Path

from dipdocs.errors import Finding, InputError
from dipdocs.importing.plain import read_plain
from dipdocs.importing.script import Script
from dipdocs.readers.files import LARGEST_GUEST, Folder
from dipdocs.readers.text import MEGABYTE, megabytes

WORD = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".rtf")
"""Word files; the last two are refused with what to do."""
OPEN_DOCUMENT = (".odt",)
MARKDOWN = (".md", ".markdown")
PLAIN = (".txt", ".text")
KNOWN = (*WORD, *OPEN_DOCUMENT, *MARKDOWN, *PLAIN)
LARGEST_TEXT = 4 * MEGABYTE
"""The size up to which a plain text is read; in UTF-16 some 600 pages."""
MOST_PASSAGES = 10_000
"""Paragraphs, items and tables: some 600 pages."""
LONGEST_PARAGRAPH = 200_000
"""Characters of a paragraph without breaks, whatever its lines."""


def read_script(path: Path, *, images: str | None = None) -> Script:
    """The script of a file. Its images are named within a folder, `images`, beside the data.

    Raises `InputError` where the file cannot be read.
    """
    name = str(path)
    suffix = path.suffix.lower()
    if suffix not in KNOWN:
        raise InputError(
            Finding(
                f"{path.name!r} is no file that can be read back, by its name",
                rule="file",
                file=name,
                expected=f"a name that ends in {', '.join(KNOWN)}",
            )
        )
    try:
        if not path.exists():
            raise ValueError("there is no such file")
        real = path.resolve()
        data = Folder(real.parent).read_bytes(real.name, LARGEST_GUEST)
        script = script_of(data, printable(path.name), images=images)
    except ValueError as error:
        fix = getattr(error, "fix", "") or None
        message = getattr(error, "message", None) or str(error)
        raise InputError(Finding(message, rule="file", file=name, fix=fix)) from None
    return script


def printable(name: str) -> str:
    """A file's name as it can be written, also where its bytes are no UTF-8."""
    return name.encode("utf-8", "backslashreplace").decode()


def script_of(data: bytes, name: str, *, images: str | None = None) -> Script:
    """The script of a file's bytes; `name` tells by its end what they are.

    Raises `ValueError` where they cannot be read.
    """
    suffix = Path(name).suffix.lower()
    if suffix in (*MARKDOWN, *PLAIN):
        if len(data) > LARGEST_TEXT:
            raise ValueError(
                f"a text of {megabytes(len(data))}; the limit is {megabytes(LARGEST_TEXT)}"
            )
        script = read_plain(data, name, markdown=suffix in MARKDOWN)
    else:
        if suffix in OPEN_DOCUMENT:
            from dipdocs.readers.open_document import as_word

            data = as_word(data)
        from dipdocs.importing.word import read_word

        script = read_word(data, name, images or f"{Path(name).stem}-images")
    if not script.passages:
        raise ValueError("it holds no text")
    if len(script.passages) > MOST_PASSAGES:
        raise ValueError(
            f"it has {len(script.passages):,} paragraphs; the limit is {MOST_PASSAGES:,}"
        )
    for passage in script.passages:
        if len(passage.text) > LONGEST_PARAGRAPH and not passage.text.count("\n"):
            raise ValueError(
                f"{passage.place} has {len(passage.text):,} characters without a line end; "
                f"the limit is {LONGEST_PARAGRAPH:,}"
            )
    return script
