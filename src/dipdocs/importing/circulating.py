"""All that makes a letter an official document, from its head and its request."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dipdocs.compose.sessions import session_of, session_with_provisional_agenda
from dipdocs.importing.asked import Organ
from dipdocs.importing.drafts import Draft
from dipdocs.importing.heads import Block, Head, agenda, agenda_titles
from dipdocs.importing.requests import organs_in, requests_in
from dipdocs.importing.sections import Section


class Circulating:
    """Puts the circulation of one document together."""

    def __init__(self, draft: Draft, head: Head) -> None:
        self.draft = draft
        self.pack = draft.pack
        self.data = draft.data
        self.head = head

    def read(self, document: Section) -> None:
        """Put all that makes the text an official document into the data."""
        head = self.head
        asked: tuple[Organ, ...] = ()
        for piece in document.pieces:
            reading = next(requests_in(self.pack, piece.folded), None)
            named = (reading.organs if reading else ()) or organs_in(self.pack, piece.folded)
            if reading is not None:
                self.draft.note("circulation.request", [piece], f"request.{reading.action}")
            if named and not asked:
                asked = named
                self.draft.note("circulation.organs", [piece], "request.organ")
        if self.data["kind"] == "declaration" and not head.said:
            return
        circulation: dict[str, Any] = {}
        self.data["circulation"] = circulation
        if head.symbols:
            circulation["symbols"] = list(head.symbols)
        if head.distribution not in (None, "general"):
            circulation["distribution"] = head.distribution
        if head.release_date is not None:
            circulation["release_date"] = head.release_date
        original = head.original
        if original is not None and original != [self.pack.code]:
            circulation["original"] = original
        if head.reissue is not None and head.symbols:
            circulation["reissued"] = head.reissue
        if head.job is not None:
            circulation["job_number"] = head.job[0]
            if head.job[1]:
                circulation["processed"] = head.job[1]
        circulation["organs"] = self._organs(asked)
        if not asked and not head.organs and head.symbols:
            self.draft.note("circulation.organs", head.sources["circulation.symbols"], "symbols")
        for path, pieces in head.sources.items():
            if path.startswith("circulation."):
                self.draft.note(path, pieces, _RULES.get(path, path.removeprefix("circulation.")))
        if head.job is not None and head.job[1]:
            self.draft.origins["circulation.processed"] = self.draft.origins[_JOB_NUMBER]
        if not circulation["organs"]:
            del circulation["organs"]

    def _organs(self, asked: Sequence[Organ]) -> list[dict[str, Any]]:
        head = self.head
        names = list(head.organs) or list(dict.fromkeys(organ.organ for organ in asked))
        for symbol in head.symbols:
            organ = _BY_SERIES.get(symbol.split("/")[0])
            if organ is not None and not head.organs and organ not in names:
                names.append(organ)
        blocks = {block.organ: block for block in head.blocks}
        nameless = blocks.pop(None, None)
        if nameless is not None:
            holder = next((n for n in names if n != "security-council"), "general-assembly")
            blocks[holder] = nameless
            if holder not in names:
                names.insert(0, holder)
        if "human-rights-council" in names and "general-assembly" not in blocks:
            names = [name for name in names if name != "general-assembly"]
        by_request = {organ.organ: organ for organ in asked}
        return [self._organ(name, blocks.get(name), by_request.get(name)) for name in names]

    def _organ(self, name: str, block: Block | None, asked: Organ | None) -> dict[str, Any]:
        head = self.head
        entry: dict[str, Any] = {"organ": name}
        titles = [title for title, _ in agenda_titles(block)] if block else []
        items = agenda(block, titles) if block else []
        if asked is not None and not any("item" in item for item in items):
            extra = [{"item": int(i) if i.isdigit() else i,
                      **({"provisional": True} if asked.provisional else {})}
                     for i in asked.items]  # fmt: skip
            items = extra + items
        held = (block.session if block else None) or (asked.session if asked else None)
        if held is not None:
            self._session(entry, held, provisional=any(i.get("provisional") for i in items))
        if block is not None and block.year is not None and block.year != self._derived_year():
            entry["year"] = block.year
        if items:
            for item in items:
                if item.get("provisional") and head.provisional_document:
                    item["document"] = head.provisional_document
            entry["agenda"] = items
        return entry

    def _session(self, entry: dict[str, Any], held: tuple[str, int], *, provisional: bool) -> None:
        kind, number = held
        if kind in ("emergency", "special"):
            entry[f"{kind}_special_session" if kind == "emergency" else "special_session"] = number
            return
        day = self._day()
        if entry["organ"] == "general-assembly" and day is not None:
            derived = session_with_provisional_agenda if provisional else session_of
            if derived(day) == number:
                return
        entry["session"] = number

    def _day(self) -> date | None:
        day = self.data.get("date")
        if day is None and self.data["kind"] == "declaration":
            day = self.data.get("done", {}).get("date")
        return day if isinstance(day, date) else None

    def _derived_year(self) -> int | None:
        day = self._day()
        return day.year - 1945 if day else None


_BY_SERIES = {"A": "general-assembly", "S": "security-council", "E": "economic-and-social-council"}
"""The organ that a symbol's first letters stand for."""
_JOB_NUMBER = "circulation.job_number"
_RULES = {
    "circulation.organs.session": "session",
    "circulation.organs.year": "year",
    "circulation.organs.agenda": "agenda",
    "circulation.organs.agenda.title": "text",
}
