"""Tables: CSV, JSON Lines, XLSX and SQLite, opened by what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from dipdocs.batch.table import Read, Table, fault

SUFFIXES = {
    **dict.fromkeys((".csv", ".tsv", ".txt"), "csv"),
    **dict.fromkeys((".jsonl", ".ndjson"), "jsonl"),
    **dict.fromkeys((".xlsx", ".xlsm"), "xlsx"),
    **dict.fromkeys((".db", ".sqlite", ".sqlite3"), "sqlite"),
}
FORMATS = ("csv", "jsonl", "xlsx", "sqlite")


def open_table(
    source: str | Path | IO[bytes] | Iterable[Mapping[str, Any]],
    *,
    format: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    query: str | None = None,
) -> Table:
    """The table of a file (by its suffix, unless `format` says), a stream of bytes, or mappings.

    `encoding` and `delimiter` are of CSV, `sheet` of XLSX, `query` of SQLite. Raises InputError,
    also where an option is given that this table does not know.
    """
    given = {"encoding": encoding, "delimiter": delimiter, "sheet": sheet, "query": query}
    options = {name for name, value in given.items() if value is not None}
    if isinstance(source, str | Path):
        path = Path(source)
        known = format or SUFFIXES.get(path.suffix.lower())
        if known is None:
            raise fault(
                f"{path.name!r} is no table by its name",
                str(path),
                expected=f"a name that ends in {', '.join(SUFFIXES)}, or --format",
            )
        _refuse(options, known, str(path))
        if known == "sqlite":
            from dipdocs.batch.databases import read_query

            return read_query(path, query)
        if known == "xlsx":
            from dipdocs.batch.spreadsheets import read_xlsx

            return read_xlsx(path, sheet)
        from dipdocs.batch.texts import read_text

        try:
            stream: IO[bytes] = path.open("rb")
        except OSError as error:
            raise fault(f"the table cannot be read: {error.strerror}", str(path)) from None
        try:
            return read_text(stream, str(path), known, encoding, delimiter)
        except BaseException:
            stream.close()
            raise
    if hasattr(source, "read"):
        _refuse(options, format or "csv", "standard input")
        from dipdocs.batch.texts import read_text

        return read_text(source, "standard input", format, encoding, delimiter)  # type: ignore[arg-type]
    if isinstance(source, Mapping) or not isinstance(source, Iterable):
        raise fault(
            f"{type(source).__name__} is no table",
            "rows",
            expected="a file, a stream, or a list (or generator) of mappings",
        )
    return Table("rows", None, _mappings(source))


OPTIONS = {
    "csv": {"encoding", "delimiter"},
    "jsonl": {"encoding"},
    "xlsx": {"sheet"},
    "sqlite": {"query"},
}
"""What may be said of a table, by its format."""


def _refuse(options: set[str], format: str, name: str) -> None:
    for option in sorted(options - OPTIONS[format]):
        formats = ", ".join(known for known, own in OPTIONS.items() if option in own)
        raise fault(f"--{option} is for {formats}; this table is {format}", name, found=option)


def _mappings(rows: Iterable[Mapping[str, Any]]) -> Iterator[Read]:
    for row in rows:
        if isinstance(row, Mapping):
            yield Read({str(name): _cell(cell) for name, cell in row.items()})
        else:
            yield Read(wrong=f"a row is a mapping of columns to cells, not {type(row).__name__}")


def _cell(cell: object) -> object:
    """A cell; None where a data frame says that it is empty: by NaN, NaT or NA."""
    if isinstance(cell, str):
        return cell
    try:
        return cell if cell == cell else None
    except TypeError:  # NA does not know whether it equals itself
        return None
    except ValueError:  # an array: what it is not is told later
        return cell
