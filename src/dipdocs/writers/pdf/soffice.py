"""Where LibreOffice is on this machine."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from dipdocs.errors import Finding, RenderError

VARIABLE = "DIPDOCS_SOFFICE"
"""The environment variable that names LibreOffice's program where it is in no usual place."""

_NAMES = ("soffice", "libreoffice")
_USUAL = (
    "/usr/lib/libreoffice/program/soffice",
    "/usr/local/bin/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)


def find() -> Path:
    """LibreOffice's program; `RenderError` says how to install it where there is none."""
    named = os.environ.get(VARIABLE)
    if named:
        if not _runs(Path(named)):
            raise RenderError(
                Finding(
                    f"{VARIABLE} names no program",
                    rule="pdf",
                    found=named,
                    expected="the path of LibreOffice's soffice",
                )
            )
        return Path(named)
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    for place in (*map(Path, _USUAL), *sorted(Path("/opt").glob("libreoffice*/program/soffice"))):
        if _runs(place):
            return place
    raise RenderError(
        Finding(
            "a PDF is made by LibreOffice, which is not on this machine",
            rule="pdf",
            expected="soffice on the PATH, or its path in the environment variable " + VARIABLE,
            fix="install it (Debian, Ubuntu: apt install libreoffice-writer; "
            "macOS: brew install --cask libreoffice; Windows: winget install "
            "TheDocumentFoundation.LibreOffice), or render a .docx and save it as PDF from Word",
        )
    )


def _runs(path: Path) -> bool:
    return path.is_file() and os.access(path, os.X_OK)
