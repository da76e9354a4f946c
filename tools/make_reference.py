"""Writes docs/identifiers.md: the identifiers and words of choice, from the code and the packs.

Run after a change to `model/terms.py` or to a pack: `python tools/make_reference.py`.
"""

from __future__ import annotations

from pathlib import Path

from dipdocs.checking import RULES, RULES_OF_THE_FINISHED_TEXT, name
from dipdocs.language import available, load
from dipdocs.model import terms

TARGET = Path(__file__).resolve().parents[1] / "docs" / "identifiers.md"


def reference() -> str:
    """The page as it should be."""
    rules = [*RULES, *RULES_OF_THE_FINISHED_TEXT]
    return "\n".join(
        [
            "# Identifiers",
            "",
            "Made by `tools/make_reference.py` from the code and the language packs.",
            "",
            "## Offices of a State (`office`, with `country`)",
            "",
            *bullets(terms.STATE_OFFICES),
            "",
            "## Offices of the United Nations (`office`, or alone)",
            "",
            *bullets(terms.ORGANIZATION_OFFICES),
            "",
            "## Organs (`organ`)",
            "",
            *bullets(terms.ORGANS),
            "",
            "## Words of choice (`request: {words: […]}`)",
            "",
            "A file in several languages may name words of each; every language takes its own.",
            "",
            "| language | words |",
            "|---|---|",
            *(f"| {code} | {', '.join(words(code))} |" for code in available()),
            "",
            "## Rules of practice (`check`, `silence`)",
            "",
            "| rule | what it says |",
            "|---|---|",
            *(f"| `{name(rule)}` | {(rule.__doc__ or '').strip()} |" for rule in rules),
            "",
        ]
    )


def bullets(names: tuple[str, ...]) -> list[str]:
    return [f"- `{name}`" for name in names]


def words(code: str) -> list[str]:
    return [f"`{word}`" for word in load(code).words]


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf-8")
