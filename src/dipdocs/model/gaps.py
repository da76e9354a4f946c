"""Documents with gaps: what `import` could not find in an old text is left out.

The same models, but for what they must have: no date, sender, addressee, organ or title is asked
for. Such a document can be printed as plain text; everything else wants it whole (design, rules of
the data). The JSON Schema knows nothing of this.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, Field, TypeAdapter, create_model

from dipdocs.model.base import Date, FileReader, LocalizedText
from dipdocs.model.circulation import Circulation, Organs
from dipdocs.model.documents import Declaration, Document, Letter, NoteVerbale
from dipdocs.model.parties import Parties, Party, require_designation


def _designated(parties: list[Party]) -> list[Party]:
    return require_designation(parties) if parties else parties


_Some = Annotated[Parties, AfterValidator(_designated)]


def parse_with_gaps(data: object, files: FileReader | None = None) -> Document:
    """A document from plain data, in which what an old text does not show may be wanting.

    `Correspondence.gaps` names what is. Raises pydantic's ValidationError, as `parse_document`.
    """
    return _adapter().validate_python(data, context={"files": files})


@cache
def _adapter() -> TypeAdapter[Document]:
    """The validator of documents with gaps, made when the first is read."""
    circulation = create_model("Circulation", __base__=Circulation, organs=(Organs, []))
    circulated: Any = (circulation | None, None)
    shared: dict[str, Any] = {"circulation": circulated}
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
