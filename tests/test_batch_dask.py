"""The same work on a real Dask cluster of processes, and by any executor."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from dipdocs import RenderError, batch
from tests.batches import COLUMNS, command, register, rows, run, write_csv, write_form
from tests.conftest import lacking

CLUSTER = """\
import sys
from distributed import LocalCluster

if __name__ == "__main__":
    cluster = LocalCluster(n_workers=2, threads_per_worker=1, processes=True,
                           dashboard_address=None)
    print(cluster.scheduler_address, flush=True)
    sys.stdin.read()
    cluster.close()
"""


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a cluster of two processes, which ends with the tests."""
    if find_spec("distributed") is None:
        lacking("distributed is not installed (dipdocs[dask])")
    folder = tmp_path_factory.mktemp("cluster")
    script = folder / "cluster.py"
    script.write_text(CLUSTER, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(script)],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    yield address.removeprefix("tcp://")
    process.stdin.close()
    process.wait(60)
    process.stdout.close()


def test_a_cluster_gives_what_one_machine_gives(tmp_path: Path, scheduler: str) -> None:
    data = rows(120)
    data[30] = (data[30][0], "ru", *data[30][2:])
    form, table = write_form(tmp_path), write_csv(tmp_path / "rows.csv", data)
    run(form, table, tmp_path / "here", number_from="1")
    result = command(
        *(form, table, "--out", tmp_path / "there", "--on", f"dask://{scheduler}"),
        *("--number-from", "1"),
    )
    assert result.returncode == 1, result.stderr
    expected = register(tmp_path / "here" / "register.csv")
    assert register(tmp_path / "there" / "register.csv") == expected
    for line in expected:
        if line["file"]:
            there = (tmp_path / "there" / line["file"]).read_bytes()
            assert there == (tmp_path / "here" / line["file"]).read_bytes()


def test_a_cluster_goes_on_with_what_another_began(tmp_path: Path, scheduler: str) -> None:
    form, table = write_form(tmp_path), write_csv(tmp_path / "rows.csv", rows(40))
    run(form, table, tmp_path / "notes.zip", only=15)
    result = command(
        form, table, "--out", tmp_path / "notes.zip", "--on", f"dask://{scheduler}", "--resume"
    )
    assert result.returncode == 0, result.stderr
    assert "15 of them before" in result.stderr


def test_a_place_that_is_no_cluster(tmp_path: Path) -> None:
    form, table = write_form(tmp_path), write_csv(tmp_path / "rows.csv", rows(2))
    for address, words in (
        ("spark://x", "dask://host:port"),
        ("dask://127.0.0.1:9", "no scheduler"),
    ):
        result = command(form, table, "--out", tmp_path / "out", "--on", address)
        assert result.returncode == 2
        assert words in result.stderr
        assert "Traceback" not in result.stderr
        assert not (tmp_path / "out").exists()


class Elsewhere(Executor):
    """An executor that dipdocs knows nothing of; it works when it is asked for."""

    def __init__(self) -> None:
        self.calls = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.calls += 1
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


class Lost(Executor):
    """An executor whose workers are gone."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(RuntimeError("no module named dipdocs"))
        return future


def test_workers_that_fail_are_told(tmp_path: Path) -> None:
    form, table = write_form(tmp_path), write_csv(tmp_path / "rows.csv", rows(20))
    over = ThreadPoolExecutor(1)
    over.shutdown()
    for executor in (Lost(), over):
        with pytest.raises(RenderError, match="the workers fail: RuntimeError") as raised:
            batch.run(form, table, tmp_path / "out", executor=executor, resume=True)
        assert "0 of 20 rows are made" in str(raised.value)
    assert run(form, table, tmp_path / "out", resume=True).done == 20


def test_nothing_is_written_after_a_run_that_breaks_off(tmp_path: Path) -> None:
    form, table = write_form(tmp_path), write_csv(tmp_path / "rows.csv", rows(400))

    def told(settled: int, total: int, failed: int) -> None:
        raise LookupError("a program's own")

    with ThreadPoolExecutor(2) as threads:
        with pytest.raises(LookupError):
            batch.run(form, table, tmp_path / "out", executor=threads, progress=told)
        before = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == before
    assert len(before) < 400


def test_runs_share_an_executor(tmp_path: Path) -> None:
    form = write_form(tmp_path)
    table = [dict(zip(COLUMNS, row, strict=True)) for row in rows(60)]
    with ThreadPoolExecutor(4) as shared, ThreadPoolExecutor(3) as runs:
        reports = runs.map(
            lambda start: batch.run(
                form, table, tmp_path / start, executor=shared, number_from=start
            ),
            ("1", "1001", "2001"),
        )
        assert [report.done for report in reports] == [60, 60, 60]


def test_any_executor(tmp_path: Path) -> None:
    form, table = write_form(tmp_path), write_csv(tmp_path / "rows.csv", rows(20))
    executor = Elsewhere()
    report = batch.run(form, table, tmp_path / "out", executor=executor)
    assert report.done == 20
    assert executor.calls > 1
    assert len(list((tmp_path / "out").glob("*.docx"))) == 20
