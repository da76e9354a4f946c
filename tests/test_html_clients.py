"""Pages in a real Chromium: axe-core finds nothing, nothing is fetched, nothing is cut off."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dipdocs import load, render
from tests.conftest import EXAMPLES, Browser

PAGES = [
    ("moscow-declaration-2009/letter.yaml", "fr", None),
    ("six-languages/letter.yaml", "ar", None),
    ("six-languages/letter.yaml", "zh", None),
    ("six-languages/letter.yaml", "ru", None),
    ("school-weather-stations/letter.yaml", "en", None),
    ("letterhead-letter/letter.yaml", "en", None),
    ("note-verbale/note.yaml", "ar", "letterhead"),
    ("geneva-note/note.yaml", "fr", "un-geneva"),
    ("letter-of-four-states/letter.yaml", "ru", None),
]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("pages")
    paths = {}
    for number, (source, language, layout) in enumerate(PAGES):
        path = folder / f"{number}.html"
        render(load(EXAMPLES / source), path, language=language, layout=layout)
        paths[path] = f"{source} {language}"
    found = browser("look.mjs", *paths)
    return {name: found[str(path)] for path, name in paths.items()}


@pytest.mark.parametrize("name", [f"{source} {language}" for source, language, _ in PAGES])
def test_a_page_is_accessible_whole_and_alone(name: str, seen: dict[str, Any]) -> None:
    page = seen[name]
    assert page["rules"] > 15, "axe-core looked at the page"
    assert page["violations"] == []
    assert page["wider"] == []
    assert page["asked"] == []


def test_axe_would_find_a_fault(tmp_path: Path, browser: Browser) -> None:
    path = tmp_path / "bad.html"
    text = render(load(EXAMPLES / PAGES[0][0]), format="html").decode()
    path.write_text(text.replace('<html lang="fr-FR"', "<html"), encoding="utf-8")
    (page,) = browser("look.mjs", path).values()
    assert any("html-has-lang" in violation for violation in page["violations"])
