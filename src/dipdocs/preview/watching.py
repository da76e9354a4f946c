"""Notices that files were saved, by looking at them: no more than the standard library is needed.

Files are told apart by time, size and identity, so that an editor that writes a new file and
renames it is noticed too.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

STEP = 0.2
"""Seconds between two looks."""

_SETTLED = 0.05
"""Seconds that files must stay as they are: an editor may write in several steps."""

_CLOCK = 20_000_000
"""Nanoseconds by which a file system's clock may be behind."""

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


def _touched(path: Path, since: int) -> bool:
    """Whether a file was written, renamed or removed since a time (nanoseconds).

    As far as the file system's clock tells.
    """
    try:
        status = path.stat()
    except OSError:
        return True
    return max(status.st_mtime_ns, status.st_ctime_ns) >= since - _CLOCK


def saves(
    paths: Callable[[], Iterable[Path]], stop: threading.Event | None = None
) -> Iterator[None]:
    """Yield at once, then after each change to one of the files, until `stop` is set.

    `paths` is asked anew each time: the work between may have found other files. What changes
    during the work counts, in a file that the work found too.
    """
    stop = stop or threading.Event()
    while not stop.is_set():
        begun = time.time_ns()
        before = stamps(paths())
        yield
        found = stamps(paths())
        if any(_touched(path, begun) for path in found.keys() - before.keys()):
            continue
        seen = found | before
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
