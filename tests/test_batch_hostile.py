"""Hostile tables and forms: clear errors, the rest of the run intact."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from dipdocs import InputError
from dipdocs.batch import open_table
from dipdocs.batch.names import problem
from dipdocs.batch.row import Row
from tests.batches import COLUMNS, FORM, command, register, rows, run, write_csv, write_form


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return write_form(tmp_path)


def test_hostile_cells_fail_alone(tmp_path: Path, form: Path) -> None:
    data = [list(row) for row in rows(8)]
    data[0][3] = "x" * 1_000_000
    data[1][3] = "y" * 1_000_001
    data[2][3] = "a\0b"
    data[3][3] = "bell\x07"
    data[4][2] = "2026-13-45"
    data[5][0] = "../../etc/x"
    data[6].append("too many")
    table = write_csv(tmp_path / "rows.csv", data)
    result = command(form, table, "--out", tmp_path / "out")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    lines = register(tmp_path / "out" / "register.csv")
    errors = [line["error"] for line in lines]
    assert errors[0] == ""
    assert errors[1] == "row.note: a cell of 1,000,001 characters; the limit is 1,000,000"
    assert errors[2] == "row.note: a control character, U+0000, which no document can hold"
    assert "U+0007" in errors[3]
    assert errors[4].startswith("row.seats: '2026-13-45' is not a whole number")
    assert errors[5].startswith("row.country: '../../etc/x' is not a State's")
    assert errors[6] == "the row has 5 cells, the table 4"
    assert errors[7] == ""
    assert sorted(path.name for path in (tmp_path / "out").glob("*.docx")) == ["1.docx", "8.docx"]
    text = zipfile.ZipFile(tmp_path / "out" / "1.docx").read("word/document.xml")
    assert b"x" * 1_000_000 in text


@pytest.mark.parametrize(
    "name",
    [
        *("../../etc/x.docx", "a/b.docx", "a\\b.docx", "..", ".docx", "CON.docx", "nul.txt.docx"),
        *("com1.docx", "a:b.docx", "a?.docx", "x.docx ", "x.docx.", "a\x01.docx", "Register.csv"),
        *("\u202egnp.docx", "x" * 201 + ".docx", "é" * 120 + ".docx", "lpt¹.docx", ""),
    ],
)
def test_unsafe_names(name: str) -> None:
    assert problem(name) is not None


@pytest.mark.parametrize(
    "name", ["FRA.docx", "note 2026-0417.docx", "Côte d’Ivoire.docx", "注.docx"]
)
def test_safe_names(name: str) -> None:
    assert problem(name) is None


def test_unsafe_name_fails_its_row_before_anything_is_written(tmp_path: Path, form: Path) -> None:
    data = [list(row) for row in rows(4)]
    data[2][3] = "../../etc/x"
    table = write_csv(tmp_path / "rows.csv", data)
    out = tmp_path / "deep" / "down" / "out"
    report = run(form, table, out, name="{{ row.note }}.docx")
    assert (report.done, report.failed) == (3, 1)
    assert report.failures[0].row == 3
    assert "separator" in report.failures[0].error
    assert {path.name for path in tmp_path.iterdir()} == {"deep", "form.yaml", "rows.csv"}


def test_missing_column_and_columns_twice(tmp_path: Path, form: Path) -> None:
    table = write_csv(tmp_path / "rows.csv", [row[:2] for row in rows(2)], COLUMNS[:2])
    result = command(form, table, "--out", tmp_path / "out")
    assert result.returncode == 2
    assert "no column 'seats', which row.seats needs" in result.stderr
    assert "no column 'note', which body.en needs" in result.stderr
    twice = write_csv(tmp_path / "twice.csv", rows(1), ("country", "language", "seats", "seats"))
    with pytest.raises(InputError, match="'seats' stands twice"):
        run(form, twice, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the table is empty"),
        (b"\n\n", "the table is empty"),
        (b"country,language,seats,note\n", "the table has no rows"),
        (b"country,language,seats,note\nFR,fr,1,caf\xe9\n", "the text is not UTF-8"),
        (b'country,language,seats,note\nFR,fr,1,"open\n', "no CSV"),
        (b"PK\x03\x04rest", "a spreadsheet or database"),
        (b"a,,c\n1,2,3\n", "column 2 has no name"),
    ],
)
def test_tables_that_are_none(tmp_path: Path, form: Path, data: bytes, words: str) -> None:
    (tmp_path / "rows.csv").write_bytes(data)
    result = command(form, tmp_path / "rows.csv", "--out", tmp_path / "out")
    assert result.returncode == 2
    assert words in result.stderr
    assert not (tmp_path / "out").exists()


def test_latin_1_when_it_is_named(tmp_path: Path, form: Path) -> None:
    (tmp_path / "rows.csv").write_bytes(b"country,language,seats,note\nFR,fr,1,caf\xe9\n")
    arguments = (form, tmp_path / "rows.csv", "--out", tmp_path / "out", "--encoding", "cp1252")
    assert command(*arguments).returncode == 0
    text = zipfile.ZipFile(tmp_path / "out" / "1.docx").read("word/document.xml").decode()
    assert "café" in text


def test_json_lines_that_are_wrong_fail_alone(tmp_path: Path, form: Path) -> None:
    good = '{"country": "FR", "language": "fr", "seats": 1, "note": "n"}'
    wrong = ["{", "[1]", '{"a": 1, "a": 2}', "[" * 100_000, '{"country": "FR"}', "NaN"]
    (tmp_path / "rows.jsonl").write_text("\n".join([good, *wrong, good]) + "\n")
    report = run(form, tmp_path / "rows.jsonl", tmp_path / "out")
    assert (report.done, report.failed) == (2, 6)
    assert report.failures[4].error.startswith("row.language: the row has no such column")


def test_zip_bomb_as_workbook(tmp_path: Path, form: Path) -> None:
    path = tmp_path / "rows.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        with bomb.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(64):
                part.write(b"\0" * 1024 * 1024)
        bomb.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(InputError, match="no ordinary workbook"):
        run(form, path, tmp_path / "out")
    path.write_bytes(b"PK nonsense")
    with pytest.raises(InputError, match="no workbook"):
        run(form, path, tmp_path / "out")


def test_workbook_formulas_and_errors(tmp_path: Path, form: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(COLUMNS)
    book.active.append(["FR", "fr", 1, "#REF!"])
    book.active.cell(2, 4).data_type = "e"
    book.active.append(["FR", "fr", 1.0, "fine"])
    book.save(tmp_path / "rows.xlsx")
    report = run(form, tmp_path / "rows.xlsx", tmp_path / "out")
    assert (report.done, report.failed) == (1, 1)
    assert "#REF!" in report.failures[0].error


def test_a_formula_that_was_never_calculated_fails_its_row(tmp_path: Path, form: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(COLUMNS)
    book.active.append(["FR", "fr", 1, "=1+1"])
    book.active.append(["FR", "fr", 2, "fine"])
    book.save(tmp_path / "rows.xlsx")
    report = run(form, tmp_path / "rows.xlsx", tmp_path / "out")
    assert (report.done, report.failed) == (1, 1)
    assert str(report.failures[0]) == "row 1, line 2: the formula in D2 was never calculated"


@pytest.mark.parametrize(
    ("data", "options", "words"),
    [
        (b"country\n", {"encoding": "nope"}, "'nope' is no encoding"),
        (b"country\n", {"encoding": "utf-16"}, "the text is not UTF-16"),
        (b"country\n", {"delimiter": ";;"}, "not one character"),
        (b"country\n", {"delimiter": '"'}, "not one character that can part cells"),
        (b"country\n", {"delimiter": "\n"}, "not one character that can part cells"),
        (b"country\n", {"sheet": "First"}, "--sheet is for xlsx; this table is csv"),
        (b"country\n", {"query": "SELECT 1"}, "--query is for sqlite; this table is csv"),
        (b"\0" * 500, {}, "the first line is none of a table"),
        (b"a\x1b[31m,b\n1,2\n", {}, "the first line is none of a table"),
    ],
)
def test_what_is_said_of_a_table_is_checked(
    tmp_path: Path, data: bytes, options: dict[str, str], words: str
) -> None:
    (tmp_path / "rows.csv").write_bytes(data)
    with pytest.raises(InputError) as raised:
        open_table(tmp_path / "rows.csv", **options)  # type: ignore[arg-type]
    assert words in str(raised.value)
    assert "\0" not in str(raised.value)
    assert "\x1b" not in str(raised.value)


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\r\ncountry;language;seats;note\r\nFR;en;1;a,b\r\n",
        "\n\ncountry;language;seats;note\nFR;en;1;a,b\n",
        "country\tlanguage\tseats\tnote\t\t\nFR\ten\t1\ta,b\t\t\n",
        "country|language|seats|note\rFR|en|1|a,b\r",
    ],
)
def test_tables_as_spreadsheets_save_them(tmp_path: Path, form: Path, text: str) -> None:
    (tmp_path / "rows.csv").write_text(text, newline="")
    report = run(form, tmp_path / "rows.csv", tmp_path / "out", name="{{ key }}.txt")
    assert report.done == 1, report.failures
    assert "a,b" in (tmp_path / "out" / "1.txt").read_text()


def test_lines_are_counted_from_the_top_of_the_file(tmp_path: Path, form: Path) -> None:
    (tmp_path / "rows.csv").write_text("sep=;\n\ncountry;language;seats;note\nFR;en;x;y\n")
    report = run(form, tmp_path / "rows.csv", tmp_path / "out")
    assert str(report.failures[0]).startswith("row 1, line 4: row.seats: ")


def test_cells_are_no_markdown_and_no_expressions(tmp_path: Path, form: Path) -> None:
    data = [("FR", "fr", "1", "# *not* **marked** {{ row.seats * 1000 }} [x](y) <w:p/>")]
    table = write_csv(tmp_path / "rows.csv", data)
    report = run(form, table, tmp_path / "out", name="{{ key }}.txt")
    assert report.done == 1
    text = (tmp_path / "out" / "1.txt").read_text(encoding="utf-8")
    assert "# *not* **marked** {{ row.seats * 1000 }} [x](y) <w:p/>" in text


@pytest.mark.parametrize(
    "expression",
    [
        "''.__class__.__mro__",
        "row.__class__",
        "row._cells",
        "row.note.__init__.__globals__",
        "'x' * 10**9",
        "'x' * 1000000000",
        "[1] * 1000000000",
        "9 ** 999999999",
        "'x'.ljust(1000000000)",
        "'{:>999999999}'.format(1)",
        "'%0999999999d' % 1",
        "'x'.zfill(1000000000)",
        "('x' * 100000) | replace('x', 'y' * 100000)",
        "('x' * 100000).replace('x', 'y' * 100000)",
        "('x' * 100000).join('y' * 100000)",
        "(['x' * 1000] * 10000) | join",
        "(['x' * 1000000] * 1000000) | string | length",
        "(['x' * 1000000] * 1000000) ~ ''",
        "([[[['x' * 999] * 999] * 999] * 999] * 999) | string",
        "(['x' * 900] * 900) | map('replace', 'x', 'y' * 900) | list",
        "(('x' * 999000) | list) | join",
        "([[1] * 600] * 600) | sum(start=[]) | length",
        "1.5 | round(1000000000, 'ceil')",
        "'x'.encode().zfill(10000000000)",
        "(1).to_bytes(10000000000, 'big')",
        "row.seats.to_bytes(10000000000, 'big')",
        "{}.fromkeys('x')",
        "row.nothing_of_the_kind or row.__dict__",
        "{} | map(attribute='__class__') | first",
        "('x ' * 400000).split() | select('in', ('y ' * 400000).split()) | list | length",
        "('x ' * 400000).split() | reject('in', 'y' * 900000) | list | length",
        " ~ ".join(["'x' * 900000"] * 100),
    ],
)
def test_sandbox(tmp_path: Path, expression: str) -> None:
    form = write_form(tmp_path, FORM.replace("{{ row.note }}", "{{ " + expression + " }}"))
    table = [dict(zip(COLUMNS, row, strict=True)) for row in rows(2)]
    report = run(form, table, tmp_path / "out")
    assert (report.done, report.failed) == (0, 2)
    assert report.failures[0].row == 1
    assert report.failures[0].error.startswith("body.")
    assert "cannot be evaluated" in report.failures[0].error
    assert "defect" not in report.failures[0].error


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("['b', 'a'] | sort | join(', ')", "a, b"),
        ("row.note.split(' ') | map('upper') | join('-')", "NOTE-0"),
        ("2.345 | round(1)", "2.3"),
        ("[1, 2, row.seats] | sum", "3"),
        ("(row.missing | default('none')) ~ '!'", "none!"),
        ("[] | first | default('empty')", "empty"),
        ("'ab' * 3", "ababab"),
        ("'a,b'.split(',') | length", "2"),
        ("'{}' if row.note is string and 'ot' in row.note else 'no'", "{}"),
    ],
)
def test_ordinary_expressions_work_in_the_sandbox(
    tmp_path: Path, expression: str, text: str
) -> None:
    form = write_form(tmp_path, FORM.replace("{{ row.note }}", "{{ " + expression + " }}"))
    table = [dict(zip(COLUMNS, row, strict=True)) for row in rows(1)]
    report = run(form, table, tmp_path / "out", name="{{ key }}.txt")
    assert report.done == 1, report.failures
    assert f"0. {text}" in (tmp_path / "out" / "1.txt").read_text().replace("\xa0", " ")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("{{ 'y' * 900000 }}", "longer than 10,000,000 together"),
        ("{{ ('x' * 900000) | upper | length }}", "too much work"),
    ],
)
def test_many_small_pieces_are_bounded_together(tmp_path: Path, given: str, words: str) -> None:
    loop = f"{{% for each in 'x' * 30 %}}\n    {given}\n    {{% endfor %}}\n"
    form = write_form(
        tmp_path,
        FORM.replace("    {{ opening }} inviter {{ row.seats }}. {{ row.note }}\n", f"    {loop}"),
    )
    table = [dict(zip(COLUMNS, row, strict=True)) for row in rows(2)]
    report = run(form, table, tmp_path / "out")
    assert (report.done, report.failed) == (1, 1)
    assert words in report.failures[0].error


def test_errors_of_expressions_say_what_a_row_lacks(tmp_path: Path) -> None:
    form = write_form(tmp_path, FORM.replace("{country:", "{note: text?, country:"))
    table = [dict(zip(COLUMNS, row, strict=True)) for row in rows(2)]
    table[0]["note"] = None  # type: ignore[assignment]
    del table[1]["note"]
    report = run(form, table, tmp_path / "out")
    assert [
        "its value is nothing: a cell is empty" in failure.error for failure in report.failures
    ] == [
        True,
        True,
    ]
    unnamed = run(write_form(tmp_path), table[1:], tmp_path / "other")
    assert "there is no 'note' in the row" in unnamed.failures[0].error


def test_filters_that_are_not_known_refuse_the_form(tmp_path: Path) -> None:
    form = write_form(tmp_path, FORM.replace("{{ row.note }}", "{{ 'x' | attr('__class__') }}"))
    with pytest.raises(InputError, match="No filter named 'attr'"):
        run(form, write_csv(tmp_path / "rows.csv", rows(2)), tmp_path / "out")
    named = write_form(tmp_path)
    with pytest.raises(InputError, match="No filter named 'no'"):
        run(named, tmp_path / "rows.csv", tmp_path / "out", name="{{ key | no }}.docx")


@pytest.mark.parametrize("name", ["range(10**9)", "cycler(1)", "lipsum(1000)", "unknown"])
def test_names_that_are_not_known_refuse_the_form(tmp_path: Path, name: str) -> None:
    form = write_form(tmp_path, FORM.replace("{{ row.note }}", "{{ " + name + " }}"))
    table = write_csv(tmp_path / "rows.csv", rows(2))
    with pytest.raises(InputError, match="is not known"):
        run(form, table, tmp_path / "out")


def test_loops_in_loops_end(tmp_path: Path) -> None:
    loops = """\
body:
  en: |
    {% for a in row.note %}
    {% for b in row.note %}
    {% for c in row.note %}

    {{ c }}

    {% endfor %}
    {% endfor %}
    {% endfor %}
  fr: |
    {{ opening }}
"""
    form = write_form(tmp_path, FORM[: FORM.index("body:")] + loops)
    data = [("FR", "en", "1", "x" * 5000), ("FR", "fr", "2", "x" * 5000)]
    report = run(form, write_csv(tmp_path / "rows.csv", data), tmp_path / "out")
    assert (report.done, report.failed) == (1, 1)
    assert "go round more than 10000 times" in report.failures[0].error


def test_deep_recursion(tmp_path: Path) -> None:
    form = write_form(tmp_path, FORM.replace("{{ row.note }}", "{{ " + "(" * 5000 + "1 }}"))
    result = command(form, write_csv(tmp_path / "rows.csv", rows(1)), "--out", tmp_path / "out")
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_a_row_has_no_attribute_but_its_columns() -> None:
    row = Row({"items": "a", "keys": "b", "class": "c"})
    assert (row.items, row.keys, getattr(row, "class")) == ("a", "b", "c")
    with pytest.raises(AttributeError):
        _ = row.values


class Unknown:
    """What a data frame says of a cell that is empty (NA): it does not know what it equals."""

    def __eq__(self, other: object) -> Unknown:  # type: ignore[override]
        return self

    def __hash__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        raise TypeError("boolean value of NA is ambiguous")


def nested(depth: int) -> list[object]:
    made: list[object] = []
    for _ in range(depth):
        made = [made]
    return made


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (date(2026, 3, 2), "2026-03-02"),
        (datetime(2026, 3, 2), "2026-03-02"),
        (datetime(2026, 3, 2, 9, 30), "2026-03-02T09:30:00"),
        (Decimal("1.50"), "1.50"),
        (Fraction(1, 2), "0.5"),
        (7, "7"),
    ],
)
def test_cells_of_python(tmp_path: Path, form: Path, cell: object, text: str) -> None:
    run(form, [row_with(cell)], tmp_path / "out", name="{{ key }}.txt")
    assert f"0. {text}" in (tmp_path / "out" / "1.txt").read_text().replace("\xa0", " ")


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (b"bytes", "row.note: the cell holds what is no data: bytes"),
        (object(), "row.note: the cell holds what is no data: object"),
        (nested(3000), "row.note: the cell is too deeply nested"),
        (nested(900), "row.note: lists or objects nested more than 32 deep"),
        (Unknown(), "a cell is empty"),
        (float("nan"), "a cell is empty"),
    ],
)
def test_cells_of_python_that_are_no_data_fail_alone(
    tmp_path: Path, form: Path, cell: object, words: str
) -> None:
    report = run(form, [row_with(cell), row_with("fine")], tmp_path / "out")
    assert (report.done, report.failed) == (1, 1)
    assert words in report.failures[0].error


def row_with(note: object) -> dict[str, object]:
    return dict(zip(COLUMNS, ("FR", "fr", 0, note), strict=True))


def test_half_characters_fail_alone(tmp_path: Path, form: Path) -> None:
    lines = [
        r'{"country": "FR", "language": "fr", "seats": 1, "note": "x", "\ud800": "\u0001"}',
        r'{"country": "FR", "language": "fr", "seats": 1, "note": "fine"}',
        '{"country": "FR", "language": "fr", "seats": 1, "note": ' + "[" * 900 + "]" * 900 + "}",
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(lines))
    report = run(form, tmp_path / "rows.jsonl", tmp_path / "out")
    assert [failure.row for failure in report.failures] == [1, 3]
    assert report.failures[0].error.startswith(r"row.\ud800: a control character, U+0001")


@pytest.mark.parametrize("option", ["name", "key", "number_from"])
def test_options_that_no_text_can_hold(tmp_path: Path, form: Path, option: str) -> None:
    for word in ("a\udcff1.docx", "a\x071.docx"):
        with pytest.raises(InputError, match=r"no text can hold|no number can be counted"):
            run(form, [row_with("x")], tmp_path / "out", **{option: word})
        assert not (tmp_path / "out").exists()
    failed = run(form, [row_with("x")], tmp_path / "o", name="{{ '\\ud800' }}.docx").failures
    assert "cannot stand in a name" in failed[0].error


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        ("country,language,seats,note\nFR,fr,1,é\n", "utf-8-sig", "utf-8"),
        ("country,language,seats,note\nFR,fr,1,é\n", "utf-16", "utf-16-le"),
        ("country\tlanguage\tseats\tnote\nFR\tfr\t1\té\n", "cp1252", "cp1252"),
    ],
)
def test_a_mark_is_no_part_of_the_first_column(
    tmp_path: Path, form: Path, text: str, code: str, named: str
) -> None:
    (tmp_path / "rows.csv").write_bytes(text.encode(code))
    delimiter = r"\t" if "\t" in text else None
    table = open_table(tmp_path / "rows.csv", encoding=named, delimiter=delimiter)
    assert run(form, table, tmp_path / "out").done == 1


def test_damaged_workbooks(tmp_path: Path, form: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(COLUMNS)
    book.active.append(["FR", "fr", 1, 0.5])
    book.save(tmp_path / "rows.xlsx")
    sheet, names = "xl/worksheets/sheet1.xml", "xl/workbook.xml"

    def changed(part: str, old: bytes, new: bytes) -> Path:
        path = tmp_path / "changed.xlsx"
        with zipfile.ZipFile(tmp_path / "rows.xlsx") as source, zipfile.ZipFile(path, "w") as out:
            for name in source.namelist():
                data = source.read(name)
                assert name != part or old in data
                out.writestr(name, data.replace(old, new) if name == part else data)
        return path

    whole = open_table(changed(sheet, b"<v>0.5</v>", b"<v>0.30000000000000004</v>"))
    assert next(whole.rows).cells["note"] == "0.3"
    with zipfile.ZipFile(tmp_path / "rows.xlsx") as archive:
        _, mark, rest = archive.read(names).partition(b"<sheet ")
    listed = mark + rest.partition(b"/>")[0] + b"/>"
    for part, old, new in (
        (sheet, b"</sheetData>", b""),
        (sheet, b"<v>0.5</v>", b"<v>none</v>"),
        (names, listed, b""),
    ):
        with pytest.raises(InputError):
            run(form, changed(part, old, new), tmp_path / "out")
        assert not (tmp_path / "out").exists()
    data = bytearray((tmp_path / "rows.xlsx").read_bytes())
    start = data.index(b"sheet1.xml") + 30
    data[start : start + 60] = b"\x07" * 60
    (tmp_path / "rows.xlsx").write_bytes(data)
    with pytest.raises(InputError, match=r"cannot be read|damaged"):
        run(form, tmp_path / "rows.xlsx", tmp_path / "out")
