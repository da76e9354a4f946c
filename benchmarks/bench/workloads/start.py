"""Starting: what a command costs before and beside its work, against bare imports."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from functools import partial

from bench import letters, own
from bench.measure import Call, measure
from bench.result import Options, Result

HELP = "dipdocs --help"
RENDER = "dipdocs render (the seed letter)"
CLICK = 'python -c "import click"'
LIBRARIES = 'python -c "import docx, babel.dates, jinja2, pydantic, ruamel.yaml"'
BARE = 'python -c "pass"'


def run(options: Options) -> Result:
    """Processes in turns, each started anew."""
    rounds = max(options.rounds, 15)
    made = letters.write(letters.seed(), range(rounds + 3), options.scratch / "start")
    target = str(options.scratch / "start.docx")

    def render(number: int) -> None:
        _process([*own.program(), "render", str(made[number]), "-o", target], number)

    subjects = [
        Call(HELP, partial(_process, [*own.program(), "--help"]), share=1),
        Call(CLICK, partial(_process, _python("import click")), share=1),
        Call(RENDER, render, share=1),
        Call(LIBRARIES, partial(_process, _python(LIBRARIES.split('"')[1])), share=1),
        Call(BARE, partial(_process, _python("pass")), share=1),
    ]
    series = measure(subjects, len(made), rounds=rounds, warm_up=3)
    return Result("start", series, own=BARE)


def _python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def _process(command: Sequence[str], number: int) -> None:
    """Run a command to its end; it is the same for every letter."""
    subprocess.run(command, check=True, capture_output=True, env=own.environment())
