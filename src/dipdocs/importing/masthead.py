"""The head of a document read back: masthead and title block, up to the title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dipdocs.importing.heads import Block, Head
from dipdocs.importing.likeness import alike, ends_like_text, written_lines
from dipdocs.importing.matching import at_word_end
from dipdocs.importing.pieces import Piece, cut
from dipdocs.importing.tokens import STRONG, Token, token_at, tokens
from dipdocs.language import Pack

_RUN_ON = 60
"""From how many characters a rest of a line may hold further tokens."""
_SHORT = 40
_LONGEST_OWN = 100
_OF_SESSION = frozenset({"session", "year"})


class HeadReader:
    """Reads the pieces before the title, one after another."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.head = Head()
        self.current: str | None = None
        self.after_agenda = False
        self.last = ""
        """The kind of what was read last."""

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
            self.last = token.kind
            if token.kind in ("session", "year", "agenda"):
                start, end = piece.folded.at[token.start], piece.folded.end(token.end)
                line = replace(piece, text=piece.text[start:end].strip(), part=True)
                self._block_for(token.kind).lines.append((token.kind, line))

    def _organization(self, value: str, piece: Piece) -> None:
        self.head.note("organization", piece)

    def _barcode(self, value: str, piece: Piece) -> None:
        self.head.note("circulation.job_number", piece)

    def _symbols(self, value: tuple[list[str], bool], piece: Piece) -> None:
        symbols, starred = value
        new = [symbol for symbol in symbols if symbol not in self.head.symbols]
        if not new:
            self.head.again.append(piece)
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
            if any(alike(folded, known) for known in written_lines(self.pack, kind)):
                block = self._block_for(kind)
                block.lines.append((kind, piece))
                self.after_agenda = False
                self.last = kind
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
            block.lines.append(("agenda", piece))
            self.head.note("circulation.organs.agenda.title", piece)
        elif self._is_of_session(piece):
            self._block_for("session").lines.append(("session", piece))
            self.head.note("circulation.organs.session", piece)
        else:
            self.head.unknown.append(piece)

    def _is_of_session(self, piece: Piece) -> bool:
        """Whether a line in words of its own follows a session's: a committee, place and dates."""
        block = self._block_for("session")
        if not block.lines or block.lines[-1][0] != "session" or len(piece.text) > _LONGEST_OWN:
            return False
        return not ends_like_text(piece.text) and piece.is_line and self.last in _OF_SESSION

    def _is_alike(self, piece: Piece) -> bool:
        """Whether a line has the style of the titles before it, where its source has styles."""
        titles = self._block_for("agenda").titles
        return not titles or titles[-1].passage.style == piece.passage.style
