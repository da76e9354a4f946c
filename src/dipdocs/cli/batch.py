"""`dipdocs batch`: a form and a table become documents and a register."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from dipdocs.batch.report import Progress, Report


GO_ON = "stopped; go on by the same command with --resume"


@click.command(
    epilog="""\b
Exit codes: 0 all made, 1 some rows failed (the register says why), 2 nothing begun, 130 stopped.

\b
Examples:
  dipdocs batch invitation.yaml missions.csv --out out/ --number-from 2026/0417
  dipdocs batch invitation.yaml missions.csv --out out/ --dry-run
  dipdocs batch invitation.yaml missions.csv --out out/ --resume
  dipdocs batch invitation.yaml missions.xlsx --out notes.zip --name "{{ row.iso3 }}.docx"
  dipdocs batch invitation.yaml protocol.db --query "SELECT * FROM missions ORDER BY iso3" \\
      --out out/"""
)
@click.argument("form", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("rows", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--out", required=True, help="A folder, a file that ends in .zip, or a URL.")
@click.option(
    "--name",
    default="{{ key }}.docx",
    show_default=True,
    help="File names: may use row, key and number. The suffix is the format.",
)
@click.option("--key", metavar="COLUMN", help="The column that names a row; else its number.")
@click.option(
    "--number-from",
    metavar="NUMBER",
    help="The first row's reference number; the last digits count up: 2026/0417.",
)
@click.option("--layout", metavar="NAME", help="un-new-york, un-geneva or letterhead.")
@click.option(
    "--template", type=click.Path(dir_okay=False, path_type=Path), help="A Word template."
)
@click.option("--no-typography", is_flag=True, help="Keep quotation marks and spaces as typed.")
@click.option("--pdf", is_flag=True, help="A PDF beside each document, by LibreOffice.")
@click.option("--format", type=click.Choice(("csv", "jsonl", "xlsx", "sqlite")), help="Of ROWS.")
@click.option("--encoding", metavar="NAME", help="Of a CSV that is neither UTF-8 nor UTF-16.")
@click.option("--delimiter", metavar="SIGN", help="Of a CSV; else it is found in the first line.")
@click.option("--sheet", metavar="NAME", help="Of a workbook; else the first.")
@click.option("--query", metavar="SQL", help="Of a database: SELECT … ORDER BY ….")
@click.option("--jobs", type=click.IntRange(1), help="Processes; else one a core.")
@click.option("--on", metavar="ADDRESS", help="A Dask cluster: dask://host:port.")
@click.option(
    "--dry-run", is_flag=True, help="Check every row, show the first text, write nothing."
)
@click.option("--only", type=click.IntRange(1), metavar="N", help="Make the first N; others wait.")
@click.option("--resume", is_flag=True, help="Go on with the run that stands in --out.")
@click.option("--fail-fast", is_flag=True, help="Stop at the first row that fails.")
@click.option(
    "--register",
    "records",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of the register, for a .zip or a URL.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the report of the run as JSON.")
def command(
    form: Path,
    rows: Path,
    out: str,
    as_json: bool,
    records: Path | None,
    **options: Any,  # noqa: ANN401 - what `run` takes under the same names
) -> int:
    """Write a document for each row of ROWS by FORM, a letter or note with {{ row.… }}.

    ROWS is CSV, XLSX, JSON Lines or SQLite; - reads CSV or JSON Lines from standard input.
    """
    from dipdocs.batch import load, open_table, run
    from dipdocs.batch.outputs import output

    if options["on"] and options["jobs"]:
        raise click.UsageError("--jobs is of this machine; a cluster has its own number of workers")
    table_options = {
        name: options.pop(name) for name in ("format", "encoding", "delimiter", "sheet", "query")
    }
    options["typography"] = not options.pop("no_typography")
    source = sys.stdin.buffer if str(rows) == "-" else rows
    try:
        own = load(form)
        table = open_table(source, **table_options)
        with _terminated_as_interrupted(), progress_bar() as progress:
            report: Report = run(own, table, out, records=records, progress=progress, **options)
    except KeyboardInterrupt:  # while the table was read, or again while the run was ending
        begun = not options["dry_run"] and output(out, records).journal.exists()
        click.echo(GO_ON if begun else "stopped; nothing was written", err=True)
        return 130
    if as_json:
        data = asdict(report)
        click.echo(json.dumps({**data, "exit_code": report.exit_code}, ensure_ascii=False))
    else:
        _tell(report)
    return report.exit_code


def _tell(report: Report) -> None:
    """What the run came to, on standard error; a dry run's text on standard output."""
    if report.text is not None:
        click.echo(report.text, nl=False)
    for failure in report.failures:
        click.secho(str(failure), fg="red", err=True)
    left = report.failed - len(report.failures)
    if left > 0:
        click.echo(f"… and {left} more, in the register", err=True)
    made = "sound" if report.dry_run else "made"
    parts = [f"{report.rows} rows: {report.done} {made}"]
    parts += [f"{report.kept} of them before"] if report.kept else []
    parts += [f"{report.failed} failed"] if report.failed else []
    parts += [f"{report.waiting} waiting"] if report.waiting else []
    click.echo(f"{', '.join(parts)}, in {report.seconds:.1f} s", err=True)
    if report.register:
        click.echo(f"register: {report.register}", err=True)
    if report.interrupted:
        click.echo(GO_ON, err=True)


@contextmanager
def _terminated_as_interrupted() -> Iterator[None]:
    """SIGTERM ends the run as Ctrl-C does: what is being made is finished and recorded."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def progress_bar() -> Iterator[Progress | None]:
    """A bar with rate and time left, on a terminal only; it runs no thread of its own."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    bar = Bar(
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failed]}", style="red"),
        console=Console(stderr=True),
        auto_refresh=False,
    )
    with bar:
        task = bar.add_task("", rate="", failed="", total=None)

        def told(settled: int, total: int, failed: int) -> None:
            speed = bar.tasks[0].speed
            bar.update(
                task,
                completed=settled,
                total=total,
                rate=f"{speed:.0f}/s" if speed else "",
                failed=f"{failed} failed" if failed else "",
                refresh=True,
            )

        yield told
