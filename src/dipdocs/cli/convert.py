"""`dipdocs convert`: what is found in a Word file, as Markdown to go on with."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command(
    epilog="""\b
The images of the file are written into a folder beside the text (statement-images); nothing is
written over unless --overwrite says so.
What cannot be carried is told on standard error.

\b
Examples:
  dipdocs convert statement.docx                    writes statement.md beside it
  dipdocs convert statement.odt -o text/statement.md
  dipdocs convert statement.html -o -               prints it"""
)
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; by default beside SOURCE, as .md. - writes to standard output, without "
    "images.",
)
@click.option("--overwrite", is_flag=True, help="Write over files that are there.")
@click.option("--columns", is_flag=True, help="Keep the widths of the columns of tables.")
def command(source: Path, output: Path | None, columns: bool, overwrite: bool) -> None:
    """Write the text of SOURCE (.docx, .odt, .html) as Markdown, as a body takes it."""
    from dipdocs.api import save
    from dipdocs.cli import tell
    from dipdocs.errors import Finding, RenderError
    from dipdocs.readers.conversion import convert

    printed = output is not None and str(output) == "-"
    target = source.with_suffix(".md") if output is None or printed else output
    found = convert(source, f"{target.stem}-images", keep_widths=columns)
    tell(found.findings)
    if printed:
        sys.stdout.buffer.write(found.text.encode())
        return
    paths = [target, *(target.parent / name for name in found.pictures)]
    if any(path.resolve() == source.resolve() for path in paths):
        raise click.UsageError(f"{source} would be written over; name another file with -o")
    for path in paths:
        if path.exists() and not overwrite:
            raise click.UsageError(
                f"{path} exists; name another file with -o, or write over it with --overwrite"
            )
    for name, data in found.pictures.items():
        path = target.parent / name
        try:
            path.parent.mkdir(exist_ok=True)
        except OSError as error:
            raise RenderError(
                Finding(
                    f"the folder cannot be made: {error.strerror or error}",
                    rule="output",
                    file=str(path.parent),
                )
            ) from None
        save(data, path)
    save(found.text.encode(), target)
    count = len(found.pictures)
    images = f" and {count} image{'s' if count > 1 else ''}" if count else ""
    click.echo(f"wrote {target}{images}", err=True)
