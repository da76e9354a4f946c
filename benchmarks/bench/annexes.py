"""Long annexes: plain paragraphs, and all that a report may hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from bench.letters import write_long

_SENTENCE = (
    "The participants noted the progress made since their previous meeting and agreed to continue "
    "their consultations in the spirit of the Charter of the United Nations"
)


def letter_with(file: str) -> dict[str, Any]:
    """The data of a letter whose annex is a file beside it."""
    return {
        "kind": "letter",
        "language": "en",
        "date": "2026-03-02",
        "from": {"office": "permanent-representative", "country": "NP", "name": "Ann Example"},
        "to": ["secretary-general"],
        "circulation": {"organs": [{"organ": "general-assembly"}]},
        "body": "I have the honour to transmit herewith a report (see annex).",
        "annexes": [{"title": "Report", "body": {"file": file}}],
    }


def write_report(paragraphs: int, number: int, folder: Path) -> Path:
    """A letter whose annex is a report of so many paragraphs, a third of them numbered.

    With sub-items; a table for every fifty, a footnote for every twenty, a heading for every
    hundred. `number` stands in every paragraph, so that no two reports share one.
    """
    folder.mkdir()
    (folder / "report.md").write_text(_report(paragraphs, number), encoding="utf-8")
    path = folder / "letter.yaml"
    path.write_text(yaml.safe_dump(letter_with("report.md")), encoding="utf-8")
    return path


def _report(paragraphs: int, letter: int) -> str:
    out: list[str] = []
    notes: list[str] = []
    for number in range(1, paragraphs + 1):
        called = ""
        if number % 20 == 0:
            notes.append(f"[^{number}]: See A/{letter}/{number}, para. *{number}*.")
            called = f"[^{number}]"
        if number % 100 == 1:
            out.append(f"{'#' * (1 + number // 100 % 3)} {'ABC'[number // 100 % 3]}. Part {number}")
        told = f"{_SENTENCE}, as stated in *paragraph {number}* of report {letter}"
        if number % 3:
            out.append(f"{told}.{called}")
        else:
            out.append(f"{number}. {told}:{called}\n   (a) First;\n   (b) **Second**.")
        if number % 50 == 0:
            out.append(f"Table: Contributions in the period {letter}/{number}\n\n{_table()}")
    return "\n\n".join(out + notes)


def _table() -> str:
    """A table of six rows with merged head and a note."""
    rows = ["| State | 2024 | < |", "| ^ | Pledged | Paid |", "|---|---:|---:|"]
    rows += [f"| State {number}^a^ | {number} 250.5 | 1 000.0 |" for number in range(1, 6)]
    return "\n".join([*rows, "| **Total** | **15 000.0** | **5 000.0** |", "", "^a^ Estimate."])


TEXTS = {"plain text": write_long, "report": write_report}
"""By name: writes a letter whose annex has so many paragraphs, and gives its path."""
