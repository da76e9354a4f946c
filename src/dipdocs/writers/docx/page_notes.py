"""The asterisk notes at the foot of page 1 (un-format.md §4)."""

from __future__ import annotations

from dipdocs.compose.composition import (
    Composition,
    Footnote,
    Paragraph,
    Part,
    flat,
    paragraphs,
)
from dipdocs.writers.docx.footnotes import Footnotes
from dipdocs.writers.docx.forms import Forms
from dipdocs.writers.docx.inlines import Text


class PageNotes:
    """Notes for page 1, in a frame at its foot.

    The frame would cover footnotes on the same page: where there may be any, these notes are
    footnotes too, under their own marks, and hang on the next paragraph.
    """

    def __init__(self, composition: Composition, footnotes: Footnotes) -> None:
        self.waiting = composition.notes
        """Notes until the paragraph that holds their place."""
        self._footnotes = footnotes
        self._hanging: tuple[Paragraph, ...] = ()
        self._hang = bool(self.waiting) and _has_notes(composition.parts[0])

    def place(self, forms: Forms, text: Text) -> None:
        """Put the notes where they are met."""
        notes, self.waiting = self.waiting, ()
        if self._hang:
            self._hanging = notes
            return
        if notes:
            text.out.append(forms.note_rule)
        for note in notes:
            form = forms.roles[note.role]
            text.out.append(form.opening(note.label))
            text.add(note.inlines, form.setting)
            text.out.append("</w:p>")

    def hung(self) -> list[str]:
        """The marks of the notes that hang on the paragraph just opened."""
        if not self._hanging:
            return []
        notes, self._hanging = self._hanging, ()
        return [self._footnotes.unseen(note.label, note.inlines) for note in notes]


def _has_notes(part: Part) -> bool:
    """Whether a part has footnotes."""
    return any(
        isinstance(inline, Footnote)
        for block in flat(part.blocks)
        for paragraph in paragraphs(block)
        for inline in paragraph.inlines
    )
