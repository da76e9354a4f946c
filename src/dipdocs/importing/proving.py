"""What was read is written again: where the words differ, the words as found are kept.

The data is composed as `render` will compose it. A title, heading or line that comes out otherwise
is given in the words found; a formula of a text becomes an expression only if it comes out word for
word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from dipdocs.compose.composition import Composition, Face, Paragraph, Role
from dipdocs.compose.document import compose
from dipdocs.errors import DipdocsError, Finding
from dipdocs.importing.bodies import Finder, Found, markdown_of, with_expressions
from dipdocs.importing.composed import lines_of, paragraphs_of, stands_in, texts
from dipdocs.importing.drafts import Draft
from dipdocs.importing.finding import Located
from dipdocs.importing.folding import Folded, words
from dipdocs.importing.heads import Head
from dipdocs.importing.numbers import find_dates
from dipdocs.importing.paths import drop, path_of, value_at
from dipdocs.importing.phrases import opening_in, sees_in
from dipdocs.importing.refining import refined
from dipdocs.importing.requests import requests_in
from dipdocs.importing.script import Origin
from dipdocs.importing.speaking import Spoken, requests_of, stretch
from dipdocs.markup.blocks import Paragraph as Written
from dipdocs.markup.inlines import Run
from dipdocs.model import Document, FileReader, parse_document
from dipdocs.model.gaps import parse_with_gaps

_ORGAN = re.compile(r"circulation\.organs\[(\d+)\]")
_OWN_LINES = (
    ("session_lines", ("session", "year"), ("session", "year")),
    ("agenda_lines", ("agenda",), ("agenda", "agenda.title")),
)
"""Fields of own lines, the kinds of lines that they hold, the rules that derive those."""
_ORGAN_LINES = ("session", "year", "agenda")
_RULES = ("session", "year", "agenda", "agenda.title")
_KEPT = frozenset({"kind", "language", "body", "annexes", "enclosures", "appendices"})
"""What is never taken out of the data: texts hang on it."""
_MOST_READINGS = 12
"""How many ways of reading a request are tried."""
_MOST_REFUSED = 20


class Prover:
    """Proves one draft and puts in its bodies."""

    def __init__(self, draft: Draft, head: Head, title: Located | None, face: Face) -> None:
        self.draft = draft
        self.data = draft.data
        self.head = head
        self.title = title
        self.face = face

    def run(self) -> None:
        """Override what comes out otherwise, then put in the bodies with their expressions."""
        self._prove()
        self._fill()

    # -- titles, headings, lines ---------------------------------------------------------------

    def _prove(self) -> None:
        composed = self._composed()
        if composed is None:
            if self.title is not None:
                self._keep_title(self.title)
            return
        said = paragraphs_of(composed)
        if self.title is not None and self.face == "circulated":
            found = self.title.text
            if words(found) != words(" ".join(texts(said, lambda p: p.role is Role.TITLE))):
                self._keep_title(self.title)
        self._lines(said)
        for path, found in self.draft.headings.items():
            derived = " ".join(
                texts(said, lambda p, path=path: p.role is Role.ANNEX_HEADING and p.field == path)
            )
            if words(found) != words(derived.rstrip("*")):
                value_at(self.data, path)["heading"] = found
        for path, found in self.draft.originals.items():
            where = f"{path}.original"
            derived = " ".join(texts(said, lambda p, where=where: p.field == where))
            if words(found) != words(derived):
                # Where the document's own language goes without saying, the note is text.
                value_at(self.data, path).pop("original", None)
                blocks = self.draft.bodies[f"{path}.body"]
                self.draft.bodies[f"{path}.body"] = (Written((Run(found),)), *blocks)
        for path, found in self.draft.titles.items():
            derived = " ".join(
                texts(said, lambda p, path=path: p.role is Role.ANNEX_TITLE and p.field == path)
            )
            if words(found) != words(derived):
                value_at(self.data, path)["title"] = found
                self.draft.origins[f"{path}.title"] = Origin(
                    self.draft.origins[f"{path}.date"].places, "text"
                )

    def _keep_title(self, located: Located) -> None:
        self.data["title"] = located.text
        self.draft.note("title", located.pieces, "text")

    def _lines(self, said: list[Paragraph]) -> None:
        """Lines of the title block that are not those found: they stand as they were."""
        organs = self.data.get("circulation", {}).get("organs", [])
        blocks = {block.organ: block for block in self.head.blocks}
        for number, entry in enumerate(organs):
            block = blocks.get(entry["organ"])
            if block is None or not block.lines:
                continue
            field = f"circulation.organs[{number}]"
            kinds = [kind for kind, _ in block.lines]
            if "agenda" in kinds and not {"session", "year"}.isdisjoint(
                kinds[kinds.index("agenda") :]
            ):
                found, derived = block.of(*_ORGAN_LINES), lines_of(said, field, *_RULES)
                if not stands_in(found, derived):
                    organs[number] = {"organ": entry["organ"], "lines": found}
                continue
            for name, own, rules in _OWN_LINES:
                found, derived = block.of(*own), lines_of(said, field, *rules)
                if not stands_in(found, derived):
                    entry[name] = found

    # -- bodies --------------------------------------------------------------------------------

    def _fill(self) -> None:
        document = self.document()
        written: dict[str, str] = {}
        for path, found in self.draft.bodies.items():
            blocks = refined(self.draft.pack, found)
            if document is not None:
                blocks = with_expressions(blocks, self._finder(path, document))
                document = self.document() or document
            written[path] = markdown_of(blocks)
        for path, text in written.items():
            value_at(self.data, path.rpartition(".")[0])["body"] = text

    def _finder(self, path: str, document: Document) -> Finder:
        own = path == "body"
        spoken = Spoken(self.draft, document, self.face, path)

        def find(text: Folded) -> Iterator[Found]:
            if own:
                yield from self._request(text, spoken)
                yield from self._opening(text, spoken)
                yield from self._dates(text, spoken)
            yield from self._sees(text, spoken)

        return find

    def _request(self, text: Folded, spoken: Spoken) -> Iterator[Found]:
        circulation = self.data.get("circulation")
        if circulation is None or spoken.asked:
            return
        for number, reading in enumerate(requests_in(self.draft.pack, text)):
            if number >= _MOST_READINGS:
                return
            found = text.original(reading.start, reading.end)
            for request in requests_of(reading):
                if request:
                    circulation["request"] = request
                else:
                    circulation.pop("request", None)
                document = self.document()
                if document is not None and spoken.of(document).says(
                    "request_for_circulation", found
                ):
                    spoken.asked = True
                    yield stretch(text, reading.start, reading.end, "request_for_circulation")
                    return
        circulation.pop("request", None)

    def _opening(self, text: Folded, spoken: Spoken) -> Iterator[Found]:
        if self.data["kind"] != "note-verbale":
            return
        opening = opening_in(self.draft.pack, text)
        if opening is None:
            return
        found = text.original(opening.start, opening.end)
        if spoken.says("opening", found):
            yield stretch(text, opening.start, opening.end, "opening")

    def _dates(self, text: Folded, spoken: Spoken) -> Iterator[Found]:
        for start, end, day in find_dates(self.draft.pack, text.fold):
            source = f'date("{day.isoformat()}")'
            if spoken.says(source, text.original(start, end)):
                yield stretch(text, start, end, source)

    def _sees(self, text: Folded, spoken: Spoken) -> Iterator[Found]:
        for start, end, kind, numbers in sees_in(self.draft.pack, text):
            source = f"see_{kind}({', '.join(map(str, numbers))})"
            found = text.original(start, end)
            if spoken.says(source, found):
                yield stretch(text, start, end, source)
            elif len(numbers) == 1 and spoken.says(f"see_{kind}()", found):
                yield stretch(text, start, end, f"see_{kind}()")

    # -- composing -----------------------------------------------------------------------------

    def document(self) -> Document | None:
        """The document as far as it is read, its bodies empty; fields it cannot have go."""
        for _ in range(_MOST_REFUSED):
            try:
                return parsed(self.data)
            except ValidationError as error:
                if not self._refused(error):
                    return None
        return None

    def _refused(self, error: ValidationError) -> bool:
        """Take out of the data what the model refuses, and say so."""
        path = path_of(self.data, error.errors()[0]["loc"])
        if not path or path[-1] in _KEPT or isinstance(path[-1], int):
            return False
        value = drop(self.data, path)
        self.draft.findings.append(
            Finding(
                "left out, because no such document can have it: " + error.errors()[0]["msg"],
                rule="import",
                severity="warning",
                field=".".join(str(step) for step in path),
                found=str(value),
            )
        )
        return True

    def _composed(self) -> Composition | None:
        document = self.document()
        if document is None:
            return None
        try:
            return compose(document, face=self.face)
        except DipdocsError as error:
            self.draft.findings += [
                Finding(finding.message, "import", "warning", field=finding.field)
                for finding in error.findings
            ]
            return None


def parsed(data: Mapping[str, Any], files: FileReader | None = None) -> Document:
    """The document of what was recognised, whether whole or not; pydantic's ValidationError."""
    parse = parse_with_gaps if gaps_of(data) else parse_document
    return parse(data, files)


def gaps_of(data: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields that a document of this kind needs and that were not found."""
    needed = ("title",) if data["kind"] == "declaration" else ("date", "from", "to")
    gaps = tuple(name for name in needed if not data.get(name))
    circulation = data.get("circulation")
    wanting = circulation is not None and not circulation.get("organs")
    return (*gaps, "circulation.organs") if wanting else gaps


# -- paths -----------------------------------------------------------------------------------------
