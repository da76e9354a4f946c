"""The journal of a run: an SQLite database that knows each row's state, whatever happens.

It is what `register.csv` is written from. A row is recorded only when its file stands complete;
what was recorded survives a killed process, and SQLite mends itself when it is opened again. Its
lock keeps two runs from one place.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from dipdocs.errors import Finding, InputError, RenderError

_TABLES = """
CREATE TABLE IF NOT EXISTS run (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS rows (
    row INTEGER PRIMARY KEY, line INTEGER, key TEXT UNIQUE, number TEXT, name TEXT,
    folded TEXT UNIQUE, digest BLOB NOT NULL, state TEXT NOT NULL,
    addressee TEXT, language TEXT, file TEXT, sha256 TEXT, pdf TEXT, pdf_sha256 TEXT,
    time TEXT, error TEXT
);
CREATE VIEW IF NOT EXISTS register AS SELECT
    row, key, number, addressee, language, file, sha256, pdf, pdf_sha256, state, time, error
    FROM rows ORDER BY row;
"""
_PLAN = """
INSERT INTO rows (row, line, key, number, name, folded, digest, state, time, error)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_RECORD = """
UPDATE rows SET state = ?, time = ?, addressee = ?, language = ?, file = ?, sha256 = ?, pdf = ?,
pdf_sha256 = ?, error = ? WHERE row = ?
"""
WAITING, DONE, FAILED = "waiting", "done", "failed"


class Planned(NamedTuple):
    """A row as the first pass over the table leaves it."""

    row: int
    line: int | None
    key: str | None
    number: str | None
    name: str | None
    folded: str | None
    digest: bytes
    state: str
    time: str | None
    error: str | None


class Clash(NamedTuple):
    """A row whose key or name (`what`) another row has."""

    planned: Planned
    other: int
    what: str


class Outcome(NamedTuple):
    """What became of a row. `file` and `pdf` are names in the output."""

    row: int
    state: str
    time: str | None
    addressee: str | None = None
    language: str | None = None
    file: str | None = None
    sha256: str | None = None
    pdf: str | None = None
    pdf_sha256: str | None = None
    error: str | None = None


class Journal:
    """The rows of one run and their states."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._database = sqlite3.connect(path, isolation_level=None, timeout=1)
            self._database.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = NORMAL")
            self._database.execute("PRAGMA cache_size = -4096")
            self._database.execute("BEGIN IMMEDIATE")
            for statement in _TABLES.split(";"):
                self._database.execute(statement)
            self._database.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            if "locked" in str(error):
                raise InputError(
                    Finding("another batch is writing here", rule="register", file=str(path))
                ) from None
            raise _broken(path, error) from None

    def begin(self) -> None:
        """Begin a transaction, unless one is open."""
        if not self._database.in_transaction:
            self._run("BEGIN")

    def commit(self) -> None:
        """What was recorded since the last time is safe now."""
        if self._database.in_transaction:
            self._run("COMMIT")

    def close(self) -> None:
        """Commit and let go of the file."""
        self.commit()
        self._database.close()

    def discard(self) -> None:
        """Close without what was changed since the last commit."""
        self._database.close()

    def abandon(self) -> None:
        """Close and remove the journal of a run that wrote nothing."""
        self._database.close()
        remove(self.path)

    def _run(self, statement: str, values: tuple[object, ...] = ()) -> sqlite3.Cursor:
        with self._told():
            return self._database.execute(statement, values)

    def _run_all(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        with self._told():
            self._database.executemany(statement, rows)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What SQLite cannot do is told to the user; two rows of one key or name are not."""
        try:
            yield
        except sqlite3.IntegrityError:
            raise
        except sqlite3.DatabaseError as error:
            raise _broken(self.path, error) from None

    # -- what the run was begun with --------------------------------------------------------------

    @property
    def settings(self) -> dict[str, str]:
        """What the run was begun with, by name; empty before it is planned."""
        return dict(self._run("SELECT name, value FROM run"))

    def settle(self, settings: Mapping[str, str]) -> None:
        """Keep what the run is begun with: from now on it is planned."""
        for name, value in settings.items():
            self._run("INSERT OR REPLACE INTO run VALUES (?, ?)", (name, value))

    # -- planning ---------------------------------------------------------------------------------

    def clear(self) -> None:
        """Forget all rows: a plan that was cut off is begun anew."""
        self._run("DELETE FROM rows")

    def plan(self, handful: Sequence[Planned]) -> list[Clash]:
        """Take rows in; of those whose key or name another row has, which row and which of them."""
        self._run("SAVEPOINT handful")
        clashes: list[Clash] = []
        try:
            self._run_all(_PLAN, handful)
        except sqlite3.IntegrityError:  # seldom: only then is each row asked for
            self._run("ROLLBACK TO handful")
            clashes = [clash for row in handful if (clash := self._take(row)) is not None]
        self._run("RELEASE handful")
        return clashes

    def _take(self, planned: Planned) -> Clash | None:
        """Take one row in, unless its key or name is another's."""
        try:
            self._run(_PLAN, planned)
        except sqlite3.IntegrityError:
            for column, value, what in (
                ("key", planned.key, "key"),
                ("folded", planned.folded, "name"),
            ):
                found = self._run(f"SELECT row FROM rows WHERE {column} = ?", (value,)).fetchone()
                if found is not None:
                    return Clash(planned, int(found[0]), what)
            raise
        return None

    def known(self, row: int) -> tuple[bytes, Outcome] | None:
        """The digest of a row's cells, and what became of it."""
        found = self._run(
            "SELECT digest, row, state, time, addressee, language, file, sha256, "
            "pdf, pdf_sha256, error FROM rows WHERE row = ?",
            (row,),
        ).fetchone()
        return None if found is None else (found[0], Outcome(*found[1:]))

    def reopen(self, row: int) -> None:
        """A row is to be made again."""
        self.record([Outcome(row, WAITING, None)])

    # -- running ----------------------------------------------------------------------------------

    def record(self, outcomes: Iterable[Outcome]) -> None:
        """Keep what became of rows."""
        self._run_all(_RECORD, ((*outcome[1:], outcome.row) for outcome in outcomes))

    def counts(self) -> dict[str, int]:
        """How many rows are in each state."""
        found = dict(self._run("SELECT state, count(*) FROM rows GROUP BY state").fetchall())
        return {state: found.get(state, 0) for state in (DONE, FAILED, WAITING)}

    def total(self) -> int:
        """How many rows there are."""
        return int(self._run("SELECT count(*) FROM rows").fetchone()[0])

    def failures(self, most: int) -> list[tuple[int, str, str, int | None]]:
        """The first rows that failed: row, key, error, and line in the table's file."""
        found = self._run(
            "SELECT row, coalesce(key, ''), error, line FROM rows WHERE state = ? "
            "ORDER BY row LIMIT ?",
            (FAILED, most),
        )
        return [(int(row), key, error, line) for row, key, error, line in found]

    def files(self) -> Iterator[str]:
        """The names of all files made, in the order of their rows."""
        for file, pdf in self._run(
            "SELECT file, pdf FROM rows WHERE state = ? ORDER BY row", (DONE,)
        ):
            yield file
            if pdf is not None:
                yield pdf

    def entries(self) -> Iterator[tuple[object, ...]]:
        """Every row as the register shows it, in order."""
        yield from self._run("SELECT * FROM register")


def remove(path: Path) -> None:
    """Remove a journal with what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _broken(path: Path, error: Exception) -> RenderError:
    return RenderError(Finding(f"the journal fails: {error}", rule="register", file=str(path)))
