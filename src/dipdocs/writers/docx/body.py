"""Parts and blocks as the text of `word/document.xml`: one pass, strings only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, assert_never

from dipdocs.compose.composition import (
    TITLE_BLOCK,
    Block,
    Columns,
    Composition,
    EndRule,
    Image,
    Landscape,
    ListItem,
    Paragraph,
    Part,
    Role,
    Table,
)
from dipdocs.layout.forms import Spacers
from dipdocs.layout.length import Length
from dipdocs.writers.docx.columns import write_columns
from dipdocs.writers.docx.footnotes import Footnotes
from dipdocs.writers.docx.inlines import Text
from dipdocs.writers.docx.lists import Numbering
from dipdocs.writers.docx.measures import picture_box
from dipdocs.writers.docx.media import Media
from dipdocs.writers.docx.page_notes import PageNotes
from dipdocs.writers.docx.pages import Pages
from dipdocs.writers.docx.relations import Relations
from dipdocs.writers.docx.tables import write_table

if TYPE_CHECKING:
    from dipdocs.writers.docx.template import Template

_NO_SPACERS = Spacers.made()


class Body:
    """The text of one document and what it asks of the other parts of the file."""

    def __init__(self, composition: Composition, template: Template) -> None:
        self.composition = composition
        self.template = template
        self.media = Media()
        self.relations = Relations(template.relations)
        self._language = ""
        self._use(composition.language)
        self.numbering = Numbering(self.forms, *template.free_lists)
        notes = Relations(template.note_relations)
        self.notes = Footnotes(self.forms, template.free_note, notes)
        self._text = Text(self.relations, self.notes.mark)
        self._out = self._text.out
        self._pages = Pages(template.sections)
        self._kinds: dict[int, str] = {}
        """The kind of the last list item of each level, which continuations go by."""
        self._page_notes = PageNotes(composition, self.notes)

    def _use(self, language: str) -> None:
        if language != self._language:
            self._language = language
            self.forms = self.template.forms(language)
            self.tables = self.template.tables(language)
            self.captions = self.template.captions(language)

    def xml(self) -> str:
        """All parts, each but the first on a new page."""
        for number, part in enumerate(self.composition.parts):
            self._use(part.language)
            self._part(part, number > 0)
        self._page_notes.place(self.forms, self._text)
        return "".join(self._out)

    def end(self) -> str:
        """The section properties that end the text."""
        return self._pages.end()

    def _part(self, part: Part, breaks: bool) -> None:
        previous: Block | None = None
        blocks = list(_placed(part.blocks, part.orientation == "landscape"))
        none: tuple[None, bool] = (None, False)
        for (block, wide), (following, next_wide) in zip(blocks, [*blocks, none][1:], strict=True):
            if wide != self._pages.wide:
                self._turn(wide)
                previous, breaks = None, False
                if isinstance(block, Table) and block.caption is None:
                    # its upper rule would stand under that of the running head
                    self._out.append(self.forms.spacer * self.tables.figures.at_head)
            keep = following is not None and next_wide == wide and self._keeps(following)
            self._spacers(previous, block)
            if self._page_notes.waiting and not self._opens(block):
                self._page_notes.place(self.forms, self._text)
            self._block(block, keep, breaks)
            previous, breaks = block, False
        if isinstance(previous, Columns | Table):
            self._out.append(self.forms.blank)

    def _turn(self, wide: bool) -> None:
        """End the stretch of pages so far; what follows stands on pages turned the other way."""
        ended = self._pages.turn(wide)
        if self._out:
            blank = self.forms.blank
            self._out.append(blank.replace("</w:pPr>", f"{ended}</w:pPr>", 1))

    @staticmethod
    def _opens(block: Block) -> bool:
        """Whether a block stands over the title; notes of page 1 hang on what follows these."""
        if isinstance(block, Paragraph):
            return block.role in TITLE_BLOCK
        return isinstance(block, Columns)

    def _keeps(self, block: Block) -> bool:
        """Whether a block may not be parted from what precedes it."""
        if isinstance(block, Paragraph):
            return self.forms.roles[block.role].keep_with_previous
        return isinstance(block, EndRule) or _is_signed(block)

    def _round(self, block: Block) -> Spacers:
        """How many empty lines a block asks for (un-format.md §4, "Spacer")."""
        match block:
            case Paragraph():
                return self.forms.roles[block.role].spacers
            case Table(caption=caption):
                before = 0 if caption is None else self.forms.roles[caption.role].spacers.before
                return Spacers(before=before, after=self.tables.figures.after)
            case Image(caption=Paragraph(role=role)):
                return Spacers(before=self.forms.roles[role].spacers.before)
            case Columns(columns=(first, *_)) if _is_signed(block) and first:
                return self.forms.columns[block.kind][first[0].role].spacers
        return _NO_SPACERS

    def _spacers(self, previous: Block | None, block: Block) -> None:
        """Append the empty lines between two blocks; those between two kinds are remembered."""
        if previous is None:
            return
        before, after = _kind(previous), _kind(block)
        if before is None or after is None:
            self._out.append(self._between(previous, block))
            return
        between = self.forms.between.get((before, after))
        if between is None:
            between = self.forms.between[before, after] = self._between(previous, block)
        self._out.append(between)

    def _between(self, previous: Block, block: Block) -> str:
        """The empty lines between two blocks."""
        before, after = self._round(previous), self._round(block)
        count = after.before
        leads = before.after is not None and not _is_signed(previous)
        if before.after is not None and leads:
            count = before.after
        same = (
            isinstance(previous, Paragraph)
            and isinstance(block, Paragraph)
            and previous.role == block.role
        )
        if same and after.between is not None:
            count = after.between
        if count:
            heading = leads and not isinstance(previous, Table)
            kept = heading or self._keeps(block)
            spacer = self.forms.kept_spacer if kept else self.forms.spacer
            return spacer * count
        if isinstance(previous, Columns | Table) and isinstance(block, Columns | Table):
            return self.forms.blank
        return ""

    def _block(self, block: Block, keep: bool, breaks: bool) -> None:
        forms, out = self.forms, self._out
        match block:
            case Paragraph(role=Role.CONTINUATION, level=level) if level in self._kinds:
                out.append(forms.continuation(self._kinds[level], level, keep))
                self._text.add(block.inlines, forms.setting)
                out.append("</w:p>")
            case Paragraph():
                form = forms.roles[block.role]
                out.append(form.opening(block.label, keep=keep, page_break=breaks))
                out.extend(self._page_notes.hung())
                self._text.add(block.inlines, form.setting)
                out.append("</w:p>")
            case ListItem():
                self._list_item(block, keep, breaks)
            case Columns():
                if breaks:
                    out.append(forms.page_break)
                write_columns(block, forms, self._text, keep=keep)
            case Table():
                if breaks:
                    out.append(forms.page_break)
                self._table(block, keep)
            case Image():
                self._image(block, keep, breaks)
            case EndRule():
                out.append(forms.end_rules[self._pages.wide])
            case Landscape():
                raise AssertionError("a landscape block is unfolded before")
            case _:
                assert_never(block)

    def _list_item(self, item: ListItem, keep: bool, breaks: bool) -> None:
        self._kinds[item.level] = item.kind
        number = self.numbering.number(item)
        forms, out = self.forms, self._out
        setting = forms.setting
        out.append(forms.list_opening(item.kind, item.level, number, keep, breaks))
        if not number:
            out.append(setting.run(item.label))
            out.append(setting.mark("tab"))
        self._text.add(item.inlines, setting)
        out.append("</w:p>")

    def _table(self, table: Table, keep: bool) -> None:
        """A table of the text with its caption over it and its notes under it."""
        wide_page, out = self._pages.wide, self._out
        indent, _ = self.tables.place(len(table.widths), wide_page)
        if table.caption is not None:
            self.captions.write(table.caption, table.number, "Table", self._text, indent)
            after = self.forms.roles[table.caption.role].spacers.after or 0
            out.append(self.forms.kept_spacer * after)
        kept = keep or bool(table.notes)
        write_table(table, self.tables, self._text, self._in_cell, wide_page=wide_page, keep=kept)
        form = self.tables.note(indent)
        if table.notes:
            out.append(self.forms.kept_spacer * self.tables.figures.before_notes)
        for number, note in enumerate(table.notes, 1):
            out.append(form.opening(note.label, keep=keep or number < len(table.notes)))
            self._text.add(note.inlines, form.setting)
            out.append("</w:p>")

    def _image(self, image: Image, keep: bool, breaks: bool) -> None:
        forms, out = self.forms, self._out
        if image.caption is not None:
            shift = forms.figures.tables.indent
            self.captions.write(
                image.caption, image.number, "Figure", self._text, shift, page_break=breaks
            )
            out.append(forms.kept_spacer * (forms.roles[image.caption.role].spacers.after or 0))
        out.append(forms.picture(keep, breaks and image.caption is None))
        out.append(f"<w:r>{self._drawing(image, *self._box())}</w:r></w:p>")

    def _box(self) -> tuple[int, int]:
        return picture_box(self.forms.figures, self._pages.wide)

    def _in_cell(self, image: Image, width: Length) -> str:
        """An image no wider than its cell."""
        return self._drawing(image, width.emu, self._box()[1])

    def _drawing(self, image: Image, width: int, height: int) -> str:
        return self.media.picture(
            image.data, image.name, image.alternative, self.relations, (width, height), image.width
        )


def _kind(block: Block) -> Role | type[ListItem] | None:
    """What alone tells how many lines stand round a block; None where more does."""
    if isinstance(block, Paragraph):
        return block.role
    return ListItem if isinstance(block, ListItem) else None


def _is_signed(block: Block) -> bool:
    return isinstance(block, Columns) and block.kind == "signatures"


def _placed(blocks: tuple[Block, ...], wide: bool) -> Iterator[tuple[Block, bool]]:
    """Blocks with the way their pages lie; the end rule stays on the page it is met on."""
    last = wide
    for block in blocks:
        if isinstance(block, Landscape):
            for inner, _ in _placed(block.blocks, True):
                yield inner, True
                last = True
        else:
            last = last if isinstance(block, EndRule) else wide
            yield block, last
