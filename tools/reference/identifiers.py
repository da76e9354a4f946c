"""docs/identifiers.md: the identifiers and words of choice, from the code and the packs."""

from __future__ import annotations

from dipdocs.language import available, load
from dipdocs.model import terms
from reference.markdown import MADE, bullets, table


def page() -> str:
    """The page as it should be."""
    words = ((code, ", ".join(f"`{word}`" for word in load(code).words)) for code in available())
    return "\n".join(
        [
            "# Identifiers",
            "",
            MADE.format("the code and the language packs"),
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
            *table(("language", "words"), words),
            "",
            "The names of rules, for `silence`, are in [rules.md](rules.md).",
            "",
        ]
    )
