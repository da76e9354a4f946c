"""The lines of report.csv: what was read of each file of a folder."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from dipdocs.batch.register import cell
from dipdocs.importing.imported import Imported

COLUMNS = (
    *("file", "output", "kind", "language", "date", "state", "office", "addressees", "symbols"),
    *("gaps", "leftover", "verified", "error"),
)


Row = dict[str, str]


def empty_row(name: str) -> Row:
    """The line of a file of which nothing is known yet."""
    return dict.fromkeys(COLUMNS, "") | {"file": name}


def told(found: Imported) -> Row:
    """What the report says of a document that was read."""
    data = found.data
    senders = data.get("from") or []
    senders = senders if isinstance(senders, list) else [senders]
    addressees = data.get("to") or []
    addressees = addressees if isinstance(addressees, list) else [addressees]
    circulation = data.get("circulation") or {}
    return {
        "kind": str(data.get("kind", "")),
        "language": str(data.get("language", "")),
        "date": str(data.get("date", "")),
        "state": " ".join(_of(senders, "country", "country_name")),
        "office": " ".join(dict.fromkeys(_of(senders, "office", "title"))),
        "addressees": " ".join(_of(addressees, "office", "title")),
        "symbols": " ".join(map(str, circulation.get("symbols") or ())),
        "gaps": "; ".join(found.recognised.gaps),
        "leftover": str(len(found.recognised.unplaced)),
    }


def _of(parties: list[object], *keys: str) -> Iterator[str]:
    for party in parties:
        if isinstance(party, str):
            if keys[0] == "office":
                yield party
        elif isinstance(party, Mapping):
            value = next((party[key] for key in keys if key in party), None)
            if isinstance(value, Mapping):
                value = next(iter(value.values()), None)
            if value is not None:
                yield str(value)


def csv_of(rows: tuple[Row, ...]) -> bytes:
    """The lines as CSV, a heading first."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([cell(row[column]) for column in COLUMNS])
    return out.getvalue().encode("utf-8-sig")
