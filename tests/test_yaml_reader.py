"""Letters read from YAML and JSON: values as YAML 1.2 has them, errors with their place."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipdocs.errors import Finding, InputError
from dipdocs.model import Letter
from dipdocs.readers import Folder, load, loads, parse, read

LETTER = """\
kind: letter
language: fr
date: 2009-07-06
from: {office: permanent-representative, country: RU, name: Vitaly Churkin}
to: [secretary-general]
circulation:
  release_date: 2009-07-08
  organs:
    - organ: general-assembly
      agenda: [{item: 114, title: Coopération}]
    - organ: security-council
body: |
  Premier alinéa.

  Second alinéa.
annexes:
  - kind: declaration
    title: Déclaration
    body: {file: declaration.md}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "letter.yaml").write_text(LETTER, encoding="utf-8")
    (tmp_path / "declaration.md").write_text("Un.\n\nDeux.\n", encoding="utf-8")
    return tmp_path


def findings(text: str | bytes, folder: Path, name: str = "letter.yaml") -> list[Finding]:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    start = time.perf_counter()
    with pytest.raises(InputError) as caught:
        load(path)
    assert time.perf_counter() - start < 3
    for finding in caught.value.findings:
        assert "Traceback" not in str(finding)
        assert len(str(finding)) < 1000
    return list(caught.value.findings)


def value(text: str) -> Any:
    data = parse("key: " + text).data
    assert isinstance(data, dict)
    return data["key"]


# --- values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("FALSE", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("063", 63),
        ("0o17", 15),
        ("0x1F", 31),
        ("-5", -5),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("2009-07-06", date(2009, 7, 6)),
        ("2009-02-30", "2009-02-30"),
        ("09-40871", "09-40871"),
        ("A/63/914", "A/63/914"),
        ('"2009-07-06"', "2009-07-06"),
        ("'*Li* Baodong'", "*Li* Baodong"),
        ("9" * 5000, "9" * 5000),
        ("[a, [b]]", ["a", ["b"]]),
    ],
)
def test_core_schema(text: str, expected: object) -> None:
    found = value(text)
    assert found == expected
    assert type(found) is type(expected)


def test_keys_are_words() -> None:
    assert parse("no: 1\n5: 2\nnull: 3").data == {"no": 1, "5": 2, "null": 3}


def test_aliases_are_written_out() -> None:
    assert parse("a: &x [1, 2]\nb: *x").data == {"a": [1, 2], "b": [1, 2]}


JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(JSON_VALUES, st.booleans(), st.sampled_from([None, 2, "\t"]))
def test_json_is_read_as_python_reads_it(data: object, ascii_only: bool, indent: Any) -> None:
    text = json.dumps(data, ensure_ascii=ascii_only, indent=indent)
    if "\0" not in text:
        assert parse(text, name="x.json").data == json.loads(text)


@given(
    st.text(
        st.characters(
            exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff\u2028\u2029"
        ),
        min_size=1,
    )
)
def test_any_text_survives_quotes(text: str) -> None:
    quoted = "'" + text.replace("'", "''") + "'"
    assert value(quoted) == text


# --- good files


def test_letter_and_its_places(folder: Path) -> None:
    letter = load(folder / "letter.yaml")
    assert isinstance(letter, Letter)
    assert letter.date == date(2009, 7, 6)
    placed = letter.placed(Finding("x", field="circulation.organs[1].organ"))
    assert placed.place == f"{folder / 'letter.yaml'}:11:14"
    in_text = letter.placed(Finding("x", field="body", line=3))
    assert in_text.place == f"{folder / 'letter.yaml'}:15"
    in_file = letter.placed(Finding("x", field="annexes[0].body", file="declaration.md", line=3))
    assert in_file.place == f"{folder / 'declaration.md'}:3"
    assert letter == load(folder / "letter.yaml")
    again = pickle.loads(pickle.dumps(letter))
    assert again == letter
    assert again.placed(Finding("x", field="date")).line == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_marks_of_encoding(folder: Path, encoding: str) -> None:
    (folder / "letter.yaml").write_bytes(LETTER.replace("\n", "\r\n").encode(encoding))
    assert load(folder / "letter.yaml").language == "fr"


def test_json_letter(folder: Path) -> None:
    data = json.loads(json.dumps(read(folder / "letter.yaml").data, default=str))
    (folder / "letter.json").write_text(json.dumps(data, indent="\t"), encoding="utf-8")
    assert load(folder / "letter.json") == load(folder / "letter.yaml")


def test_text_without_folder() -> None:
    with pytest.raises(InputError, match=r"declaration\.md"):
        loads(LETTER)


# --- what the model does not accept


@pytest.mark.parametrize(
    ("old", "new", "place", "message", "field"),
    [
        ("country: RU", "country: XX", "4:51", "'XX' is no State's code", "from.country"),
        ("date: 2009-07-06", "date: 2009-02-30", "3:7", "'2009-02-30' is no date", "date"),
        ("date: 2009-07-06\n", "", "1:1", "`date` is missing", "date"),
        ("kind: letter", "kind: leter", "1:7", "unknown kind 'leter'; did you mean", "kind"),
        ("kind: letter\n", "", "1:1", "`kind` is missing", "kind"),
        (
            "release_date",
            "realease_date",
            "7:3",
            "unknown key 'realease_date'; did you mean 'release_date'?",
            "circulation.realease_date",
        ),
        (
            "security-council",
            "security-counsil",
            "11:14",
            "unknown organ 'security-counsil'; did you mean 'security-council'?",
            "circulation.organs[1].organ",
        ),
        ("[secretary-general]", "secretary-generl", "5:5", "unknown office", "to"),
        ("title: Coop", "titel: Coop", "10:28", "did you mean 'title'?", None),
        ("title: Déclaration", "title: 5", "18:12", "expected text, found the number 5", None),
        ("to: [secretary-general]", "to:", "5:4", "`to` is empty", "to"),
        ("title: Déclaration", "title: {fr: x, xx: y}", "18:20", "unknown key 'xx'", None),
        ("Second", "#### Second", "15", "three levels", "body"),
        ("{file: declaration.md}", "{file: ../x.md}", "19:11", "outside the letter's folder", None),
        ("{file: declaration.md}", "{file: x.md}", "19:11", "missing from the letter's", None),
    ],
)
def test_one_fault_is_one_finding(
    folder: Path, old: str, new: str, place: str, message: str, field: str | None
) -> None:
    assert old in LETTER
    (finding,) = findings(LETTER.replace(old, new, 1), folder)
    assert finding.place == f"{folder / 'letter.yaml'}:{place}"
    assert message in finding.message
    assert finding.rule == "schema"
    if field is not None:
        assert finding.field == field


def test_all_faults_at_once(folder: Path) -> None:
    text = LETTER.replace("country: RU", "country: XX").replace("kind: declaration", "kind: speech")
    text = text.replace("date: 2009-07-06", "dat: 2009-07-06", 1).replace("language: fr\n", "")
    found = findings(text, folder)
    assert [(f.line, f.field) for f in found] == [
        (1, "language"),
        (2, "dat"),
        (3, "from.country"),
        (16, "annexes[0].kind"),
    ]


def test_fault_in_a_body_file(folder: Path) -> None:
    (folder / "declaration.md").write_text("Un.\n\n{{ deux\n", encoding="utf-8")
    (finding,) = findings(LETTER, folder)
    assert finding.place == f"{folder / 'declaration.md'}:3"
    assert finding.field == "annexes[0].body"


# --- what is no YAML or JSON

BOMB = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 10)
)
CHAIN = "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 3000))


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("", "1:1", "empty"),
        ("# only a comment", "1:1", "empty"),
        ("a: 1\nb: 2\na: 3", "3:1", "stands twice, first on line 1"),
        ("a:\n\tb: c", "2:1", "a tab; indent with spaces"),
        ("a: b: c", "1:5", "needs quotes"),
        ("a: 'b\nc: d", "1:4", "quotation mark of line 1 is not closed"),
        ("a: [b\nc: d", "2:2", "bracket of line 1"),
        ("a: *Li* Baodong", "1:4", "needs quotes"),
        ("a: {{ x }}", "1:5", "needs quotes"),
        ("a: @x", "1:4", "'@' needs quotes"),
        ("a:\n  b: c\n d: e", "3:2", "indented"),
        ("a: 1\n---\nb: 2", "2:1", "several documents"),
        ("<<: {a: b}", "1:1", "merge key"),
        ("a: !!python/object/apply:os.system [id]", "1:4", "`!!python/object/apply:os.system`"),
        ("a: !foo b", "1:4", "`!foo`"),
        ("a: &a [*a]", "1:4", "alias"),
        ("[" * 900, "1:100", "100 deep"),
        ("[" * 100_000, None, "100 deep"),  # the place depends on how far libyaml looks ahead
        ("{a: " * 100_000, "1:397", "100 deep"),
        ("- " * 50_000, "1:199", "100 deep"),
        (BOMB, None, "100,000 values"),
        (CHAIN, None, "100 deep"),
        ("a: b\0", "1:5", "U+0000"),
        ("a: \x01", "1:4", "U+0001"),
        ("just text", "1:1", "expected keys with values"),
        ("- a", "1:1", "found a list"),
        (b"a: \xff\xfe", "1", "not UTF-8: byte 0xFF at position 3"),
    ],
)
def test_no_yaml(folder: Path, text: str | bytes, place: str | None, words: str) -> None:
    (finding,) = findings(text, folder)
    assert words in finding.message
    if place is not None:
        assert finding.place == f"{folder / 'letter.yaml'}:{place}"


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('{"a": 1,\n "a": 2}', "2:2", "stands twice, first on line 1"),
        ('{"a" 1}', "1:6", "colon"),
        ('{"a": 1', "1:8", "comma or `}`"),
        ('{"a": 1,}', "1:9", "key in double quotes"),
        ("{'a': 1}", "1:2", "double quotes"),
        ('{"a": NaN}', "1:7", "`NaN` is no value"),
        ('{"a": "b\nc"}', "1:9", "written `\\n`"),
        ('{"a": "b', "1:7", "not closed"),
        ('{"a": "\\ud800"}', "1:7", "half a character"),
        ('{"a": 1} x', "1:10", "after the end"),
        ("[" * 100_000, "1:101", "100 deep"),
        ("", "1:1", "empty"),
    ],
)
def test_no_json(folder: Path, text: str, place: str, words: str) -> None:
    (finding,) = findings(text, folder, "letter.json")
    assert words in finding.message
    assert finding.place == f"{folder / 'letter.json'}:{place}"


def test_files_that_are_no_letters(folder: Path) -> None:
    with (folder / "big.yaml").open("wb") as file:
        file.truncate(50_000_000)
    for name, words in [
        ("big.yaml", "a letter file of 50 MB; the limit is 5 MB"),
        ("none.yaml", "no such file"),
        ("letter.txt", "ends in .yaml"),
        (".yaml/", "by its name"),
    ]:
        with pytest.raises(InputError) as caught:
            load(folder / name)
        assert words in str(caught.value) or words in str(caught.value.findings[0].expected)
    (folder / "folder.yaml").mkdir()
    with pytest.raises(InputError, match="a folder"):
        load(folder / "folder.yaml")


# --- the letter's folder


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("../outside.md", "outside"),
        ("/etc/passwd", "from the root"),
        ("C:\\x", "from the root"),
        ("\\\\host\\x", "from the root"),
        ("sub/../../outside.md", "outside"),
        ("away.md", "outside"),
        ("loop.md", "loop|without end|symbolic"),
        ("pipe", "no ordinary file"),
        (".", "no ordinary file|directory"),
        ("none.md", "missing"),
        ("", "no file name"),
        ("a\0b", "no file name"),
        ("x" * 5000, "cannot be read|without end"),
        ("large.md", "12 MB; the limit is 10 MB"),
        ("latin.md", "not UTF-8"),
    ],
)
def test_only_the_letters_own_folder(tmp_path: Path, path: str, words: str) -> None:
    root = tmp_path / "letter"
    (root / "sub").mkdir(parents=True)
    (tmp_path / "outside.md").write_text("secret")
    (root / "away.md").symlink_to(tmp_path / "outside.md")
    (root / "loop.md").symlink_to(root / "loop.md")
    os.mkfifo(root / "pipe")
    (root / "latin.md").write_bytes(b"caf\xe9")
    with (root / "large.md").open("wb") as file:
        file.truncate(12_000_000)
    with pytest.raises(ValueError, match=words) as caught:
        Folder(root).read_text(path)
    assert "secret" not in str(caught.value)


def test_files_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.md").write_bytes("\ufeffcafé\r\nb".encode())
    (tmp_path / "link.md").symlink_to("sub/a.md")
    files = Folder(tmp_path)
    assert files.read_text("sub/a.md") == files.read_text("link.md") == "café\nb"
    assert files.read_text("sub/../sub/a.md") == "café\nb"
    assert files.read_bytes("sub/a.md").startswith(b"\xef\xbb\xbf")


PURE = """
import sys, yaml
yaml.__with_libyaml__ = False
from dipdocs.errors import InputError
from dipdocs.readers import parse
print(parse(sys.stdin.read()).data["date"])
for text in ["a:\\n\\tb: c", "a: 1\\na: 2", "[" * 100000, "a: &a [*a]", "a: b: c", "a: \\x01"]:
    try:
        parse(text)
    except InputError as error:
        print(error.findings[0].place, error.findings[0].message)
"""


def test_without_libyaml() -> None:
    """PyYAML's own parser, where it was built without libyaml, says the same."""
    result = subprocess.run(
        [sys.executable, "-c", PURE], input=LETTER, capture_output=True, text=True, check=True
    )
    assert result.stdout.splitlines() == [
        "2009-07-06",
        "<text>:2:1 a tab; indent with spaces",
        "<text>:2:1 the key 'a' stands twice, first on line 1",
        "<text>:1:100 values stand more than 100 deep in each other",
        "<text>:1:4 an alias stands within what it is an alias of",
        "<text>:1:5 a text that holds `: ` needs quotes",
        "<text>:1:4 the character U+0001 cannot stand in a file; remove it",
    ]


def test_a_key_that_is_indented_too_far() -> None:
    with pytest.raises(InputError) as caught:
        parse("kind: letter\nlanguage: en\n  date: 2026-03-02\n")
    (finding,) = caught.value.findings
    assert finding.place == "<text>:3:7"
    assert "indented more than the lines above" in finding.message
