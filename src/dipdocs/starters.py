"""Starters: commented documents to fill in (`templates/starters/<kind>.<language>.yaml`)."""

from __future__ import annotations

from dipdocs.errors import Finding, InputError
from dipdocs.resources import templates


def starter(kind: str, language: str) -> str:
    """The starter of a kind in a language; InputError lists the languages there are."""
    folder = templates() / "starters"
    file = folder / f"{kind}.{language}.yaml"
    if not file.is_file():
        known = sorted(path.name.split(".")[1] for path in folder.glob(f"{kind}.*.yaml"))
        raise InputError(
            Finding(
                f"there is no starter for a {kind} in the language {language!r}",
                rule="language",
                found=language,
                expected=", ".join(known),
            )
        )
    return file.read_text(encoding="utf-8")
