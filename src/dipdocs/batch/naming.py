"""How rows are named: file names by their template, keys by their column, reference numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dipdocs.batch import names
from dipdocs.batch.blanks import LEFT_OUT, Blank, Filling, pieces, sources
from dipdocs.batch.form import Form
from dipdocs.batch.numbers import Sequence
from dipdocs.batch.row import Row
from dipdocs.batch.table import Table
from dipdocs.batch.uses import columns, expressions
from dipdocs.batch.uses import names as names_in
from dipdocs.errors import Finding, InputError
from dipdocs.writers import WRITERS

_TEXTS = frozenset({"string"})


@dataclass(frozen=True, slots=True)
class Naming:
    """How rows are named: the template of file names, the column of keys, the numbers."""

    template: Blank
    key: str | None
    numbers: Sequence | None
    pdf: bool

    def number(self, row: int) -> str | None:
        """The reference number of a row."""
        return None if self.numbers is None else self.numbers.number(row)

    def name(self, values: Mapping[str, Any], key: str, number: str | None) -> str:
        """The file name of a row; InputError where there is none, or an unsafe one."""
        given: dict[str, Any] = {"row": Row(values), "key": key}
        if number is not None:
            given["number"] = number
        name = self.template.fill(Filling(given))
        text = names.normal("" if name is LEFT_OUT else str(name))
        problem = names.problem(text) or _suffix_problem(text, pdf=self.pdf)
        if problem is not None:
            raise InputError(Finding(problem, rule="name", field="--name", found=text[:200]))
        return text


def naming(template: str, key: str | None, numbers: Sequence | None, *, pdf: bool) -> Naming:
    """How rows are named; InputError where the template is not sound."""
    for option, word in (("key", key), ("name", template)):
        if word is not None and not names.is_writable(word):
            raise InputError(
                Finding("a character that no text can hold", rule=option, found=ascii(word)[:200])
            )
    parts = pieces(template, "--name")
    last = parts[-1] if parts else ""
    if isinstance(last, str) and (problem := _suffix_problem(last, pdf=pdf)):
        raise InputError(Finding(problem, rule="name", field="--name", found=template[:200]))
    return Naming(Blank("--name", parts, None, _TEXTS), key, numbers, pdf)


def _suffix_problem(name: str, *, pdf: bool) -> str | None:
    """What is wrong with the end of a name, by which the format is known."""
    known = ("docx",) if pdf else tuple(WRITERS)
    stem, _, ending = f"x{name}".rpartition(".")
    if stem and ending.lower() in known:
        return None
    endings = ", ".join(f".{format}" for format in known)
    return f"the name must end in {endings}" + (", beside which a PDF is put" if pdf else "")


def refuse_lacking(form: Form, table: Table, naming: Naming) -> None:
    """InputError naming every column that is needed and that the table does not have.

    A number that the form names and that no `--number-from` gives is lacking too.
    """
    if naming.numbers is None and (where := _numbered(form, naming)) is not None:
        raise InputError(
            Finding(
                "the form names `number`, and there is none",
                rule="number-from",
                file=form.name,
                field=where,
                fix="give the first one: --number-from 2026/0417",
            )
        )
    if table.columns is None:
        return
    needed = dict(form.columns)
    for source in sources(naming.template):
        for column in columns(source):
            needed.setdefault(column, "--name")
    if naming.key is not None:
        needed.setdefault(naming.key, "--key")
    findings = [
        Finding(
            f"the table has no column {name!r}, which {where} needs",
            rule="table",
            file=table.name,
            field=where,
            expected=f"one of its columns: {', '.join(table.columns)}",
        )
        for name, where in needed.items()
        if name not in table.columns
    ]
    if findings:
        raise InputError(findings)


def _numbered(form: Form, naming: Naming) -> str | None:
    """The first field that names the number."""
    own = (("--name", source) for source in sources(naming.template))
    for where, source in (*expressions(form.tree), *own):
        if "number" in names_in(source):
            return where
    return None
