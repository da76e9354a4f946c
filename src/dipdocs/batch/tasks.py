"""The rows that wait to be made, with their cells: in a file that has no name.

Memory does not grow with the table, and the file ends with the process, however that ends: a run
that goes on reads its table again.
"""

from __future__ import annotations

import marshal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, NamedTuple

from dipdocs.errors import Finding, RenderError

_BUFFER = 1 << 18
"""Bytes that are written, and read, at once."""


PLAIN = 2
"""The version of `marshal` by which rows travel: equal cells are equal bytes, on any Python 3."""
_LENGTH = 4
"""Bytes that tell the length of a task in the file."""


class Task(NamedTuple):
    """A row to be made: its cells, checked, as `marshal` has them."""

    row: int
    number: str | None
    name: str
    cells: bytes


class Tasks:
    """The rows to be made, put in and taken out in their order."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: IO[bytes] | None = None
        self.count = 0
        """How many rows wait."""

    def put(self, task: Task) -> None:
        """A row more; all are put before the first is taken."""
        data = marshal.dumps(tuple(task), PLAIN)
        with self._told():
            if self._file is None:
                self._file = tempfile.TemporaryFile(  # noqa: SIM115 - closed in `close`
                    dir=self._folder, buffering=_BUFFER
                )
            self._file.write(len(data).to_bytes(_LENGTH))
            self._file.write(data)
        self.count += 1

    def handfuls(self, most: int, size: int) -> Iterator[list[bytes]]:
        """The first rows, at most so many, by the handful; `opened` gives what the bytes hold."""
        if self._file is None:
            return
        with self._told():  # the last that were put are written now
            self._file.seek(0)
        read = self._file.read
        left = min(most, self.count)
        while left > 0:
            yield [read(int.from_bytes(read(_LENGTH))) for _ in range(min(size, left))]
            left -= size

    def close(self) -> None:
        """Let go of the file: it is gone."""
        if self._file is not None:
            with suppress(OSError):  # what was to be written is not needed any more
                self._file.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            words = f"the rows cannot be kept: {error.strerror}"
            raise RenderError(Finding(words, rule="register", file=str(self._folder))) from None


def opened(data: bytes) -> Task:
    """The task that a worker was given."""
    return Task(*marshal.loads(data))
