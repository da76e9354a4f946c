"""The finished text of every example, as a person would proofread it (tests/golden/).

After a change that is meant: `pytest tests/test_golden.py --update-golden`, then read the diff.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from dipdocs import load, render
from tests.conftest import DOCUMENTS

GOLDEN = Path(__file__).parent / "golden"
CASES = [
    pytest.param(source, language, id=f"{source.parent.name}-{language}")
    for source in DOCUMENTS
    for language in load(source).languages
]


@pytest.mark.parametrize(("source", "language"), CASES)
def test_the_text_of_an_example(
    source: Path, language: str, request: pytest.FixtureRequest
) -> None:
    text = render(load(source), language=language, format="txt").decode()
    golden = GOLDEN / f"{source.parent.name}.{language}.txt"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
