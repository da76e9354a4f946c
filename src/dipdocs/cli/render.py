"""`dipdocs render`: a document file becomes a .docx (or another format)."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command(
    epilog="""\b
Examples:
  dipdocs render letter.yaml                        writes letter.docx beside it
  dipdocs render letter.yaml -o out.txt             the text alone
  dipdocs render letter.yaml --language fr -o lettre.docx
  dipdocs render letter.yaml --language all -o out/ writes letter.<language>.docx each"""
)
@click.argument("source", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="File to write (.docx, .txt), or a folder; by default beside SOURCE, as .docx. "
    "- writes to standard output.",
)
@click.option("--language", metavar="CODE", help="A language the document holds, or 'all'.")
@click.option("--layout", metavar="NAME", default="un-new-york", show_default=True)
@click.option(
    "--template",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A Word template of your own, made from the layout's by `dipdocs template`.",
)
@click.option("--no-typography", is_flag=True, help="Keep quotation marks and spaces as typed.")
def command(
    source: Path,
    output: Path | None,
    language: str | None,
    layout: str,
    template: Path | None,
    no_typography: bool,
) -> None:
    """Write the letter, note or declaration in SOURCE (YAML or JSON) as a document."""
    from dipdocs.api import output_format, render, save
    from dipdocs.readers import load

    document = load(source)
    every = language == "all"
    languages = document.languages if every else (language,)
    targets = [
        (code, _target(source, output, code if every else None, several=every))
        for code in languages
    ]
    rendered = []
    for code, target in targets:
        # Every document is made before any is written: a failure leaves no file behind.
        kind = "docx" if target is None else output_format(target)
        if target is not None:
            _refuse_source(target, source)
        data = render(
            document,
            language=code,
            layout=layout,
            format=kind,
            template=template,
            typography=not no_typography,
        )
        rendered.append((data, target))
    for data, target in rendered:
        if target is None:
            sys.stdout.buffer.write(data)
            continue
        if every:
            target.parent.mkdir(parents=True, exist_ok=True)
        save(data, target)
        click.echo(f"wrote {target}", err=True)


def _target(source: Path, output: Path | None, code: str | None, *, several: bool) -> Path | None:
    """Where a document goes; None for standard output."""
    suffix = ".docx" if code is None else f".{code}.docx"
    name = source.with_suffix(suffix).name
    if output is None:
        return source.parent / name
    if str(output) == "-":
        if several:
            raise click.UsageError("several documents cannot go to standard output; name a folder")
        return None
    if output.is_dir() or several:
        return output / name
    return output


def _refuse_source(target: Path, source: Path) -> None:
    if target.exists() and target.samefile(source):
        raise click.UsageError(f"{target} is the source itself; name another file with -o")
