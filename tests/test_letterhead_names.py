"""Names of a letterhead in the mission's own language say which language that is."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from dipdocs import render
from dipdocs.model import Document, parse_document

NEPALI = "नेपालको स्थायी नियोग"
ARABIC = "البعثة الدائمة لمصر"
ENGLISH = "Permanent Mission of Egypt"


def letter(name: Any, language: str = "en") -> Document:
    return parse_document(
        {
            "kind": "letter",
            "language": language,
            "date": "2026-03-02",
            "from": {"office": "permanent-representative", "country": "EG", "name": "Ann Example"},
            "to": ["secretary-general"],
            "letterhead": {"name": name},
            "body": "…",
        }
    )


def run_of(document: Document, text: str) -> str:
    """The properties of the run that holds a text, in whatever part it stands."""
    with zipfile.ZipFile(BytesIO(render(document))) as package:
        for name in package.namelist():
            xml = package.read(name).decode("utf-8", "replace") if name.endswith(".xml") else ""
            for properties, said in re.findall(r"<w:r>(<w:rPr>.*?</w:rPr>)?<w:t[^>]*>([^<]*)", xml):
                if text in said and name.startswith("word/header"):
                    return str(properties)
    raise AssertionError(f"no run holds {text}")


def test_a_name_in_any_language_carries_it() -> None:
    properties = run_of(letter({"ne": NEPALI, "en": ENGLISH}), NEPALI)
    assert '<w:lang w:val="ne" w:eastAsia="ne" w:bidi="ne"/>' in properties
    assert "<w:rtl/>" not in properties
    assert 'w:lang w:val="ne"' not in run_of(letter({"ne": NEPALI, "en": ENGLISH}), ENGLISH)


def test_an_arabic_name_runs_from_right_to_left() -> None:
    properties = run_of(letter({"ar": ARABIC, "en": ENGLISH}), ARABIC)
    assert "<w:rtl/>" in properties
    assert 'w:bidi="ar"' in properties


def test_a_latin_name_over_an_arabic_letter() -> None:
    properties = run_of(letter({"ar": ARABIC, "en": ENGLISH}, "ar"), ENGLISH)
    assert 'w:val="en"' in properties
    assert "<w:rtl/>" not in properties


def test_on_a_page() -> None:
    page = render(letter({"ar": ARABIC, "ne": NEPALI, "en": ENGLISH}), format="html").decode()
    assert f'<span lang="ar" dir="rtl">{ARABIC}</span>' in page
    assert f'<span lang="ne" dir="ltr">{NEPALI}</span>' in page
    assert f'lang="en" dir="ltr">{ENGLISH}' not in page


@pytest.mark.parametrize("code", ["english", "EN", "e", "pt_BR"])
def test_what_is_no_code_of_a_language(code: str) -> None:
    with pytest.raises(ValueError, match="no code of a language"):
        letter({code: ENGLISH})


def test_word_takes_it(tmp_path: Path, validate: Callable[[Path, str], list[str]]) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(render(letter({"ar": ARABIC, "ne": NEPALI, "pt-BR": "Missão", "en": ENGLISH})))
    assert validate(path, "Microsoft365") == []
