"""Rules of practice on real documents: they find nothing false."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from dipdocs import check
from dipdocs.model import parse_document

CASES = Path(__file__).parent / "data" / "cases-open.jsonl"
OF_THE_EXCERPT = {"agenda-item-title", "note-without-opening", "annex-not-referred-to"}
"""True of the cases: they have no titles of items and no texts."""
TRUE = {
    ("ar-06", "salutation-in-body"),  # a letter as sent, its salutation copied with it
    ("ar-06", "house-spelling"),  # مجلس الامن, without hamza
    ("en-08", "joined-symbols"),  # A/67/742-S/2013/95
    ("en-08", "double-space"),
    ("es-04", "double-space"),  # spaced letters of a letterhead
    ("fr-02", "official-state-name"),  # la Russie: in the declaration, here given as the letter's
    ("fr-08", "date-form"),  # 6 Avril
    ("fr-08", "house-spelling"),  # Secrétaire Général
    ("fr-50", "official-state-name"),  # la Russie
    ("ru-04", "close-in-body"),  # a model note, its closing formula copied with it
    ("zh-62", "official-state-name"),  # 俄罗斯
}
"""What is found in a real text and is so."""


def merged(one: Any, other: Any) -> Any:
    if isinstance(one, dict) and isinstance(other, dict):
        return one | {key: merged(one.get(key), value) for key, value in other.items()}
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [merged(*pair) for pair in zip(one, other, strict=True)]
    return other


def cases() -> list[Any]:
    rows = (json.loads(line) for line in CASES.read_text("utf-8").splitlines())
    return [pytest.param(row, id=row["id"]) for row in rows if "fill" in row]


@pytest.mark.parametrize("case", cases())
def test_data_of_a_real_document_breaks_no_rule(case: Any) -> None:
    data = merged(case["doc"], case["fill"])
    found = {finding.rule for finding in check(parse_document(data))}
    assert found - OF_THE_EXCERPT == set()


def test_real_texts_break_no_rule_but_where_they_do(reference: Path) -> None:
    found = set()
    for path in sorted((reference / "documents").glob("*-*.txt")):
        text, year = body(path.read_text("utf-8"))
        annexed = [{"body": "…"}] if "nnex" in text or "риложени" in text else []
        data = {
            "kind": "letter",
            "language": path.name[:2],
            "date": f"{year}-03-02",
            "from": {"office": "permanent-representative", "country": "NP", "name": "Ann Example"},
            "to": ["secretary-general"],
            "circulation": {"organs": [{"organ": "general-assembly"}]},
            "body": text,
            "annexes": annexed,
            # How many annexes there were is not in the text.
            "silence": ["number-of-annexes", "annex-not-referred-to"],
        }
        found |= {(path.stem, finding.rule) for finding in check(parse_document(data))}
    assert found == TRUE


def body(text: str) -> tuple[str, int]:
    """A copied text as Markdown in which nothing is a list, and the year it first names."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and line[0] != "#"]
    lines = [re.sub(r"^(?=[-*+>#|]|\d+[.)])", r"\\", line) for line in lines]
    plain = "\n\n".join(lines).replace("{", "(").replace("}", ")").replace("`", "'")
    year = re.search(r"\b(19[5-9]\d|20[012]\d)\b", plain)
    return plain, int(year[1]) if year else 2015
