"""The command `dipdocs`. Commands are imported when they are called, so that help is quick."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module

import click

from dipdocs import __version__
from dipdocs.errors import DipdocsError, Finding

COMMANDS = {
    "render": "Write a letter, note or declaration as a document.",
    "batch": "Write a document for each row of a table, and a register of them.",
    "preview": "Show a document in a browser, anew at every save.",
    "check": "Tell all that is wrong or unusual in a document.",
    "import": "Read an existing letter, or a folder of them, back into data.",
    "convert": "Write a Word file's text as Markdown.",
    "new": "Write a starter to fill in.",
    "template": "Write a layout as a Word template to change in Word.",
    "schema": "Write the JSON Schema of a document, for editors.",
}
"""Each command's module in `dipdocs.cli` bears its name; the text is what the list shows."""
_MODULES = {"import": "importing"}
"""Modules of commands whose name is a word of Python's own."""


class _Commands(click.Group):
    """A group whose commands are imported only when they run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"dipdocs.cli.{_MODULES.get(name, name)}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: dipdocs render letter.yaml -o letter.docx",
)
@click.version_option(__version__, prog_name="dipdocs")
def app() -> None:
    """Diplomatic correspondence, written as data, as documents in United Nations form."""


def main() -> None:
    """Run the command line; exit 0 when all went well, 1 when work failed, 2 for bad input."""
    # No plugin of pydantic's has work here; it would look for them in every package installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        code = app(standalone_mode=False, color=colour())
        sys.exit(code if isinstance(code, int) else 0)
    except DipdocsError as error:
        show(error)
        sys.exit(error.exit_code)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except Exception as error:
        if os.environ.get("DIPDOCS_DEBUG"):
            raise
        click.echo(
            f"dipdocs: a defect of dipdocs, not of your document: {type(error).__name__}: {error}\n"
            "Please report it with the text that `DIPDOCS_DEBUG=1 dipdocs …` prints.",
            err=True,
        )
        sys.exit(1)


@contextmanager
def one_go() -> Iterator[None]:
    """For a command that does one thing and ends: nothing is worth collecting on the way.

    Neither while modules are loaded, nor when Python takes itself apart at the end: together a
    quarter of the time that a letter takes.
    """
    was_on = gc.isenabled()
    gc.disable()
    atexit.register(gc.freeze)
    try:
        yield
    finally:
        gc.freeze()  # else the first collection would go through all that was made meanwhile
        if was_on:
            gc.enable()


def colour() -> bool | None:
    """No colour where NO_COLOR asks for none (no-color.org); else as click sees the terminal."""
    return False if os.environ.get("NO_COLOR") else None


def head_colour(finding: Finding) -> str | None:
    """The colour of a finding's first line."""
    return {"error": "red", "warning": "yellow"}.get(finding.severity)


MOST_FINDINGS = 20
"""Findings shown at once: one screen."""


def show(error: DipdocsError) -> None:
    """Print an error's findings to standard error, in colour on a terminal."""
    tell(error.findings)


def tell(findings: Sequence[Finding]) -> None:
    """Print findings to standard error, in colour on a terminal."""
    for finding in findings[:MOST_FINDINGS]:
        head, *rest = str(finding).split("\n")
        click.secho(head, fg=head_colour(finding), err=True, color=colour())
        for line in rest:
            click.echo(line, err=True)
    left = len(findings) - MOST_FINDINGS
    if left > 0:
        click.echo(f"… and {left} more", err=True)
