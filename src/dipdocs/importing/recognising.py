"""From a script to data: what is recognised becomes fields, the rest stays as text in its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from dipdocs.compose.composition import Face
from dipdocs.importing.annexes import attachment, named, signatory
from dipdocs.importing.bodies import blocks_of, without_notes
from dipdocs.importing.circulating import Circulating
from dipdocs.importing.detecting import detect
from dipdocs.importing.drafts import Draft
from dipdocs.importing.emblems import emblem, picture_of
from dipdocs.importing.finding import Located, head_end, located_title
from dipdocs.importing.folding import Folded
from dipdocs.importing.heads import Head
from dipdocs.importing.keeping import keep_all
from dipdocs.importing.masthead import HeadReader
from dipdocs.importing.notes import read_note, take_notes
from dipdocs.importing.pieces import Piece, pieces_of
from dipdocs.importing.proving import Prover, gaps_of
from dipdocs.importing.script import Origin, Passage, Recognised, Script
from dipdocs.importing.sections import Section, sections
from dipdocs.importing.sending import read_sent
from dipdocs.importing.sentdata import fill, prove
from dipdocs.importing.signatures import Signed, ending
from dipdocs.importing.titling import titled, untitled
from dipdocs.importing.tokens import tokens
from dipdocs.language import load
from dipdocs.model import Language

_LONGEST_NOTICE = 200
_JOB_LINE = re.compile(r"\d{2}-\d{5}\b.{0,50}$")
"""The foot of a page of older documents: job number and what a printer has put beside it."""
_PAGE = re.compile(r"(?:page )?-? ?\d{1,4}(?: ?/ ?\d{1,4})? ?-?", re.IGNORECASE)


_SERIES = re.compile(
    "(A|APLC|BWC|CAT|CCPR|CCW|CD|CED|CEDAW|CERD|CMW|CRC|CRPD|DC|DP|E|FCCC|HRI|ICCD|ID|ISBA|NPT|PBC"
    "|S|SPLOS|ST|T|TD|UNEP)/"
)
"""With what symbols of the United Nations begin; CML/17/2009 is the number of a sender's own."""


def recognise(script: Script, language: str | None = None) -> Recognised:
    """What a script says, as a document's data.

    `language` is that of its text, found by itself if not given. LanguageError where there is no
    pack for it.
    """
    code = language or _language(script)
    draft = Draft(load(code), {"kind": "letter", "language": code})
    whole = _whole(script)
    draft.origins["language"] = Origin(whole, "option" if language else "stop-words")
    furniture = [passage for passage in script.passages if passage.zone in ("running", "footer")]
    standing = [p for p in script.passages if p.zone in ("masthead", "body")]
    emblems = [p for p in standing if p.zone == "masthead" and picture_of(p) is not None]
    pieces = pieces_of(p for p in standing if p not in emblems)
    _Recogniser(draft, pieces, furniture).run()
    draft.origins.setdefault("kind", Origin(whole, "default"))
    emblem(draft, emblems, script.pictures)
    keep_all(draft, script)
    return Recognised(
        draft.data,
        draft.origins,
        tuple(draft.unplaced),
        tuple(draft.repeated),
        gaps_of(draft.data),
        (*script.findings, *draft.findings),
        script.pictures,
    )


def _whole(script: Script) -> tuple[str, ...]:
    """The place of the whole text: from its first passage to its last."""
    places = dict.fromkeys(p.place for p in script.passages if p.zone in ("masthead", "body"))
    ends = [*places][:: max(1, len(places) - 1)]
    return (" – ".join(ends),) if ends else ()


def _language(script: Script) -> Language:
    body = [passage.text for passage in script.passages if passage.zone == "body"]
    return detect(body) or detect(p.text for p in script.passages) or "en"


def _is_furniture(text: str) -> bool:
    """Whether a line is a page's number, a printer's line, or marks alone."""
    alone = _PAGE.fullmatch(text.strip()) or _JOB_LINE.match(text)
    return alone is not None or not any(map(str.isalnum, text))


class _Recogniser:
    """One document being read."""

    def __init__(self, draft: Draft, pieces: list[Piece], furniture: list[Passage]) -> None:
        self.draft = draft
        self.pack = draft.pack
        self.data = draft.data
        self.pieces = pieces
        self.furniture = furniture
        self.head = Head()
        self.title: Located | None = None
        self.first_foot: list[Passage] = []
        """What stands at the foot of page 1 and is no page furniture: an addressee."""

    def run(self) -> None:
        """Read head, title, text and annexes, one after another."""
        self.title = located_title(self.pack, self.pieces)
        if self.title is not None:
            before, after = self._head_below(self.title)
        else:
            end = head_end(self.pack, self.pieces)
            before, after = list(self.pieces[:end]), list(self.pieces[end:])
        before = take_notes(self.draft, noted := Head(), before)
        self.head = HeadReader(self.pack).read(before)
        self.head.take_notes_of(noted)
        self._furniture()
        self._notes_of(self.title.pieces if self.title else (), before)
        document, annexes = sections(self.pack, after)
        if self.title is None and self._is_bare():
            alone = list(document.pieces)
            document.pieces = [*before, *alone]
            if self._as_sent(document, annexes):
                return
            document.pieces = alone
        if self.title is not None:
            titled(self.draft, self.head, self.title)
        else:
            untitled(self.draft, self.head, document)
        self._text(document)
        Circulating(self.draft, self.head).read(document)
        self._annexes(annexes)
        for piece in self.head.again:
            self.draft.repeat(piece)
        for piece in self.head.unknown:
            if not self._notice(piece):
                self.draft.leave(piece)
        face: Face = "circulated" if "circulation" in self.data else "letterhead"
        Prover(self.draft, self.head, self.title, face).run()

    def _is_bare(self) -> bool:
        """Whether the head says nothing, or a day and a number alone: that of a letter as sent."""
        head = self.head
        foreign = not any(map(_SERIES.match, head.symbols))
        own = len(head.sources.get("circulation.symbols", ())) if foreign else 0
        return head.said == (head.release_date is not None) + own

    def _head_below(self, title: Located) -> tuple[list[Piece], list[Piece]]:
        """What stands before and after a title; a reprint has symbol and date below it."""
        before, after = list(title.before), list(title.after)
        reader = HeadReader(self.pack)
        while after and reader.understands(after[0]):
            before.append(after.pop(0))
        return before, after

    def _as_sent(self, document: Section, annexes: Sequence[Section]) -> bool:
        """Read a letter or note on its letterhead; whether it is one."""
        feet = [Piece(passage.text, passage) for passage in self.first_foot]
        sent = read_sent(self.draft, document.pieces, feet)
        if sent is None:
            return False
        fill(self.draft, sent)
        self.data["body"] = ""
        self.draft.text("body", sent.text, blocks_of(sent.text))
        for passage in self.first_foot:
            (self.draft.repeated if "to" in self.data else self.draft.unplaced).append(passage)
        self._annexes(annexes)
        prover = Prover(self.draft, self.head, None, "letterhead")
        whole = prover.document()
        if whole is not None:
            prove(self.draft, sent, whole)
        prover.run()
        return True

    def _annexes(self, annexes: Sequence[Section]) -> None:
        if annexes:
            self.data["annexes"] = [
                attachment(self.draft, annex, f"annexes[{number}]", self.head)
                for number, annex in enumerate(annexes)
            ]

    def _notes_of(self, *runs: Sequence[Piece]) -> None:
        """Footnotes that hang on head and title: Word's form of asterisk notes."""
        passages = {id(piece.passage): piece for run in runs for piece in run}
        for piece in passages.values():
            for note in piece.passage.notes:
                if not read_note(self.draft, self.head, note.lstrip("*• "), piece):
                    self.draft.unplaced.append(Passage(note, f"note to {piece.passage.place}"))

    # -- text ----------------------------------------------------------------------------------

    def _text(self, document: Section) -> None:
        pieces = take_notes(self.draft, self.head, document.pieces)
        pieces, notes = without_notes(pieces)
        found = ending(self.pack, pieces, dated=self.data["kind"] == "declaration")
        tail = self._tail(found.tail)
        if tail:
            # What follows the signatures and is not understood keeps them in the text.
            found = ending(self.pack, [], dated=False)
            found.text = list(pieces)
        if self.data["kind"] == "note-verbale" and found.signed:
            found = ending(self.pack, [], dated=False)
            found.text = list(pieces)
        self._signed(found.signed)
        if found.day is not None:
            done: dict[str, Any] = {}
            if found.place is not None:
                done["place"] = found.place.text
                self.draft.note("done.place", [found.place], "done.place")
            done["date"] = found.day
            self.draft.note("done.date", [found.day_piece] if found.day_piece else [], "done.date")
            self.data["done"] = done
        self.data["body"] = ""
        text = [*found.text, *notes]
        self.draft.text("body", text, blocks_of(text))

    def _tail(self, pieces: Sequence[Piece]) -> list[Piece]:
        """What follows the signatures, page furniture and a notice taken out."""
        left: list[Piece] = []
        for piece in pieces:
            found = list(tokens(self.pack, piece.folded))
            known = {"job", "barcode", "symbols", "version"}
            rest = piece.folded.fold[found[-1].end :].strip(" .*/") if found else "?"
            if found and not rest and {token.kind for token in found} <= known:
                HeadReader(self.pack).further(self.head, piece)
                self.draft.repeat(piece)
            elif _is_furniture(piece.text):
                self.draft.leave(piece)
            else:
                left.append(piece)
        if len(left) == 1 and self._notice(left[0]):
            return []
        return left

    def _notice(self, piece: Piece) -> bool:
        """Take a line of the first page that is no other for a notice."""
        passage = piece.passage
        fits = piece.is_line and passage.zone == "body" and len(piece.text) < _LONGEST_NOTICE
        if "notice" in self.data or not fits or not any(char.isalpha() for char in piece.text):
            return False
        if piece in self.head.unknown and passage.style is None:
            return False
        self.data["notice"] = piece.text
        self.draft.note("notice", [piece], "text")
        return True

    def _signed(self, signed: Sequence[Signed]) -> None:
        if not signed:
            return
        senders = self.data.get("from")
        listed = senders if isinstance(senders, list) else [senders] if senders else []
        alone = all(one.country is None for one in signed)
        if alone and len(listed) == len(signed) and self.data["kind"] == "letter":
            for number, (party, one) in enumerate(zip(listed, signed, strict=True)):
                path = f"from[{number}]" if len(listed) > 1 else "from"
                named(self.draft, party, one, path)
                if len(listed) > 1 and party.get("name"):
                    party.setdefault("position", [])  # the form would put one in
            return
        self.data["signatories"] = [
            signatory(self.draft, one, f"signatories[{number}]")
            for number, one in enumerate(signed)
        ]

    # -- page furniture ------------------------------------------------------------------------

    def _furniture(self) -> None:
        """Later page heads and feet: what repeats the masthead, and what completes it."""
        for passage in self.furniture:
            text = Folded(passage.text)
            if _PAGE.fullmatch(passage.text.strip()):
                self.draft.repeated.append(passage)
                continue
            piece = Piece(passage.text, passage)
            found = list(tokens(self.pack, text))
            rest = text.fold[found[-1].end :].strip(" .,*|") if found else "?"
            kinds = {token.kind for token in found}
            known = {"job", "barcode", "symbols", "organ"}
            if self.head.said:
                known.add("organization")
            if found and not rest and kinds <= known:
                HeadReader(self.pack).further(self.head, piece)
                self.draft.repeated.append(passage)
            elif take_notes(self.draft, self.head, [piece]):
                if passage.zone == "footer" and self.title is None and self.head.said == 0:
                    self.first_foot.append(passage)
                else:
                    self.draft.unplaced.append(passage)
