"""The form of each role, compiled for one template: what stands before and after its text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, cached_property

from dipdocs.compose.composition import ListItem, Role, Style
from dipdocs.layout import wordml
from dipdocs.layout.figures import Figures, Indentation, ListKind
from dipdocs.layout.forms import Form, Plain
from dipdocs.layout.length import Length
from dipdocs.layout.properties import Indent, ParagraphProperties, TabStop
from dipdocs.writers.docx.measures import text_width
from dipdocs.writers.docx.runs import Setting
from dipdocs.writers.docx.xml import escape

_BREAK = ParagraphProperties.made(page_break_before=True)
_KEEP = ParagraphProperties.made(keep_next=True)


class RoleForm:
    """A role's paragraph: its opening, in the variants a document asks for."""

    def __init__(
        self,
        form: Form,
        ids: Mapping[str, str],
        setting: Setting,
        direction: ParagraphProperties,
    ) -> None:
        self.spacers = form.spacers
        self.keep_with_previous = form.keep_with_previous
        self.setting = setting.over(wordml.run(form.run))
        self._form = form
        self._ids = ids
        self._text_setting = setting
        self._style = ids[form.style]
        self._direction = direction
        self._openings: dict[tuple[bool, bool, bool], tuple[str, str]] = {}
        self._narrowed: dict[float, RoleForm] = {}

    def opening(self, label: str = "", *, keep: bool = False, page_break: bool = False) -> str:
        """All that stands before the paragraph's text, its label with it."""
        key = (bool(label), keep, page_break)
        found = self._openings.get(key)
        if found is None:
            found = self._openings[key] = self._made(*key)
        return found[0] + escape(label) + found[1] if label else found[0]

    def _made(self, labelled: bool, keep: bool, page_break: bool) -> tuple[str, str]:
        properties = self._direction.over(self._form.paragraph)
        prefix = self._form.prefix
        if labelled:
            if self._form.labelled is not None:
                properties = self._form.labelled.paragraph.over(properties)
                prefix = self._form.labelled.prefix
            else:
                prefix += "{label} "
        if page_break:
            properties = _BREAK.over(properties)
        if keep:
            properties = _KEEP.over(properties)
        head = f"<w:p><w:pPr>{wordml.paragraph(properties, self._style)}</w:pPr>"
        before, _, after = prefix.partition("{label}")
        if not labelled:
            return head + self._text(before), ""
        setting = self.setting
        if self._form.labelled is not None:
            setting = setting.over(wordml.run(self._form.labelled.run))
        opening = setting.opening(Style.PLAIN)
        return f"{head}{self._text(before)}{opening}", f"</w:t></w:r>{self._text(after)}"

    def opening_with(self, more: ParagraphProperties) -> str:
        """The opening of a paragraph that is set otherwise, without prefix."""
        properties = more.over(self._direction.over(self._form.paragraph))
        return f"<w:p><w:pPr>{wordml.paragraph(properties, self._style)}</w:pPr>"

    def shifted(self, by: Length) -> RoleForm:
        """This form set in from both margins, its tab stops with it."""
        paragraph = self._form.paragraph
        indent = paragraph.indent or Indent.made()
        zero = Length(0)
        indent = Indent.made(
            left=(indent.left or zero) + by, right=(indent.right or zero) + by
        ).over(indent)
        tabs = tuple(
            tab if tab.kind == "clear" else tab.model_copy(update={"position": tab.position + by})
            for tab in paragraph.tabs
        )
        moved = ParagraphProperties.made(indent=indent, tabs=tabs).over(paragraph)
        form = self._form.model_copy(update={"paragraph": moved})
        return RoleForm(form, self._ids, self._text_setting, self._direction)

    def narrowed(self, by: Length) -> RoleForm:
        """This form with so much more room at the end of its lines."""
        found = self._narrowed.get(by.points)
        if found is None:
            paragraph = self._form.paragraph
            indent = paragraph.indent or Indent.made()
            right = (indent.right or Length(0)) + by
            moved = ParagraphProperties.made(indent=Indent.made(right=right)).over(paragraph)
            form = self._form.model_copy(update={"paragraph": moved})
            found = RoleForm(form, self._ids, self._text_setting, self._direction)
            self._narrowed[by.points] = found
        return found

    def _text(self, text: str) -> str:
        runs = []
        for number, piece in enumerate(text.split("\t")):
            if number:
                runs.append(self.setting.mark("tab"))
            if piece:
                runs.append(self.setting.run(piece))
        return "".join(runs)


class Forms:
    """All forms of a layout in one language of text, for one template's styles.

    `ids` are the template's style ids by name; `language` the children of `w:rPr` that tell a
    run's language where it is not the document's; `rtl` tells that this text runs from right to
    left, `turned` that the document's does not (or the reverse).
    """

    def __init__(
        self,
        figures: Figures,
        ids: Mapping[str, str],
        language: str = "",
        *,
        rtl: bool = False,
        turned: bool = False,
    ) -> None:
        characters = figures.characters
        base = Setting(series=ids[characters.series], link=ids[characters.link], rtl=rtl)
        self.setting = base.over(language)
        self._direction = (
            ParagraphProperties.made(bidi=rtl) if turned else ParagraphProperties.made()
        )
        self.roles = self._role_forms(figures.roles, ids)
        self.columns = {
            "title-block": self.roles | self._role_forms(figures.columns.roles, ids),
            "signatures": self.roles | self._role_forms(figures.signatures.roles, ids),
        }
        self.figures = figures
        self.note_mark = Setting(f'<w:rStyle w:val="{ids[figures.footnotes.mark]}"/>')
        self._ids = ids
        self.between: dict[tuple[Role | type[ListItem], Role | type[ListItem]], str] = {}
        """The empty lines between two paragraphs or list items, once they were asked for."""
        self._once: dict[tuple[object, ...], str] = {}
        self.spacer = self.plain(figures.spacer)
        self.kept_spacer = self.plain(figures.spacer, keep=True)
        self.blank = self.plain(figures.section_end)
        self.blank_kept = self.plain(figures.section_end, keep=True)
        self.page_break = self.plain(figures.section_end, page_break=True)
        self.end_rules = {wide: self._end_rule(wide) for wide in (False, True)}
        self.note_rule = self._note_rule()
        self.note_opening = self._note_opening()
        self.unseen_opening = self._unseen_opening()

    # Made when first used, so that forms can be kept for the next process.
    @cached_property
    def list_opening(self) -> Callable[[str, int, int, bool, bool], str]:
        """`_list_opening`, remembered."""
        return cache(self._list_opening)

    @cached_property
    def list_level(self) -> Callable[[str, int], tuple[str, str]]:
        """`_list_level`, remembered."""
        return cache(self._list_level)

    @cached_property
    def picture(self) -> Callable[[bool, bool], str]:
        """`_picture`, remembered."""
        return cache(self._picture)

    @cached_property
    def continuation(self) -> Callable[[str, int, bool], str]:
        """`_continuation`, remembered."""
        return cache(self._continuation)

    def once(self, key: tuple[object, ...], make: Callable[[], str]) -> str:
        """A piece of XML that follows from these forms and the key, made when first asked for."""
        found = self._once.get(key)
        if found is None:
            found = self._once[key] = make()
        return found

    def _role_forms(
        self, forms: Mapping[Role, Form], ids: Mapping[str, str]
    ) -> dict[Role, RoleForm]:
        return {
            role: RoleForm(form, ids, self.setting, self._direction) for role, form in forms.items()
        }

    def plain(self, what: Plain, *, keep: bool = False, page_break: bool = False) -> str:
        """A paragraph without text: a spacer, a rule, a break."""
        properties = self._direction.over(what.paragraph)
        if keep:
            properties = _KEEP.over(properties)
        if page_break:
            properties = _BREAK.over(properties)
        run = wordml.run(what.run)
        mark = f"<w:rPr>{run}</w:rPr>" if run else ""
        inside = wordml.paragraph(properties, self._ids[what.style])
        return f"<w:p><w:pPr>{inside}{mark}</w:pPr></w:p>"

    def _end_rule(self, wide_page: bool) -> str:
        """The rule that ends a document, of one length in the middle of either page."""
        rule = self.figures.end_rule
        indent = rule.paragraph.indent
        if wide_page and indent is not None and indent.left is not None:
            more = text_width(self.figures, True) - text_width(self.figures)
            sides = Length(indent.left.points + more.points / 2)
            moved = ParagraphProperties.made(indent=Indent.made(left=sides, right=sides))
            rule = rule.model_copy(update={"paragraph": moved.over(rule.paragraph)})
        return self.plain(rule)

    def _note_rule(self) -> str:
        """The rule over the notes at the foot of page 1."""
        rule = self.figures.page_notes.rule
        form = Form(style=rule.style, paragraph=rule.paragraph, run=rule.run, prefix=rule.text)
        return RoleForm(form, self._ids, self.setting, self._direction).opening() + "</w:p>"

    def _note_opening(self) -> str:
        """The opening of a paragraph of a footnote."""
        note = self.figures.footnotes.note
        inside = wordml.paragraph(self._direction.over(note.paragraph), self._ids[note.style])
        return f"<w:p><w:pPr>{inside}</w:pPr>"

    def _unseen_opening(self) -> str:
        """The opening of a footnote whose mark is not seen in the text.

        LibreOffice writes the text's mark in the place of the first thing in the note. Here that is
        a tab, which in Word leads hardly further than the mark stands anyway.
        """
        note = self.figures.footnotes.note
        own = next(style for style in self.figures.styles if style.name == note.style).paragraph
        indent = (note.paragraph.indent or Indent.made()).over(own.indent or Indent.made())
        start = (indent.left or Length(0)) - (indent.hanging or Length(0))
        stop = TabStop.made(kind="left", position=start + Length(0.15))
        tabs = (stop, *note.paragraph.tabs)
        properties = ParagraphProperties.made(tabs=tabs).over(note.paragraph)
        inside = wordml.paragraph(self._direction.over(properties), self._ids[note.style])
        return f"<w:p><w:pPr>{inside}</w:pPr>{self.setting.mark('tab')}"

    def indentation(self, kind: str, level: int) -> Indentation:
        """Where items of that kind and level stand; deeper ones as the deepest known."""
        figures: ListKind = getattr(self.figures.lists, kind)
        return figures.at(level)

    def item_properties(self, kind: str, level: int) -> ParagraphProperties:
        """An item's indents: the label at its place, run-over lines at theirs."""
        at = self.indentation(kind, level)
        indent = Indent.made(left=at.left, first_line=at.label - at.left)
        if at.label.points < at.left.points:
            indent = Indent.made(left=at.left, hanging=at.left - at.label)
        stop = TabStop.made(kind="left", position=at.text)
        return self._direction.over(ParagraphProperties.made(indent=indent, tabs=(stop,)))

    def _list_level(self, kind: str, level: int) -> tuple[str, str]:
        """The level of a Word list that holds such items, before and after its pattern."""
        shown = getattr(self.figures.lists, kind).format
        indents = wordml.paragraph(self.item_properties(kind, level))
        label = "<w:rPr><w:rtl/></w:rPr>" if self.setting.rtl else ""
        return (
            f'<w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="{level}">'
            f'<w:start w:val="1"/><w:numFmt w:val="{shown}"/><w:suff w:val="tab"/>',
            f'<w:lvlJc w:val="left"/><w:pPr>{indents}</w:pPr>{label}</w:lvl>',
        )

    def _list_style(self, kind: str, level: int) -> str:
        figures: ListKind = getattr(self.figures.lists, kind)
        return self._ids[figures.style_at(level)]

    def _list_opening(
        self, kind: str, level: int, number: int, keep: bool, page_break: bool
    ) -> str:
        """The opening of an item; `number` is its Word list, 0 for a label written as text."""
        properties = self.item_properties(kind, level)
        if keep:
            properties = _KEEP.over(properties)
        if page_break:
            properties = _BREAK.over(properties)
        numbering = ""
        if number:
            ilvl = min(level, 8)
            numbering = f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{number}"/></w:numPr>'
        style = self._list_style(kind, level)
        return f"<w:p><w:pPr>{wordml.paragraph(properties, style, numbering=numbering)}</w:pPr>"

    def _continuation(self, kind: str, level: int, keep: bool) -> str:
        """The opening of a further paragraph of an item: as the item, without its label."""
        at = self.indentation(kind, level)
        indent = Indent.made(left=at.left, first_line=at.text - at.left)
        properties = ParagraphProperties.made(indent=indent).over(self.item_properties(kind, level))
        if keep:
            properties = _KEEP.over(properties)
        style = self._list_style(kind, level)
        return f"<w:p><w:pPr>{wordml.paragraph(properties, style)}</w:pPr>"

    def _picture(self, keep: bool, page_break: bool) -> str:
        """The opening of a paragraph that holds a picture."""
        properties = self._direction.over(self.figures.pictures.paragraph)
        if keep:
            properties = _KEEP.over(properties)
        if page_break:
            properties = _BREAK.over(properties)
        style = self._ids[self.figures.pictures.style]
        return f"<w:p><w:pPr>{wordml.paragraph(properties, style)}</w:pPr>"
