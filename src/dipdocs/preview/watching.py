"""Notices that files were saved, by looking at them: no more than the standard library is needed.

Files are told apart by time, size and identity, so that an editor that writes a new file and
renames it is noticed too.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

STEP = 0.2
"""Seconds between two looks."""

_SETTLED = 0.05
"""Seconds that files must stay as they are: an editor may write in several steps."""

Stamp = tuple[int, int, int] | None


def stamps(paths: Iterable[Path]) -> dict[Path, Stamp]:
    """What tells whether each file is still the same; None for one that is not there."""
    return {path: _stamp(path) for path in paths}


def _stamp(path: Path) -> Stamp:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def saves(
    paths: Callable[[], Iterable[Path]], stop: threading.Event | None = None
) -> Iterator[None]:
    """Yield at once, then after each change to one of the files, until `stop` is set.

    `paths` is asked anew each time: the work between may have found other files. What changes
    during the work counts.
    """
    stop = stop or threading.Event()
    while not stop.is_set():
        before = stamps(paths())
        yield
        seen = stamps(paths()) | before
        while stamps(seen) == seen:
            if stop.wait(STEP):
                return
        last = stamps(seen)
        while not stop.wait(_SETTLED):
            now = stamps(seen)
            if now == last:
                break
            last = now


def around(source: Path) -> set[Path]:
    """The folders in which a file may appear that a broken document names in vain."""
    folder = source.parent
    try:
        return {folder, *(path for path in folder.iterdir() if path.is_dir())}
    except OSError:
        return {folder}
