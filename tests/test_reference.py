"""The pages of docs/: those that are made say what the code says, and their examples run."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from dipdocs.model import json_schema
from dipdocs.model.schema import properties
from dipdocs.practice import RULES
from tests.conftest import EXAMPLES, ROOT

DOCS = ROOT / "docs"
MADE = ("identifiers.md", "rules.md", "reference.md", "layouts.md")


@pytest.fixture(scope="module")
def maker() -> Iterator[ModuleType]:
    path = ROOT / "tools" / "make_reference.py"
    spec = importlib.util.spec_from_file_location("make_reference", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    before = list(sys.path)
    spec.loader.exec_module(module)
    yield module
    sys.path[:] = before


@pytest.mark.parametrize("name", MADE)
def test_a_page_that_is_made_is_current(name: str, maker: ModuleType) -> None:
    made = maker.pages()[DOCS / name]
    assert (DOCS / name).read_text("utf-8") == made, "run python tools/make_reference.py"


def test_the_reference_names_every_key() -> None:
    page = (DOCS / "reference.md").read_text("utf-8")
    for definition in json_schema()["$defs"].values():
        for key in properties(definition):
            if key != "appendices":
                assert f"`{key}`" in page, key
    assert "| value |" not in page.replace("| what it is | value |", "")


def test_the_page_of_rules_names_every_rule() -> None:
    page = (DOCS / "rules.md").read_text("utf-8")
    for rule in RULES:
        assert page.count(f"\n### {rule.name}\n") == 1


PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.name))
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        file = page if not path else (page.parent / path)
        assert file.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", file.read_text("utf-8"), re.MULTILINE)
            known = {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}
            assert anchor in known, target


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda path: str(path.name))
def test_every_page_is_reached_from_the_readme(page: Path) -> None:
    assert f"docs/{page.name}" in (ROOT / "README.md").read_text("utf-8")


def test_the_scripting_guide_runs(tmp_path: Path) -> None:
    for name in ("moscow-declaration-2009", "invitation-to-all-missions"):
        shutil.copytree(EXAMPLES / name, tmp_path / name)
    text = (DOCS / "scripting.md").read_text("utf-8")
    blocks = list(re.finditer(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    assert len(blocks) > 8
    names: dict[str, object] = {}
    here = Path.cwd()
    os.chdir(tmp_path / "moscow-declaration-2009")
    try:
        for block in blocks:
            line = text[: block.start()].count("\n") + 1
            code = "\n" * line + block[1]
            exec(compile(code, str(DOCS / "scripting.md"), "exec"), names)
        assert Path("out.docx").is_file()
        assert len(list(Path("out").glob("*.docx"))) == 3
    finally:
        os.chdir(here)
