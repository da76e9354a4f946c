"""Where documents go: a folder, or a place that fsspec knows by its URL."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from dipdocs.api import save
from dipdocs.errors import DipdocsError, Finding, InputError, RenderError


class Store(Protocol):
    """A place for documents, which travels to workers."""

    @property
    def shared(self) -> bool:
        """Whether another process can write there."""

    def save(self, name: str, data: bytes) -> None:
        """Write a document; RenderError (rule `output`) where that cannot be done."""

    def digest(self, name: str) -> str | None:
        """SHA-256 of a document that stands there, None if none does."""

    def holds(self, name: str) -> bool:
        """Whether something of that name stands there."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of this machine. A document appears whole or not at all."""

    path: Path

    @property
    def shared(self) -> bool:
        """Every process of the machine can write there."""
        return True

    def save(self, name: str, data: bytes) -> None:
        """Write under another name, then rename."""
        save(data, os.path.join(self.path, name))

    def digest(self, name: str) -> str | None:
        """SHA-256 of the file, None if it cannot be read."""
        try:
            with (self.path / name).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return None

    def holds(self, name: str) -> bool:
        """Whether a file or folder of that name is there."""
        return (self.path / name).exists()

    def tidy(self) -> None:
        """Remove what a killed process left half-written."""
        for left in self.path.glob(".*.part"):
            left.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Url:
    """A place that fsspec knows. An upload that was cut off is made again: it was not recorded."""

    url: str

    @property
    def shared(self) -> bool:
        """Whether another process sees the same place: a process's memory it does not."""
        return "memory://" not in self.url

    def _place(self, name: str) -> tuple[Any, str]:
        system, root = _system(self.url)
        return system, f"{root}/{name}"

    def save(self, name: str, data: bytes) -> None:
        """Write in one go."""
        try:
            system, path = self._place(name)
            system.makedirs(path.rpartition("/")[0], exist_ok=True)
            system.pipe_file(path, data)
        except Exception as error:  # whatever a file system of others can raise
            raise RenderError(
                Finding(f"cannot be written: {error}", rule="output", file=f"{self.url}/{name}")
            ) from None

    def digest(self, name: str) -> str | None:
        """SHA-256 of the object, None if there is none."""
        with self._told(name):
            system, path = self._place(name)
            try:
                return hashlib.sha256(system.cat_file(path)).hexdigest()
            except FileNotFoundError:
                return None

    def holds(self, name: str) -> bool:
        """Whether an object of that name is there."""
        with self._told(name):
            system, path = self._place(name)
            return bool(system.exists(path))

    @contextmanager
    def _told(self, name: str) -> Iterator[None]:
        try:
            yield
        except DipdocsError:
            raise
        except Exception as error:  # whatever a file system of others can raise
            words = f"cannot be reached: {error}"
            raise RenderError(Finding(words, rule="output", file=f"{self.url}/{name}")) from None


@cache
def _system(url: str) -> tuple[Any, str]:
    """The file system of a URL and the path in it."""
    try:
        import fsspec
    except ImportError:
        raise InputError(
            Finding(
                "to write to a URL, fsspec is needed",
                rule="output",
                found=url,
                fix="pip install 'dipdocs[fsspec]' and what fsspec needs for this protocol",
            )
        ) from None
    try:
        system, path = fsspec.core.url_to_fs(url)
    except Exception as error:  # what a protocol's own file system can raise; it may connect
        raise InputError(Finding(f"{url}: {error}", rule="output")) from None
    return system, path.rstrip("/")
