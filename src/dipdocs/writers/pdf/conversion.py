"""Word documents to PDF by LibreOffice, many in one start (a start takes 3 to 5 seconds).

Every call has a profile of its own, so that parallel calls and a LibreOffice that the user has
open do not disturb each other. Results are moved to their place when they are whole.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from dipdocs.errors import Finding, RenderError
from dipdocs.writers.pdf.language import copy_for_conversion
from dipdocs.writers.pdf.soffice import find

START, EACH = 60.0, 10.0
"""Seconds allowed for a start and for each document, unless the caller says otherwise."""

_AT_ONCE = 200
"""Documents given to one start: the length of a command line is limited."""

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""  # noqa: E501 - one setting a line
"""No macros, nothing fetched, no links followed: a user's own template may hold such things."""


def convert(
    documents: Sequence[Path],
    folder: Path,
    *,
    timeout: float | None = None,
    archive: bool = False,
) -> list[Path]:
    """Convert Word documents into PDFs of the same names in `folder`; their paths, in order.

    `timeout` is in seconds for the whole; `archive` asks for PDF/A-2b. Each PDF is tagged and has
    title, language and bookmarks. Documents whose PDF cannot be made are named in a `RenderError`,
    raised after all others have been moved to their places.
    """
    targets = [folder / f"{document.stem}.pdf" for document in documents]
    twice = sorted({target.name for target in targets if targets.count(target) > 1})
    if twice:
        raise RenderError(
            Finding(f"several documents would become one file: {', '.join(twice)}", rule="pdf")
        )
    program = find()
    left = START + EACH * len(documents) if timeout is None else timeout
    failed: list[Path] = []
    told = ""
    with tempfile.TemporaryDirectory(prefix="dipdocs-pdf-", ignore_cleanup_errors=True) as name:
        work = Path(name)
        profile = work / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        for first in range(0, len(documents), _AT_ONCE):
            some = range(first, min(first + _AT_ONCE, len(documents)))
            for number in some:
                copy_for_conversion(documents[number], work / f"{number}.docx")
            told = _run(program, work, [f"{number}.docx" for number in some], left, archive)
            for number in some:
                made = work / "out" / f"{number}.pdf"
                if made.is_file():
                    _move(made, targets[number])
                else:
                    failed.append(documents[number])
    if failed:
        names = ", ".join(str(path) for path in failed)
        raise RenderError(Finding(f"LibreOffice made no PDF of {names}", rule="pdf", found=told))
    return targets


def _run(program: Path, work: Path, names: list[str], timeout: float, archive: bool) -> str:
    """Start LibreOffice once; the last line it printed."""
    command = [
        str(program),
        f"-env:UserInstallation={(work / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"),
        *("--convert-to", _filter(archive), "--outdir", "out"),
        *names,
    ]
    with subprocess.Popen(
        command,
        cwd=work,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as process:
        try:
            out, _ = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            _end(process)
            raise RenderError(
                Finding(
                    f"LibreOffice did not finish within {timeout:g} seconds and was ended",
                    rule="pdf",
                    found=f"{len(names)} documents" if len(names) > 1 else None,
                )
            ) from None
        except BaseException:
            _end(process)
            raise
    lines = out.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else f"exit code {process.returncode}"


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice with the programs it started."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


def _filter(archive: bool) -> str:
    """The export filter with its options (LibreOffice help, "PDF Export Command Line")."""
    options: dict[str, tuple[str, str]] = {
        "UseTaggedPDF": ("boolean", "true"),
        "ExportBookmarks": ("boolean", "true"),
        "DisplayPDFDocumentTitle": ("boolean", "true"),
        "SelectPdfVersion": ("long", "2" if archive else "0"),
    }
    told = {name: {"type": kind, "value": value} for name, (kind, value) in options.items()}
    return f"pdf:writer_pdf_Export:{json.dumps(told)}"


def _move(made: Path, target: Path) -> None:
    """Put a finished file in its place at once, also from another disk."""
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        os.close(handle)
        beside = Path(name)
        try:
            shutil.copyfile(made, beside)
            mask = os.umask(0)
            os.umask(mask)
            beside.chmod(0o666 & ~mask)
            beside.replace(target)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise RenderError(
            Finding(
                f"cannot be written: {error.strerror or error}", rule="output", file=str(target)
            )
        ) from None
