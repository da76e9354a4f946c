"""A file read as data: what it holds, where each value stands, from which folder it may read."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from dipdocs.errors import Finding, InputError
from dipdocs.readers.files import Folder
from dipdocs.readers.json import read_json
from dipdocs.readers.positions import Places
from dipdocs.readers.text import MEGABYTE, TextError, decode, line_and_column, megabytes

LARGEST = 5 * MEGABYTE
"""The size up to which a letter's own file is read."""

YAML_SUFFIXES = (".yaml", ".yml")
SUFFIXES = (*YAML_SUFFIXES, ".json")


@dataclass(frozen=True, slots=True)
class Source:
    """The plain data of a letter or form, before the model.

    `text` is what the file holds, `places` knows where each value stands in it, `folder` reads
    the files that it names (None for a text without a folder).
    """

    data: object
    text: str
    places: Places
    folder: Folder | None = None

    @property
    def inputs(self) -> frozenset[Path]:
        """The files that were read from the letter's folder so far."""
        return frozenset(self.folder.opened if self.folder else ())


def read(path: str | os.PathLike[str]) -> Source:
    """Return the data of a YAML or JSON file.

    Raises `InputError` where the file cannot be read or is not well formed.
    """
    path = Path(path)
    name = str(path)
    if path.suffix.lower() not in SUFFIXES:
        raise InputError(
            Finding(
                f"{path.name!r} is no letter's file by its name",
                rule="file",
                file=name,
                expected=f"a name that ends in {', '.join(SUFFIXES)}",
            )
        )
    try:
        text = decode(_bytes(path))
    except TextError as error:
        raise _unreadable(error, name, "file") from None
    return parse(text, name=name, folder=Folder(path.parent))


def parse(text: str, *, name: str = "<text>", folder: Folder | None = None) -> Source:
    """Return the data of a text: JSON if `name` ends in .json, YAML otherwise.

    Raises `InputError` where it is not well formed.
    """
    try:
        _check(text)
        if name.lower().endswith(".json"):
            data, root = read_json(text)
            return Source(data, text, Places(name, lambda: root), folder)
        from dipdocs.readers.yaml import nodes, read_yaml

        data, tree = read_yaml(text)
        return Source(data, text, Places(name, lambda: nodes(tree, text)), folder)
    except TextError as error:
        raise _unreadable(error, name) from None


def _unreadable(error: TextError, name: str, rule: str = "syntax") -> InputError:
    return InputError(Finding(error.message, rule, "error", name, error.line, error.column))


def _check(text: str) -> None:
    if len(text) > LARGEST:
        raise TextError(f"a letter of {megabytes(len(text))}; the limit is {megabytes(LARGEST)}")
    if not text.strip():
        raise TextError("the file is empty", 1, 1)
    at = text.find("\0")
    if at >= 0:
        raise TextError(
            "the character U+0000 cannot stand in a file; remove it", *line_and_column(text, at)
        )


def _bytes(path: Path) -> bytes:
    """The bytes of a letter's file, its size looked at first."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise TextError("a folder, not a file")
        if not stat.S_ISREG(status.st_mode):
            raise TextError("no ordinary file")
        if status.st_size > LARGEST:
            raise TextError(
                f"a letter file of {megabytes(status.st_size)}; the limit is {megabytes(LARGEST)}"
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise TextError("there is no such file") from None
    except (OSError, ValueError) as error:
        if isinstance(error, TextError):
            raise
        reason = error.strerror if isinstance(error, OSError) else error
        raise TextError(f"the file cannot be read: {reason}") from None
