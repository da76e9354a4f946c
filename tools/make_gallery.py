"""Writes docs/gallery.md and its pictures: one page of each example, through LibreOffice.

Run after a change to an example or a layout: `python tools/make_gallery.py [NAME …]` (the names
are folders of examples/; none means all). Needs `soffice`, `pdftoppm` and Pillow.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from dipdocs import load, render

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
PAGE = ROOT / "docs" / "gallery.md"
IMAGES = ROOT / "docs" / "images"
DOTS_PER_INCH = 75
GREYS = 8
LARGEST = 40_000
"""Bytes of a picture, at most."""


class Entry(NamedTuple):
    """An example: its folder, the language and page shown, what there is to see, its layout."""

    name: str
    language: str
    page: int
    title: str
    shows: str
    layout: str | None = None

    @property
    def source(self) -> Path:
        """The example's one document."""
        (source,) = (EXAMPLES / self.name).glob("*.yaml")
        return source

    @property
    def picture(self) -> Path:
        """Where its picture stands."""
        return IMAGES / f"gallery-{self.name}.png"


ENTRIES = [
    Entry("moscow-declaration-2009", "fr", 1, "A letter that transmits a declaration",
          "For two organs side by side, with agenda item and two languages of the original. The "
          "annex has its heading, title, text, place and date."),
    Entry("identical-letters", "es", 3, "Identical letters, reissued",
          "To two addressees; the annex is itself a letter, with an enclosure and two appendices. "
          "Asterisk note, job number, quotation, a) and i)."),
    Entry("letter-of-four-states", "ru", 2, "A letter of four States",
          "Four senders, who write as *we*, in the order of the alphabet; two addressees, two "
          "agenda items, bullets. The joint statement is signed for each State, in columns."),
    Entry("school-weather-stations", "en", 3, "A letter with a long report",
          "Three levels of headings, paragraphs numbered across them, tables with merged cells and "
          "notes, a figure, footnotes, a link. A wide annex; an annex that is one image."),
    Entry("school-weather-stations-addendum", "en", 2, "An addendum",
          "`/Add.1` in the symbol prints the word; a chargé d'affaires signs. The annex is a table "
          "alone, circulated in the language of submission only."),
    Entry("secretary-general-letter", "en", 2, "The Secretary-General to a President",
          "To the President of the Security Council, asking for the attention of the members. "
          "Terms of reference under I., A. and 1."),
    Entry("president-reply", "fr", 1, "The President's reply",
          "The shortest form: one paragraph, no annex. In French the office stands over the "
          "signature and agrees with the person."),
    Entry("note-verbale", "ar", 1, "A note verbale, circulated",
          "In the third person and unsigned; opening and request follow from the data. Arabic "
          "runs from right to left, its masthead too."),
    Entry("communique", "fr", 1, "A communiqué standing alone",
          "Title, preamble, operative paragraphs, place and date, signatures for three States. "
          "Limited distribution; also in Chinese."),
    Entry("coastal-cooperation", "en", 2, "Two languages in one file",
          "A letter with two annexes, rendered in English and in French; the programme has three "
          "levels of headings and a note on its original."),
    Entry("tide-gauges", "fr", 2, "An annex that arrived as Word",
          "The conference's own .docx, taken as it is: its headings, automatic numbers, notes, "
          "link, table and image in UN form; the part from one heading to another."),
    Entry("six-languages", "zh", 1, "The six official languages",
          "One letter in Arabic, Chinese, English, French, Russian and Spanish from one file."),
    Entry("letterhead-letter", "fr", 1, "A letter as sent",
          "On letterhead in two languages, with device, reference number, subject, salutation and "
          "courtesy close. The addressee stands at the foot of the first page."),
    Entry("note-verbale-letterhead", "es", 1, "A note verbale as sent",
          "Opening and closing formula, room for initials and seal over place and date."),
    Entry("geneva-note", "en", 1, "A document of Geneva",
          "The layout `un-geneva`: A4, the masthead and styles of the office in Geneva.",
          "un-geneva"),
]  # fmt: skip


def page() -> str:
    """The gallery as it should be."""
    out = [
        "# Gallery",
        "",
        "Made by `tools/make_gallery.py`; persons, texts and numbers are invented, save the first. "
        "Each picture",
        "is one page as LibreOffice prints it; the emblem's place is left free.",
    ]
    for entry in shown():
        source = entry.source.relative_to(ROOT)
        layout = f" --layout {entry.layout}" if entry.layout else ""
        several = " --language all -o out/" if len(load(entry.source).languages) > 1 else ""
        out += [
            "",
            f"## {entry.title}",
            "",
            entry.shows,
            "",
            "```sh",
            f"dipdocs render {source}{layout}{several}",
            "```",
            "",
            f'<img src="images/{entry.picture.name}" width="420"',
            f'alt="Page {entry.page} of {entry.name} ({entry.language})">',
        ]
    return "\n".join(out) + "\n"


def shown() -> list[Entry]:
    """The entries whose example is there."""
    return [entry for entry in ENTRIES if (EXAMPLES / entry.name).is_dir()]


def draw(entry: Entry, folder: Path) -> None:
    """Render the example and keep a picture of its page."""
    from PIL import Image

    document = folder / f"{entry.name}.docx"
    render(load(entry.source), document, language=entry.language, layout=entry.layout)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*convert, str(document)], check=True, capture_output=True, timeout=180)
    number = str(entry.page)
    pages = ["-f", number, "-l", number, "-r", str(DOTS_PER_INCH), "-gray", "-singlefile", "-png"]
    drawn = folder / entry.name
    subprocess.run(["pdftoppm", *pages, str(document.with_suffix(".pdf")), str(drawn)], check=True)
    with Image.open(f"{drawn}.png") as image:
        greys = image.convert("L").quantize(GREYS)
    greys.save(entry.picture, optimize=True)
    size = entry.picture.stat().st_size
    print(f"{entry.picture.relative_to(ROOT)}: {size} bytes")
    if size > LARGEST:
        raise SystemExit(f"{entry.picture.name} is larger than {LARGEST} bytes")


def main(names: list[str]) -> None:
    """Draw the examples of these names, or all, and write the page."""
    for tool in ("soffice", "pdftoppm"):
        if shutil.which(tool) is None:
            raise SystemExit(f"{tool} is not installed")
    with tempfile.TemporaryDirectory() as folder:
        for entry in shown():
            if not names or entry.name in names:
                draw(entry, Path(folder))
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
