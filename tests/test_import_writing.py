"""Data as files: YAML that reads back as it was, long texts beside it, keys in their order."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipdocs.importing.writing import LONGEST_IN_PLACE, files_of, to_yaml
from dipdocs.readers import read
from dipdocs.readers.yaml import read_yaml
from tests.conftest import DOCUMENTS, EXAMPLES

TEXT = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\x00\ufeff"), max_size=40
)
AWKWARD = st.sampled_from(
    ["NO", "yes", "null", "~", "063", "0o7", "1e3", ".inf", "2009-07-06", "1:50", "- a", "a: b",
     "# a", "'", '"', "{{ a }}", "[x", "*a", "&a", "!a", "%a", "@a", "", " a", "a ", "a\nb",
     "a \nb", "\n", "a\n\n", "\ta\n", "=", "<<", "true", "x: |", "\u2028", "\u00a0"]
)  # fmt: skip
VALUES = st.recursive(
    TEXT | AWKWARD | st.integers() | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)
KEYS = st.sampled_from(["kind", "title", "from", "circulation", "annexes", "notice"])


@given(st.dictionaries(KEYS, VALUES, min_size=1))
def test_what_is_written_is_read_as_it_was(data: dict[str, object]) -> None:
    assert read_yaml(to_yaml(data))[0] == data


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.parent.name)
def test_the_examples_come_out_as_they_were(path: Path) -> None:
    data = read(path).data
    assert isinstance(data, dict)
    assert read_yaml(to_yaml(data))[0] == data


def test_the_seed_is_written_as_a_person_would() -> None:
    data = read(EXAMPLES / "moscow-declaration-2009/letter.yaml").data
    assert isinstance(data, dict)
    shuffled = dict(sorted(data.items(), reverse=True))
    head = to_yaml(shuffled).partition("body: |\n")[0]
    agenda = data["circulation"]["organs"][0]["agenda"]
    assert (
        head
        == f"""\
kind: letter
language: fr
date: 2009-07-06
from: {{office: permanent-representative, country: RU, gender: m, name: Vitaly Churkin}}
to: [secretary-general]
circulation:
  release_date: 2009-07-08
  original: [en, ru]
  request: {{session: item}}
  organs:
    - organ: general-assembly
      agenda:
        - item: 114
          title: {agenda[0]["title"]}
    - organ: security-council
"""
    )


def test_long_texts_stand_in_files_of_their_own() -> None:
    long = "A long text. " * (LONGEST_IN_PLACE // 10)
    data = {
        "kind": "letter",
        "language": "fr",
        "body": "Short.",
        "annexes": [
            {"kind": "declaration", "body": long + "1"},
            {"body": long + "2", "enclosures": [{"body": long + "3"}]},
            {"body": long + "4"},
        ],
    }
    files = files_of(data, {"x-images/1.png": b"png"}, "letter.yaml", remarks=["Note: a remark"])
    assert list(files) == [
        "declaration.fr.md",
        "annex-1.fr.md",
        "enclosure.fr.md",
        "annex-2.fr.md",
        "x-images/1.png",
        "letter.yaml",
    ]
    text = files["letter.yaml"].decode()
    assert text.startswith("# Note: a remark\nkind: letter\n")
    written = read_yaml(text)[0]
    assert isinstance(written, dict)
    assert written["annexes"][1]["enclosures"] == [{"body": {"file": "enclosure.fr.md"}}]
    assert files["annex-2.fr.md"].decode().endswith("4\n")
    assert data["annexes"][0]["body"].endswith("1"), "what is given is not changed"  # type: ignore[index]
