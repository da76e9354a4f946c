"""`dipdocs schema`: the JSON Schema of what a user writes."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(epilog="Example: dipdocs schema -o letter.schema.json")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write."
)
def command(output: Path | None) -> None:
    """Write the JSON Schema of letters, notes and declarations, for editors and validators."""
    from dipdocs.model import json_schema_text

    text = json_schema_text()
    if output is None:
        click.echo(text, nl=False)
        return
    from dipdocs.api import save

    save(text.encode(), output)
    click.echo(f"wrote {output}", err=True)
