"""What docs/batch.md shows can be done as it stands there."""

from __future__ import annotations

import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from dipdocs import batch
from tests.batches import register
from tests.conftest import EXAMPLES, ROOT

DOCS = (ROOT / "docs" / "batch.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLE = EXAMPLES / "invitation-to-all-missions"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", DOCS, re.DOTALL)


def commands(text: str) -> list[str]:
    return re.findall(r"^dipdocs batch .*$", text, re.MULTILINE)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The example with the first five of its missions."""
    folder = tmp_path / "example"
    shutil.copytree(EXAMPLE, folder)
    lines = (EXAMPLE / "missions.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "missions.csv").write_text("".join(lines[:6]), encoding="utf-8")
    return folder


def test_commands_and_query(example: Path) -> None:
    dry, wet = commands(blocks("sh")[0])
    assert commands(README)[0] == wet
    assert commands((EXAMPLE / "README.md").read_text(encoding="utf-8")) == [dry, wet]
    for line, made in ((dry, False), (wet, True)):
        arguments = shlex.split(line)[1:]
        result = subprocess.run(
            [sys.executable, "-m", "dipdocs", *arguments],
            cwd=example,
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stderr
        assert (example / "out").exists() == made
    assert len(register(example / "out" / "register.csv")) == 5
    query = next(block for block in blocks("sh") if block.startswith("sqlite3"))
    _, database, sql = shlex.split(query)
    with closing(sqlite3.connect(example / database)) as connection:
        assert connection.execute(sql).fetchall() == []
        assert len(connection.execute("SELECT * FROM register").fetchall()) == 5


def test_form(tmp_path: Path) -> None:
    form = next(block for block in blocks("yaml") if block.startswith("kind:"))
    (tmp_path / "form.yaml").write_text(form, encoding="utf-8")
    (tmp_path / "invitation.fr.md").write_text("{{ opening }} l'inviter.", encoding="utf-8")
    (tmp_path / "order.en.md").write_text("One.", encoding="utf-8")
    rows = [
        {"iso3": "FRA", "country": "FR", "language": "fr", "seats": 2, "speaks": False},
        {"iso3": "NOR", "country": "NO", "language": "en", "seats": 1, "speaks": True},
    ]
    report = batch.run(
        tmp_path / "form.yaml", rows, tmp_path / "out", key="iso3", number_from="1", jobs=1
    )
    assert report.done == 2, report.failures
