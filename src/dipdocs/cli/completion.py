"""What a shell offers for a name that is being typed (`docs/command-line.md`)."""

from __future__ import annotations

import click


def languages(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The languages there are; `all` where a command writes several."""
    from dipdocs.model.terms import LANGUAGES

    names = [*LANGUAGES, "all"] if ctx.info_name == "render" else [*LANGUAGES]
    return [name for name in names if name.startswith(incomplete)]


def layouts(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The layouts there are."""
    from dipdocs.layout import names

    return [name for name in names() if name.startswith(incomplete)]
