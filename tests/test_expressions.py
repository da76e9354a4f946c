"""Expressions that cannot be: told in the user's words, with how the formula is written."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dipdocs import compose
from dipdocs.batch.row import Row
from dipdocs.errors import Finding, InputError
from dipdocs.model import parse_document

MACHINERY = (
    *("NoneType", "positional argument", "object has no attribute", "__", "Traceback"),
    *(
        "object",
        "argument",
        "callable",
        "iterable",
        "<function",
        "dict",
        "'str'",
        "'int'",
        "TypeErr",
    ),
    *("lambda", "say()", "jinja", "undefined", "operand", "isoformat", "print statement"),
)


def problem(expression: str) -> Finding | None:
    data: dict[str, Any] = {
        "kind": "letter",
        "language": "en",
        "date": "2026-03-02",
        "from": {"office": "permanent-representative", "country": "NP", "name": "Maya Exemple"},
        "to": ["secretary-general"],
        "body": "{{ " + expression + " }}",
        "circulation": {"organs": [{"organ": "general-assembly"}]},
        "annexes": [{"body": "x"}, {"body": "y"}],
    }
    try:
        document = parse_document(data)
    except Exception:  # the expression is not even one: told when the file is read
        return None
    try:
        compose(document)
    except InputError as error:
        return error.findings[0]
    return None


@pytest.mark.parametrize(
    ("expression", "told", "expected", "fix"),
    [
        ('country("XX")', '"XX" is no State\'s code', "country(", None),
        ('country("np")', '"np" is no State\'s code', "country(", "write NP"),
        ('country("NP", "forml")', '"forml" is none of short, formal', "country(", "write formal"),
        ('country("NP", "short", "dativ")', '"dativ" is none of', "country(", "write dative"),
        ("country()", "country is given no value", "country(", None),
        ("country(3)", "3 is no State's code", "country(", None),
        ('country("NP", shape="x")', "country has no value named 'shape'", "country(", None),
        ('country("NP", code="NP")', "country is given one value twice", "country(", None),
        ("date(3)", "3 is no date", 'date("2026-03-02")', None),
        ('date("2 March")', "'2 March' is no date", 'date("2026-03-02")', None),
        ("date()", "date is given no value", 'date("2026-03-02")', None),
        ('date("2026-03-02", 1)', "date is given 2 values", 'date("2026-03-02")', None),
        ("date(none)", "nothing is no date", 'date("2026-03-02")', None),
        ("see_annex(3)", "there is no annex 3; they are numbered 1 to 2", "see_annex()", None),
        ('see_annex("II")', '"II" is no number; write 2 for annex II', "see_annex()", None),
        ("see_annex", "see_annex is a formula; it is written with brackets", "see_annex()", None),
        ("see_anex()", "'see_anex' is not known here; did you mean 'see_annex'?", "count", "write"),
        ("transmittal(3)", "3 is no text", "transmittal(", None),
        ("request_for_circulation()", "written without brackets", "request_for", None),
        ("request_for_circulation.upper.x", "has no 'x'", None, None),
        ("document.nosuch", "keys with values has no 'nosuch'", None, None),
        ('"a".__class__', "reaches for what is not the document's", None, None),
        ('"a" + 1', "text is joined with text only", None, None),
        ("1 + none", "a number and nothing do not go together with +", None, None),
        ('"a" | uper', "there is no filter 'uper'", None, "write upper"),
        ("1 / 0", "divides by nothing", None, None),
        ("document", "its value is keys with values, not text", None, None),
        ("row.x", "'row' is not known here; a form is made with `dipdocs batch`", "country", None),
    ],
)  # fmt: skip
def test_an_expression_that_cannot_be(
    expression: str, told: str, expected: str | None, fix: str | None
) -> None:
    finding = problem(expression)
    assert finding is not None
    assert told in finding.message
    assert (finding.field, finding.line) == ("body", 1)
    assert finding.found is not None
    assert expression in finding.found
    assert (expected or "") in (finding.expected or "")
    assert (finding.fix or "").startswith(fix or "")
    assert not any(word in finding.message for word in MACHINERY), finding.message


def test_a_loop_over_values_that_are_no_pairs() -> None:
    with pytest.raises(InputError, match="gives values to a, b, and one of its values is 1"):
        compose(
            parse_document(
                {"kind": "declaration", "language": "en", "title": "T",
                 "body": "{% for a, b in [1, 2] %}\n\n{{ a }}\n\n{% endfor %}"}
            )
        )  # fmt: skip


NAMES = st.sampled_from(
    ["date", "country", "see_annex", "see_enclosure", "transmittal", "opening", "closing",
     "request_for_circulation", "document", "row", "nobody", "document.date", "document.to",
     "opening.upper", "none", "true", "[]", "{}", '"".join', '"".split', "document.items"]
)  # fmt: skip
VALUES = st.one_of(
    st.sampled_from(["none", "true", "1.5", "[1]", "{'a': 1}", '"NP"', '"2026-03-02"', "document"]),
    st.integers(-3, 10**40).map(str),
    st.text("ab-X", max_size=5).map(lambda text: f'"{text}"'),
    NAMES,
)
OPERATORS = st.sampled_from(["+", "-", "*", "/", "%", "~", "<", "in", "**", "//"])
ATTRIBUTES = st.sampled_from(["x", "__class__", "upper", "__len__", "items"])
FILTERS = st.sampled_from(
    ["upper", "sum", "length", "join", "int", "round", "first", "sort", "nope", "date", "default",
     "groupby('x')", "map('x')", "replace(1)", "dictsort", "min", "truncate('x')"]
)  # fmt: skip
EXPRESSIONS = st.recursive(
    st.one_of(NAMES, VALUES),
    lambda inner: st.one_of(
        st.builds("{}({})".format, NAMES, st.lists(inner, max_size=3).map(", ".join)),
        st.builds("{}(code={})".format, NAMES, inner),
        st.builds("({} {} {})".format, inner, OPERATORS, inner),
        st.builds("({}).{}".format, inner, ATTRIBUTES),
        st.builds("({})[{}]".format, inner, inner),
        st.builds("({})|{}".format, inner, FILTERS),
        st.builds("({})()".format, inner),
    ),
    max_leaves=5,
)  # fmt: skip


@settings(max_examples=400)
@given(EXPRESSIONS)
def test_no_message_speaks_of_the_machinery(expression: str) -> None:
    finding = problem(expression)
    if finding is not None:
        told = finding.message
        assert not any(word in told for word in MACHINERY), told


CELLS: dict[str, Any] = {
    "text": "one & two",
    "nested": {"items": "no", "date": "2026", "deep": {"number": 3, "none": None}},
    "list": ["a", "b"],
    "number": 7,
    "empty": None,
    "long": "x" * 1_000_001,
}
STEPS = (*CELLS, "items", "date", "deep", "none", "keys", "upper", "cells", "real", "nosuch")


def said(expression: str) -> tuple[str, str | None]:
    """What an expression over a row says, or how it is refused."""
    data = {
        "kind": "declaration",
        "language": "en",
        "title": "T",
        "body": f"A {{{{ {expression} }}}}",
    }
    document = parse_document(data)
    document.fill_with({"row": Row(CELLS)})
    try:
        (text,) = [text for field, text in compose(document).texts() if field == "body"]
    except InputError as error:
        (finding,) = error.findings
        return finding.message, finding.expected
    return text, None


@settings(max_examples=60)
@given(path=st.lists(st.sampled_from(STEPS), min_size=1, max_size=3))
def test_a_path_gives_what_the_sandbox_gives(path: list[str]) -> None:
    written = ".".join(path)
    assert said(f"row.{written}") == said(f"(row).{written}")
    assert said(f"document.{written}") == said(f"(document).{written}")
