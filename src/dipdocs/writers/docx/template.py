"""A Word template, read once and made ready: then a document costs only its own text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from dipdocs.errors import Finding, InputError
from dipdocs.layout import Layout, sheets
from dipdocs.layout.figures import Figures
from dipdocs.layout.pieces import section
from dipdocs.writers.docx.archive import Archive
from dipdocs.writers.docx.forms import Forms
from dipdocs.writers.docx.package import CONTENT_TYPES, Package, relations_name, wrong
from dipdocs.writers.docx.pages import Sections
from dipdocs.writers.docx.relations import EMPTY
from dipdocs.writers.docx.slots import BODY, PICTURES, Compiled, compiled
from dipdocs.writers.docx.tables import TableForms
from dipdocs.writers.docx.xml import W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CLOSING = "</Relationships>"
_SECTION = re.compile(r"<w:sectPr\b(?:(?!<w:sectPr\b).)*</w:sectPr>(?=</w:body>)", re.DOTALL)
_CONTINUOUS = re.compile(r'<w:type w:val="continuous"/>')


def _name(tag: str) -> str:
    return f"{{{W}}}{tag}"


def _open(relations: bytes | None) -> str:
    """A relations part without its end; a new one if there is none."""
    if relations is None:
        return EMPTY
    text = relations.decode()
    head, end, _ = text.rpartition(_CLOSING)
    return head if end else EMPTY


def _highest(root: Element, tag: str, attribute: str) -> int:
    return max((int(one.get(_name(attribute), 0)) for one in root.iter(_name(tag))), default=0)


def _halves(root: Element, before: str) -> tuple[str, str]:
    """A part cut before the first child of that tag, or before its end."""
    mark = etree.Comment("here")
    child = root.find(_name(before)) if before else None
    if child is None:
        root.append(mark)
    else:
        child.addprevious(mark)
    text = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True).decode()
    first, _, last = text.partition("<!--here-->")
    return first, last


class Template:
    """What a template gives to every document written with it."""

    def __init__(self, layout: Layout, language: str) -> None:
        self.figures = layout.figures(language)
        self.layout = layout
        self.language = language
        package = Package(layout.template(language))
        self.styles = self._styles(package)
        self.core = package.core()
        self._read_lists(package)
        self._read_notes(package)
        self._read_text(package)
        package.settle()
        self.document_relations = relations_name(self.document_part)
        self.relations = _open(package.parts[self.document_relations])
        self.edge_relations = {
            name: _open(package.parts.get(relations_name(name)))
            for name, part in self.edges.items()
            if PICTURES & part.names
        }
        self._parts = package.parts
        self._archives: dict[frozenset[str], Archive] = {}
        self._forms: dict[str, Forms] = {}
        self._tables: dict[str, TableForms] = {}

    def ready(self) -> Template:
        """This template, with all made that any document asks for."""
        self.forms(self.language)
        self.archive(frozenset({*self.edges, self.document_part, self.core}))
        return self

    def _styles(self, package: Package) -> dict[str, str]:
        """Style ids by name; `InputError` names those that are missing."""
        name = package.part("styles")
        root = package.xml(name) if name else etree.Element("none")
        known = {}
        for style in root.iter(_name("style")):
            label = style.find(_name("name"))
            if label is not None:
                known[str(label.get(_name("val"))).lower()] = str(style.get(_name("styleId")))
        needed = self.figures.needed_styles()
        missing = [one for one in needed if one.lower() not in known]
        if missing:
            fix = f"copy it from the layout's own template (dipdocs template {self.figures.name})"
            raise InputError(
                [
                    Finding("a style the layout needs is not in the template", rule="template",
                            expected=one, fix=fix)
                    for one in missing
                ]
            )  # fmt: skip
        return {one: known[one.lower()] for one in needed}

    def _read_lists(self, package: Package) -> None:
        self.lists_part = package.ensure("numbering", sheets.numbering())
        root = package.xml(self.lists_part)
        free = (
            _highest(root, "abstractNum", "abstractNumId") + 1,
            _highest(root, "num", "numId") + 1,
        )
        self.free_lists = free
        first, rest = _halves(root, "num")
        # lists end before what may follow them
        match = re.search(r"<w:numIdMacAtCleanup|</w:numbering>", rest)
        at = match.start() if match else len(rest)
        self.lists = (first, rest[:at], rest[at:])

    def _read_notes(self, package: Package) -> None:
        self.notes_part = package.ensure("footnotes", sheets.notes(self.figures, "footnote"))
        root = package.xml(self.notes_part)
        self.free_note = _highest(root, "footnote", "id") + 1
        self.notes = _halves(root, "")
        self.notes_relations_part = relations_name(self.notes_part)
        self.note_relations = _open(package.parts.get(self.notes_relations_part))

    def _read_text(self, package: Package) -> None:
        characters = self.figures.characters
        ids = (self.styles[characters.series], self.styles[characters.link])
        self.document_part = package.main
        parts: dict[str, Compiled] = {}
        for name in package.edges():
            part = compiled(package.xml(name), *ids, rtl=self.figures.rtl)
            if part.names:
                parts[name] = part
        self.edges = parts
        self.document = compiled(package.xml(package.main), *ids, rtl=self.figures.rtl)
        self._check(self.figures)
        tail = self.document.pieces[-1]
        match = _SECTION.search(tail) if isinstance(tail, str) else None
        if match is None:
            raise wrong("the template's text ends without section properties")
        own = match[0]
        following = _CONTINUOUS.sub("", own)
        wide = section(self.figures, self.figures.sections.landscape)
        self.sections = Sections(own, following, wide)

    def _check(self, figures: Figures) -> None:
        names = set(self.document.names).union(*(part.names for part in self.edges.values()))
        missing = [slot for slot in figures.required.slots if slot not in names]
        if missing:
            raise InputError(
                [
                    Finding("a slot the layout needs is not in the template", rule="template",
                            expected=f"{{{{ {slot} }}}}",
                            fix="write it where its text is to stand")
                    for slot in missing
                ]
            )  # fmt: skip
        bodies = [slot for slot in self.document.slots if slot.name == BODY]
        if len(bodies) != 1 or not bodies[0].alone:
            raise wrong("the slot {{ body }} stands once, alone in its paragraph of the text")

    def forms(self, language: str) -> Forms:
        """The forms of roles for a part in that language."""
        found = self._forms.get(language)
        if found is None:
            found = self._forms[language] = self._made_forms(language)
        return found

    def _made_forms(self, language: str) -> Forms:
        figures = self.figures
        if language == self.language:
            return Forms(figures, self.styles, rtl=figures.rtl)
        return Forms(
            figures,
            self.styles,
            sheets.foreign_language(figures, language),
            rtl=sheets.is_rtl(figures, language),
            turned=sheets.is_rtl(figures, language) != figures.rtl,
        )

    def tables(self, language: str) -> TableForms:
        """What tables of a part in that language are made of."""
        found = self._tables.get(language)
        if found is None:
            found = self._tables[language] = TableForms(self.forms(language))
        return found

    def archive(self, changed: frozenset[str]) -> Archive:
        """The fixed parts, ready: all but `changed`."""
        found = self._archives.get(changed)
        if found is None:
            names = [name for name in self._parts if name not in changed and name != CONTENT_TYPES]
            order = [CONTENT_TYPES, *sorted(names)]
            found = Archive({name: self._parts[name] for name in order})
            self._archives[changed] = found
        return found
