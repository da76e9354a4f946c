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
    from dipdocs.model import json_schema_text

    if form:
        from dipdocs.batch.schema import form_schema

        text = json.dumps(form_schema(), ensure_ascii=False, indent=2) + "\n"
    else:
        text = json_schema_text()
    if output is None:
        click.echo(text, nl=False)
        return
    from dipdocs.api import save

    save(text.encode(), output)
    click.echo(f"wrote {output}", err=True)
