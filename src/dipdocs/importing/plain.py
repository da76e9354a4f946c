"""A text file as a script: Markdown, or plain text with its lines put together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

from dipdocs.errors import Finding
from dipdocs.importing.encoding import decode
from dipdocs.importing.lines import paragraphs
from dipdocs.importing.passages import of_block, of_pieces, parted
from dipdocs.importing.script import Passage, Script
from dipdocs.markup import MarkupError, parse
from dipdocs.readers.word import GuestParagraph
from dipdocs.readers.word.report import Report

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_REMARK = re.compile(r"# ?[a-z]+: ")
_MARKED = re.compile(r"\*\*(?=[^\s*])[^*]+(?<=[^\s*])\*\*|(?m:^#{1,3} \S)|(?m:^\[\^[^\]\s]+\]:)")
_LEAST_MARKS = 2
"""Marks from which a text counts as Markdown, whatever its name."""
_STATEMENT = re.compile(r"\{\{|\{%")
_MARKS = re.compile(r"[*_\[\]`<|!~^]")
_MOST_MARKS = 20_000
"""Signs from which a text is not read as Markdown: each costs the parser time."""
LONGEST_LINE = 50_000
"""Characters of a line. Whole letters whose line ends were lost have a tenth of it."""
MOST_LINES = 30_000
"""Lines that say something: some 800 pages."""


def read_plain(data: bytes, name: str, *, markdown: bool = False) -> Script:
    """The script of a text file, read as Markdown if it is said to be, or is marked as, Markdown.

    A first line ``# source: …`` is a remark on the text, not of it: it stands as a running head.
    Raises `ValueError` where the bytes are no text.
    """
    text, findings = _text(data, name)
    remark: list[Passage] = []
    if not markdown and _REMARK.match(text):
        first, end, rest = text.partition("\n")
        remark = [Passage(" ".join(first.split()), "line 1", "running")]
        text = end + rest
    passages = None
    if markdown or len(_MARKED.findall(text)) >= _LEAST_MARKS:
        try:
            passages = list(_markdown(text))
        except MarkupError as error:
            if markdown:
                message = f"read as plain text: {error}"
                findings = (*findings, Finding(message, "markdown", "warning", name))
    if passages is None:
        passages = list(_plain(text))
    return Script((*remark, *passages), name, findings)


def _text(data: bytes, name: str) -> tuple[str, tuple[Finding, ...]]:
    found = decode(data)
    findings = []
    if found.guessed:
        told = f"neither UTF-8 nor UTF-16 with its mark: read as {found.encoding}"
        findings.append(Finding(told, "encoding", "warning", name))
    text, count = _UNPRINTABLE.subn(" ", normalize("NFC", found.text))
    if count:
        told = f"control characters are left out: {count}"
        findings.append(Finding(told, "not-carried", "warning", name))
    _check_size(text)
    return text, tuple(findings)


def _check_size(text: str) -> None:
    count = 0
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            raise ValueError(
                f"line {number} has {len(line):,} characters; the limit is {LONGEST_LINE:,}"
            )
        count += bool(line.strip())
    if count > MOST_LINES:
        raise ValueError(f"it has {count:,} lines; the limit is {MOST_LINES:,}")


def _markdown(text: str) -> Iterator[Passage]:
    """Raises `MarkupError`."""
    if len(_MARKS.findall(text)) > _MOST_MARKS:
        raise MarkupError(f"it has more than {_MOST_MARKS:,} signs that may be marks", 1)
    if _STATEMENT.search(text):
        raise MarkupError("it holds {{ … }} or {% … %}, which a text as found does not have", 1)
    for block in parted(parse(text.replace("\f", "\n"))):
        yield of_block(block, f"line {block.line}")


def _plain(text: str) -> Iterator[Passage]:
    """Each paragraph a passage; items that follow each other at once are put into lists."""
    items: list[GuestParagraph] = []
    for piece in paragraphs(text):
        if piece.label and not piece.new_page:
            items.append(piece)
            continue
        yield from _items(items)
        items = [piece] if piece.label else []
        if not piece.label:
            yield from _items([piece])
    yield from _items(items)


def _items(pieces: list[GuestParagraph]) -> list[Passage]:
    return of_pieces(pieces, Report(), unit="line")
