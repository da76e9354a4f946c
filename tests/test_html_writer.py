"""Pages: all of the text, nothing that a browser would run or fetch, figures of the layout."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from dipdocs import InputError, compose, load, loads, render
from dipdocs.compose.composition import paragraphs, plain
from dipdocs.layout import load as load_layout
from dipdocs.layout.length import Length
from dipdocs.layout.properties import Indent, ParagraphProperties, TabStop
from dipdocs.writers.html.escape import address
from dipdocs.writers.html.leading import Leading, leading
from dipdocs.writers.html.styles import Styles
from tests.conftest import DOCUMENTS, EXAMPLES
from tests.words import between_notes, words

CASES = [
    pytest.param(source, language, layout, id=f"{source.parent.name}-{language}-{layout}")
    for source in DOCUMENTS
    for language in load(source).languages
    for layout in (None, "un-geneva", "letterhead")
]
_VOID = frozenset(("meta", "link", "br", "hr", "img", "col"))
LETTER = """
kind: letter
language: en
date: 2026-03-02
from: {office: permanent-representative, country: NP, name: Maya Essai}
to: [secretary-general]
circulation: {organs: [{organ: general-assembly}]}
"""


class Page(HTMLParser):
    """Text, elements and addresses of a page; it must be well nested."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), (tag, attrs)
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)
        if tag in ("br", "p", "li", "td", "th"):
            self.text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text.append(data)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def page(source: Path | str, language: str | None = None, layout: str | None = None) -> str:
    document = loads(source) if isinstance(source, str) else load(source)
    return render(document, format="html", language=language, layout=layout).decode()


@pytest.mark.parametrize(("source", "language", "layout"), CASES)
def test_a_page_holds_all_of_the_text_in_order(
    source: Path, language: str, layout: str | None
) -> None:
    html = page(source, language, layout)
    assert page(source, language, layout) == html
    text = words("".join(Page(html).text))
    document = load(source)
    form = load_layout(layout) if layout else None
    composition = compose(document, language, face=form.face if form else None)
    place = 0
    for block in composition.blocks():
        for row in paragraphs(block):
            # word by word: a footnote's mark may stand between two, or within one
            for piece in between_notes(row.inlines):
                for word in words(plain(piece)).split():
                    place = text.find(word, place)
                    assert place >= 0, (word, plain(row.inlines))
                    place += len(word)


@pytest.mark.parametrize(("source", "language", "layout"), CASES)
def test_a_page_fetches_nothing_and_its_links_lead_somewhere(
    source: Path, language: str, layout: str | None
) -> None:
    html = page(source, language, layout)
    told = Page(html)
    assert "script" not in dict(told.elements)
    assert "url(" not in html
    assert "@import" not in html
    assert all((image["src"] or "").startswith("data:image/") for image in told.of("img"))
    assert all(image["alt"] is not None for image in told.of("img"))
    ids = [attributes["id"] for _, attributes in told.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for link in told.of("a"):
        target = link["href"] or ""
        assert target.startswith(("http://", "https://", "mailto:")) or target[1:] in ids
    for _, attributes in told.elements:
        named = attributes.get("aria-labelledby")
        assert named is None or named in ids
        assert not any(name.startswith("on") for name in attributes)


def test_what_a_user_writes_stays_text() -> None:
    evil = "</style><script>alert(1)</script><img src=x onerror=alert(1)>"
    letter = f"""{LETTER.replace("Maya Essai", evil)}
title: '{evil} " & &amp;'
body: |
  {evil} [a](javascript:alert(1)) [b](JAVASCRIPT:alert(1)) [c](data:text/html,x) [d](//x.org)
  [e](https://x.org/?a=1&b="2") [f](mailto:a@b.org) [g](file:///etc/passwd)
annexes:
  - title: '{evil}'
    body: x
"""
    letter = letter.replace("organs:", 'symbols: "A/80/1</style><script>", organs:')
    html = page(letter)
    told = Page(html)
    assert told.of("script") == []
    assert told.of("img") == []
    assert html.count("</style>") == 1
    targets = [link["href"] for link in told.of("a")]
    assert targets == ["https://x.org/?a=1&b=%222%22", "mailto:a@b.org"]
    assert evil in "".join(told.text)


@pytest.mark.parametrize(
    "target",
    [
        "javascript:x",
        " javascript:x",
        "java\tscript:x",
        "vbscript:x",
        "data:x",
        "/x",
        "x",
        "http:\n//x",
    ],
)
def test_only_addresses_of_pages_and_mail_are_links(target: str) -> None:
    assert address(target) is None


@pytest.mark.parametrize("format", ["html", "txt"])
def test_a_word_template_is_refused_where_it_would_do_nothing(format: str, tmp_path: Path) -> None:
    template = tmp_path / "my.docx"
    template.write_bytes(load_layout("un-new-york").template("fr"))
    letter = load(EXAMPLES / "moscow-declaration-2009" / "letter.yaml")
    assert render(letter, template=template)
    with pytest.raises(InputError, match="shapes Word documents"):
        render(letter, format=format, template=template)


def test_language_and_direction_are_told() -> None:
    six = EXAMPLES / "six-languages" / "letter.yaml"
    for language, tag, direction in (
        ("ar", "ar-EG", "rtl"),
        ("zh", "zh-CN", "ltr"),
        ("ru", "ru-RU", "ltr"),
    ):
        (root,) = Page(page(six, language)).of("html")
        assert (root["lang"], root["dir"]) == (tag, direction)
    english = [p for p in Page(page(six, "ar")).of("p") if p.get("dir") == "ltr"]
    assert english
    assert all(p["lang"] == "en" for p in english)


def test_headings_form_an_outline_without_gaps() -> None:
    html = page(EXAMPLES / "school-weather-stations" / "letter.yaml")
    levels = [int(tag[1]) for tag, _ in Page(html).elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert max(levels) == 4
    sent = page(EXAMPLES / "letterhead-letter" / "letter.yaml")
    assert '<h1 class="unseen">' in sent, "a letter as sent shows no title"


def test_lists_are_lists_with_their_labels_as_written() -> None:
    body = """body: |
  11. Eleven:

      (a) One;

          More of one.

      (b) Two:

          (i) Deep.

  15. Fifteen.

  - Bullet.
"""
    html = page(LETTER + body)
    lists = html[html.index("<ol") : html.rindex("</ul>")]
    shape = re.sub(r"<(?!/?(?:ol|ul|li)\b)[^>]*>|\s+|role=\"list\"", "", lists)
    assert shape == (
        "<ol><li>11.Eleven:<ol><li>(a)One;Moreofone.</li><li>(b)Two:<ol><li>(i)Deep.</li></ol>"
        "</li></ol></li><li>15.Fifteen.</li></ol><ul><li>•Bullet.</li>"
    )


def test_tables_have_head_cells_caption_and_notes() -> None:
    html = page(EXAMPLES / "school-weather-stations" / "letter.yaml")
    told = Page(html)
    heads = told.of("th")
    assert {head["scope"] for head in heads} == {"col", "colgroup"}
    assert len(told.of("caption")) == len(told.of("table")) == 3
    assert all(column["style"] for column in told.of("col"))
    notes = re.findall(r'href="#(table-\d+-\d+)" role="doc-noteref"', html)
    assert notes
    assert all(f'id="{note}"' in html for note in notes)


def test_footnotes_lead_there_and_back() -> None:
    html = page(LETTER + "body: |\n  One[^a] and two[^b].\n\n  [^a]: First.\n\n  [^b]: Second.\n")
    for number in ("1", "2"):
        assert (
            f'<a id="call-{number}" href="#note-{number}" role="doc-noteref">{number}</a>' in html
        )
        assert f'<li id="note-{number}">' in html
        assert f'href="#call-{number}" role="doc-backlink">{number}</a>' in html


def tabs(*stops: str) -> tuple[TabStop, ...]:
    pairs = (stop.split() for stop in stops)
    return tuple(TabStop(kind=k, position=Length.parse(p)) for k, p in pairs)  # type: ignore[arg-type]


def twips(number: float) -> Length:
    return Length(number / 20)


@pytest.mark.parametrize(
    ("indent", "stops", "prefix", "expected"),
    [
        # a paragraph's first line (un-format.md §4): at 1742, through a tab
        ({"left": 1267}, ("left 1267tw", "left 1742tw"), "\t", Leading(twips(475))),
        # a heading: number right-aligned at 1022, text at 1267
        (
            {"left": 1267, "hanging": 1267},
            ("right 1022tw", "left 1267tw"),
            "\t{label}\t",
            Leading(twips(-1267), twips(1267), twips(245), at_end=True),
        ),
        # no stop left: the next multiple of the default tab
        ({"left": 0}, (), "\t", Leading(twips(720))),
        # a stop taken away does not count
        ({"left": 0}, ("left 100tw", "clear 100tw", "left 300tw"), "\t", Leading(twips(300))),
        # where lines hang, their indent is a stop
        ({"left": 720, "hanging": 720}, (), "{label}\t", Leading(twips(-720), twips(720))),
        # a label and a space
        ({"left": 0}, (), "{label} ", Leading(twips(0))),
    ],
)
def test_tabs_lead_where_word_leads(
    indent: dict[str, int], stops: tuple[str, ...], prefix: str, expected: Leading
) -> None:
    properties = ParagraphProperties(
        indent=Indent(**{side: twips(value) for side, value in indent.items()}), tabs=tabs(*stops)
    )
    assert leading(properties, prefix, twips(720)) == expected


def test_figures_come_from_the_layout() -> None:
    html = page(EXAMPLES / "moscow-declaration-2009" / "letter.yaml")
    for figure in (
        ".sheet { ",
        "width: 612pt; min-height: 792pt",
        "margin-inline-start: calc(63.35 * var(--across))",
        "font-size: 14pt",
        "grid-template-columns: 63.35fr 93.6fr 12.25fr 155.5fr 12.25fr 154.8fr 0.75fr",
        "@page { size: 612pt 792pt; margin: 72pt 60pt 57.6pt 60pt }",
    ):
        assert figure in html, figure
    geneva = page(EXAMPLES / "geneva-note" / "note.yaml", layout="un-geneva")
    assert "width: 595.3" in geneva


def test_every_role_of_every_layout_has_a_rule() -> None:
    for name in ("un-new-york", "un-geneva", "letterhead"):
        for language in ("en", "ar", "zh"):
            figures = load_layout(name).figures(language)
            styles = Styles(figures, language)
            for role in figures.roles:
                for labelled in (False, True):
                    styles.role(role, labelled)
                    assert (
                        "font-size"
                        in styles.rules[f".{role.value}{'.labelled' if labelled else ''}"]
                    )


def test_print_has_running_heads_and_page_numbers() -> None:
    html = page(EXAMPLES / "school-weather-stations" / "letter.yaml")
    printed = html[html.index("@media print {\n@page") :]
    assert 'content: "A/81/9001"' in printed
    assert 'counter(page) "/" counter(pages)' in printed
    assert "*2699001*" not in printed, "a bar code is no text"
    assert re.search(r'<svg class="barcode"[^>]*><path d="M0 0h1v1h-1z', html)
    geneva = page(EXAMPLES / "geneva-note" / "note.yaml", layout="un-geneva")
    assert re.search(r"@top-right \{ content: \"A/HRC/61/G/94\";[^}]*border-bottom", geneva)


def test_documents_show_themselves_in_a_notebook() -> None:
    letter = load(EXAMPLES / "moscow-declaration-2009" / "letter.yaml")
    shown = letter._repr_html_()  # type: ignore[union-attr]
    (frame,) = Page(shown).of("iframe")
    assert frame["sandbox"] == ""
    assert frame["srcdoc"] == render(letter, format="html").decode()
    broken = loads(LETTER + "body: '{{ country(\"XX\") }}'")
    assert "XX" in broken._repr_html_()  # type: ignore[union-attr]


def test_a_page_alone_says_nothing_of_rules() -> None:
    html = page(EXAMPLES / "moscow-declaration-2009" / "letter.yaml")
    assert "data-" not in re.sub("data:image", "", html)
