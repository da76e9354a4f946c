"""What is made of `templates/` or of the model's types and costs more to make than to read, kept.

It lies where Python keeps compiled modules, in `__pycache__` beside this one (or below
`PYTHONPYCACHEPREFIX`); where that folder takes no files, nothing is kept. With it lies a copy of
the files it was made of, and the state of dipdocs' modules and of the libraries that made it, so an
edited template counts at once; what does not fit or is damaged is made anew. As of compiled
modules, Python runs what lies there: who may write to that folder may do all that the user may.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path
from typing import TypeVar
from zlib import crc32

T = TypeVar("T")

_making = threading.RLock()
"""Held while something is made: of threads that parse Python's own sources at once, some fail
(https://github.com/python/cpython/issues/106905)."""

_HERE = Path(__file__)
_BINARY: int = getattr(os, "O_BINARY", 0)
_ROOMS = (
    "",
    "compose",
    "language",
    "language/grammar",
    "layout",
    "markup",
    "model",
    "writers/docx",
)
"""The folders of the modules that have a part in what is kept."""


def kept(name: str, sources: Iterable[Path], make: Callable[[], T]) -> T:
    """What `make` gives, from an earlier process if `sources` are the same.

    It must be made of the sources and of dipdocs' own modules alone; what cannot be pickled is made
    each time. What `make` raises goes through.
    """
    try:
        key = _maker() + b"".join(map(_marked, sources))
        path = Path(cache_from_source(str(_HERE.with_name(f"{name}.py")))).with_suffix(".kept")
    except (OSError, NotImplementedError):  # modules that are no files, a Python that keeps nothing
        return make()
    found = _read(path, key)
    if found is not None:
        return found[0]  # type: ignore[return-value]
    with _making:
        made = make()
    # What a library makes need not be picklable in its every version.
    with suppress(pickle.PicklingError, AttributeError, TypeError):
        data = pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
        _write(path, key + _sum(data) + data)
    return made


def _marked(source: Path) -> bytes:
    """A file's name and bytes, so that no two sets of files look alike."""
    data = source.read_bytes() if source.exists() else b""
    return f"{source.name}:{len(data)}:".encode() + data


@cache
def _maker() -> bytes:
    """What tells one state of the program from another: Python, libraries, modules of dipdocs."""
    modules = [sys.version]
    for libraries in map(Path, sys.path):
        if libraries.name.endswith("-packages") and libraries.is_dir():
            modules.append(f"{libraries}:{libraries.stat().st_mtime_ns}")
    for room in _ROOMS:
        with os.scandir(_HERE.parent / room) as files:
            for file in sorted(files, key=lambda one: one.name):
                if file.name.endswith(".py"):
                    status = file.stat()
                    modules.append(f"{file.name}:{status.st_size}:{status.st_mtime_ns}")
    return "\n".join(modules).encode()


def _read(path: Path, key: bytes) -> tuple[object] | None:
    """What is kept under that key, in a tuple; None where there is nothing of use."""
    try:
        data = path.read_bytes()
        if not data.startswith(key):
            return None
        own = memoryview(data)[len(key) + _SUM :]
        whole = _sum(own) == data[len(key) : len(key) + _SUM]
        return (pickle.loads(own),) if whole else None
    except Exception:  # pickle raises whatever damaged data leads it to
        return None


_SUM = 4
"""Bytes that tell whether what is kept is as it was written."""


def _sum(data: bytes | memoryview) -> bytes:
    return crc32(data).to_bytes(_SUM)


def _write(path: Path, data: bytes) -> None:
    """Put a file there whole, or not at all: the folder may take none."""
    # not a file of `tempfile`'s, which no other user could read
    part = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(exist_ok=True, parents=True)
        # as modules are compiled: no other user may change it, whatever the user's mask
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o644)
    except OSError:
        return
    try:
        with open(handle, "wb") as file:
            file.write(data)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
