"""`dipdocs check`: all findings of one or several documents at once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dipdocs import __version__

if TYPE_CHECKING:
    from dipdocs.errors import Finding, Severity

_FORMATS = ("text", "json", "sarif", "github")
_ORDER: tuple[Severity, ...] = ("error", "warning", "note")
_WIDTH = 76


def _list_rules(context: click.Context, _: click.Parameter, asked: bool) -> None:
    """Print every rule with what it says, by subject."""
    if not asked:
        return
    from dipdocs.practice import RULES, SUBJECTS

    for subject, module in SUBJECTS.items():
        click.secho(f"{subject}", bold=True)
        for rule in RULES:
            if rule.check.__module__ == module.__name__:
                click.echo(f"  {rule.name}")
                click.echo(click.wrap_text(rule.says, _WIDTH, "      ", "      "))
    context.exit()


def _explain(context: click.Context, _: click.Parameter, name: str | None) -> None:
    """Print what a rule says, its source, an example, how to silence it."""
    if name is None:
        return
    from dipdocs.model.base import nearest
    from dipdocs.practice import find, names

    rule = find(name)
    if rule is None:
        hint = nearest(name, names()) or "`dipdocs check --list-rules` prints them"
        raise click.BadParameter(f"there is no rule {name!r}; {hint}")
    click.secho(rule.name, bold=True)
    click.echo(click.wrap_text(rule.says, _WIDTH))
    click.echo(rule.help)
    context.exit()


@click.command(
    epilog="""\b
Exit codes: 0 nothing wrong, 1 errors (with --strict also warnings), 2 a file cannot be read.

\b
Examples:
  dipdocs check letter.yaml
  dipdocs check --explain release-before-date
  dipdocs check --format github *.yaml"""
)
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    default="text",
    help="text; json; sarif (2.1.0) for editors and code scanning; github for its workflows.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option(
    "--no-typography",
    is_flag=True,
    help="Look at quotation marks and spaces too, as for `render --no-typography`.",
)
@click.option(
    "--list-rules",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_rules,
    help="Print the rules of practice and exit.",
)
@click.option(
    "--explain",
    metavar="RULE",
    is_eager=True,
    expose_value=False,
    callback=_explain,
    help="Print what a rule asks, why, and how to silence it, and exit.",
)
def command(
    sources: tuple[Path, ...], form: str, as_json: bool, strict: bool, no_typography: bool
) -> int:
    """Tell all that is wrong, or against United Nations practice, in each SOURCE."""
    from dipdocs.checking import check_file

    findings: list[Finding] = []
    for source in sources:
        findings += check_file(source, typography=not no_typography)
    _print(findings, sources, "json" if as_json else form)
    if any(finding.rule in ("file", "syntax") for finding in findings):
        return 2
    failing = ("error", "warning") if strict else ("error",)
    return int(any(finding.severity in failing for finding in findings))


def _print(findings: list[Finding], sources: tuple[Path, ...], form: str) -> None:
    if form == "text":
        _print_text(findings, sources)
        return
    from dipdocs import reports

    if form == "json":
        click.echo(reports.as_json(findings))
    elif form == "sarif":
        click.echo(reports.as_sarif(findings, __version__))
    elif findings:
        click.echo(reports.as_github(findings))


def _print_text(findings: list[Finding], sources: tuple[Path, ...]) -> None:
    """Each finding with its rule's name, in colour on a terminal; at the end how many there are."""
    from dipdocs.cli import colour, head_colour

    for finding in findings:
        head, *rest = str(finding).split("\n")
        click.secho(f"{head} [{finding.rule}]", fg=head_colour(finding), color=colour())
        for line in rest:
            click.echo(line)
    if not findings:
        click.echo(f"{', '.join(str(source) for source in sources)}: nothing to mend")
        return
    counts = Counter(finding.severity for finding in findings)
    told = (f"{n} {kind}{'s' if n > 1 else ''}" for kind in _ORDER if (n := counts[kind]))
    hint = "; `dipdocs check --explain RULE` tells more" if counts["warning"] else ""
    click.echo(", ".join(told) + hint)
