"""`dipdocs check`: all findings of one or several documents at once."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dipdocs.errors import Finding

_SHOWN = ("file", "line", "column", "severity", "rule", "message", "fix")


@click.command(
    epilog="""\b
Exit codes: 0 nothing wrong, 1 errors (with --strict also warnings), 2 a file cannot be read.

\b
Examples:
  dipdocs check letter.yaml
  dipdocs check --json *.yaml"""
)
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
def command(sources: tuple[Path, ...], as_json: bool, strict: bool) -> int:
    """Tell all that is wrong, or against United Nations practice, in each SOURCE."""
    from dipdocs.checking import check_file

    findings: list[Finding] = []
    for source in sources:
        findings += check_file(source)
    if as_json:
        rows = [{name: asdict(finding)[name] for name in _SHOWN} for finding in findings]
        click.echo(json.dumps({"findings": rows}, ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            click.echo(str(finding))
        if not findings:
            click.echo(f"{', '.join(str(source) for source in sources)}: nothing to mend")
    if any(finding.rule in ("file", "syntax") for finding in findings):
        return 2
    failing = ("error", "warning") if strict else ("error",)
    return int(any(finding.severity in failing for finding in findings))
