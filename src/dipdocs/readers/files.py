"""The folder of a letter: the only place from which it may read."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from dipdocs.readers.strangers import is_word, stranger
from dipdocs.readers.text import MEGABYTE, decode, megabytes

if TYPE_CHECKING:
    from dipdocs.readers.word import GuestText

LARGEST = 10 * MEGABYTE
"""The size up to which a file named in a letter is read."""
LARGEST_GUEST = 60 * MEGABYTE
"""The same for a file of another program, which brings its images with it."""


class Folder:
    """Reads the files that a letter names, inside the letter's own folder and nowhere else.

    Links are followed as long as they stay inside. Every failure is a `ValueError` whose message
    tells the user which file and why.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._real = root.resolve()
        self.opened: set[Path] = set()
        """The files read so far: nothing may be written over them."""

    def read_text(self, path: str) -> str:
        """Return the text of a file, decoded, its lines ending with a newline sign alone."""
        data = self.read_bytes(path)
        try:
            return decode(data)
        except ValueError as error:
            found = stranger(data)
            if found is not None:
                raise ValueError(f"the file {path!r} is {found.what}; {found.fix}") from None
            if is_word(data):
                raise ValueError(
                    f"the file {path!r} is a Word file; give it a name that ends in .docx"
                ) from None
            raise ValueError(f"the file {path!r} is {error}") from None

    def read_guest(self, path: str, *, keep_widths: bool) -> GuestText:
        """Return the text of another program's file (.docx …) as blocks.

        Its pictures are named within a folder of its own name, which need not exist.
        """
        from dipdocs.readers.guests import read_guest

        data = self.read_bytes(path, LARGEST_GUEST)
        folder = f"{path}-images"
        try:
            return read_guest(data, path, folder, self._beside(path), keep_widths=keep_widths)
        except ValueError as error:
            raise ValueError(f"the file {path!r} cannot be read: {error}") from None

    def _beside(self, path: str) -> Callable[[str], bytes]:
        """Reads what a file names from its own place, inside the letter's folder."""
        return lambda name: self.read_bytes(str(PurePosixPath(path).parent / name), LARGEST)

    def read_bytes(self, path: str, largest: int = LARGEST) -> bytes:
        """Return the bytes of a file."""
        target = self._resolve(path)
        # Not blocking: a pipe would wait for its writer for ever.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        try:
            descriptor = os.open(target, flags)
        except FileNotFoundError:
            raise ValueError(f"the file {path!r} is missing from the letter's folder") from None
        except OSError as error:
            raise ValueError(f"the file {path!r} cannot be read: {error.strerror}") from None
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise ValueError(f"{path!r} is no ordinary file")
            if status.st_size > largest:
                raise ValueError(
                    f"the file {path!r} has {megabytes(status.st_size)}; "
                    f"the limit is {megabytes(largest)}"
                )
            self.opened.add(target)
            with os.fdopen(descriptor, "rb", closefd=False) as file:
                return file.read(largest)
        finally:
            os.close(descriptor)

    def _resolve(self, path: str) -> Path:
        if not path or "\0" in path:
            raise ValueError(f"{path!r} is no file name")
        windows = PureWindowsPath(path)
        if PurePosixPath(path).is_absolute() or windows.drive or windows.root:
            raise ValueError(
                f"the file {path!r} is named from the root; name it from the letter's folder"
            )
        try:
            target = (self._real / path).resolve()
        except (OSError, RuntimeError):
            raise ValueError(f"the file {path!r} is a link without end") from None
        if not target.is_relative_to(self._real):
            raise ValueError(f"the file {path!r} lies outside the letter's folder")
        return target
