"""Whatever a user can write comes out complete and in order, or is refused with a reason."""

from __future__ import annotations

import io

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from dipdocs import render
from dipdocs.markup import to_markdown
from dipdocs.markup.blocks import Paragraph
from dipdocs.markup.inlines import Run
from dipdocs.model import Document, parse_document

PLAIN = {
    "kind": "letter",
    "language": "en",
    "date": "2026-03-02",
    "from": {"office": "permanent-representative", "country": "NP", "name": "Ann Example"},
    "to": ["secretary-general"],
    "circulation": {"organs": [{"organ": "general-assembly"}]},
    "body": "…",
}
PRINTABLE = st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff\u2028\u2029"
)


def written(document: Document) -> str:
    opened = docx.Document(io.BytesIO(render(document, typography=False)))
    return "\n".join(paragraph.text for paragraph in opened.paragraphs)


@settings(max_examples=150)
@given(st.text(PRINTABLE, min_size=1).map(str.strip).filter(bool))
def test_any_text_of_a_title_comes_out(text: str) -> None:
    assert text in written(parse_document({**PLAIN, "title": text}))


@settings(max_examples=150)
@given(st.lists(st.text(PRINTABLE, min_size=1).filter(lambda t: t == " ".join(t.split()) and t),
                min_size=1, max_size=4))  # fmt: skip
def test_any_text_of_a_body_comes_out_in_order(texts: list[str]) -> None:
    markdown = to_markdown([Paragraph((Run(text),)) for text in texts])
    out = written(parse_document({**PLAIN, "body": markdown}))
    place = 0
    for text in texts:
        found = out.find(text, place)
        assert found >= 0, (text, out)
        place = found + len(text)


@given(st.sampled_from([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF]))
def test_control_characters_are_refused_by_name(code: int) -> None:
    for field in ("title", "body"):
        with pytest.raises(ValidationError, match=f"U\\+{code:04X}"):
            parse_document({**PLAIN, field: f"a{chr(code)}b"})
