"""Bodies: Markdown to blocks and back."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dipdocs.markup import MarkupError, markdown, parse, to_markdown
from dipdocs.markup.blocks import (
    Block,
    Condition,
    Heading,
    Item,
    List,
    Loop,
    Paragraph,
    Quote,
)
from dipdocs.markup.inlines import (
    Expression,
    Footnote,
    Inline,
    LineBreak,
    Link,
    Picture,
    Run,
    Style,
    Tab,
    plain,
)


def inlines(text: str) -> tuple[Inline, ...]:
    (block,) = parse(text)
    assert isinstance(block, Paragraph)
    return block.inlines


def outline(blocks: tuple[Block, ...]) -> list[Any]:
    """Lists as (kind, [(label, …)]), paragraphs as their text."""
    out: list[Any] = []
    for block in blocks:
        match block:
            case List(kind=kind, items=items):
                out.append((kind, [(item.label, *outline(item.blocks)) for item in items]))
            case Paragraph(inlines=pieces) | Heading(inlines=pieces):
                out.append(plain(pieces))
            case _:
                out.append(type(block).__name__)
    return out


def without_lines(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(without_lines(element) for element in value)
    if dataclasses.is_dataclass(value):
        names = [field.name for field in dataclasses.fields(value) if field.name != "line"]
        return (type(value), *(without_lines(getattr(value, name)) for name in names))
    return value


# --- inlines


def test_emphasis_nests_into_styles() -> None:
    assert inlines("a *b **c*** `d *e*` **f**g") == (
        Run("a "),
        Run("b ", Style.ITALIC),
        Run("c", Style.ITALIC | Style.BOLD),
        Run(" "),
        Run("d *e*", Style.VERBATIM),
        Run(" "),
        Run("f", Style.BOLD),
        Run("g"),
    )


def test_emphasis_beside_chinese() -> None:
    assert inlines("中文**（重点）**是") == (
        Run("中文"),
        Run("（重点）", Style.BOLD),
        Run("是"),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\ntwo", "one two"),
        ("one \n   two", "one two"),
        ("第一\n第二", "第一第二"),
        ("第一”\n第二", "第一”第二"),
        ("第一。\n第二", "第一。第二"),
        ("第一\nRussia", "第一 Russia"),
        ("a &amp; b &lt;i&gt; &copy;", "a & b <i> ©"),
        ("<b>not</b> HTML", "<b>not</b> HTML"),
        ("\u3000\u3000首行\u00a0", "\u3000\u3000首行\u00a0"),
        ("\\{{ literal }} and \\{% too %}", "{{ literal }} and {% too %}"),
        ("[Note]: see above", "[Note]: see above"),
        ('He said "so" -- (c) ...', 'He said "so" -- (c) ...'),
        ("    four spaces are no code", "four spaces are no code"),
    ],
)
def test_text_comes_out_as_it_is(text: str, expected: str) -> None:
    assert inlines(text) == (Run(expected),)


def test_line_breaks_and_tabs() -> None:
    assert inlines("a  \nb\\\nc\td") == (
        Run("a"),
        LineBreak(),
        Run("b"),
        LineBreak(),
        Run("c"),
        Tab(),
        Run("d"),
    )


def test_links_pictures_raised_text() -> None:
    assert inlines("[the *text*](http://un.org/é) <https://un.org>") == (
        Link("http://un.org/%C3%A9", (Run("the "), Run("text", Style.ITALIC))),
        Run(" "),
        Link("https://un.org", (Run("https://un.org"),)),
    )
    assert inlines('![A map](maps/my map.png "width=2cm")')[0] == Run(
        '![A map](maps/my map.png "width=2cm")'
    )
    assert inlines('![A map](<maps/my map.png> "width=1in")') == (
        Picture("maps/my map.png", "A map", 72.0),
    )
    assert inlines("1^er^ m~2~ a ^ b") == (
        Run("1"),
        Run("er", Style.SUPERSCRIPT),
        Run(" m"),
        Run("2", Style.SUBSCRIPT),
        Run(" a ^ b"),
    )


def test_expression_is_one_piece_whatever_it_holds() -> None:
    source = "transmittal(\"*a* }} _b_ | c\", {'k': {'x': 1}}) | upper"
    assert inlines("**a {{ " + source + " }}**\nthen {{ b }}") == (
        Run("a ", Style.BOLD),
        Expression(source, Style.BOLD, 1),
        Run(" then "),
        Expression("b", Style.PLAIN, 2),
    )
    assert inlines("`{{ kept }}`") == (Run("{{ kept }}", Style.VERBATIM),)


def test_footnotes() -> None:
    text = "A[^1] and B[^n].\n\n[^1]: First *note*\n  goes on\n\n    with a paragraph\n[^n]: Second"
    (block,) = parse(text)
    assert isinstance(block, Paragraph)
    first, second = (piece for piece in block.inlines if isinstance(piece, Footnote))
    assert [plain(row) for row in first.paragraphs] == ["First note goes on", "with a paragraph"]
    assert first.label == "1"
    assert [plain(row) for row in second.paragraphs] == ["Second"]


# --- blocks


def test_numbers_stay_as_written() -> None:
    blocks = parse("1. One\n2. Two\n\n## Title\n\n11. Eleven\n\n12. Twelve\n\n15) Fifteen")
    assert outline(blocks) == [
        ("number", [("1.", "One"), ("2.", "Two")]),
        "Title",
        ("number", [("11.", "Eleven"), ("12.", "Twelve")]),
        ("number", [("15)", "Fifteen")]),
    ]


@pytest.mark.parametrize("indent", ["  ", "   ", "    ", "\t"])
def test_sub_items_nest_however_they_are_indented(indent: str) -> None:
    text = f"""
11. Eleven:
{indent}(a) one
{indent}(b) two:

{indent * 2}(i) deep
{indent * 2}(ii) deeper

{indent}more of eleven

12. Twelve"""
    assert outline(parse(text)) == [
        (
            "number",
            [
                (
                    "11.",
                    "Eleven:",
                    (
                        "letter",
                        [
                            ("(a)", "one"),
                            ("(b)", "two:", ("roman", [("(i)", "deep"), ("(ii)", "deeper")])),
                        ],
                    ),
                    "more of eleven",
                ),
                ("12.", "Twelve"),
            ],
        )
    ]


def kinds(text: str) -> list[tuple[str, list[str]]]:
    return [
        (block.kind, [item.label for item in block.items])
        for block in parse(text)
        if isinstance(block, List)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(g) x\n(h) x\n(i) x\n(j) x", [("letter", ["(g)", "(h)", "(i)", "(j)"])]),
        ("(h) x\n\n# Title\n\n(i) x\n(j) x", [("letter", ["(h)"]), ("letter", ["(i)", "(j)"])]),
        ("(i) x\n(ii) x\n(v) x", [("roman", ["(i)", "(ii)", "(v)"])]),
        ("(a) x\n(i) x\n(b) x", [("letter", ["(a)", "(b)"])]),  # (i) stands under (a)
        ("(u) x\n(v) x", [("letter", ["(u)", "(v)"])]),
        ("(z) x\n(aa) x\n(bb) x", [("letter", ["(z)", "(aa)", "(bb)"])]),
        ("a) x\nb) x", [("letter", ["a)", "b)"])]),
        ("i) x\nii) x", [("roman", ["i)", "ii)"])]),
        ("а) х\nб) х", [("letter", ["а)", "б)"])]),
        ("(أ) س\n(ب) س\n(هـ) س", [("letter", ["(أ)", "(ب)", "(هـ)"])]),
        ("- x\n* x\n• x", [("bullet", ["•", "•", "•"])]),
        ("(mix) is a word\n\n(see annex) too", []),
        ("the year\n2009. And so\n(b) on", []),
        ("as follows:\n(a) x\n(b) x", [("letter", ["(a)", "(b)"])]),
    ],
)
def test_kinds_of_lists(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert kinds(text) == expected


def test_statements_enclose_blocks() -> None:
    blocks = parse(
        '{% if a == "%}" %}\nText\n{% elif b %}\n> Quoted\n{% else %}\n'
        "{% for key, x in pairs %}\n- {{ x }}\n{% endfor %}\n{% endif %}\nAfter"
    )
    item = Item("•", (Paragraph((Expression("x", line=7),), 7),), 7)
    assert blocks == (
        Condition(
            (
                ('a == "%}"', (Paragraph((Run("Text"),), 2),)),
                ("b", (Quote((Paragraph((Run("Quoted"),), 4),), 4),)),
                (None, (Loop(("key", "x"), "pairs", (List("bullet", (item,), 7),), 6),)),
            ),
            1,
        ),
        Paragraph((Run("After"),), 10),
    )


def test_lines_are_those_of_the_body() -> None:
    blocks = parse("one\r\n\r\ntwo\r\nthree {{ x }}\r\n\r\n- four")
    assert [block.line for block in blocks] == [1, 3, 6]
    assert isinstance(blocks[1], Paragraph)
    assert blocks[1].inlines[-1] == Expression("x", line=4)


# --- what is refused


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a\n\n#### Four", 3, "three levels"),
        ("a\n\n***", 3, "rule across the page"),
        ("```\ncode\n```", 1, "code block"),
        ("Title\n=====", 2, "# Heading"),
        ("a | b\n--|--\n1 | 2 | 3", 3, "3 cells in a table of 2"),
        ("| a |\n|---|\n| ^ |", 3, "above it"),
        ("| < | a |\n|---|---|", 1, "at its left"),
        ("| a | < |\n| b | ^ |\n|---|---|", 2, "rectangle"),
        ("| a | b |\n| ^ | < |\n|---|---|", 2, "rectangle"),
        ("> a | b\n--|--", 2, "head of its table"),
        ("Text\n\nTable: A caption\n\nText", 3, "before or after its table"),
        ("Figure: A caption\n\n| a |\n|---|", 1, "before or after its picture"),
        ("| a |\n|---|\n\nTable: A\n\nTable: B", 6, "before or after its table"),
        ("::: landscape\na", 1, "not closed"),
        ("a\n:::", 2, "closes nothing"),
        ("::: wide\na\n:::", 1, "known are landscape"),
        ("- ::: landscape\n  a\n  :::", 1, "within a list"),
        ("::: landscape\n::: landscape\n:::\n:::", 2, "within another"),
        ("a\n{{ b", 2, "not closed"),
        ("{{ a b }}", 1, "no expression"),
        ("{{ }}", 1, "empty"),
        ("{{ " + "(" * 5000 + " }}", 1, "nested"),
        ("x {% if a %} y", 1, "alone on its line"),
        ("{% if a %} y {% endif %}", 1, "alone on its line"),
        ("{% if a %}\ny", 1, "not closed"),
        ("x\n{% endif %}", 2, "before it"),
        ("{% if a %}\n{% endfor %}", 2, "awaits `{% endif %}`"),
        ("- {% if a %}\n  b\n\nc\n{% endif %}", 1, "not closed"),
        ("{% set a = 1 %}", 1, "known are if, elif"),
        ("{% for x in y if z %}\n{% endfor %}", 1, "no expression"),
        ("a[^1]", 1, "footnote [^1]"),
        ("a\n\n[^1]: b", 3, "called nowhere"),
        ("a[^1]\n\n[^1]: b\n[^1]: c", 4, "given twice"),
        ("a[^1]\n\n[^1]: b[^1]", 3, "calls a footnote"),
        ("a\nb\x00c", 2, "U+0000"),
        ("a\ud800", 1, "U+D800"),
        ("a\uffff", 1, "U+FFFF"),
        ("a &#1; b", 1, "&#1;"),
        ('[a](http://b "title")', 1, "title of a link"),
        ('![a](b.png "title")', 1, "width=200pt"),
        ("> " * 50 + "x", 1, "too deep"),
        ("{% if a %}\n" * 5000, 1, "deeply nested"),
    ],
)
def test_refused_with_line_and_reason(text: str, line: int, words: str) -> None:
    start = time.perf_counter()
    with pytest.raises(MarkupError) as caught:
        parse(text)
    assert caught.value.line == line
    assert words in caught.value.message
    assert "\n" not in caught.value.message
    assert len(caught.value.message) < 400
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize("piece", ["[", "![", "*a ", "_a*", "`a``", "<a:", "[](", "\\", "&", "^a"])
def test_heaps_of_marks_are_quick_and_complete(piece: str) -> None:
    start = time.perf_counter()
    text = piece * 5000
    written = "".join(plain(block.inlines) for block in parse(text) if isinstance(block, Paragraph))
    assert written.count("a") == text.count("a")
    assert time.perf_counter() - start < 5


def lists_of(blocks: tuple[Block, ...]) -> list[Any]:
    """Lists as kind and labels, those within items after the item's label."""
    return [
        (block.kind, [(item.label, lists_of(item.blocks)) for item in block.items])
        for block in blocks
        if isinstance(block, List)
    ]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_levels_under_roman_numbers(gap: str) -> None:
    lines = ["1. One", "   (a) Two", "       (i) Three", "           a. Four",
             "              i. Five", "              ii. Five", "           b. Four",
             "       (ii) Three"]  # fmt: skip
    fourth = ("letter", [("a.", [("roman", [("i.", []), ("ii.", [])])]), ("b.", [])])
    third = ("roman", [("(i)", [fourth]), ("(ii)", [])])
    blocks = parse(gap.join(lines))
    assert lists_of(blocks) == [("number", [("1.", [("letter", [("(a)", [third])])])])]
    assert without_lines(parse(to_markdown(blocks))) == without_lines(blocks)


@pytest.mark.parametrize(
    "text",
    ["a. Not a list.", "- Bullet\n\n  a. Not a list.", "1. One\n\n   a. Not a list.",
     "(a) One\n\n    p. 5 is torn.", "(a) One, with\n    i.e. this."],
)  # fmt: skip
def test_a_letter_and_a_point_elsewhere_are_text(text: str) -> None:
    def labels(lists: list[Any]) -> list[str]:
        return [n for _, items in lists for label, inner in items for n in (label, *labels(inner))]

    assert not [label for label in labels(lists_of(parse(text))) if label in ("a.", "p.", "i.e.")]


# --- properties

WORDS = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"], exclude_characters="\ufffe\uffff"
    ),
    min_size=1,
    max_size=6,
)
MARKS = (
    " |  |\n|\n\n|\n  |\n    |*|**|_|__|`|``|[|]|(|)|](x)|![|[^1]|\n\n[^1]: note|<|>|<http://a.b>|"
    "&amp;|&#32;|\\|\\\n|{{ x }}|{{ '*}}' }}|{|}|\n{% if x %}\n|\n{% endif %}\n|\n{% else %}\n|"
    "\n1. |\n2. |\n11. |\n1) |\n(a) |\n(b) |\n(h) |\n(i) |\n(ii) |\n  (i) |\n    (a) |\na) |"
    "\n    a. |\n      b. |\n        i. |\n  a. |\na. |c. |"
    "\n- |\n• |\n  - |\n> |\n# |\n## |#|-|=|---|^|~|^2^|!|:|.|1|"
    "\n\nTable: |\n\nFigure: |\n\n![a](b.png)\n\n|\n::: landscape\n|\n:::\n|\n^a^ |<br>|"
    "\u00a0|\u3000|\u2028|“|。|中|Ł|foo|a|"
    "{{ date('2009-07-06') }}|{{say( 1,\"b\" )}}|{{ not }}|{{ n(01) }}|{{ f(\n) }}|{{ none() }}"
)
BARS = ("|", "|", "\\|", "\n| ", " | ", " |\n| ", "\n|---|\n| ", "\n\n| a | ", "| ^ |", "| < ",
        "\n|:--|-----:|\n| ", "\n| a | b |\n|---|---|\n| ",
        "\n\n| a | < |\n| b | c |\n|---|:-:|\n| ",
        "\n\n|---|---|\n| a | b |\n| ")  # fmt: skip
PIECES = st.sampled_from([*MARKS.split("|"), *BARS])
BODIES = st.lists(PIECES | WORDS, max_size=25).map("".join)


@settings(max_examples=400)
@given(BODIES)
def test_the_short_way_gives_the_same(text: str) -> None:
    def outcome(read: Callable[[str], tuple[Block, ...]]) -> object:
        try:
            return read(text)
        except MarkupError as error:
            return error.message, error.line

    assert outcome(parse) == outcome(markdown._read)


@settings(max_examples=400)
@given(BODIES)
def test_written_and_read_again_is_the_same(text: str) -> None:
    try:
        blocks = parse(text)
    except MarkupError:
        return
    assert without_lines(parse(to_markdown(blocks))) == without_lines(blocks)


@given(
    st.lists(
        st.sampled_from(["Ŀ", "中", "ж", "س", "é", "𝒳", "“", "\u00a0", " ", "word"]), min_size=1
    )
)
def test_text_without_marks_is_itself(pieces: list[str]) -> None:
    text = "".join(pieces).strip(" ")
    if text:
        assert inlines(text) == (Run(text),)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["{}", "*{}*", "**{}**", "`{}`", "[{}](x)", "\n\n1. {}", "\n- {}", "\n> {}"]
            ),
            st.integers(),
        ),
        max_size=20,
    )
)
def test_words_come_out_complete_and_in_order(marked: list[tuple[str, int]]) -> None:
    text = " ".join(form.format(f"w{number}w".replace("-", "m")) for form, number in marked)

    def words(blocks: tuple[Block, ...]) -> list[str]:
        out: list[str] = []
        for block in blocks:
            match block:
                case Paragraph(inlines=pieces):
                    out += plain(pieces).split()
                case List(items=items):
                    for item in items:
                        out += words(item.blocks)
                case Quote(blocks=inner):
                    out += words(inner)
        return out

    expected = [f"w{number}w".replace("-", "m") for _, number in marked]
    assert words(parse(text)) == expected


def test_any_run_can_be_written() -> None:
    """Styles next to each other without a space, as imports have them."""
    runs = (
        Run("a", Style.ITALIC),
        Run("b", Style.BOLD),
        Run("(c)", Style.BOLD | Style.ITALIC),
        Run("d"),
        Run(" e ", Style.ITALIC),
        Run("f"),
        Run("1 2", Style.SUPERSCRIPT),
    )
    blocks = (Paragraph(runs, 1), Heading(2, (Run("C #"),), 3))
    assert without_lines(parse(to_markdown(blocks))) == without_lines(blocks)


def test_a_link_that_begins_with_a_raised_sign_calls_no_note() -> None:
    (paragraph,) = parse("See [^2^](https://example.org/).")
    assert paragraph.inlines[1] == Link("https://example.org/", (Run("2", Style.SUPERSCRIPT),))
    assert to_markdown((paragraph,)) == "See [^2^](https://example.org/).\n"
