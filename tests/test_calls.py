"""Calls and paths that are read without Jinja2 mean what Jinja2 takes them to mean."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, TemplateSyntaxError

from dipdocs.markup.calls import Call, Path, read

PIECES = st.sampled_from(
    [
        *("f", "date", "x_1", "é", "not", "and", "in", "is", "true", "None", "if", "else", "²"),
        *(".", ".a", ".in", ".none", "._", ".b1", ".1", "[0]", "|f", "block", "loop", "self"),
        *("(", ")", ", ", ",", " ", "\n", "\t", "\u00a0"),
        *(
            "0",
            "1",
            "12",
            "007",
            "1_0",
            "٣",
            "1.5",
            "'a'",
            '"b c"',
            '"',
            "'",
            "'}}'",
            "'\\n'",
            "'é'",
        ),
    ]
)


@cache
def environment() -> Environment:
    return Environment()


def by_jinja(source: str) -> Call | Path:
    """What the expression gives where its name is a function that tells its arguments."""
    name = source.split("(", maxsplit=1)[0].split(".", maxsplit=1)[0].strip()
    run = environment().compile_expression(source, undefined_to_none=False)

    class Told:
        def __init__(self, attributes: tuple[str, ...] = ()) -> None:
            self.attributes = attributes

        def __call__(self, *arguments: str | int) -> Call:
            return Call(name, arguments)

        def __getattr__(self, attribute: str) -> Told:
            return Told((*self.attributes, attribute))

    value = run(**{name: Told()})
    if isinstance(value, Told) and value.attributes:
        return Path(name, value.attributes)
    return value if isinstance(value, Call) else Call(name, None)


@settings(max_examples=500)
@given(
    st.lists(PIECES, max_size=8).map("".join)
    | st.lists(PIECES, max_size=4).map(lambda inside: f"f({','.join(inside)})")
    | st.lists(PIECES, max_size=4).map(lambda steps: f"row.{'.'.join(steps)}")
)
def test_a_call_is_what_jinja_takes_it_for(source: str) -> None:
    call = read(source)
    if call is not None:
        found = by_jinja(source)
        assert (type(found), found) == (type(call), call)


def test_what_is_read_and_what_is_left_to_jinja() -> None:
    assert read(" request ") == Call("request", None)
    assert read('date("2009-07-06")') == Call("date", ("2009-07-06",))
    assert read("see_annex(1, 3)") == Call("see_annex", (1, 3))
    assert read(" row.a.in ") == Path("row", ("a", "in"))
    for source in (
        "a._b",
        "a.b()",
        "a.b.",
        "a .b",
        "none.b",
        "f(x)",
        "1 + 1",
        "f('a' 'b')",
        "not",
        "f(01)",
        "f(1)(2)",
    ):
        assert read(source) is None
    for source in ("f(01)", "f(٣)"):
        try:
            environment().compile_expression(source)
        except TemplateSyntaxError:
            continue
        raise AssertionError(source)
