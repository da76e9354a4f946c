"""The collector of cyclic garbage at rest while a document is read or made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Switch the collector off, and on again at the end (of an error too) if it was on.

    A long text becomes tens of thousands of small objects that all stay until the end: the
    collector would walk through them again and again, and find nothing. Whoever has switched it
    off, this function further out or a program of its own, finds it off afterwards. The switch is
    the process's: a thread beside may collect later, which costs memory for so long, and nothing
    else.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
