"""Layout data: from files to checked figures.

A layout is a folder of `templates/layouts/`: all its `*.yaml` together make one mapping; a file
under `overlays/` holds only what a language sets otherwise and is laid over it, key by key.
"""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, TypeGuard

import yaml
from pydantic import ValidationError

from dipdocs.compose.composition import Face
from dipdocs.errors import Finding, InputError
from dipdocs.kept import kept
from dipdocs.layout.figures import Figures
from dipdocs.resources import templates

_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def names() -> tuple[str, ...]:
    """The layouts there are."""
    return tuple(sorted(path.parent.name for path in templates().glob("layouts/*/layout.yaml")))


def folder(name: str) -> Path:
    """The folder of a layout; `InputError` lists those there are."""
    known = names()
    if name not in known:
        raise InputError(
            Finding(
                f"there is no layout {name!r}", rule="layout", found=name, expected=", ".join(known)
            )
        )
    return templates() / "layouts" / name


def _mapping(path: Path) -> dict[str, Any]:
    try:
        data = yaml.load(path.read_bytes(), Loader=_LOADER)
    except yaml.YAMLError as error:
        raise InputError(Finding(f"not YAML: {error}", rule="layout", file=str(path))) from error
    if not isinstance(data, dict):
        raise InputError(Finding("a layout file is a mapping", rule="layout", file=str(path)))
    return data


def laid_over(upper: object, lower: object) -> object:
    """`upper` where it speaks, else `lower`: mappings key by key, all else whole.

    A list of styles is laid over by name: a style keeps what the upper one leaves open.
    """
    if isinstance(upper, dict) and isinstance(lower, dict):
        return _together(upper, lower)
    if _by_name(upper) and _by_name(lower):
        above = {entry["name"]: entry for entry in upper}
        return [laid_over(above.pop(entry["name"], {}), entry) for entry in lower] + list(
            above.values()
        )
    return upper


def _together(upper: dict[str, Any], lower: dict[str, Any]) -> dict[str, Any]:
    merged = dict(lower)
    for key, value in upper.items():
        merged[key] = laid_over(value, lower[key]) if key in lower else value
    return merged


def _by_name(value: object) -> TypeGuard[list[dict[str, Any]]]:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(entry, dict) and "name" in entry for entry in value)
    )


def sources(name: str) -> tuple[Path, ...]:
    """Every file that a layout is made of."""
    files = sorted(folder(name).rglob("*.yaml"))
    return (*files, templates() / "fonts.yaml")


@cache
def _raw(name: str) -> dict[str, Any]:
    return kept(f"layout-{name}", sources(name), lambda: _read(name))


def _read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for path in sorted(folder(name).glob("*.yaml")):
        part = _mapping(path)
        twice = sorted(set(part) & set(data))
        if twice:
            message = f"said in another file already: {', '.join(twice)}"
            raise InputError(Finding(message, rule="layout", file=str(path)))
        data |= part
    return data


def merged(name: str, language: str) -> dict[str, Any]:
    """The data of a layout as a language has them, not yet checked."""
    data = deepcopy(_raw(name))
    known = data.get("languages", {})
    if language not in known:
        message = f"layout {name} has no language {language!r}"
        raise InputError(
            Finding(message, rule="layout", found=language, expected=", ".join(sorted(known)))
        )
    overlay = known[language].get("overlay")
    if overlay:
        data = _together(_mapping(folder(name) / "overlays" / f"{overlay}.yaml"), data)
    for side_by_side in ("columns", "signatures"):
        columns = data.get(side_by_side, {}).get("roles", {})
        for role, form in columns.items():
            columns[role] = laid_over(form, data.get("roles", {}).get(role, {}))
    return data


def face(name: str) -> Face:
    """The face of a document that a layout shows."""
    told: Face = _raw(name).get("face", "circulated")
    return told


def job_prefix(name: str) -> str:
    """What a layout prints before a job number."""
    told: str = _raw(name).get("job_prefix", "")
    return told


@cache
def figures(name: str, language: str) -> Figures:
    """The figures of a layout for a language; `InputError` if either is unknown or wrong."""
    try:
        return Figures.model_validate(merged(name, language))
    except ValidationError as error:
        raise InputError(
            [
                Finding(
                    one["msg"],
                    rule="layout",
                    file=str(folder(name)),
                    field=".".join(str(key) for key in one["loc"]),
                )
                for one in error.errors()
            ]
        ) from error
