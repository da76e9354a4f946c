"""CSV and JSON Lines as streams of rows: encoding and delimiter are found, no code is guessed."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import IO, Any

from dipdocs.batch.encodings import found, named
from dipdocs.batch.table import Read, Table, fault, header_of, of_cells
from dipdocs.errors import InputError

DELIMITERS = ",;\t|"
LONGEST_FIELD = 16 * 1024 * 1024
"""Characters of a cell up to which the reader goes on; a row's own limit is lower."""
LONGEST_LINE = 32 * 1024 * 1024
_SAMPLE = 64 * 1024
_WIDEST = 4
"""Bytes of a character in UTF-8."""


def read_text(
    stream: IO[bytes] | IO[str],
    name: str,
    format: str | None,
    encoding: str | None,
    delimiter: str | None,
) -> Table:
    """The rows of a stream of bytes or of text; InputError where it is no table."""
    buffered = io.BufferedReader(_Raw(stream), _SAMPLE)
    sample = b""
    while len(sample) < _SAMPLE and len(more := buffered.peek(_SAMPLE)) > len(sample):
        sample = more[:_SAMPLE]
    if format is None:
        format = "jsonl" if sample.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{" else "csv"
    if format not in ("csv", "jsonl"):
        raise fault(f"{format} is read from a file, not from a stream", name)
    try:
        text = io.TextIOWrapper(
            buffered,
            named(encoding, sample) or found(sample, name),
            newline="",
            errors="strict",
        )
    except LookupError:
        raise fault(
            f"{encoding!r} is no encoding that is known here",
            name,
            expected="a name such as utf-8, utf-16, cp1252, cp1251, gb18030",
        ) from None
    if delimiter == r"\t":
        delimiter = "\t"  # few know how to type a tab in a shell
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n\0'):
        raise fault(
            f"the delimiter {delimiter!r} is not one character that can part cells",
            name,
            expected=r"one of , ; | \t …",
        )
    if format == "jsonl":
        return Table(name, None, _guarded(_json_lines(text), name, text))
    return _csv(text, name, delimiter)


class _Raw(io.RawIOBase):
    """A stream of bytes, or of text, as Python's buffers want it."""

    def __init__(self, stream: IO[bytes] | IO[str]) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401
        read = self._stream.read(max(len(buffer) // _WIDEST, 1))
        data = read.encode() if isinstance(read, str) else read
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


def _guarded(rows: Iterator[Read], name: str, text: io.TextIOWrapper) -> Iterator[Read]:
    """The rows; an error of decoding names the row before it."""
    count = 0
    try:
        for row in rows:
            count += 1
            yield row
    except UnicodeError as error:
        raise _undecodable(text, error, name, None, f"after row {count}: ") from None
    except OSError as error:
        raise fault(f"after row {count}: cannot be read: {error.strerror}", name) from None


def _csv(text: io.TextIOWrapper, name: str, delimiter: str | None) -> Table:
    csv.field_size_limit(LONGEST_FIELD)
    lines = _Lines(text)
    try:
        while (first := lines.look()) and not first.strip():
            lines.drop()
        if said := _SAID.fullmatch(first):
            delimiter = delimiter or said[1]
            lines.drop()
        before = lines.dropped
        reader = csv.reader(lines, delimiter=delimiter or _delimiter(lines.look()), strict=True)
        header = next((cells for cells in reader if any(cell.strip() for cell in cells)), None)
    except UnicodeError as error:
        raise _undecodable(text, error, name, 1) from None
    except (csv.Error, TypeError) as error:
        raise fault(f"this is no CSV: {error}", name, lines.dropped + 1) from None
    if header is None:
        raise fault("the table is empty", name, 1, expected="a line with the names of its columns")
    columns = header_of(header, name)
    return Table(name, columns, _guarded(_csv_rows(reader, columns, name, before), name, text))


_SAID = re.compile(r"sep=(.)[\r\n]*")
"""The line before the header in which Excel is told the delimiter."""


def _undecodable(
    text: io.TextIOWrapper, error: UnicodeError, name: str, line: int | None, after: str = ""
) -> InputError:
    return fault(
        f"{after}the text is not {text.encoding.removesuffix('-sig').upper()}",
        name,
        line,
        found=str(error),
        fix="save it as UTF-8, or name its encoding: --encoding cp1252",
    )


class _Lines:
    """The lines of a text, the next of which can be looked at, and dropped."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._first: str | None = None
        self.dropped = 0

    def look(self) -> str:
        if self._first is None:
            self._first = self._text.readline(LONGEST_LINE)
        return self._first

    def drop(self) -> None:
        self._first = None
        self.dropped += 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line, self._first = self._first, None
        line = line if line is not None else self._text.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        return line


def _delimiter(header: str) -> str:
    """The sign that parts the header into most columns."""

    def count(sign: str) -> int:
        try:
            return len(next(csv.reader([header], delimiter=sign), []))
        except csv.Error:
            return 0

    return max(DELIMITERS, key=count)


def _csv_rows(
    reader: Any,  # noqa: ANN401
    columns: tuple[str, ...],
    name: str,
    before: int,
) -> Iterator[Read]:
    while True:
        line = before + reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise fault(f"from here the text is no CSV: {error}", name, line) from None
        if cells is None:
            return
        if cells and any(cells):
            yield of_cells(cells, columns, line)


def _json_lines(text: io.TextIOWrapper) -> Iterator[Read]:
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        if len(line) >= LONGEST_LINE and not line.endswith("\n"):
            while (rest := text.readline(LONGEST_LINE)) and not rest.endswith("\n"):
                pass
            yield Read(line=number, wrong=f"the line is longer than {LONGEST_LINE:,} characters")
        elif line.strip():
            yield _json_row(line, number)


def _json_row(line: str, number: int) -> Read:
    try:
        data = json.loads(line, object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        return Read(line=number, wrong=f"the line is no JSON: {error}")
    if not isinstance(data, dict):
        return Read(line=number, wrong="a line is one object: {…}")
    return Read(data, number)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key {twice!r} stands twice")
    return data


def _no_constant(word: str) -> Any:  # noqa: ANN401
    raise ValueError(f"{word} is no JSON")
