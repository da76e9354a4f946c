"""What was read is written: all files or none, and never over another without being told."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from dipdocs.api import save
from dipdocs.errors import Finding, InputError, RenderError


def save_all(files: Mapping[str, bytes], folder: Path, *, source: Path, force: bool) -> None:
    """Write files into a folder, in their order.

    Raises `InputError`, before anything is written, where one exists (unless `force`) or is what
    was read; `RenderError` where one cannot be written.
    """
    targets = {folder / name: data for name, data in files.items()}
    for path in targets:
        if path.exists() and path.samefile(source):
            raise _refused(path, "this is the file that is read", "name another file with -o")
        if path.is_symlink() or (path.exists() and not force):
            fix = "name another file with -o, or write over it with --force"
            raise _refused(path, "it exists already", fix)
    for path, data in targets.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = f"no folder can be made: {error.strerror}"
            raise RenderError(Finding(message, rule="output", file=str(path.parent))) from None
        save(data, path)


def _refused(path: Path, message: str, fix: str) -> InputError:
    return InputError(Finding(message, rule="output", file=str(path), fix=fix))
