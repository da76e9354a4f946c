"""What the real documents show of themselves, and how much of it is read rightly."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dipdocs.compose.sessions import session_of, session_with_provisional_agenda

SHOWN = Path(__file__).parent / "data" / "read-back.yaml"
WILD = Path(__file__).parent / "data" / "wild-letters.jsonl"
FIELDS = ("kind", "language", "date", "state", "office", "addressees")
OF_HEADS = ("symbols", "session", "agenda items")


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
    """Each field that a real document shows, and whether it was read rightly."""
    return answers_to(shown(name), found)


def answers_to(facts: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """Each field that a text shows, and whether it was read rightly."""
    yield "kind", found["kind"] == facts["kind"]
    yield "language", found["language"] == facts["language"]
    if "date" in facts:
        yield "date", str(found.get("date")) == str(facts["date"])
    if "from" in facts:
        read = [*named(found.get("from")), *[""] * len(facts["from"])]
        pairs = [(a.split("/"), b.split("/")) for a, b in zip(read, facts["from"], strict=False)]
        yield "office", all(a[0] in b[0].split("|") for a, b in pairs)
        if any(len(b) > 1 for _, b in pairs):
            yield "state", all(a[1:] == b[1:] for a, b in pairs)
    if "to" in facts:
        yield "addressees", named(found.get("to")) == facts["to"]
    yield from _circulation(facts, found)


def _circulation(facts: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    circulation = found.get("circulation") or {}
    organs = circulation.get("organs") or []
    if "symbols" in facts:
        yield "symbols", circulation.get("symbols", []) == facts["symbols"]
    if "session" in facts:
        yield "session", facts["session"] in [_session(organ, found) for organ in organs]
    if "emergency" in facts:
        held = [organ.get("emergency_special_session") for organ in organs]
        yield "session", facts["emergency"] in held
    if "items" in facts:
        agenda = [item for organ in organs for item in organ.get("agenda", [])]
        items = [str(item["item"]) for item in agenda if "item" in item]
        yield "agenda items", items == facts["items"]


def _session(organ: Mapping[str, Any], found: Mapping[str, Any]) -> int | None:
    """An organ's session, as given or as it follows from the date."""
    if "session" in organ or organ["organ"] != "general-assembly" or "date" not in found:
        return organ.get("session")
    provisional = any(item.get("provisional") for item in organ.get("agenda", []))
    derived = session_with_provisional_agenda if provisional else session_of
    return derived(found["date"])


@cache
def wild() -> tuple[dict[str, Any], ...]:
    """The letters of wild-letters.jsonl: `id`, `text`, `facts`, and whether it was tuned on."""
    return tuple(json.loads(line) for line in WILD.read_text("utf-8").splitlines())
