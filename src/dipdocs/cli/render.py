"""`dipdocs render`: a document file becomes a .docx (or another format)."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from dipdocs.cli import one_go
from dipdocs.cli.completion import languages, layouts


@click.command(
    epilog="""\b
Examples:
  dipdocs render letter.yaml                        writes letter.docx beside it
  dipdocs render letter.yaml -o out.pdf             by LibreOffice; --pdf-a for archives
  dipdocs render letter.yaml -o out.html            a page of its own, for a browser
  dipdocs render letter.yaml -o out.txt             the text alone
  dipdocs render letter.yaml --watch                writes again at every save
  dipdocs render letter.yaml --language fr -o lettre.docx
  dipdocs render letter.yaml --layout letterhead    the same letter as sent
  dipdocs render letter.yaml --language all -o out/ writes letter.<language>.docx each"""
)
@click.argument("source", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="File to write (.docx, .html, .pdf, .txt), or an existing folder; by default beside "
    "SOURCE, as .docx. - writes to standard output.",
)
@click.option(
    "--language",
    metavar="CODE",
    shell_complete=languages,
    help="A language the document holds, or 'all'.",
)
@click.option(
    "--layout",
    shell_complete=layouts,
    metavar="NAME",
    help="un-new-york, un-geneva or letterhead; by default un-new-york if the document has "
    "`circulation`, else letterhead.",
)
@click.option(
    "--template",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A Word template of your own, made from the layout's by `dipdocs template`.",
)
@click.option("--pdf-a", is_flag=True, help="Write PDF/A-2b, the kind that archives keep.")
@click.option("--watch", is_flag=True, help="Write again at every save, until Ctrl-C.")
@click.option("--no-typography", is_flag=True, help="Keep quotation marks and spaces as typed.")
def command(
    source: Path,
    output: Path | None,
    language: str | None,
    layout: str | None,
    template: Path | None,
    pdf_a: bool,
    watch: bool,
    no_typography: bool,
) -> None:
    """Write the letter, note or declaration in SOURCE (YAML or JSON) as a document."""
    if watch and str(output) == "-":
        raise click.UsageError("--watch writes files; name one with -o")
    inputs = {source, *([template] if template else [])}

    def once() -> None:
        _render(source, output, language, layout, template, pdf_a, not no_typography, inputs)

    if watch:
        _watch(source, inputs, once)
    else:
        with one_go():
            once()


def _watch(source: Path, inputs: set[Path], once: Callable[[], None]) -> None:
    """Render at every save; errors are shown and do not end it."""
    from dipdocs.cli import show
    from dipdocs.errors import DipdocsError
    from dipdocs.preview.watching import around, saves

    click.echo("watching; Ctrl-C ends", err=True)
    folders: set[Path] = set()

    def watched() -> set[Path]:
        return inputs | folders

    for _ in saves(watched):
        try:
            once()
            folders.clear()
        except DipdocsError as error:
            folders |= around(source)
            show(error)


def _render(
    source: Path,
    output: Path | None,
    language: str | None,
    layout: str | None,
    template: Path | None,
    archive: bool,
    typography: bool,
    inputs: set[Path],
) -> None:
    """Render the document once; the files it is made of are added to `inputs`."""
    from dipdocs.api import output_format, render, save
    from dipdocs.cli import tell
    from dipdocs.readers import document as document_of
    from dipdocs.readers import read

    written = read(source)
    try:
        document = document_of(written, gaps=_prints_gaps(output))
    finally:
        inputs |= written.inputs
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
            _refuse_input(target, inputs)
        data = render(
            document,
            language=code,
            layout=layout,
            format=kind,
            template=template,
            typography=typography,
            archive=archive,
        )
        rendered.append((data, target))
    tell([f for f in document.carried if f.rule not in document.silence])
    for data, target in rendered:
        if target is None:
            sys.stdout.buffer.write(data)
            continue
        if every:
            target.parent.mkdir(parents=True, exist_ok=True)
        save(data, target)
        click.echo(f"wrote {target}", err=True)


def _prints_gaps(output: Path | None) -> bool:
    """Whether what is written may be a document with gaps: plain text may."""
    from dipdocs.api import WITH_GAPS

    return output is not None and output.suffix.lower().removeprefix(".") in WITH_GAPS


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
    if several and output.suffix and not output.is_dir():
        raise click.UsageError(f"several documents go to a folder; {output} names a file")
    return output / name if several or output.is_dir() else output


def _refuse_input(target: Path, inputs: set[Path]) -> None:
    for path in inputs:
        if target.exists() and path.exists() and target.samefile(path):
            raise click.UsageError(f"{target} is what the document is made of; name another file")
