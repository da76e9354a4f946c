"""`dipdocs preview`: the document in a browser, shown anew at every save."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dipdocs.cli.completion import languages, layouts


@click.command(
    epilog="""\b
The page is served to this machine alone. Ctrl-C ends it.

\b
Examples:
  dipdocs preview letter.yaml
  dipdocs preview letter.yaml --language ar --no-browser --port 8000"""
)
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--language",
    metavar="CODE",
    shell_complete=languages,
    help="A language the document holds.",
)
@click.option("--layout", metavar="NAME", shell_complete=layouts, help="As for `dipdocs render`.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help="Where to serve; by default a free port.",
)
@click.option("--no-browser", is_flag=True, help="Open no browser; print the address alone.")
def command(
    source: Path, language: str | None, layout: str | None, port: int, no_browser: bool
) -> None:
    """Show the document in SOURCE in a browser, and show it anew at every save."""
    from dipdocs.preview.page import Preview
    from dipdocs.preview.server import Server

    server = Server(Preview(source, language, layout), port)
    click.echo(server.url)
    sys.stdout.flush()
    click.echo("Ctrl-C ends the preview.", err=True)
    if not no_browser and sys.stdout.isatty():
        import webbrowser

        webbrowser.open(server.url)
    try:
        server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        pass
    finally:
        server.close()
