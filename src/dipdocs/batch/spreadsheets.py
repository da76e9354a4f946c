"""XLSX as rows, read one by one with openpyxl: values as they were last calculated, no formula."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, datetime, time
from itertools import repeat
from pathlib import Path
from typing import Any

from dipdocs.batch.table import Read, Table, fault, header_of, of_cells
from dipdocs.errors import DipdocsError

MEGABYTE = 1024 * 1024
LARGEST = 1024 * MEGABYTE
"""Bytes of all parts of a workbook unpacked."""
LARGEST_TEXTS = 256 * MEGABYTE
"""Bytes of the shared texts, which are held in memory."""
DENSEST = 200
"""How many times smaller a packed part may be; XML of real workbooks stays below 50."""
_SMALL = 4 * MEGABYTE


def guard(path: Path) -> None:
    """Refuse what is no workbook, or would grow beyond measure when unpacked (a zip bomb).

    The sizes are those that the archive declares; `zipfile` gives no more than these.
    """
    name = str(path)
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise fault(f"no workbook: {error}", name, expected="a file saved as .xlsx") from None
    total = sum(part.file_size for part in parts)
    if total > LARGEST:
        raise fault(
            f"the workbook unpacks to {total // MEGABYTE:,} MB",
            name,
            expected=f"at most {LARGEST // MEGABYTE:,} MB; save it as CSV",
        )
    for part in parts:
        if part.file_size > _SMALL and part.file_size > DENSEST * max(part.compress_size, 1):
            raise fault(
                f"the part {part.filename!r} unpacks to {part.file_size // MEGABYTE:,} MB from "
                f"{part.compress_size // 1024:,} kB: no ordinary workbook",
                name,
                fix="save it anew from the spreadsheet, or as CSV",
            )
        if part.filename.endswith("sharedStrings.xml") and part.file_size > LARGEST_TEXTS:
            raise fault("the workbook's texts are too long", name, fix="save it as CSV")


def read_xlsx(path: Path, sheet: str | None = None) -> Table:
    """The rows of a sheet, the first one unless another is named."""
    import openpyxl

    def pages(*, values: bool) -> Iterator[Any]:
        """The rows of the sheet: values as last calculated, or formulas as written."""
        with warnings.catch_warnings(action="ignore"):  # of styles, which are not read
            book = openpyxl.load_workbook(path, read_only=True, data_only=values, keep_links=False)
        opened.callback(book.close)
        names = book.sheetnames
        if not names or (sheet is not None and sheet not in names):
            words = "there is no sheet" if sheet is None else f"there is no sheet {sheet!r}"
            raise fault(words, name, expected=", ".join(names) or None)
        page: Any = book[sheet or names[0]]
        # What the sheet says of its own size may be wrong, or as large as it likes.
        page.reset_dimensions()
        return iter(page.iter_rows())

    guard(path)
    name = str(path)
    opened = ExitStack()
    try:
        values = pages(values=True)
        written = pages(values=False) if _has_formulas(path) else repeat(())
        rows = enumerate(zip(values, written, strict=False), 1)
        header = next(
            (
                [cell.value for cell in cells]
                for _, (cells, _) in rows
                if any(c.value for c in cells)
            ),
            [],
        )
        columns = header_of(header, name)
    except DipdocsError:
        opened.close()
        raise
    except Exception as error:  # whatever a damaged workbook leads openpyxl, zlib or XML to
        opened.close()
        raise fault(f"the workbook cannot be read: {error}", name) from None
    return Table(name, columns, _closing(_rows(rows, columns, name), opened))


def _closing(rows: Iterator[Read], opened: ExitStack) -> Iterator[Read]:
    with opened:
        yield from rows


def _has_formulas(path: Path) -> bool:
    """Whether any sheet holds a formula."""
    with zipfile.ZipFile(path) as archive:
        for part in archive.namelist():
            if not part.startswith("xl/worksheets/"):
                continue
            with archive.open(part) as stream:
                before = b""
                while block := stream.read(MEGABYTE):
                    if _FORMULA.search(before + block):
                        return True
                    before = block[-2:]
    return False


_FORMULA = re.compile(rb"<f[ >/]")


def _wrong(cells: Any, written: Any) -> str | None:  # noqa: ANN401
    """What keeps the cells of a row from being taken for values."""
    for cell in cells:
        if getattr(cell, "data_type", "") == "e":
            return f"a cell holds the spreadsheet's error {cell.value}"
    for cell, formula in zip(cells, written, strict=False):
        # A formula whose result is an empty text is told apart by its type.
        uncounted = cell.value is None and getattr(cell, "data_type", "n") == "n"
        if uncounted and getattr(formula, "data_type", "") == "f":
            return f"the formula in {formula.coordinate} was never calculated"
    return None


def _rows(
    rows: Iterator[tuple[int, tuple[Any, Any]]], columns: tuple[str, ...], name: str
) -> Iterator[Read]:
    count = 0
    while True:
        try:
            found = next(rows, None)
        except Exception as error:  # as in `read_xlsx`
            raise fault(f"after row {count}: the workbook is damaged: {error}", name) from None
        if found is None:
            return
        line, (cells, written) = found
        wrong = _wrong(cells, written)
        if wrong is None and not any(cell.value not in (None, "") for cell in cells):
            continue
        count += 1
        if wrong is not None:
            yield Read(line=line, wrong=wrong)
            continue
        texts = [_text(cell.value) for cell in cells]
        texts += [""] * (len(columns) - len(texts))
        yield of_cells(texts, columns, line)


def _text(value: object) -> str:
    """A cell's value as text: days as YYYY-MM-DD, whole numbers without a point."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case float():
            return f"{value:.15g}"  # as many figures as a spreadsheet shows: 0.3, not 0.30000…04
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
    return str(value)
