"""PDFs of documents by LibreOffice: many documents a start, a profile of its own, a time limit."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

START_SECONDS = 120
"""Seconds that LibreOffice may take to start."""
DOCUMENT_SECONDS = 30
"""Seconds more for each document."""


def program() -> str | None:
    """Where LibreOffice is, None if it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(documents: Mapping[str, bytes]) -> dict[str, bytes | str]:
    """The PDF of each document by its name, or in words why there is none."""
    soffice = program()
    if soffice is None:
        return dict.fromkeys(documents, "LibreOffice (soffice) is not installed: no PDF")
    if not documents:
        return {}
    with tempfile.TemporaryDirectory(prefix="dipdocs-pdf-") as folder:
        work = Path(folder)
        names = {name: f"{index}{Path(name).suffix}" for index, name in enumerate(documents)}
        for name, data in documents.items():
            (work / names[name]).write_bytes(data)
        words = _run(soffice, work, list(names.values()))
        result: dict[str, bytes | str] = {}
        for name, own in names.items():
            pdf = (work / "pdf" / own).with_suffix(".pdf")
            data = pdf.read_bytes() if pdf.exists() else b""
            whole = data.startswith(b"%PDF-") and b"%%EOF" in data[-1024:]
            result[name] = data if whole else f"LibreOffice made no PDF: {words or 'no message'}"
        return result


def _run(soffice: str, work: Path, names: list[str]) -> str:
    """Start LibreOffice once for all; what it said where it failed."""
    command = [
        soffice,
        f"-env:UserInstallation={(work / 'profile').as_uri()}",
        *("--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(work / "pdf")),
        *names,
    ]
    with subprocess.Popen(
        command,
        cwd=work,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            _, said = process.communicate(timeout=START_SECONDS + DOCUMENT_SECONDS * len(names))
        except subprocess.TimeoutExpired:
            # The program starts another, which would go on.
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            return "it did not end in time"
    return " ".join(said.decode("utf-8", "replace").split())[-300:] if process.returncode else ""
