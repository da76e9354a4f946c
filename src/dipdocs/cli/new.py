"""`dipdocs new`: a commented starter that is valid as it stands."""

from __future__ import annotations

from pathlib import Path

import click

_KINDS = ("letter", "note-verbale", "declaration")


@click.command(
    epilog="""\b
Examples:
  dipdocs new letter -o letter.yaml
  dipdocs new declaration --language fr"""
)
@click.argument("kind", type=click.Choice(_KINDS))
@click.option("--language", metavar="CODE", default="en", show_default=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; by default KIND.yaml here. Never overwrites. - writes to the terminal.",
)
def command(kind: str, language: str, output: Path | None) -> None:
    """Write a starter of a KIND of document, with comments, ready to render."""
    from dipdocs.starters import starter

    text = starter(kind, language)
    if output is not None and str(output) == "-":
        click.echo(text, nl=False)
        return
    target = output or Path(f"{kind}.yaml")
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise click.UsageError(f"{target} exists; name another file with -o") from None
    except OSError as error:
        raise click.UsageError(f"{target} cannot be written: {error.strerror}") from None
    click.echo(f"wrote {target}", err=True)
