"""Versions and machine: what a result is true for."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bench import pandoc

LIBRARIES = (
    *("dipdocs", "docxtpl", "docx-mailmerge2", "python-docx", "lxml", "pydantic", "pyyaml"),
    *("jinja2", "markdown-it-py", "babel", "click", "ruamel.yaml"),
)


def versions() -> dict[str, str]:
    """Versions by name, of what is installed."""
    found = {"python": platform.python_version()}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    told = pandoc.version()
    return found if told is None else {**found, "pandoc": told}


def machine() -> dict[str, str]:
    """Processor, cores, system, and how busy the machine is."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    return {
        "system": platform.platform(),
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "load": f"{load:.2f}",
    }


def _processor() -> str:
    cpu = Path("/proc/cpuinfo")
    if cpu.exists():
        for line in cpu.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()
