"""The head of a document read back: masthead and title block, up to the title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import SequenceMatcher
from functools import cache
from typing import Any

from dipdocs.importing.folding import fold, is_cjk
from dipdocs.importing.matching import at_word_end
from dipdocs.importing.pieces import Piece, cut
from dipdocs.importing.tokens import STRONG, Token, token_at, tokens
from dipdocs.language import Pack

_RUN_ON = 60
"""From how many characters a rest of a line may hold further tokens."""
_SHORT = 40
_ALIKE = 0.9
_PLAIN_END = (".", "。", "!", "?", ";", "；")


@dataclass(slots=True)
class Block:
    """What the title block says of one organ."""

    organ: str | None
    session: tuple[str, int] | None = None
    year: int | None = None
    items: list[tuple[list[str], bool]] = field(default_factory=list)
    titles: list[Piece] = field(default_factory=list)
    lines: list[Piece] = field(default_factory=list)
    """Every line of the block in order, the organ's name left out."""
    own: bool = False
    """Whether a line of it is in words that no formula gives."""


@dataclass(slots=True)
class Head:
    """What a masthead and a title block say."""

    symbols: list[str] = field(default_factory=list)
    reissued: bool = False
    distribution: str | None = None
    release_date: date | None = None
    version: str | None = None
    original: list[str] | None = None
    organs: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    supplement: str | None = None
    job: tuple[str, list[date]] | None = None
    sources: dict[str, list[Piece]] = field(default_factory=dict)
    unknown: list[Piece] = field(default_factory=list)
    reissue: dict[str, Any] | None = None
    provisional_document: str | None = None
    submitted_only: bool = False
    """Whether a note says that a text is circulated in the language of submission only."""
    said: int = 0
    """How many tokens were found, the organization's name left out."""

    def note(self, what: str, piece: Piece) -> None:
        """Remember where something was read."""
        self.sources.setdefault(what, []).append(piece)

    def take_notes_of(self, other: Head) -> None:
        """Take over the asterisk notes that were read before the head."""
        self.reissue = other.reissue or self.reissue
        self.provisional_document = other.provisional_document or self.provisional_document
        self.submitted_only = other.submitted_only or self.submitted_only

    def block(self, organ: str | None) -> Block:
        """The block of an organ, made if it is not there."""
        for block in self.blocks:
            if block.organ == organ:
                return block
        if organ is not None:
            for block in self.blocks:
                if block.organ is None:
                    block.organ = organ
                    return block
        self.blocks.append(Block(organ))
        return self.blocks[-1]


class HeadReader:
    """Reads the pieces before the title, one after another."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.head = Head()
        self.current: str | None = None
        self.after_agenda = False

    def read(self, pieces: Sequence[Piece]) -> Head:
        """The head that all of these pieces make."""
        waiting = list(pieces)
        while waiting:
            piece = waiting.pop(0)
            if waiting and self._with_next(piece, waiting[0]):
                waiting.pop(0)
                continue
            rest = self.take(piece)
            if rest is not None:
                waiting.insert(0, rest)
        return self.head

    def _with_next(self, piece: Piece, following: Piece) -> bool:
        """Read two short lines that are one together: «Distr.», «GENERAL»."""
        if len(piece.text) > _SHORT or len(following.text) > _SHORT or self.understands(piece):
            return False
        both = replace(piece, text=f"{piece.text} {following.text}", part=True)
        if self.understands(following) or not self.understands(both):
            return False
        self._accept(list(tokens(self.pack, both.folded)), both)
        return True

    def take(self, piece: Piece) -> Piece | None:
        """Read one piece; what is left of it where it holds more than the head."""
        text = piece.folded
        found: list[Token] = []
        for token in tokens(self.pack, text):
            found.append(token)
        end = found[-1].end if found else 0
        rest = text.fold[end:].strip(" .,;|*")
        if found and not rest:
            self._accept(found, piece)
            return None
        strong = any(token.kind in STRONG for token in found)
        if found and strong:
            kept, left = self._parted(piece, end)
            self._accept(found, kept)
            return left
        if self._unknown(piece):
            return None
        within = self._within(piece)
        if within is not None:
            first, second = self._parted(piece, within)
            self._text(first)
            return second
        self._text(piece)
        return None

    def further(self, head: Head, piece: Piece) -> None:
        """Read a piece of page furniture into a head that was read already."""
        self.head = head
        organs = list(head.organs)
        self.take(piece)
        if organs:
            head.organs[:] = organs

    def understands(self, piece: Piece) -> bool:
        """Whether a whole piece is made of what a head holds."""
        found = list(tokens(self.pack, piece.folded))
        if not found:
            return False
        return not piece.folded.fold[found[-1].end :].strip(" .,;|*")

    def _parted(self, piece: Piece, place: int) -> tuple[Piece, Piece]:
        at = piece.folded.end(place)
        parts = cut(piece, at)
        return (parts[0], parts[1]) if len(parts) > 1 else (parts[0], parts[0])

    def _within(self, piece: Piece) -> int | None:
        """Where, in a line whose breaks were lost, the next thing of a head begins."""
        text = piece.folded
        if len(text.fold) < _RUN_ON:
            return None
        for place in range(1, len(text.fold)):
            if text.fold[place - 1] != " " or not at_word_end(text.fold, place):
                continue
            token = token_at(self.pack, text, place)
            if token is None:
                continue
            if token.kind in STRONG - {"symbols"}:
                return place - 1
            if token.kind == "organ":
                following = token_at(self.pack, text, min(token.end + 1, len(text.fold)))
                if following is not None and following.kind in STRONG:
                    return place - 1
        return None

    # -- what was found ------------------------------------------------------------------------

    def _accept(self, found: Sequence[Token], piece: Piece) -> None:
        for token in found:
            self.head.said += token.kind != "organization"
            getattr(self, f"_{token.kind}")(token.value, piece)
            if token.kind in ("session", "year", "agenda"):
                start, end = piece.folded.at[token.start], piece.folded.end(token.end)
                line = replace(piece, text=piece.text[start:end].strip(), part=True)
                self._block_for(token.kind).lines.append(line)

    def _organization(self, value: str, piece: Piece) -> None:
        self.head.note("organization", piece)

    def _barcode(self, value: str, piece: Piece) -> None:
        self.head.note("circulation.job_number", piece)

    def _symbols(self, value: tuple[list[str], bool], piece: Piece) -> None:
        symbols, starred = value
        new = [symbol for symbol in symbols if symbol not in self.head.symbols]
        self.head.symbols += new
        self.head.reissued = self.head.reissued or starred
        self.head.note("circulation.symbols", piece)

    def _organ(self, value: str, piece: Piece) -> None:
        if value not in self.head.organs:
            self.head.organs.append(value)
        self.current = value
        self.after_agenda = False
        self.head.note("circulation.organs", piece)

    def _distribution(self, value: str, piece: Piece) -> None:
        self.head.distribution = self.head.distribution or value
        self.head.note("circulation.distribution", piece)

    def _date(self, value: date, piece: Piece) -> None:
        if self.head.release_date is None:
            self.head.release_date = value
            self.head.note("circulation.release_date", piece)
        elif self.head.release_date != value:
            self.head.unknown.append(piece)

    def _version(self, value: str, piece: Piece) -> None:
        self.head.version = self.head.version or value
        self.head.note("language", piece)

    def _original(self, value: list[str], piece: Piece) -> None:
        self.head.original = self.head.original or value
        self.head.note("circulation.original", piece)

    def _supplement(self, value: str, piece: Piece) -> None:
        self.head.supplement = value
        self.head.note("circulation.symbols", piece)

    def _job(self, value: tuple[str, list[date]], piece: Piece) -> None:
        self.head.job = self.head.job or value
        self.head.note("circulation.job_number", piece)

    def _session(self, value: tuple[str, int], piece: Piece) -> None:
        self._block_for("session").session = value
        self.after_agenda = False
        self.head.note("circulation.organs.session", piece)

    def _year(self, value: tuple[str, int], piece: Piece) -> None:
        self._block_for("year").year = value[1]
        self.after_agenda = False
        self.head.note("circulation.organs.year", piece)

    def _agenda(self, value: tuple[list[str], bool], piece: Piece) -> None:
        self._block_for("agenda").items.append(value)
        self.after_agenda = True
        self.head.note("circulation.organs.agenda", piece)

    def _block_for(self, kind: str) -> Block:
        """The block that a line belongs to: the Council alone counts years, the others sessions."""
        if kind == "year":
            return self.head.block("security-council")
        if self.current not in (None, "security-council"):
            return self.head.block(self.current)
        others = [organ for organ in self.head.organs if organ != "security-council"]
        if others:
            return self.head.block(others[0])
        if self.current is not None and kind == "agenda":
            return self.head.block(self.current)
        return self.head.block(None)

    def _unknown(self, piece: Piece) -> bool:
        """A line of session or year with a slip in it: words of its own, in its organ's block."""
        folded = piece.folded.fold
        if len(folded) > _RUN_ON:
            return False
        for kind in ("year", "session"):
            if any(_alike(folded, known) for known in _written_lines(self.pack, kind)):
                block = self._block_for(kind)
                block.lines.append(piece)
                block.own = True
                self.after_agenda = False
                self.head.note(f"circulation.organs.{kind}", piece)
                return True
        return False

    def _text(self, piece: Piece) -> None:
        """Words: the title of an agenda item, or what is not understood."""
        if not any(char.isalnum() for char in piece.text):
            self.head.unknown.append(piece)
        elif self.after_agenda and len(piece.text) < 500 and self._is_alike(piece):
            block = self._block_for("agenda")
            block.titles.append(piece)
            block.lines.append(piece)
            self.head.note("circulation.organs.agenda.title", piece)
        else:
            self.head.unknown.append(piece)

    def _is_alike(self, piece: Piece) -> bool:
        """Whether a line has the style of the titles before it, where its source has styles."""
        titles = self._block_for("agenda").titles
        return not titles or titles[-1].passage.style == piece.passage.style


@cache
def _written_lines(pack: Pack, kind: str) -> tuple[str, ...]:
    """The lines of the first hundred sessions or years, folded."""
    features = ("regular", "assembly") if kind == "session" else ()

    def line(number: int) -> str:
        def ordinal(forms: tuple[str, ...]) -> str:
            return pack.ordinal(number, forms)

        return fold(pack.say(kind, *features, ordinal=ordinal, number=str(number)))

    return tuple(line(number) for number in range(1, 101))


def _alike(text: str, known: str) -> bool:
    if not text or is_cjk(text[0]) or abs(len(text) - len(known)) > 3:
        return False
    return SequenceMatcher(None, text, known, autojunk=False).ratio() >= _ALIKE


def agenda_titles(block: Block) -> list[tuple[str, list[Piece]]]:
    """The titles of a block's items: lines that go on are joined to the one before."""
    count = sum(len(items) for items, _ in block.items)
    groups: list[list[Piece]] = []
    for piece in block.titles:
        text = piece.text.strip()
        first = text[:1]
        goes_on = first.islower() or (count == 1 and len(block.titles) > 1)
        if groups and (goes_on or (piece.follows and count <= len(groups))):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [(" ".join(piece.text for piece in group), group) for group in groups]


def agenda(block: Block, titles: Sequence[str]) -> list[dict[str, Any]]:
    """The agenda of a block as data."""
    entries: list[dict[str, Any]] = []
    for items, provisional in block.items:
        for item in items:
            entry: dict[str, Any] = {"item": int(item) if item.isdigit() else item}
            if provisional:
                entry["provisional"] = True
            entries.append(entry)
    for number, title in enumerate(titles):
        if number < len(entries):
            entries[number] = {
                "item": entries[number]["item"], "title": title,
                **{k: v for k, v in entries[number].items() if k != "item"},
            }  # fmt: skip
        else:
            entries.append({"title": title})
    return entries


def ends_like_text(text: str) -> bool:
    """Whether a line ends as a sentence of running text does."""
    return text.rstrip().endswith(_PLAIN_END)
