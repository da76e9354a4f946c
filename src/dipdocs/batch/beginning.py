"""How a run begins, or goes on: the table is planned, or held against the plan; else no trace."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from dipdocs.batch.form import Form
from dipdocs.batch.journal import Journal, remove
from dipdocs.batch.naming import Naming
from dipdocs.batch.outputs import Output
from dipdocs.batch.planning import compare, plan
from dipdocs.batch.report import Failure, Options
from dipdocs.batch.table import Table
from dipdocs.batch.tasks import Tasks
from dipdocs.errors import Finding, InputError, RenderError

MOST_FAILURES = 20
"""Failures that a report names."""


def begin(
    form: Form,
    table: Table,
    rule: Naming,
    place: Output,
    options: Options,
    settings: Mapping[str, str],
) -> tuple[Journal, Tasks, int]:
    """The journal, the rows that wait to be made, and how many are made and intact.

    No document is written. Where the run cannot begin, or not go on, nothing has changed.
    """
    if not options.resume:
        place.refuse_used()
    made = place.prepare()
    journal, tasks = _opened(place, made), Tasks(place.records)
    begun = journal.settings
    kept = 0
    try:
        if options.resume and not begun:
            place.refuse_used(resume=True)
        if options.resume:
            place.tidy()
        if begun:
            _refuse_changed(begun, settings, place)
            kept = compare(journal, tasks, table, form, rule, place)
        else:
            plan(journal, tasks, table, form, rule, place)
            if options.fail_fast:
                _refuse_failures(journal, table)
            journal.settle(settings)
        journal.commit()
    except BaseException:
        tasks.close()
        _undo(journal, made, begun=bool(begun))
        raise
    return journal, tasks, kept


def _opened(place: Output, made: list[Path]) -> Journal:
    """The journal; where it cannot be begun, nothing of it is left."""
    stood = place.journal.exists()
    try:
        return Journal(place.journal)
    except RenderError as error:
        if stood:
            raise
        remove(place.journal)
        _unmake(made)
        raise InputError(error.findings) from None  # nothing is begun


def _refuse_failures(journal: Journal, table: Table) -> None:
    failures = [Failure(*found) for found in journal.failures(MOST_FAILURES)]
    if failures:
        raise InputError([Finding(str(one), rule="row", file=table.name) for one in failures])


def _refuse_changed(begun: Mapping[str, str], settings: Mapping[str, str], place: Output) -> None:
    changed = [name for name, value in settings.items() if begun.get(name) != value]
    if changed:
        raise InputError(
            Finding(
                f"since the run began, this has changed: {', '.join(changed)}",
                rule="resume",
                file=place.name,
                fix="go on with what it was begun with, or begin anew in another place",
            )
        )


def _undo(journal: Journal, made: list[Path], *, begun: bool) -> None:
    if begun:
        journal.discard()
        return
    journal.abandon()
    _unmake(made)


def _unmake(made: list[Path]) -> None:
    for folder in reversed(made):
        with suppress(OSError):  # it is left where others have put something in it
            folder.rmdir()
