"""The foot of page 1: job number, bar code, QR code, recycling mark; only what data ask for."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
import segno
from docx.document import Document as WordDocument
from PIL import Image
from pydantic import ValidationError

from dipdocs import compose, render
from dipdocs.compose.composition import Slot, plain
from dipdocs.model import parse_document
from dipdocs.writers.barcode import bars, picture

LETTER: dict[str, Any] = {
    "kind": "letter",
    "language": "en",
    "date": "2026-03-02",
    "from": {"office": "permanent-representative", "country": "KZ", "name": "Ann Example"},
    "to": ["secretary-general"],
    "body": "I have the honour to write.",
}
UN = ("un-new-york", "un-geneva")


def letter(language: str = "en", **circulation: object) -> Any:
    data = {
        "symbols": ["A/80/900", "S/2026/400"],
        "job_number": "26-09999",
        "processed": ["2026-03-04"],
        "organs": [{"organ": "general-assembly"}, {"organ": "security-council"}],
        **circulation,
    }
    data = {key: value for key, value in data.items() if value != []}
    return parse_document({**LETTER, "language": language, "circulation": data})


def foot(data: bytes) -> list[list[Any]]:
    """The drawings of the first page's foot, by cell: name, what is read aloud, bytes, ornament."""
    document: WordDocument = docx.Document(io.BytesIO(data))
    footer = document.sections[0].first_page_footer
    found = []
    for cell in footer.tables[0].rows[0].cells:
        drawings = []
        for drawing in cell._tc.xpath(".//w:drawing"):
            (shown,) = drawing.xpath(".//wp:docPr")
            (key,) = drawing.xpath(".//a:blip/@r:embed")
            blob = footer.part.related_parts[key].blob
            drawings.append((shown.get("descr"), blob, "decorative" in drawing.xml))
        found.append(drawings)
    return found


def matrix(png: bytes) -> list[list[int]]:
    """The modules of a QR code's picture: 1 for dark."""
    image = Image.open(io.BytesIO(png)).convert("L")
    step = 8
    return [
        [int(image.getpixel((x, y)) < 128) for x in range(step // 2, image.width, step)]
        for y in range(step // 2, image.height, step)
    ]


@pytest.mark.parametrize("layout", UN)
@pytest.mark.parametrize(
    ("asked", "symbols", "address"),
    [
        (True, ["A/80/900"], "https://docs.un.org/fr/A/80/900"),
        (True, ["A/80/6 (Sect. 24)/Corr.1"], "https://docs.un.org/fr/A/80/6%20(Sect.%2024)/Corr.1"),
        ("https://undocs.org/A/63/914", [], "https://undocs.org/A/63/914"),
    ],
)
def test_the_qr_code_leads_to_the_document(
    layout: str, asked: object, symbols: list[str], address: str
) -> None:
    data = render(letter("fr", qr_code=asked, symbols=symbols), layout=layout)
    _, mark, ((told, png, ornament),) = foot(data)
    assert mark == []
    assert told == f"Code QR : {address}"
    assert not ornament
    expected = [list(row) for row in segno.make_qr(address, error="m").matrix]
    assert matrix(png) == expected


@pytest.mark.parametrize("layout", UN)
def test_the_recycling_mark_stands_by_its_words(layout: str) -> None:
    words = {"en": "Please recycle", "fr": "Merci de recycler", "es": "Se ruega reciclar",
             "zh": "请回收", "ar": "الرجاء إعادة الاستعمال",
             "ru": "Просьба отправить на вторичную переработку"}  # fmt: skip
    for language, expected in words.items():
        data = render(letter(language, recycling_mark=True), layout=layout)
        document = docx.Document(io.BytesIO(data))
        cells = document.sections[0].first_page_footer.tables[0].rows[0].cells
        assert expected in cells[1].text
        _, ((told, _, ornament),), code = foot(data)
        assert (told, ornament, code) == ("", True, [])


@pytest.mark.parametrize("layout", UN)
def test_nothing_is_drawn_that_the_data_does_not_ask_for(layout: str) -> None:
    plain_letter = letter(job_number=[], processed=[])
    data = render(plain_letter, layout=layout)
    assert foot(data) == [[], [], []]
    document = docx.Document(io.BytesIO(data))
    assert not any(
        c.text.strip() for c in document.sections[0].first_page_footer.tables[0].rows[0].cells
    )
    html = render(plain_letter, layout=layout, format="html").decode()
    assert "data:image" not in html
    assert "<svg" not in html


@pytest.mark.parametrize("layout", UN)
def test_a_page_shows_them_too(layout: str) -> None:
    html = render(letter(qr_code=True, recycling_mark=True), layout=layout, format="html").decode()
    address = "https://docs.un.org/en/A/80/900"
    assert re.search(
        rf'<a href="{address}"><img class="\w+" src="data:image/png;[^"]+"'
        rf' alt="QR code: {address}">',
        html,
    )
    assert re.search(r'Please recycle <img class="\w+" src="data:image/png;[^"]+" alt="">', html)
    assert "barcode" in html


def test_the_text_tells_them() -> None:
    text = render(letter(qr_code=True, recycling_mark=True), format="txt").decode()
    assert "\nQR code: https://docs.un.org/en/A/80/900\nPlease recycle\n" in text


def test_a_letter_as_sent_has_none() -> None:
    asked = letter(qr_code=True, recycling_mark=True)
    assert not {Slot.QR_CODE, Slot.RECYCLING_MARK} & set(compose(asked, face="letterhead").slots)


@pytest.mark.parametrize(
    "value",
    [
        "undocs.org/A/63/914",
        "https://undocs.org/A 63",
        "javascript:alert(1)",
        "https://a.org/" + "x" * 400,
        7,
    ],
)
def test_what_a_code_cannot_lead_to_is_refused(value: object) -> None:
    with pytest.raises(ValidationError, match="a QR code can lead to"):
        letter(qr_code=value)


def test_a_code_without_symbol_needs_an_address() -> None:
    with pytest.raises(ValidationError, match="by its symbol"):
        letter(qr_code=True, symbols=[])


def test_the_same_letter_gives_the_same_bytes() -> None:
    asked = letter(qr_code=True, recycling_mark=True)
    assert render(asked) == render(asked)


def test_the_release_line_and_the_bars() -> None:
    """un-format.md §9: four spaces, days as ddmmyy; bars of the figures between asterisks."""
    data = render(letter(processed=["2026-03-04", "2026-03-09"]))
    document = docx.Document(io.BytesIO(data))
    cell = document.sections[0].first_page_footer.tables[0].cell(0, 0)
    assert cell.paragraphs[0].text == "26-09999 (E)    040326    090326"
    ((told, png, _),), *_ = foot(data)
    assert told == "2609999"
    assert decoded(png) == "*2609999*"
    slots = compose(letter()).slots
    assert plain(slots[Slot.BARCODE][0]) == "*2609999*"


CODE_39 = {
    "nnnwwnwnn": "0", "wnnwnnnnw": "1", "nnwwnnnnw": "2", "wnwwnnnnn": "3", "nnnwwnnnw": "4",
    "wnnwwnnnn": "5", "nnwwwnnnn": "6", "nnnwnnwnw": "7", "wnnwnnwnn": "8", "nnwwnnwnn": "9",
    "nwnnwnwnn": "*",
}  # fmt: skip
"""The signs of ISO/IEC 16388, bars and gaps by turns, as published."""


def decoded(png: bytes) -> str:
    """What a scanner reads along the middle of the picture."""
    image = Image.open(io.BytesIO(png)).convert("L")
    row = [image.getpixel((x, image.height // 2)) < 128 for x in range(image.width)]
    widths, start = [], row.index(True)
    for x in range(start + 1, len(row) + 1):
        if x == len(row) or row[x] != row[x - 1]:
            widths.append(x - start)
            start = x
    narrow = min(widths)
    marks = "".join("w" if width > 2 * narrow else "n" for width in widths)
    return "".join(CODE_39[marks[at : at + 9]] for at in range(0, len(marks), 10))


def test_what_is_no_figure_has_no_bars() -> None:
    assert bars("*26A*") == ([], 0)
    assert picture("*26A*") == b""


@pytest.mark.parametrize("version", ["Office2007", "Microsoft365"])
@pytest.mark.parametrize("layout", UN)
def test_the_sdk_finds_no_error(
    layout: str, version: str, validate: Callable[[Path, str], list[str]], tmp_path: Path
) -> None:
    path = tmp_path / "foot.docx"
    render(letter("ar", qr_code=True, recycling_mark=True), path, layout=layout)
    assert validate(path, version) == []
