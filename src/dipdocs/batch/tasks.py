"""The rows that wait to be made, with their cells: in a file that has no name.

Memory does not grow with the table, and the file ends with the process, however that ends: a run
that goes on reads its table again.
"""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple

from dipdocs.errors import Finding, RenderError

_BUFFER = 1 << 18
"""Bytes that are written, and read, at once."""


PLAIN = 2
"""The version of `marshal` by which cells travel: equal cells are equal bytes, on any Python 3."""


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
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile(  # noqa: SIM115 - closed in `close`
                    dir=self._folder, buffering=_BUFFER
                )
            # A plain tuple: a class would be named anew with each row.
            pickle.dump(tuple(task), self._file, pickle.HIGHEST_PROTOCOL)
        except OSError as error:
            raise self._full(error) from None
        self.count += 1

    def handfuls(self, most: int, size: int) -> Iterator[list[Task]]:
        """The first rows, at most so many, by the handful."""
        if self._file is None:
            return
        try:
            self._file.seek(0)  # the last that were put are written now
        except OSError as error:
            raise self._full(error) from None
        left = min(most, self.count)
        while left > 0:
            yield [Task(*pickle.load(self._file)) for _ in range(min(size, left))]
            left -= size

    def close(self) -> None:
        """Let go of the file: it is gone."""
        if self._file is not None:
            with suppress(OSError):  # what was to be written is not needed any more
                self._file.close()

    def _full(self, error: OSError) -> RenderError:
        return RenderError(
            Finding(
                f"the rows cannot be kept: {error.strerror}",
                rule="register",
                file=str(self._folder),
            )
        )
