"""A Word template, read once and made ready: then a document costs only its own text."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING

from dipdocs.compose.composition import slots
from dipdocs.errors import Finding, InputError
from dipdocs.layout import Layout
from dipdocs.writers.docx.archive import Archive
from dipdocs.writers.docx.captions import Captions
from dipdocs.writers.docx.forms import Forms
from dipdocs.writers.docx.package import CONTENT_TYPES, Package, relations_name, wrong
from dipdocs.writers.docx.pages import Sections
from dipdocs.writers.docx.relations import EMPTY
from dipdocs.writers.docx.slots import (
    BODY,
    PICTURES,
    Compiled,
    Filling,
    braced,
    compiled,
    enclosed,
    names,
    strange,
)
from dipdocs.writers.docx.tables import TableForms
from dipdocs.writers.docx.xml import W, encode

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CLOSING = "</Relationships>"
_SECTION = re.compile(r"<w:sectPr\b(?:(?!<w:sectPr\b).)*</w:sectPr>(?=</w:body>)", re.DOTALL)
_CONTINUOUS = re.compile(r'<w:type w:val="continuous"/>')
_BODY_STANDS = "the slot {{ body }} stands once, alone in its paragraph of the text"


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
    from lxml import etree

    mark = etree.Comment("here")
    child = root.find(_name(before)) if before else None
    if child is None:
        root.append(mark)
    else:
        child.addprevious(mark)
    text = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True).decode()
    first, _, last = text.partition("<!--here-->")
    return first, last


def _strange(found: str, word: str, place: str, known: Collection[str]) -> Finding:
    """What is to be said of something in double braces that is no slot."""
    if not word:
        return Finding(
            f"double braces that open or close nothing, in {place} of the template",
            rule="template",
            found=found[:80],
            fix="write a slot's name between {{ and }}",
        )
    near = get_close_matches(word.lower().replace(" ", "_").replace("-", "_"), sorted(known), 1)
    return Finding(
        f"a slot that nothing fills, in {place} of the template",
        rule="template",
        found=found,
        expected=braced(near[0]) if near else ", ".join(sorted(known)),
        fix=None if near else "leave it out, or write one of these",
    )


class Template:
    """What a template gives to every document written with it."""

    def __init__(self, layout: Layout, language: str) -> None:
        self.figures = layout.figures(language)
        self.layout = layout
        self.language = language
        own = layout.own_template
        try:
            self._read(Package(layout.template(language)))
        except InputError as error:
            file = own.file if own else ""
            raise InputError([one.at(file or None) for one in error.findings]) from error

    def _read(self, package: Package) -> None:
        """Read and check the parts; all that is wrong is told at once."""
        self.styles, wrong_styles = self._styles(package)
        own = self.layout.own_template is not None
        wrong_slots = self._wrong_slots(package) if own else []
        if wrong_styles or wrong_slots:
            raise InputError([*wrong_slots, *wrong_styles])
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
        self._captions: dict[str, Captions] = {}
        self._last: dict[str, tuple[list[object], bytes]] = {}
        """The heads and feet of the last document, each with the lines that fill its slots."""

    def ready(self) -> Template:
        """This template, with all made that any document asks for."""
        self.forms(self.language)
        self.archive(frozenset({*self.edges, self.document_part, self.core}))
        return self

    def _styles(self, package: Package) -> tuple[dict[str, str], list[Finding]]:
        """Style ids by name, and what is to be said of those that are missing."""
        from lxml import etree

        name = package.part("styles")
        root = package.xml(name) if name else etree.Element("none")
        known = {}
        for style in root.iter(_name("style")):
            label = style.find(_name("name"))
            if label is not None:
                known[str(label.get(_name("val"))).lower()] = str(style.get(_name("styleId")))
        needed = self.figures.needed_styles()
        own = f"dipdocs template {self.figures.name}"
        missing = [
            Finding(
                f"the template lacks a style that the layout {self.figures.name} needs",
                rule="template",
                expected=f"a style named {one!r}",
                fix=f"copy it from the layout's own template ({own}), or give it back its name",
            )
            for one in needed
            if one.lower() not in known
        ]
        return {one: known.get(one.lower(), "") for one in needed}, missing

    def _wrong_slots(self, package: Package) -> list[Finding]:
        """What is to be said of slots unknown, missing or out of place."""
        figures = self.figures
        known = {slot.value for slot in slots(figures.face)} | PICTURES | {BODY}
        places = {package.main: "the text"} | package.edges()
        roots = {place: package.xml(name) for name, place in places.items()}
        wrong = [
            _strange(found, word, place, known)
            for place, root in roots.items()
            for found, word in strange(root, known)
        ]
        found = set().union(*(names(root) for root in roots.values()))
        told = {str(one.expected) for one in wrong}
        wrong += [
            Finding(
                f"the template lacks a slot that the layout {figures.name} needs",
                rule="template",
                expected=braced(slot),
                fix="write it where its text is to stand",
            )
            for slot in figures.required.slots
            if slot not in found and braced(slot) not in told
        ]
        if enclosed(roots["the text"], BODY):
            wrong.append(Finding(_BODY_STANDS, rule="template", found="in a table or a text box"))
        return wrong

    def _read_lists(self, package: Package) -> None:
        from dipdocs.layout import sheets

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
        from dipdocs.layout import sheets

        self.notes_part = package.ensure("footnotes", sheets.notes(self.figures, "footnote"))
        root = package.xml(self.notes_part)
        self.free_note = _highest(root, "footnote", "id") + 1
        self.notes = _halves(root, "")
        self.notes_relations_part = relations_name(self.notes_part)
        self.note_relations = _open(package.parts.get(self.notes_relations_part))

    def _read_text(self, package: Package) -> None:
        from dipdocs.layout.pieces import section

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
        self._check()
        tail = self.document.pieces[-1]
        match = _SECTION.search(tail) if isinstance(tail, str) else None
        if match is None:
            raise wrong("the template's text ends without section properties")
        own = match[0]
        following = _CONTINUOUS.sub("", own)
        wide = section(self.figures, self.figures.sections.landscape)
        self.sections = Sections(own, following, wide)

    def _check(self) -> None:
        bodies = [slot for slot in self.document.slots if slot.name == BODY]
        if len(bodies) != 1 or not bodies[0].alone:
            raise wrong(_BODY_STANDS)

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
        from dipdocs.layout import sheets

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

    def captions(self, language: str) -> Captions:
        """What writes captions of a part in that language."""
        found = self._captions.get(language)
        if found is None:
            found = self._captions[language] = Captions(self.forms(language))
        return found

    def edge(self, name: str, lines: Mapping[str, object], filling: Filling) -> bytes:
        """A head or foot without pictures; the last document's where the same `lines` fill it."""
        part = self.edges[name]
        own = [lines.get(slot) for slot in part.names]
        last = self._last.get(name)
        if last is not None and last[0] == own:
            return last[1]
        made = encode(part.fill(filling))
        self._last[name] = (own, made)
        return made

    def archive(self, changed: frozenset[str]) -> Archive:
        """The fixed parts, ready: all but `changed`."""
        found = self._archives.get(changed)
        if found is None:
            names = [name for name in self._parts if name not in changed and name != CONTENT_TYPES]
            order = [CONTENT_TYPES, *sorted(names)]
            found = Archive({name: self._parts[name] for name in order})
            self._archives[changed] = found
        return found
