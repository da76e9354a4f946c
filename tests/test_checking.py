"""Rules of practice: each with a document that breaks it and one that keeps it."""

from __future__ import annotations

from typing import Any

import pytest

from dipdocs import check
from dipdocs.model import parse_document

LETTER: dict[str, Any] = {
    "kind": "letter",
    "language": "en",
    "date": "2009-07-06",
    "from": {"office": "permanent-representative", "country": "RU", "name": "Ann Example"},
    "to": ["secretary-general"],
    "circulation": {"organs": [{"organ": "general-assembly"}, {"organ": "security-council"}]},
    "body": "Text.",
}
ORGANS = LETTER["circulation"]["organs"]


def senders(*countries: str) -> dict[str, Any]:
    return {"from": [{"office": "permanent-representative", "country": code} for code in countries]}


def circulation(**more: Any) -> dict[str, Any]:
    return {"circulation": {"organs": ORGANS, **more}}


CASES = [
    (
        "release-before-date",
        circulation(release_date="2009-07-05"),
        circulation(release_date="2009-07-06"),
    ),
    (
        "done-after-date",
        {"body": "See annex.", "annexes": [{"body": "a", "done": {"date": "2009-07-07"}}]},
        {"body": "See annex.", "annexes": [{"body": "a", "done": {"date": "2009-07-06"}}]},
    ),
    ("states-in-order", senders("RU", "CN"), senders("CN", "RU", "TJ", "UZ")),
    (
        "states-in-order",
        {"language": "fr"} | senders("TJ", "UZ"),
        {"language": "fr"} | senders("CN", "RU", "UZ", "TJ"),
    ),
    (
        "symbols-of-organs",
        circulation(symbols="A/63/1"),
        circulation(symbols=["A/63/1", "S/2009/1"]),
    ),
    (
        "symbols-of-organs",
        circulation(symbols=["S/2009/1", "A/63/1"]),
        {"circulation": {"organs": {"organ": "human-rights-council"}, "symbols": "A/HRC/12/1"}},
    ),
    ("characters", {"body": "ก"}, {"body": "Ω я 中 ع – “”"}),
    ("silence", {"silence": ["caracters"]}, {"silence": ["characters"]}),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "broken", "kept"), CASES)
def test_a_rule_speaks_and_keeps_silent(
    rule: str, broken: dict[str, Any], kept: dict[str, Any]
) -> None:
    findings = check(parse_document({**LETTER, **broken}))
    assert {finding.rule for finding in findings} == {rule}
    assert check(parse_document({**LETTER, **kept})) == []
    if rule != "silence":
        assert check(parse_document({**LETTER, **broken, "silence": [rule]})) == []
