"""Mutated files for the import: archives, their XML, and plain texts; each seed is one file.

What a worker does with one lives here, so that it can be sent to another process.
"""

from __future__ import annotations

import random
import resource
import time
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dipdocs import load, render
from dipdocs.errors import InputError
from dipdocs.importing.imported import Imported
from dipdocs.importing.reading import script_of
from dipdocs.importing.recognising import recognise
from dipdocs.importing.timing import time_limit
from tests.conftest import EXAMPLES
from tests.test_word_bodies_damaged import members, mutated

LONGEST = 10.0
"""Seconds that one file may take."""
WORD_SOURCES = (
    ("president-reply/letter.yaml", "fr", "un-new-york"),
    ("note-verbale-letterhead/note.yaml", "ru", "letterhead"),
    ("note-verbale/note.yaml", "ar", "un-geneva"),
    ("six-languages/letter.yaml", "zh", "un-new-york"),
    ("identical-letters/letter.yaml", "es", "un-geneva"),
    ("school-weather-stations/letter.yaml", "en", "un-new-york"),
)
"""Examples by their length, the short ones first: they are taken more often."""
_WEIGHTS = (20, 20, 4, 4, 1, 1)
_SPLINTERS = (
    "\x00", "\ufeff", "\u202e", "\ud7ff", "{{ x }}", "{% if %}", "**", "[^1]", "[^1]: note",
    "| a |", "\f", "(a) ", "1. ", "A/63/914", "S/2009/343", "Annex", "Annexe", "(Signed)", "\n\n",
    "\t", "٤", "第", "приложение", "القرار", "🜚", "\u0640" * 50, "x" * 3000, "(" * 500,
    "6 July 2009", "# ", "> " * 40,
    "Letter dated ", "31 February 2009", "A/ES-10/999999999999", "\r",
)  # fmt: skip


class Outcome(NamedTuple):
    """What became of a file."""

    seed: int
    kind: str
    """``read``, ``refused`` or what went wrong."""
    seconds: float
    memory: int
    """The most that the process ever had, in bytes."""


@cache
def word_sources() -> tuple[tuple[bytes, dict[str, bytes]], ...]:
    out = []
    for name, language, layout in WORD_SOURCES:
        data = render(load(EXAMPLES / name), language=language, layout=layout)
        out.append((data, members(data)))
    return tuple(out)


@cache
def text_sources() -> tuple[str, ...]:
    texts = []
    for name, language, layout in WORD_SOURCES[:3]:
        document = load(EXAMPLES / name)
        texts.append(render(document, language=language, layout=layout, format="txt").decode())
    return tuple(texts)


def word_file(seed: int) -> bytes:
    chance = random.Random(seed)
    whole, parts = chance.choices(word_sources(), _WEIGHTS)[0]
    return mutated(parts, whole, seed)


def text_file(seed: int, sources: tuple[str, ...]) -> bytes:
    """Lines taken out, doubled, moved, joined, cut; splinters put in; bytes flipped."""
    chance = random.Random(seed)
    lines = chance.choices(sources, [4, 4, *[1] * (len(sources) - 2)][: len(sources)])[0].split(
        "\n"
    )
    for _ in range(1 + chance.randrange(8)):
        at = chance.randrange(len(lines))
        match chance.randrange(6):
            case 0:
                lines.insert(at, chance.choice(lines))
            case 1 if len(lines) > 2:
                del lines[at]
            case 2:
                other = chance.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
            case 3 if at:
                lines[at - 1 : at + 1] = [lines[at - 1] + lines[at]]
            case 4:
                cut = chance.randrange(len(lines[at]) + 1)
                lines[at] = lines[at][:cut]
            case _:
                cut = chance.randrange(len(lines[at]) + 1)
                lines[at] = lines[at][:cut] + chance.choice(_SPLINTERS) + lines[at][cut:]
    encoding = chance.choice(("utf-8",) * 6 + ("utf-16", "utf-8-sig", "gb18030"))
    data = bytearray("\n".join(lines).encode(encoding))
    if chance.random() < 0.2:
        for _ in range(1 + chance.randrange(5)):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def outcome(seed: int, data: bytes, name: str) -> Outcome:
    """Read a file back, as data and as a document, within the limit of time."""
    begun = time.monotonic()
    try:
        with time_limit(LONGEST):
            script = script_of(data, name)
            found = Imported(script, recognise(script))
            assert found.files("letter.yaml")
            assert found.report.rows
            kind = "read"
    except (ValueError, InputError) as error:
        # What `read_script` turns into an InputError; its subclasses of Python's own are defects.
        known = type(error).__name__ in ("ValueError", "GuestError", "TextError", "InputError")
        kind = "refused" if known else f"{type(error).__name__}: {error}"
    except BaseException as error:
        kind = f"{type(error).__name__}: {error}"
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return Outcome(seed, kind, time.monotonic() - begun, used)


def word_outcome(seed: int) -> Outcome:
    return outcome(seed, word_file(seed), "old.docx")


def text_outcome(seed: int) -> Outcome:
    return outcome(seed, text_file(seed, text_sources()), "old.md" if seed % 4 == 0 else "old.txt")


def real_outcome(paths: tuple[str, ...], seed: int) -> Outcome:
    path = paths[seed % len(paths)]
    data = Path(path).read_bytes()
    if path.endswith(".docx"):
        return outcome(seed, mutated(members(data), data, seed), "old.docx")
    return outcome(seed, text_file(seed, (data.decode(),)), "old.txt")
