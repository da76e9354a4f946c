"""Prints how much of real documents `dipdocs import` reads rightly, as docs/import.md shows it.

`python tools/measure_import.py [FOLDER]`: FOLDER holds the texts that tests/data/read-back.yaml
knows the facts of; `$DIPDOCS_REFERENCE/documents` if none is named.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.read_back import FIELDS, answers  # noqa: E402

from dipdocs.importing import import_file  # noqa: E402

ALL = "all"


def main() -> None:
    reference = Path(os.environ.get("DIPDOCS_REFERENCE", ROOT / "../shared/reference"))
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else reference / "documents"
    right: Counter[tuple[str, str]] = Counter()
    every: Counter[tuple[str, str]] = Counter()
    for path in sorted(folder.glob("??-??.txt")):
        found = import_file(path)
        verified = "same words", found.verify().same
        for field, is_right in (*answers(path.stem, found.data), verified):
            for language in (path.name[:2], ALL):
                every[language, field] += 1
                right[language, field] += is_right
                if not is_right and language != ALL:
                    print(f"{path.name}: {field}", file=sys.stderr)
    languages = sorted({language for language, _ in every} - {ALL})
    print("| | " + " | ".join((*languages, ALL)) + " |")
    print("|---|" + "---|" * (len(languages) + 1))
    for field in (*FIELDS, "same words"):
        cells = (
            f"{right[code, field]}/{every[code, field]}" if every[code, field] else "–"
            for code in (*languages, ALL)
        )
        print(f"| {field} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
