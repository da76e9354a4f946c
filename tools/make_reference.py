"""Writes the pages of docs/ that are made from the code, the model, the packs and the layouts.

Run after a change to any of them: `python tools/make_reference.py`. A page that is made whole says
so; in docs/layouts.md the tables between the marks `made:` and `end` are.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from reference import identifiers, keys, layouts, rules

DOCS = Path(__file__).resolve().parents[1] / "docs"


def pages() -> dict[Path, str]:
    """Each page as it should be."""
    layouts_page = DOCS / "layouts.md"
    return {
        DOCS / "identifiers.md": identifiers.page(),
        DOCS / "rules.md": rules.page(),
        DOCS / "reference.md": keys.page(),
        layouts_page: layouts.page(layouts_page.read_text(encoding="utf-8")),
    }


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
