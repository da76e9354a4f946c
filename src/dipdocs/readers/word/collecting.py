"""The collector of cyclic garbage at rest while a file is read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Switch the collector off, and on again at the end (of an error too) if it was on.

    Reading makes tens of thousands of small objects that all stay: the collector would walk
    through them again and again, and find nothing. At the end they are put with the old ones, so
    that it does not walk through them at once (unless a program has frozen objects of its own,
    which would be thawed). Whoever has switched it off, this function
    further out or a program of its own, finds it off afterwards. The switch is the process's: a
    thread beside may collect later, which costs memory for so long, and nothing else.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()
