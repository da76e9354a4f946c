"""dipdocs itself: from a validated model, from a file in a warm process, and as a command."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.material import Material
from bench.measure import Call
from dipdocs import load, render

MODEL = "dipdocs: model → bytes"
FILE = "dipdocs: YAML file → docx file"
COMMAND = "dipdocs: command"


def subjects(material: Material, others: Sequence[Path], folder: Path) -> list[Call]:
    """The three ways. `others` are letters that nothing in this process has read yet."""
    languages = material.kind.languages
    documents = [load(path) for path in material.paths]

    def from_model(number: int) -> list[bytes]:
        return [render(documents[number], language=code) for code in languages]

    def from_file(number: int) -> None:
        document = load(others[number])
        for code in languages:
            render(document, folder / f"own-{code}.docx", language=code)

    def command(number: int) -> None:
        asked = ["--language", "all"] if len(languages) > 1 else []
        target = folder if asked else folder / "command.docx"
        run(["render", str(material.paths[number]), *asked, "-o", str(target)])

    return [Call(MODEL, from_model), Call(FILE, from_file), Call(COMMAND, command, share=1)]


def environment() -> dict[str, str]:
    """The environment of commands: as users have it, with compiled modules.

    Where `PYTHONDONTWRITEBYTECODE` is set, an editable install compiles itself at every start,
    while libraries were compiled when they were installed.
    """
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def program() -> list[str]:
    """The command as a user starts it."""
    script = Path(sys.executable).with_name("dipdocs")
    return [str(script)] if script.exists() else [sys.executable, "-m", "dipdocs"]


def run(arguments: list[str]) -> None:
    """Run the command to its end."""
    subprocess.run([*program(), *arguments], check=True, capture_output=True, env=environment())
