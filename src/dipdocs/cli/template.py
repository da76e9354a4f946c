"""`dipdocs template`: a layout as a Word template, to be changed in Word."""

from __future__ import annotations

from pathlib import Path

import click

from dipdocs.cli.completion import languages, layouts


@click.command(
    epilog="""\b
Open the file in Word or LibreOffice: change fonts, margins, logo, header text and styles; leave the
names of the styles and the slots in double braces. Then:
  dipdocs render letter.yaml --template my.docx

\b
Examples:
  dipdocs template un-new-york -o my.docx
  dipdocs template un-new-york --language ar -o arabic.docx"""
)
@click.argument("layout", shell_complete=layouts)
@click.option(
    "--language", metavar="CODE", default="en", show_default=True, shell_complete=languages
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write."
)
def command(layout: str, language: str, output: Path | None) -> None:
    """Write LAYOUT as a Word template, with slots for what each document fills in."""
    from dipdocs.api import save
    from dipdocs.layout import load

    target = output or Path(f"{layout}.docx")
    if target.exists():
        raise click.UsageError(f"{target} exists; name another file with -o")
    save(load(layout).template(language), target)
    click.echo(f"wrote {target}", err=True)
