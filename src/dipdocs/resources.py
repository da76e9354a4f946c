"""Where the files lie that translators and designers edit.

`templates/` is packaged into the wheel as `dipdocs/templates`; in a checkout (and so in an
editable install) it lies at the top of the tree.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from dipdocs.errors import RenderError


@cache
def templates() -> Path:
    """The folder `templates/`: the package's copy if there, else the checkout's."""
    package = Path(__file__).resolve().parent
    for folder in (package / "templates", package.parents[1] / "templates"):
        if folder.is_dir():
            return folder
    raise RenderError(f"dipdocs is installed without its templates (looked beside {package})")


def read_yaml(path: Path) -> Any:  # noqa: ANN401 - a file of data can hold anything
    """The data of a YAML file of ours, by libyaml where PyYAML has it; OSError, YAMLError."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
