"""What the peers get: templates made from dipdocs' own output, and the finished text to fill in.

A peer's template has the same page furniture as the letter itself. Every run of text that differs
between letters is a place to fill (`s0`, `s1` …); what they share stands fixed. The peers are given
finished text: they derive no title, date or request, which dipdocs does within its own time.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from lxml import etree

from bench.letters import Kind
from dipdocs import load, render
from dipdocs.model import Document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_T = f"{{{W}}}t"
_R = f"{{{W}}}r"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
DOCUMENT = "word/document.xml"
HEADER = "word/header1.xml"
"""The first-page header, which holds the masthead."""
CORE = "docProps/core.xml"
SMALL = "word/header2.xml"
"""A running head: the small part that the floor writes."""
CHANGING = (DOCUMENT, HEADER, CORE, SMALL)

Parts = dict[str, bytes]
Values = dict[str, str]


@dataclass(frozen=True, slots=True)
class Form:
    """The documents of one language: what they share and the places where they differ."""

    language: str
    parts: Parts
    places: Mapping[tuple[str, int], str]
    """Part and number of the text in it → the place's name."""

    def template(self, mark: Callable[[str], str]) -> bytes:
        """A template in which each place holds its mark (`{{s0}}`)."""
        return self._made(lambda text, name: _set(text, mark(name)))

    def merge_template(self) -> bytes:
        """A template in which each place is a merge field of Word."""
        return self._made(_field)

    def _made(self, put: Callable[[etree._Element, str], None]) -> bytes:
        parts = dict(self.parts)
        for part in {part for part, _ in self.places}:
            root = etree.fromstring(parts[part])
            for index, text in enumerate(list(root.iter(_T))):
                name = self.places.get((part, index))
                if name is not None:
                    put(text, name)
            parts[part] = serialize(root)
        return pack(parts)


@dataclass(frozen=True, slots=True)
class Job:
    """One document to be made: its form and what fills the form's places."""

    form: Form
    values: Values
    parts: Parts
    """The parts that change, as dipdocs wrote them."""


@dataclass(frozen=True, slots=True)
class Material:
    """Letters as files, and for each the documents that it gives, one a language."""

    kind: Kind
    paths: Sequence[Path]
    forms: Sequence[Form]
    jobs: Sequence[Sequence[Job]]


def prepare(kind: Kind, paths: Sequence[Path]) -> Material:
    """Forms and jobs of the letters, from dipdocs' output.

    They are rendered in another process, so that no cache of this one has seen these letters.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_prepared, kind, paths).result()


def _prepared(kind: Kind, paths: Sequence[Path]) -> Material:
    documents = [load(path) for path in paths]
    by_language = {code: _of_language(code, documents) for code in kind.languages}
    jobs = [[by_language[code][1][n] for code in kind.languages] for n in range(len(paths))]
    return Material(kind, paths, [form for form, _ in by_language.values()], jobs)


def _of_language(code: str, letters: Sequence[Document]) -> tuple[Form, list[Job]]:
    documents = [unpack(render(letter, language=code)) for letter in letters]
    texts = [dict(_texts(parts)) for parts in documents]
    first = texts[0]
    if any(one.keys() != first.keys() for one in texts):
        raise RuntimeError(f"{code}: letters differ in more than their words")
    differing = [key for key in first if any(one[key] != first[key] for one in texts)]
    places = {key: f"s{number}" for number, key in enumerate(differing)}
    form = Form(code, documents[0], places)
    jobs = [
        Job(
            form,
            {name: one[key] for key, name in places.items()},
            {name: parts[name] for name in CHANGING},
        )
        for one, parts in zip(texts, documents, strict=True)
    ]
    return form, jobs


def _texts(parts: Parts) -> Iterator[tuple[tuple[str, int], str]]:
    for part in sorted(parts):
        if part == DOCUMENT or part.startswith(("word/header", "word/footer")):
            for index, text in enumerate(etree.fromstring(parts[part]).iter(_T)):
                yield (part, index), text.text or ""


def paragraphs(job: Job) -> list[str]:
    """The paragraphs of the text, for those who build a document of their own."""
    root = etree.fromstring(job.parts[DOCUMENT])
    found = ("".join(text.text or "" for text in p.iter(_T)) for p in root.iter(f"{{{W}}}p"))
    return [text for text in found if text]


def text_of(document: bytes) -> str:
    """All text of a document's body without white space, to see that nothing is lost."""
    root = etree.fromstring(unpack(document)[DOCUMENT])
    return "".join("".join(text.text or "" for text in root.iter(_T)).split())


def serialize(root: etree._Element | etree._ElementTree) -> bytes:
    """XML as Word writes it."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def unpack(document: bytes) -> Parts:
    """The parts of a document by name."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(parts: Mapping[str, bytes], *, level: int | None = None) -> bytes:
    """A document from its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _set(text: etree._Element, value: str) -> None:
    text.text = value
    text.set(_SPACE, "preserve")


def _field(text: etree._Element, name: str) -> None:
    """Put the run that holds a text into a merge field."""
    run = text.getparent()
    parent = None if run is None else run.getparent()
    if run is None or parent is None:
        raise RuntimeError("a text outside a run")
    field = etree.Element(f"{{{W}}}fldSimple")
    field.set(f"{{{W}}}instr", f" MERGEFIELD {name} ")
    parent.replace(run, field)
    field.append(run)
    _set(text, f"«{name}»")
