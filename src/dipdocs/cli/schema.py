"""`dipdocs schema`: the JSON Schema of what a user writes."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command(epilog="Example: dipdocs schema -o letter.schema.json")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write."
)
@click.option("--form", is_flag=True, help="Of a form for `dipdocs batch`.")
def command(output: Path | None, form: bool) -> None:
    """Write the JSON Schema of letters, notes and declarations, for editors and validators."""
    if form:
        from dipdocs.batch.schema import form_schema as schema
    else:
        from dipdocs.model import json_schema as schema

    text = json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
    if output is None:
        click.echo(text, nl=False)
        return
    from dipdocs.api import save

    save(text.encode(), output)
    click.echo(f"wrote {output}", err=True)
