"""The first pass over a table: every row is checked, named and numbered; nothing is written."""

from __future__ import annotations

import hashlib
import json
import marshal
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from numbers import Integral, Real
from typing import Any

from dipdocs.batch import names
from dipdocs.batch.form import Form
from dipdocs.batch.journal import DONE, FAILED, WAITING, Journal, Outcome, Planned
from dipdocs.batch.making import now, pdf_name, told
from dipdocs.batch.naming import Naming
from dipdocs.batch.outputs import Output
from dipdocs.batch.row import checked
from dipdocs.batch.stores import Folder, Store
from dipdocs.batch.table import Read, Table
from dipdocs.batch.tasks import PLAIN, Task, Tasks
from dipdocs.errors import DipdocsError, Finding, InputError

HANDFUL = 256
"""Rows that are taken in at once."""
MOST_CLASHES = 20
"""Clashes of names or keys that are told before a run is refused."""


def planned(row: int, read: Read, form: Form, naming: Naming) -> tuple[Planned, Task | None]:
    """A row checked, and what is to be made of it; nothing of one that is wrong in itself."""
    read, cells = _settled(read)
    digest = hashlib.sha256(cells).digest()
    number = naming.number(row)
    key: str | None = str(row)
    try:
        if read.wrong is not None:
            raise InputError(Finding(read.wrong, rule="row"))
        values = checked(read.cells, form.declared)
        if naming.key is not None:
            key = _key(read.cells, naming.key)
        name = naming.name(values, str(key), number)
    except DipdocsError as error:
        if naming.key is not None:
            key = _key_shown(read.cells, naming.key)
        failed = told(error.findings)
        return Planned(row, read.line, key, number, None, None, digest, FAILED, now(), failed), None
    folded = names.folded(name)
    entry = Planned(row, read.line, key, number, name, folded, digest, WAITING, None, None)
    return entry, Task(row, number, name, cells)


def _key(cells: Mapping[str, Any], column: str) -> str:
    cell = cells.get(column)
    if cell is None or isinstance(cell, list | dict) or not str(cell).strip():
        raise InputError(Finding("the row has no key", rule="row", field=f"row.{column}"))
    return str(cell)


def _key_shown(cells: Mapping[str, Any], column: str) -> str | None:
    """The key of a row that is wrong, unless the key is what is wrong with it."""
    try:
        key = _key(checked({column: cells.get(column)}, ()), column)
    except InputError:
        return None
    return key if len(key) <= names.LONGEST else None


def _settled(read: Read) -> tuple[Read, bytes]:
    """A row of texts, numbers and what they are nested in; and as it is kept and compared."""
    cells = dict(read.cells)
    if not all(type(cell) is str for cell in cells.values()):
        try:
            cells = json.loads(_CELLS.encode(cells))
        except (TypeError, ValueError, RecursionError):
            read = Read(line=read.line, wrong=_what_is_no_data(cells))
        else:
            read = Read(cells, read.line, read.wrong)
    if read.wrong is not None:
        return read, marshal.dumps([read.wrong, read.line], PLAIN)
    return read, marshal.dumps(cells, PLAIN)


def _what_is_no_data(cells: Mapping[str, Any]) -> str:
    for name, cell in cells.items():
        try:
            _CELLS.encode(cell)
        except RecursionError:
            return f"row.{name}: the cell is too deeply nested"
        except (TypeError, ValueError) as error:
            return f"row.{name}: the cell holds what is no data: {error}"
    return "a cell holds what is no data"


def _plain(value: object) -> object:
    """What JSON does not know, as the tables of files hold it."""
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()  # as data frames and spreadsheets have days
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Integral):  # of numpy
        return int(value)
    if isinstance(value, Real):
        return float(value)
    raise TypeError(type(value).__name__)


_CELLS = json.JSONEncoder(ensure_ascii=False, default=_plain)


def plan(
    journal: Journal,
    tasks: Tasks,
    table: Table,
    form: Form,
    naming: Naming,
    output: Output | None,
) -> None:
    """Take every row in; InputError where two rows would have one key or one file.

    With an output, a file that already stands there under a row's name is such a clash.
    """
    clashes: list[Finding] = []
    store = output.store if output is not None and _occupied(output) else None
    journal.begin()
    journal.clear()
    rows = enumerate(table.rows, 1)
    while handful := list(islice(rows, HANDFUL)):
        entries = []
        for count, read in handful:
            entry, task = planned(count, read, form, naming)
            entries.append(entry)
            if task is not None:
                tasks.put(task)
        shared = {clash.planned.row: clash for clash in journal.plan(entries)}
        for entry in entries if shared or store else ():
            clash = shared.get(entry.row)
            if clash is not None:
                shown = entry.key if clash.what == "key" else entry.name
                words = f"rows {clash.other} and {entry.row} have one {clash.what}: {shown!r}"
                clashes.append(_clash(words, table))
            elif store is not None and (standing := _standing(store, entry.name, naming)):
                words = f"row {entry.row}: {standing!r} stands there already"
                clashes.append(_clash(words, table))
        if len(clashes) >= MOST_CLASHES:
            break
    if clashes:
        raise InputError(clashes[:MOST_CLASHES])
    if not journal.total():
        raise InputError(Finding("the table has no rows", rule="table", file=table.name))


def _standing(store: Store, name: str | None, naming: Naming) -> str | None:
    """The first of a row's files that stands there already."""
    if name is None:
        return None
    files = (name, pdf_name(name)) if naming.pdf else (name,)
    return next((file for file in files if store.holds(file)), None)


def _occupied(output: Output) -> bool:
    """Whether anything of others stands in the output."""
    if not isinstance(output.store, Folder):
        return True
    ours = {output.journal.name, f"{output.journal.name}-wal"}
    return any(path.name not in ours for path in output.store.path.iterdir())


def _clash(message: str, table: Table) -> Finding:
    return Finding(
        message, rule="name", file=table.name, fix="let --name (or --key) tell them apart"
    )


def compare(
    journal: Journal, tasks: Tasks, table: Table, form: Form, naming: Naming, output: Output
) -> int:
    """Hold the table against the plan, and what is recorded against what stands there.

    Rows that failed, and rows whose file is missing or changed, are to be made again. The number
    of rows that are kept is returned. InputError where the table is not the run's.
    """
    journal.begin()
    kept = count = 0
    for count, read in enumerate(table.rows, 1):
        entry, task = planned(count, read, form, naming)
        known = journal.known(count)
        if known is None or known[0] != entry.digest:
            raise _other_table(table, f"row {count} differs")
        outcome = known[1]
        if outcome.state == DONE and _intact(outcome, output):
            kept += 1
        elif task is not None:
            if outcome.state != WAITING:
                journal.reopen(count)
            tasks.put(task)
        elif outcome.state != FAILED:
            journal.record([Outcome(count, FAILED, entry.time, error=entry.error)])
    if count != journal.total():
        raise _other_table(table, f"it has {count} rows, the run {journal.total()}")
    return kept


def _intact(outcome: Outcome, output: Output) -> bool:
    pairs = ((outcome.file, outcome.sha256), (outcome.pdf, outcome.pdf_sha256))
    return all(output.store.digest(name) == sha for name, sha in pairs if name is not None)


def _other_table(table: Table, what: str) -> InputError:
    return InputError(
        Finding(
            f"the table has changed since the run began: {what}",
            rule="resume",
            file=table.name,
            fix="go on with the table as it was, or begin anew in another place",
        )
    )
