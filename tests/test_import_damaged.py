"""2,000 mutated files read back: an error or data, no traceback, no hang, no hunger for memory."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from tests.import_mutations import LONGEST, Outcome, real_outcome, text_outcome, word_outcome

MOST_MEMORY = 500_000_000
WORD_FILES = 1_500
TEXTS = 400
REAL = 100


@pytest.fixture(scope="module")
def worker() -> Iterator[Executor]:
    """A process that does nothing else, so that its memory is that of the import."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield pool


def judged(worker: Executor, make: Callable[[int], Outcome], seeds: range) -> Counter[str]:
    """What became of the files of seeds."""
    kinds: Counter[str] = Counter()
    for found in worker.map(make, seeds, chunksize=25):
        assert found.kind in ("read", "refused"), found
        assert found.seconds < LONGEST, found
        assert found.memory < MOST_MEMORY, found
        kinds[found.kind] += 1
    assert kinds["read"], "some are still read"
    return kinds


@pytest.mark.parametrize("third", range(3))
def test_mutated_word_files(worker: Executor, third: int) -> None:
    kinds = judged(worker, word_outcome, range(third, WORD_FILES, 3))
    assert kinds["refused"], "some are errors"


@pytest.mark.parametrize("half", range(2))
def test_mutated_texts(worker: Executor, half: int) -> None:
    judged(worker, text_outcome, range(half, TEXTS, 2))


def test_mutated_real_files(worker: Executor, reference: Path) -> None:
    texts = sorted((reference / "documents").glob("*-*.txt"), key=lambda path: path.stat().st_size)
    paths = [*texts[:8], reference / "un-docx/A_80_604_Add.6.docx"]
    judged(worker, partial(real_outcome, tuple(map(str, paths))), range(REAL))
