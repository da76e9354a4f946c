"""The picture in the head of page 1: emblem, or logo of a letterhead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dipdocs.importing.drafts import Draft
from dipdocs.importing.script import Origin, Passage
from dipdocs.markup.blocks import Paragraph
from dipdocs.markup.inlines import Picture


def picture_of(passage: Passage) -> Picture | None:
    """The picture that a passage is, if it is nothing else."""
    match passage.blocks:
        case (Paragraph(inlines=(Picture() as picture,)),):
            return picture
    return None


def emblem(draft: Draft, found: Sequence[Passage], pictures: Mapping[str, bytes]) -> None:
    """Put the picture in the head of page 1 in its place: emblem, or logo of the letterhead."""
    for passage in found:
        picture = picture_of(passage)
        place = (
            draft.data if "circulation" in draft.data else draft.data.setdefault("letterhead", {})
        )
        name = "emblem" if "circulation" in draft.data else "logo"
        if picture is None or picture.source not in pictures or name in place:
            draft.unplaced.append(passage)
            continue
        place[name] = picture.source
        path = name if name == "emblem" else "letterhead.logo"
        draft.origins[path] = Origin((passage.place,), "text")
