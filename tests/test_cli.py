"""The command line as a user meets it: what it writes, what it says, how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES

SEED = EXAMPLES / "moscow-declaration-2009" / "letter.yaml"
PLAIN = """\
kind: letter
language: en
date: 2026-03-02
from: {office: permanent-representative, country: NP, name: Ann Example}
to: [secretary-general]
circulation:
  organs: [{organ: general-assembly}]
body: |
  I have the honour to write.
"""


def dipdocs(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dipdocs", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=cwd,
        timeout=60,
        check=False,
    )


def test_render_writes_beside_the_input(tmp_path: Path) -> None:
    (tmp_path / "letter.yaml").write_text(PLAIN, encoding="utf-8")
    result = dipdocs("render", "letter.yaml", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["letter.docx", "letter.yaml"]
    assert zipfile.ZipFile(tmp_path / "letter.docx").testzip() is None


def test_render_every_language(tmp_path: Path) -> None:
    source = EXAMPLES / "coastal-cooperation" / "letter.yaml"
    result = dipdocs("render", source, "--language", "all", "-o", tmp_path / "out")
    assert result.returncode == 0, result.stderr
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["letter.en.docx", "letter.fr.docx"]


def test_standard_output(tmp_path: Path) -> None:
    (tmp_path / "letter.yaml").write_text(PLAIN, encoding="utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "dipdocs", "render", "letter.yaml", "-o", "-"],
        capture_output=True,
        cwd=tmp_path,
        check=True,
    )
    assert result.stdout.startswith(b"PK")


def test_render_refuses_to_overwrite_its_source(tmp_path: Path) -> None:
    for name in ("letter.yaml", "letter.txt"):
        source = tmp_path / name
        source.write_text(PLAIN, encoding="utf-8")
        result = dipdocs("render", source, "-o", source)
        assert result.returncode == 2
        assert source.read_text(encoding="utf-8") == PLAIN
        assert "Traceback" not in result.stderr


def test_unknown_format_and_missing_folder(tmp_path: Path) -> None:
    result = dipdocs("render", SEED, "-o", tmp_path / "letter.doc")
    assert result.returncode == 2
    assert ".docx" in result.stderr
    result = dipdocs("render", SEED, "-o", tmp_path / "nowhere" / "letter.docx")
    assert result.returncode == 1
    assert "cannot be written" in result.stderr


BAD = {
    "unknown State": (PLAIN.replace("NP", "XX"), 4, "country"),
    "misspelt key": (PLAIN.replace("date:", "dat:"), 3, "dat"),
    "impossible date": (PLAIN.replace("03-02", "02-30"), 3, "2026-02-30"),
    "missing body file": (PLAIN.replace("body: |\n", "body: {file: none.md}\n#"), 8, "none.md"),
    "path that leaves": (PLAIN.replace("body: |\n", "body: {file: ../x.md}\n#"), 8, "../x.md"),
    "absolute path": (PLAIN.replace("body: |\n", "body: {file: /etc/passwd}\n#"), 8, "passwd"),
    "tab": (PLAIN.replace("  organs:", "\torgans:"), 7, "tab"),
    "empty file": ("", None, "empty"),
    "large file": ("# " + "x" * 50_000_000 + "\n" + PLAIN, None, "the limit is 5 MB"),
    "alias bomb": (
        "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
        + "".join(
            f"{new}: &{new} [{', '.join(['*' + old] * 10)}]\n"
            for old, new in zip("abcdefgh", "bcdefghi", strict=True)
        ),
        None,
        "alias",
    ),
    "unclosed bracket": (PLAIN.replace("}\nto", "\nto"), None, ""),
    "deep nesting": ("a: " + "[" * 100_000, None, ""),
    "not a mapping": ("- a\n- b\n", None, ""),
    "binary": ("\x00\x01\x02", None, ""),
    "bad expression": (PLAIN.replace("the honour", "{{ 1 / 0 }}"), 9, "1 / 0"),
    "unknown name": (PLAIN.replace("the honour", "{{ requst }}"), 9, "requst"),
    "broken expression": (PLAIN.replace("the honour", "{{ 1 + }}"), 9, ""),
    "power": (PLAIN.replace("the honour", "{{ 9 ** 9 ** 9 }}"), 9, "power"),
    "sandbox": (PLAIN.replace("the honour", "{{ ''.__class__.__mro__ }}"), 9, ""),
    "unknown kind": (PLAIN.replace("kind: letter", "kind: leter"), 1, "letter"),
    "control character": (PLAIN.replace("the honour", "the \\x07 honour").replace(
        "body: |\n  I have the \\x07 honour to write.", 'body: "bell \\x07"'), 8, "U+0007"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_clear_message(name: str, tmp_path: Path) -> None:
    text, line, said = BAD[name]
    (tmp_path / "letter.yaml").write_text(text, encoding="utf-8")
    result = dipdocs("render", "letter.yaml", cwd=tmp_path)
    assert result.returncode == 2, result.stderr
    assert "Traceback" not in result.stderr
    assert "letter.yaml" in result.stderr
    assert len(result.stderr.splitlines()) <= 40
    assert said in result.stderr
    if line is not None:
        assert f"letter.yaml:{line}:" in result.stderr, result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["letter.yaml"]


def test_missing_source() -> None:
    result = dipdocs("render", "nothing.yaml")
    assert result.returncode == 2
    assert "nothing.yaml" in result.stderr


def test_missing_language_names_the_field(tmp_path: Path) -> None:
    result = dipdocs("render", SEED, "--language", "en", "-o", tmp_path / "x.docx")
    assert result.returncode == 2
    assert "agenda[0].title" in result.stderr
    assert "letter.yaml:" in result.stderr
    result = dipdocs("render", SEED, "--language", "xx", "-o", tmp_path / "x.docx")
    assert result.returncode == 2
    assert "xx" in result.stderr


def test_check_tells_errors_and_warnings_as_json(tmp_path: Path) -> None:
    text = PLAIN.replace("circulation:\n", "circulation:\n  release_date: 2026-03-01\n")
    (tmp_path / "letter.yaml").write_text(text, encoding="utf-8")
    result = dipdocs("check", "--json", "letter.yaml", cwd=tmp_path)
    assert result.returncode == 0
    (finding,) = json.loads(result.stdout)["findings"]
    assert (finding["rule"], finding["severity"]) == ("release-before-date", "warning")
    assert (finding["file"], finding["line"], finding["column"]) == ("letter.yaml", 7, 17)
    assert dipdocs("check", "--strict", "letter.yaml", cwd=tmp_path).returncode == 1
    (tmp_path / "letter.yaml").write_text(text + "silence: [release-before-date]\n", "utf-8")
    assert dipdocs("check", "--strict", "letter.yaml", cwd=tmp_path).returncode == 0
    (tmp_path / "letter.yaml").write_text(PLAIN.replace("NP", "XX"), encoding="utf-8")
    assert dipdocs("check", "letter.yaml", cwd=tmp_path).returncode == 1
    assert dipdocs("check", "none.yaml", cwd=tmp_path).returncode == 2


def test_schema_is_a_json_schema(tmp_path: Path) -> None:
    result = dipdocs("schema")
    schema = json.loads(result.stdout)
    assert "Letter" in schema["$defs"]
    assert set(schema["$defs"]["Letter"]["properties"]) >= {"from", "to", "date", "body"}


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = (
        "import sys, dipdocs; heavy = {'docx', 'lxml', 'babel', 'jinja2', 'pydantic', "
        "'markdown_it', 'yaml'}; print(sorted(heavy & set(sys.modules)))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nsys.argv = ['dipdocs', '--help']\nfrom dipdocs.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'docx', 'lxml', 'babel', 'jinja2', 'pydantic', 'markdown_it', 'yaml'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip().endswith("[]")


def test_check_warns_of_characters_that_no_font_of_the_language_has(tmp_path: Path) -> None:
    text = PLAIN.replace("the honour", "the ก honour")
    (tmp_path / "letter.yaml").write_text(text, encoding="utf-8")
    result = dipdocs("check", "--json", "letter.yaml", cwd=tmp_path)
    assert result.returncode == 0
    (finding,) = json.loads(result.stdout)["findings"]
    assert (finding["rule"], finding["severity"]) == ("characters", "warning")
    assert "THAI CHARACTER KO KAI" in finding["message"]
    assert finding["line"] == 8
