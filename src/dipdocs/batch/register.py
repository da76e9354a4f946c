"""`register.csv`: what was sent, to whom, under what number; one line a row, in their order."""

from __future__ import annotations

import csv
from pathlib import Path

from dipdocs.batch.journal import Journal
from dipdocs.errors import Finding, RenderError

COLUMNS = (
    *("row", "key", "number", "addressee", "language", "file", "sha256", "pdf", "pdf_sha256"),
    *("state", "time", "error"),
)
NAME = "register.csv"
JOURNAL = "register.sqlite"
_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")


def cell(value: object) -> str:
    """A value as a cell that no spreadsheet takes for a formula: it gets an apostrophe before it.

    (OWASP, CSV Injection.)
    """
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_RUN_BY_SPREADSHEETS) else text


def export(journal: Journal, path: Path) -> None:
    """Write the register, all or nothing."""
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            for entry in journal.entries():
                writer.writerow([cell(value) for value in entry])
        part.replace(path)
    except OSError as error:
        raise RenderError(
            Finding(f"cannot be written: {error.strerror}", rule="register", file=str(path))
        ) from None
