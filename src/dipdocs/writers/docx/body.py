"""Parts and blocks as the text of `word/document.xml`: one pass, strings only."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from dipdocs.compose.composition import (
    Block,
    Columns,
    Composition,
    EndRule,
    Image,
    ListItem,
    Paragraph,
    Part,
    Role,
)
from dipdocs.writers.docx.footnotes import Footnotes
from dipdocs.writers.docx.inlines import Text
from dipdocs.writers.docx.lists import Numbering
from dipdocs.writers.docx.media import Media
from dipdocs.writers.docx.relations import Relations

if TYPE_CHECKING:
    from dipdocs.writers.docx.template import Template

_OPENING = frozenset(
    (
        Role.ORGAN,
        Role.SESSION,
        Role.YEAR,
        Role.AGENDA_ITEM,
        Role.AGENDA_TITLE,
        Role.OWN_LINE,
        Role.SUPPLEMENT,
    )
)
"""Roles of the lines over the title; notes at the foot of page 1 hang on what follows them."""


class Body:
    """The text of one document and what it asks of the other parts of the file."""

    def __init__(self, composition: Composition, template: Template) -> None:
        self.composition = composition
        self.template = template
        self.media = Media()
        self.relations = Relations(template.relations)
        self.forms = template.forms(composition.language)
        self.numbering = Numbering(self.forms, *template.free_lists)
        notes = Relations(template.note_relations)
        self.notes = Footnotes(self.forms, template.free_note, notes)
        self._text = Text(self.relations, self.notes.mark)
        self._out = self._text.out
        self._item: ListItem | None = None
        self._waiting = composition.notes
        """Notes at the foot of page 1, until the paragraph that holds their place."""

    def xml(self) -> str:
        """All parts, each but the first on a new page."""
        composition = self.composition
        turned = False
        for number, part in enumerate(composition.parts):
            self.forms = self.template.forms(part.language)
            wide = part.orientation == "landscape"
            breaks = number > 0
            if wide != turned:
                if number > 0:
                    self._end_section(turned, number)
                    breaks = False
                turned = wide
            self._part(part, breaks)
        self._page_notes()
        return "".join(self._out)

    def _end_section(self, wide: bool, number: int) -> None:
        """End a stretch of pages of one orientation; part `number` follows it."""
        blank = self.forms.blank
        self._out.append(blank.replace("</w:pPr>", f"{self._section(wide, number)}</w:pPr>", 1))

    def _section(self, wide: bool, number: int) -> str:
        sections = self.template.sections
        if wide:
            return sections.wide
        before = self.composition.parts[:number]
        turned = any(part.orientation == "landscape" for part in before)
        return sections.following if turned else sections.own

    def end(self) -> str:
        """The section properties that end the text."""
        parts = self.composition.parts
        wide = bool(parts) and parts[-1].orientation == "landscape"
        return self._section(wide, len(parts))

    def _part(self, part: Part, breaks: bool) -> None:
        previous: Block | None = None
        last = len(part.blocks) - 1
        for index, block in enumerate(part.blocks):
            following = part.blocks[index + 1] if index < last else None
            keep = following is not None and self._keeps_with_previous(following)
            self._spacers(previous, block)
            if self._waiting and not self._opens(block):
                self._page_notes()
            self._block(block, keep, breaks and index == 0, previous)
            previous = block
        if isinstance(previous, Columns):
            self._out.append(self.forms.blank)

    @staticmethod
    def _opens(block: Block) -> bool:
        """Whether a block belongs to the lines over the title."""
        if isinstance(block, Paragraph):
            return block.role in _OPENING
        return isinstance(block, Columns)

    def _keeps_with_previous(self, block: Block) -> bool:
        if isinstance(block, Paragraph):
            return self.forms.roles[block.role].keep_with_previous
        return isinstance(block, EndRule)

    def _spacers(self, previous: Block | None, block: Block) -> None:
        """The empty lines between two blocks (un-format.md §4, "Spacer")."""
        if previous is None:
            return
        roles = self.forms.roles
        before = roles[previous.role].spacers if isinstance(previous, Paragraph) else None
        after = roles[block.role].spacers if isinstance(block, Paragraph) else None
        count = after.before if after else 0
        if before is not None and before.after is not None:
            count = before.after
        same = (
            isinstance(previous, Paragraph)
            and isinstance(block, Paragraph)
            and previous.role == block.role
        )
        if same and after is not None and after.between is not None:
            count = after.between
        if count:
            heading = before is not None and before.after is not None
            kept = heading or self._keeps_with_previous(block)
            spacer = self.forms.kept_spacer if kept else self.forms.spacer
            self._out.append(spacer * count)

    def _block(self, block: Block, keep: bool, breaks: bool, previous: Block | None) -> None:
        forms, out = self.forms, self._out
        match block:
            case Paragraph():
                if block.role is Role.CONTINUATION and self._item is not None:
                    out.append(forms.continuation(self._item.kind, self._item.level, keep))
                    self._text.add(block.inlines, forms.setting)
                else:
                    form = forms.roles[block.role]
                    out.append(form.opening(block.label, keep=keep, page_break=breaks))
                    self._text.add(block.inlines, form.setting)
                out.append("</w:p>")
            case ListItem():
                self._list_item(block, keep, breaks)
            case Columns():
                if breaks:
                    out.append(forms.page_break)
                elif isinstance(previous, Columns):
                    out.append(forms.blank)
                self._columns(block)
            case Image():
                out.append(forms.picture(keep, breaks))
                drawing = self.media.picture(
                    block.data,
                    block.name,
                    block.alternative,
                    self.relations,
                    forms.figures.pictures,
                    block.width,
                )
                out.append(f"<w:r>{drawing}</w:r></w:p>")
            case EndRule():
                out.append(forms.end_rule)
            case _:
                assert_never(block)

    def _list_item(self, item: ListItem, keep: bool, breaks: bool) -> None:
        self._item = item
        number = self.numbering.number(item)
        out, setting = self._out, self.forms.setting
        out.append(self.forms.list_opening(item.kind, item.level, number, keep, breaks))
        if not number:
            out.append(setting.run(item.label))
            out.append(setting.mark("tab"))
        self._text.add(item.inlines, setting)
        out.append("</w:p>")

    def _columns(self, block: Columns) -> None:
        """A table that only places its paragraphs: no borders, no header row."""
        out = self._out
        start, cells = self.forms.column_frame(len(block.columns))
        out.append(start)
        for cell, column in zip(cells, block.columns, strict=True):
            out.append(cell)
            previous: Paragraph | None = None
            for paragraph in column:
                form = self.forms.columns[paragraph.role]
                same = previous is not None and previous.role == paragraph.role
                if same and form.spacers.between:
                    out.append(self.forms.spacer * form.spacers.between)
                out.append(form.opening(paragraph.label))
                self._text.add(paragraph.inlines, form.setting)
                out.append("</w:p>")
                previous = paragraph
            if previous is None:
                out.append(self.forms.blank)
            out.append("</w:tc>")
        out.append("</w:tr></w:tbl>")

    def _page_notes(self) -> None:
        """The notes at the foot of page 1, in a frame at the place where they are met."""
        if not self._waiting:
            return
        notes, self._waiting = self._waiting, ()
        self._out.append(self.forms.note_rule)
        for note in notes:
            form = self.forms.roles[note.role]
            self._out.append(form.opening(note.label))
            self._text.add(note.inlines, form.setting)
            self._out.append("</w:p>")
