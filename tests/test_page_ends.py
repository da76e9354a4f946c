"""Where pages end: no signature, no row of signatures and no heading stands alone (LibreOffice)."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from dipdocs import render
from dipdocs.model import parse_document
from dipdocs.writers.pdf import convert
from tests.conftest import lacking

SIGNED = ("Alpha", "Bravo", "Charlie", "Delta")
FILLERS = {"un-new-york": range(8, 20), "un-geneva": range(12, 24), "letterhead": range(5, 13)}
"""Paragraphs before the end, so that in some of these documents the page ends in the signatures."""


def letter(paragraphs: int, layout: str) -> Any:
    senders = [
        {"office": "permanent-representative", "country": country, "name": f"Ann {name}",
         "position": ["Ambassador", "Permanent Representative"]}
        for country, name in zip(("AM", "BY", "KZ", "KG"), SIGNED, strict=True)
    ]  # fmt: skip
    filler = "\n\n".join(f"Filler {number}." for number in range(paragraphs))
    data: dict[str, Any] = {
        "kind": "letter", "language": "en", "date": "2026-03-02", "from": senders,
        "to": ["secretary-general"],
        "body": f"I have the honour to write.\n\n{filler}\n\n# Heading\n\nLast words.",
    }  # fmt: skip
    if layout != "letterhead":
        data["circulation"] = {"organs": [{"organ": "security-council"}]}
    return parse_document(data)


@pytest.mark.parametrize("layout", FILLERS)
def test_signatures_and_headings_do_not_stand_alone(layout: str, tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        lacking("LibreOffice (soffice) is not installed")
    paths = []
    for paragraphs in FILLERS[layout]:
        paths.append(tmp_path / f"{paragraphs}.docx")
        render(letter(paragraphs, layout), paths[-1], layout=layout)
    convert(paths, tmp_path)
    ends = set()
    for path in paths:
        pages = subprocess.run(
            ["pdftotext", "-layout", str(path.with_suffix(".pdf")), "-"],
            capture_output=True, text=True, check=True,
        ).stdout.split("\f")  # fmt: skip
        words = ("Heading", "Last words", *(f"Ann {name}" for name in SIGNED))
        on = {word: [n for n, page in enumerate(pages) if word in page] for word in words}
        if layout == "letterhead":
            on["Last words"] = on["Last words"][:1]
            # the close stands between: the names are never on a page without it
            (close,) = (n for n, page in enumerate(pages) if "Please accept" in page)
            on["close"] = [close]
            assert on["Heading"] == on["Last words"]
            together = [on["close"], *(on[f"Ann {name}"] for name in SIGNED)]
        else:
            together = list(on.values())
        assert all(place == together[0] for place in together), (path.stem, on)
        ends.add(tuple(together[0]))
    # the lengths were chosen well: the end stands on one page in some, on the next in others
    assert len(ends) > 1, ends
