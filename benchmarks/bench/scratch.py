"""Where the benchmarks write: in memory where that can be, so that no disk is measured.

A disk's own state would decide otherwise. ext4 does not give out again an inode that was deleted in
the last minutes and searches past each of them: where an earlier run was cleared away, a new file
takes 0.5 to 1 ms of the kernel's time in place of 0.02 ms. And a file that is written over again
and again, as a peer's loop does, is flushed to the disk each time.
"""

from __future__ import annotations

import shutil
from pathlib import Path

_MEMORY = Path("/dev/shm")
_NEEDED = 4 << 30
"""Bytes that all runs together may write."""


def place() -> Path | None:
    """A folder in memory; None (the system's own for such files) where there is none or no room."""
    if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _NEEDED:
        return _MEMORY
    return None
