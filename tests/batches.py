"""What the tests of batches share: a small form, tables, runs."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dipdocs import batch
from dipdocs.batch import Report

FORM = """\
kind: note-verbale
row: {country: country, language: language, seats: integer}
language: "{{ row.language }}"
date: 2026-03-02
from: {office: permanent-mission, country: UY}
to: [{office: permanent-mission, country: "{{ row.country }}"}]
body:
  en: |
    {{ opening }} invite {{ row.seats }}. {{ row.note }}
  fr: |
    {{ opening }} inviter {{ row.seats }}. {{ row.note }}
"""
COLUMNS = ("country", "language", "seats", "note")
STATES = ("AR", "BR", "CH", "DE", "EG", "FR", "GH", "IN", "JP", "KE")


def rows(count: int) -> list[tuple[str, ...]]:
    """So many rows of the small form's table."""
    return [
        (STATES[i % len(STATES)], "en" if i % 2 else "fr", str(i), f"Note {i}")
        for i in range(count)
    ]


def write_csv(path: Path, data: Iterable[Iterable[str]], columns: Iterable[str] = COLUMNS) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(data)
    return path


def write_form(folder: Path, text: str = FORM) -> Path:
    path = folder / "form.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def run(form: Path, table: object, out: object, **options: object) -> Report:
    """A run in threads of this process: quick to start."""
    with ThreadPoolExecutor(2) as threads:
        return batch.run(form, table, out, executor=threads, **options)  # type: ignore[arg-type]


def register(path: Path, *, times: bool = False) -> list[dict[str, str]]:
    """The register's lines, without their times unless these are asked for."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    return lines if times else [{**line, "time": ""} for line in lines]


def command(*arguments: object, stdin: bytes | None = None) -> subprocess.CompletedProcess[str]:
    result = subprocess.run(
        [sys.executable, "-m", "dipdocs", "batch", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        timeout=300,
        check=False,
    )
    return subprocess.CompletedProcess(
        result.args, result.returncode, result.stdout.decode(), result.stderr.decode()
    )
