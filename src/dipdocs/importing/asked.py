"""What a request for circulation names: organs, sessions, agenda items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from dipdocs.importing.folding import fold
from dipdocs.importing.matching import Reader, Reading, walk
from dipdocs.importing.numbers import choice
from dipdocs.importing.offices import joins
from dipdocs.importing.tokens import items_reader, sessions
from dipdocs.importing.wordings import inflected, lines
from dipdocs.language import Pack
from dipdocs.model.terms import ORGANS


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ as a request names it."""

    organ: str
    items: tuple[str, ...] = ()
    provisional: bool = False
    session: tuple[str, int] | None = None
    choice: str = "bare"


@cache
def organ_names(pack: Pack) -> tuple[re.Pattern[str], dict[str, str]]:
    """The names of organs in every case, and the organs they are of."""
    table: dict[str, str] = {}
    for organ in ORGANS:
        for case in ("genitive", "dative", "nominative"):
            table.setdefault(fold(pack.say_in(case, f"organs.{organ}")), organ)
        table.setdefault(fold(pack.say(f"organs.{organ}", "plain")), organ)
    return choice(table), table


def table_reader(pattern: re.Pattern[str], table: dict[str, Any]) -> Reader:
    """A reader of the words of a table."""

    def read(text: str, place: int, forms: tuple[str, ...]) -> Iterator[Reading]:
        found = pattern.match(text, place)
        if found is None:
            return
        said = re.sub(r"[ ,]+", " ", found[0])
        value = table.get(found[0], table.get(said))
        if value is not None:
            yield found.end(), value

    return read


def _organ_in_text(pack: Pack) -> Reader:
    """One organ with what is said of its session and items."""
    readers: dict[str, Reader] = {
        "organ": table_reader(*organ_names(pack)),
        "session": lambda text, place, forms: sessions(pack, text, place),
        "items": lambda text, place, forms: _items(pack, text, place),
    }

    def read(text: str, place: int, forms: tuple[str, ...]) -> Iterator[Reading]:
        found: list[tuple[int, tuple[Organ, tuple[str, ...]]]] = []
        for line in lines(pack, "request.organ"):
            for end, values in walk(line.steps, text, place, readers, whole=False):
                items, provisional, within = values.get("items", ((), False, None))
                organ = Organ(
                    values["organ"],
                    tuple(items),
                    provisional,
                    values.get("session", within),
                    _choice(line.path),
                )
                found.append((end, (organ, line.path)))
        found.sort(key=lambda reading: -reading[0])
        yield from found

    return read


_CHOICES = frozenset({"bare", "items", "session", "session-items", "items-of-session"})


def _choice(path: tuple[str, ...]) -> str:
    return next((step for step in path if step in _CHOICES), "bare")


def _items(pack: Pack, text: str, place: int) -> Iterator[Reading]:
    """Agenda items as running text names them, with the session where it is named with them."""
    readers: dict[str, Reader] = {
        "items": items_reader(pack),
        "session": lambda text, place, forms: sessions(pack, text, place),
    }
    found: list[Reading] = []
    for line in inflected(pack, "agenda-in-text"):
        for end, values in walk(line.steps, text, place, readers, whole=False):
            items = values.get("items")
            if isinstance(items, list):
                found.append((end, (items, "provisional" in line.path, values.get("session"))))
    found.sort(key=lambda reading: -reading[0])
    yield from found


def organs_reader(pack: Pack) -> Reader:
    """Organs one after another, joined as a request joins them."""
    one = _organ_in_text(pack)
    links = [line.steps[0] for line in lines(pack, "request.join")]
    patterns = [step for step in links if isinstance(step, re.Pattern)]
    general = joins(pack)

    def read(text: str, place: int, forms: tuple[str, ...]) -> Iterator[Reading]:
        yield from go(text, place, (), ())

    def go(
        text: str, place: int, organs: tuple[Organ, ...], paths: tuple[str, ...]
    ) -> Iterator[Reading]:
        for end, (organ, path) in one(text, place, ()):
            so_far = ((*organs, organ), (*paths, *path))
            if len(so_far[0]) < 6:
                nexts = {m.end() for p in (*patterns, general) if (m := p.match(text, end))}
                if end < len(text) and text[end] == " ":
                    nexts |= {m.end() for p in patterns if (m := p.match(text, end + 1))}
                for following in sorted(nexts, reverse=True):
                    yield from go(text, following, *so_far)
            yield end, so_far

    return read
