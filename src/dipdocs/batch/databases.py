"""The rows that a query of an SQLite database gives. The database is opened for reading only."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from dipdocs.batch.table import Read, Table, fault, header_of, of_cells


def read_query(path: Path, query: str | None) -> Table:
    """The rows of a query, in its order; write ORDER BY, so that it is the same each time."""
    name = str(path)
    if not path.is_file():
        raise fault("there is no such database", name)
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        connection.execute("PRAGMA query_only = ON")
        if query is None:
            found = connection.execute(
                "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
            )
            tables = ", ".join(str(row[0]) for row in found)
            raise fault(
                "a database needs a query",
                name,
                expected='--query "SELECT … FROM … ORDER BY …"',
                found=f"its tables: {tables}",
            )
        cursor = connection.execute(query)
    except (sqlite3.Error, sqlite3.Warning) as error:
        raise fault(f"the query fails: {error}", name, found=query) from None
    if cursor.description is None:
        raise fault("the query gives no rows", name, found=query, expected="SELECT …")
    columns = header_of([column[0] for column in cursor.description], name)
    return Table(name, columns, _rows(cursor, columns, name))


def _rows(cursor: sqlite3.Cursor, columns: tuple[str, ...], name: str) -> Iterator[Read]:
    count = 0
    while True:
        try:
            cells = cursor.fetchone()
        except sqlite3.Error as error:
            raise fault(f"after row {count}: the query fails: {error}", name) from None
        if cells is None:
            return
        count += 1
        if any(isinstance(cell, bytes) for cell in cells):
            yield Read(wrong="a cell holds bytes, not text")
        else:
            yield of_cells(list(cells), columns, None)
