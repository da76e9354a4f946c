"""Nothing of a text is lost: what the data does not say again stands in the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from pydantic import ValidationError

from dipdocs.compose.document import compose
from dipdocs.errors import DipdocsError, Finding
from dipdocs.importing.drafts import Draft
from dipdocs.importing.proving import parsed
from dipdocs.importing.script import Passage, Script
from dipdocs.importing.signatures import as_signed
from dipdocs.importing.verifying import edges, rendered_lines
from dipdocs.importing.words import words
from dipdocs.readers.word import GuestText


class Pictures:
    """The images of a script, read as the files beside a letter are."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        self._pictures = pictures

    def read_text(self, path: str) -> str:
        """Refuse: a script has no texts beside it."""
        raise ValueError(f"there is no file {path!r}")

    def read_bytes(self, path: str) -> bytes:
        """The bytes of an image."""
        if path not in self._pictures:
            raise ValueError(f"there is no image {path!r}")
        return self._pictures[path]

    def read_guest(self, path: str, *, keep_widths: bool) -> GuestText:
        """Refuse: a script has no texts beside it."""
        raise ValueError(f"there is no file {path!r}")


def keep_all(draft: Draft, script: Script) -> None:
    """Put into the report each passage whose words the document, composed, does not all say."""
    said = _said(draft, script)
    for passage in (*draft.unplaced, *draft.repeated):
        said.update(words(passage.text))
    for passage in script.passages:
        for text in (passage.text, *passage.notes):
            needed = Counter(words(as_signed(draft.pack, text)))
            if all(said[word] >= count for word, count in needed.items()):
                said.subtract(needed)
            elif text is passage.text:
                draft.unplaced.append(passage)
            else:
                draft.unplaced.append(Passage(text, f"note to {passage.place}"))


def _said(draft: Draft, script: Script) -> Counter[str]:
    """The words of the document as it will be rendered."""
    try:
        document = parsed(draft.data, Pictures(script.pictures))
        composition = compose(document)
        said = Counter(word for text in edges(composition) for word in words(text))
        for line in rendered_lines(composition):
            said.update(words(as_signed(draft.pack, line.text)))
        return said
    except (DipdocsError, ValidationError) as error:
        draft.findings.append(
            Finding(
                "it cannot be written again as it stands", "import", "warning", found=str(error)
            )
        )
    # Not composed: the texts alone are sure to be kept.
    count: Counter[str] = Counter()
    waiting: list[object] = [draft.data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, str):
            count.update(words(value))
    return count
