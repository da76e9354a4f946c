"""What the real documents show of themselves, and how much of it is read rightly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

SHOWN = Path(__file__).parent / "data" / "read-back.yaml"
FIELDS = ("kind", "language", "date", "state", "office", "addressees")


@cache
def _known() -> dict[str, Any]:
    known: dict[str, Any] = yaml.safe_load(SHOWN.read_text("utf-8"))
    return known


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def named(parties: Any) -> list[str]:
    """Parties as `office/State`."""
    out = []
    for party in listed(parties or []):
        data = {"office": party} if isinstance(party, str) else party
        out.append("/".join(filter(None, (data.get("office") or "title", data.get("country")))))
    return out


def shown(name: str) -> dict[str, Any]:
    """The facts of a document by its file's name, as ``en-08``."""
    known = _known()
    return {**(known["single"].get(name) or known["sixway"][name[3:]]), "language": name[:2]}


def answers(name: str, found: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """Each field that a text shows, and whether it was read rightly."""
    facts = shown(name)
    yield "kind", found["kind"] == facts["kind"]
    yield "language", found["language"] == facts["language"]
    if "date" in facts:
        yield "date", found.get("date") == facts["date"]
    if "from" in facts:
        read = [*named(found.get("from")), *[""] * len(facts["from"])]
        pairs = [(a.split("/"), b.split("/")) for a, b in zip(read, facts["from"], strict=False)]
        yield "office", all(a[0] == b[0] for a, b in pairs)
        if any(len(b) > 1 for _, b in pairs):
            yield "state", all(a[1:] == b[1:] for a, b in pairs)
    if "to" in facts:
        yield "addressees", named(found.get("to")) == facts["to"]
