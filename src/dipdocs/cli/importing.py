"""`dipdocs import`: an existing document, or a folder of them, becomes data."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dipdocs.cli.completion import languages

if TYPE_CHECKING:
    from dipdocs.importing.report import Report
    from dipdocs.importing.verifying import Verification

LONGEST = 300
"""Seconds that one file may take to read."""


@click.command(
    epilog="""\b
What is recognised becomes fields; what is not stays as text, in its place, or is named at the
head of the YAML. Long texts are written as Markdown beside it, images into a folder beside it.

\b
Exit codes: 0 read, 1 --verify found differences or some files of a folder failed,
2 the file cannot be read or an output exists.

\b
Examples:
  dipdocs import old.docx                           writes old.yaml beside it
  dipdocs import old.docx -o letter.yaml --verify   renders at once and compares the words
  dipdocs import old.txt -o - --language ru         prints the YAML
  dipdocs import old.docx --report                  shows what was found where, too
  dipdocs import archive/ -o data/ --verify         a folder, with data/report.csv"""
)
@click.argument("source", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="File to write (.yaml), or a folder; by default beside SOURCE, as .yaml. - prints the "
    "YAML, without images. A folder needs a folder.",
)
@click.option("--force", is_flag=True, help="Write over what exists.")
@click.option(
    "--language", metavar="CODE", shell_complete=languages, help="Of the text; else it is found."
)
@click.option(
    "--verify", is_flag=True, help="Render at once and show how the words differ; exit 1 if so."
)
@click.option("--report", is_flag=True, help="Show each field, and where it was read.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON instead.")
@click.option("--jobs", type=click.IntRange(1), help="Processes for a folder; else one a core.")
def command(
    source: Path,
    output: Path | None,
    force: bool,
    language: str | None,
    verify: bool,
    report: bool,
    as_json: bool,
    jobs: int | None,
) -> int:
    """Read SOURCE (.docx, .odt, .md, .txt, or a folder of these) back into a letter's data."""
    from dipdocs.model import LANGUAGES

    if language is not None and language not in LANGUAGES:
        raise click.UsageError(f"--language is one of {', '.join(LANGUAGES)}, not {language}")
    if source.is_dir():
        if report:
            raise click.UsageError("the report of a folder is its report.csv; leave out --report")
        if output is None or str(output) == "-":
            raise click.UsageError("name a folder to write to with -o")
        return _folder(
            source,
            output,
            as_json,
            {"language": language, "verify": verify, "force": force, "jobs": jobs},
        )
    if jobs is not None:
        raise click.UsageError("--jobs is for a folder")
    return _file(source, output, force, language, verify, report, as_json)


def _file(
    source: Path,
    output: Path | None,
    force: bool,
    language: str | None,
    verify: bool,
    report: bool,
    as_json: bool,
) -> int:
    from dipdocs.cli import tell
    from dipdocs.importing import import_file
    from dipdocs.importing.saving import save_all

    printed = output is not None and str(output) == "-"
    if printed and (report or as_json):
        raise click.UsageError(
            "the YAML and the report cannot both be printed; name a file with -o"
        )
    target = _target(source, output)
    with _within(LONGEST, source):
        found = import_file(source, language=language, images=f"{target.stem}-images")
    if not as_json:
        tell(found.report.findings)
    if printed:
        sys.stdout.buffer.write(found.yaml.encode())
    else:
        files = found.files(target.name)
        save_all(files, target.parent, source=source, force=force)
        beside = f" and {len(files) - 1} files beside it" if len(files) > 1 else ""
        click.echo(f"wrote {target}{beside}", err=True)
    verification = found.verify() if verify else None
    if as_json:
        data = found.report.as_data()
        if verification is not None:
            data["verification"] = verification.as_data()
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        if report:
            _show_report(found.report)
        else:
            _say_short(found.report)
        if verification is not None:
            _show_verification(verification)
    return 0 if verification is None or verification.same else 1


@contextmanager
def _within(seconds: int, source: Path) -> Iterator[None]:
    """An error where reading takes so long."""
    from dipdocs.errors import Finding, InputError
    from dipdocs.importing.timing import time_limit

    try:
        with time_limit(seconds):
            yield
    except TimeoutError:
        told = f"it takes more than {seconds} seconds to read"
        fix = "divide it into several files"
        raise InputError(Finding(told, rule="file", file=str(source), fix=fix)) from None


def _target(source: Path, output: Path | None) -> Path:
    if output is None or str(output) == "-":
        return source.with_suffix(".yaml")
    if output.is_dir():
        return output / source.with_suffix(".yaml").name
    if output.suffix.lower() not in (".yaml", ".yml"):
        raise click.UsageError(f"{output}: the data is written as .yaml")
    return output


def _say_short(report: Report) -> None:
    """What is not there or not understood, on standard error."""
    for gap in report.gaps:
        click.echo(f"not found: {gap}", err=True)
    if report.leftover:
        count = len(report.leftover)
        click.echo(f"left over, in no field: {count} (--report shows them)", err=True)


def _show_report(report: Report) -> None:
    """The report as a table, on standard output."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=False, no_color=not sys.stdout.isatty())
    if not console.is_terminal:
        console.width = 140
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("field", "value", "where", "by"):
        table.add_column(name, overflow="fold")
    for row in report.rows:
        kept = "kept as text" if row.rule == "text" else row.rule
        where = "; ".join(row.places[:3]) + (" …" if len(row.places) > 3 else "")
        table.add_row(*map(Text, (row.field, row.value, where, kept)))
    console.print(table)
    _list(console, "Not found", report.gaps)
    _list(console, "Left over, in no field", [f"{p.place}: {p.text}" for p in report.leftover])
    repeated = [f"{p.place}: {p.text}" for p in report.repeated]
    _list(console, "Repeated on later pages", repeated)
    _list(console, "Not yet a document", [f"{f.field}: {f.message}" for f in report.problems])


def _list(console: Any, title: str, lines: Any) -> None:  # noqa: ANN401 - rich is loaded late
    if lines:
        console.print(title, style="bold", markup=False)
        for line in lines:
            console.print(f"  {' / '.join(line.splitlines())}", markup=False)


def _show_verification(found: Verification) -> None:
    """The differences, word by word, on standard output."""
    for problem in found.problems:
        click.secho(
            f"cannot be rendered: {problem.field or 'the document'}: {problem.message}",
            fg="red",
            err=True,
        )
    for difference in found.differences:
        before, after = " ".join(difference.before), " ".join(difference.after)
        lost = f" [-{' '.join(difference.lost)}-]" if difference.lost else ""
        added = f" {{+{' '.join(difference.added)}+}}" if difference.added else ""
        head = f"{difference.place} ({difference.kind})"
        click.echo(f"{head}: … {before}{lost}{added} {after} …")
    if found.supplied:
        click.echo(f"put in by the form alone: {' '.join(found.supplied)}", err=True)
    if found.same:
        click.echo("verified: rendered again, the text has the same words", err=True)
    elif found.differences:
        click.echo(f"rendered again, the text differs in {len(found.differences)} places", err=True)


def _folder(source: Path, output: Path, as_json: bool, options: dict[str, Any]) -> int:
    from dipdocs.cli.batch import progress_bar
    from dipdocs.importing.folder import import_folder

    with progress_bar() as progress:
        result = import_folder(source, output, progress=progress, **options)
    if as_json:
        rows = {"report": str(result.path), "failed": result.failed, "files": list(result.rows)}
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for row in result.rows:
            if row["error"]:
                click.secho(f"{row['file']}: {row['error']}", fg="red", err=True)
        told = f"{len(result.rows)} files: {len(result.rows) - result.failed} read"
        click.echo(told + (f", {result.failed} failed" if result.failed else ""), err=True)
        click.echo(f"report: {result.path}", err=True)
    return 1 if result.failed else 0
