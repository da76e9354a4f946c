"""To whom a document goes, as the register says it."""

from __future__ import annotations

from datetime import date

from dipdocs.compose.context import Context
from dipdocs.compose.document import date_of
from dipdocs.compose.parties import in_words
from dipdocs.language import load as load_pack
from dipdocs.model import Declaration, Document, Letter, NoteVerbale

_addressees: dict[tuple[int, str, date | None], tuple[object, str]] = {}
_KEPT_ADDRESSEES = 1024


def addressee(document: Document, language: str) -> str | None:
    """To whom a document goes, in words of its language; None for a declaration."""
    if isinstance(document, Declaration):
        return None
    # Documents that a form made of the same fields share their parties (Form.document).
    place = (id(document.addressees), language, date_of(document))
    known = _addressees.get(place)
    if known is None or known[0] is not document.addressees:
        if len(_addressees) >= _KEPT_ADDRESSEES:
            _addressees.clear()
        known = _addressees[place] = (document.addressees, _addressed(document, language))
    return known[1]


def _addressed(document: Letter | NoteVerbale, language: str) -> str:
    pack = load_pack(language)
    context = Context(document, pack, date_of(document))
    words = in_words(document.addressees, context, "to")(())
    return pack.grammar.capitalize(pack.grammar.without_article(words))
