"""`register.csv`: what was sent, to whom, under what number; one line a row, in their order."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from dipdocs.batch.journal import Journal
from dipdocs.errors import Finding, RenderError

COLUMNS = (
    *("row", "key", "number", "addressee", "language", "file", "sha256", "pdf", "pdf_sha256"),
    *("state", "time", "error"),
)
NAME = "register.csv"
JOURNAL = "register.sqlite"
_RUN_BY_SPREADSHEETS = re.compile(r"(?:^|(?<=[;\t\r\n]))(?=[=+\-@\t\r\n＝＋－＠])")
"""Where a formula could begin: at the start of a cell, or where a spreadsheet that parts cells by
another sign would see the start of one (OWASP, CSV Injection)."""


def cell(value: object) -> str:
    """A value as a cell that no spreadsheet takes for a formula: an apostrophe keeps it text."""
    return "" if value is None else _RUN_BY_SPREADSHEETS.sub("'", str(value))


def _line(entry: Sequence[object]) -> list[object]:
    """A row's cells. What dipdocs itself writes (hashes, states, times) begins no formula."""
    line = list(entry)
    for place in _OF_THE_USER:
        line[place] = cell(line[place])
    return line


_OF_THE_USER = [
    COLUMNS.index(name) for name in ("key", "number", "addressee", "file", "pdf", "error")
]


def export(journal: Journal, path: Path) -> None:
    """Write the register, all or nothing: UTF-8 without a mark, as csv readers expect."""
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(map(_line, journal.entries()))
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise RenderError(
            Finding(f"cannot be written: {error.strerror}", rule="register", file=str(path))
        ) from None
