"""Footnotes as Word's own: numbered by Word where its number is the label, else marked."""

from __future__ import annotations

from dipdocs.compose.composition import Footnote, Inline, Style
from dipdocs.errors import Finding, RenderError
from dipdocs.writers.docx.forms import Forms
from dipdocs.writers.docx.inlines import Text
from dipdocs.writers.docx.relations import Relations
from dipdocs.writers.docx.xml import escape

_UNSEEN = "\u200b"
"""A mark that prints nothing; without any, LibreOffice takes the next text for the mark."""


class Footnotes:
    """The footnotes of one document; `first` is the first free id."""

    def __init__(self, forms: Forms, first: int, relations: Relations) -> None:
        self.forms = forms
        self.relations = relations
        self._text = Text(relations, self._nested)
        self._first = first
        self._count = 0
        self._automatic = 0

    def __bool__(self) -> bool:
        return self._count > 0

    @staticmethod
    def _nested(note: Footnote) -> str:
        raise RenderError(Finding("a footnote within a footnote", rule="footnote"))

    def mark(self, note: Footnote) -> str:
        """Keep a note; the run that calls it."""
        if note.label and note.label != str(self._automatic + 1):
            return self._marked(note, note.label, note.label)
        number = self._next()
        properties = self.forms.note_mark.properties()
        self._automatic += 1
        self._keep(note, number, f"<w:r>{properties}<w:footnoteRef/></w:r>")
        return f'<w:r>{properties}<w:footnoteReference w:id="{number}"/></w:r>'

    def unseen(self, label: str, inlines: tuple[Inline, ...]) -> str:
        """Keep a note whose mark stands elsewhere (in the masthead, say); a run without ink."""
        return self._marked(Footnote((inlines,)), _UNSEEN, label or _UNSEEN)

    def _next(self) -> int:
        number = self._first + self._count
        self._count += 1
        return number

    def _marked(self, note: Footnote, called: str, label: str) -> str:
        """Keep a note with a mark of its own, called by `called` in the text."""
        number = self._next()
        properties = self.forms.note_mark.properties()
        mark = f"<w:r>{properties}<w:t>{escape(label)}</w:t></w:r>"
        self._keep(note, number, mark, unseen=called == _UNSEEN)
        reference = f'<w:footnoteReference w:customMarkFollows="1" w:id="{number}"/>'
        return f"<w:r>{properties}{reference}<w:t>{escape(called)}</w:t></w:r>"

    def _keep(self, note: Footnote, number: int, mark: str, *, unseen: bool = False) -> None:
        figures, out = self.forms.figures.footnotes, self._text.out
        out.append(f'<w:footnote w:id="{number}">')
        opening = self.forms.unseen_opening if unseen else self.forms.note_opening
        setting = self.forms.setting
        for index, inlines in enumerate(note.paragraphs or ((),)):
            out.append(opening)
            if index == 0:
                out += (self._literal(figures.prefix), mark, self._literal(figures.suffix))
            else:
                out.append(self._literal(figures.continuation))
            self._text.add(inlines, setting)
            out.append("</w:p>")
        out.append("</w:footnote>")

    def _literal(self, text: str) -> str:
        """Text of the layout, tabs as Word's."""
        setting = self.forms.setting
        pieces = []
        for number, piece in enumerate(text.split("\t")):
            pieces += [setting.mark("tab")] if number else []
            pieces += (
                [f"{setting.opening(Style.PLAIN)}{escape(piece)}</w:t></w:r>"] if piece else []
            )
        return "".join(pieces)

    def xml(self) -> str:
        """The notes, for `word/footnotes.xml`."""
        return "".join(self._text.out)
