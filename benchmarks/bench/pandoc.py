"""pandoc, as a process: Markdown to a document that takes its furniture from dipdocs' output."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from bench.material import Material, pack, paragraphs
from bench.measure import Call

NAME = "pandoc (process)"


def subjects(material: Material, folder: Path) -> tuple[list[Call], list[str]]:
    """The subject, or a notice that it is not installed."""
    program = shutil.which("pandoc")
    if program is None:
        return [], ["pandoc is not installed: skipped"]
    for form in material.forms:
        (folder / f"reference-{form.language}.docx").write_bytes(pack(form.parts))
    texts = [["\n\n".join(paragraphs(job)) for job in jobs] for jobs in material.jobs]

    def make(number: int) -> None:
        for job, text in zip(material.jobs[number], texts[number], strict=True):
            reference = folder / f"reference-{job.form.language}.docx"
            command = [program, "--from=markdown-smart", f"--reference-doc={reference}"]
            target = f"--output={folder / 'pandoc.docx'}"
            subprocess.run([*command, target], input=text.encode(), check=True)

    return [Call(NAME, make, share=1)], []


def version() -> str | None:
    """The version of the program on this machine."""
    program = shutil.which("pandoc")
    if program is None:
        return None
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    return told.stdout.split("\n", 1)[0].removeprefix("pandoc ")
