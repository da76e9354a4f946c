"""Documents with gaps: what `import` could not find in an old text is left out.

The same models, but for what they must have: no date, sender, addressee, organ or title is asked
for. Such a document can be printed as plain text; everything else wants it whole (design, rules of
the data). The JSON Schema knows nothing of this.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, TypeAdapter, create_model

from dipdocs.model.base import Date, LocalizedText, as_list
from dipdocs.model.circulation import Circulation, Organs
from dipdocs.model.documents import (
    Annex,
    Appendix,
    Attachment,
    Declaration,
    Enclosure,
    Letter,
    NoteVerbale,
)
from dipdocs.model.parties import Parties, Party, require_designation

if TYPE_CHECKING:
    from dipdocs.model.documents import Document


def _designated(parties: list[Party]) -> list[Party]:
    return require_designation(parties) if parties else parties


_Some = Annotated[Parties, AfterValidator(_designated)]


@cache
def adapter() -> TypeAdapter[Document]:
    """The validator of documents with gaps, made when the first is read."""
    circulation = create_model("Circulation", __base__=Circulation, organs=(Organs, []))
    circulated: Any = (circulation | None, None)
    appendix = _attachment(Appendix)
    enclosure = _attachment(Enclosure, appendices=appendix)
    annex = _attachment(Annex, enclosures=enclosure)
    annexes: Any = (Annotated[list[annex], BeforeValidator(as_list)], [])
    shared: dict[str, Any] = {"circulation": circulated, "annexes": annexes}
    sent: dict[str, Any] = {
        "date": (Date | None, None),
        "senders": (_Some, Field(default=[], alias="from")),
        "addressees": (_Some, Field(default=[], alias="to")),
        **shared,
    }
    letter = create_model("Letter", __base__=Letter, **sent)
    note = create_model("NoteVerbale", __base__=NoteVerbale, **sent)
    declaration = create_model(
        "Declaration", __base__=Declaration, title=(LocalizedText | None, None), **shared
    )
    union = Annotated[letter | note | declaration, Field(discriminator="kind")]
    return TypeAdapter(union)


def _attachment(base: type[Attachment], **inner: type[Attachment]) -> type[Attachment]:
    """An attachment whose letter may want date, sender or addressee."""
    fields: dict[str, Any] = {
        name: (Annotated[list[model], BeforeValidator(as_list)], [])  # type: ignore[valid-type]
        for name, model in inner.items()
    }
    return create_model(base.__name__, __base__=base, **fields)
