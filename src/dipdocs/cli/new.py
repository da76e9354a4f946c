"""`dipdocs new`: a commented starter that is valid as it stands."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dipdocs.model.terms import ASSEMBLY_EPOCH, LANGUAGES, OFFICES, ORGANIZATION_OFFICES, ORGANS

if TYPE_CHECKING:
    from dipdocs.starters import Answers

_KINDS = ("letter", "identical-letters", "note-verbale", "declaration")
_MOST_ANNEXES = 50
_GENDERED = ("ar", "es", "fr", "ru")
"""Languages in which the words for who signs have a gender."""


def _country(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """A State's code, from the code or from a name of it; BadParameter offers the nearest."""
    if value is None or not value.strip():
        return None
    from dipdocs.states import find

    found, near = find(value)
    if found is None:
        offer = f"; did you mean {', '.join(near)}?" if near else ""
        raise click.BadParameter(f"{value!r} is no State's code or name{offer}")
    return found


@click.command(
    epilog="""\b
In a terminal it asks for what no option tells; elsewhere it fills in samples.

\b
Examples:
  dipdocs new
  dipdocs new letter --language fr --country Sénégal --organ general-assembly -o lettre.yaml
  dipdocs new identical-letters --country NP --organ general-assembly --organ security-council"""
)
@click.argument("kind", type=click.Choice(_KINDS), required=False)
@click.option("--language", type=click.Choice(LANGUAGES), help="By default en.")
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Of the document; by default today."
)
@click.option("--office", type=click.Choice(OFFICES), help="Who writes.", metavar="OFFICE")
@click.option("--country", callback=_country, help="The State that writes: its code or its name.")
@click.option("--name", help="Who signs.")
@click.option("--gender", type=click.Choice(["m", "f"]), help="Of who signs, for agreement.")
@click.option(
    "--to",
    multiple=True,
    type=click.Choice(ORGANIZATION_OFFICES),
    metavar="OFFICE",
    help="An addressee; can be given again.",
)
@click.option(
    "--organ",
    "organs",
    multiple=True,
    type=click.Choice([*ORGANS, "none"]),
    metavar="ORGAN",
    help="An organ it is circulated to; can be given again. `none`: a letter as sent.",
)
@click.option("--item", help="Number of the agenda item: 14, or 17 (c).")
@click.option("--item-title", help="Title of the agenda item.")
@click.option("--annexes", type=click.IntRange(0, _MOST_ANNEXES), help="How many; by default 1.")
@click.option("--no-questions", is_flag=True, help="Ask nothing, fill in samples.")
@click.option("--no-schema", is_flag=True, help="Write no schema for editors beside it.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; by default KIND.yaml here. Never overwrites. - writes to the terminal.",
)
def command(
    kind: str | None,
    output: Path | None,
    no_questions: bool,
    no_schema: bool,
    **told: Any,  # noqa: ANN401 - the options, by their names
) -> None:
    """Write a starter of a KIND of document, with comments, ready to render."""
    from dipdocs.starters import SCHEMA, starter

    asks = sys.stdin.isatty() and not no_questions
    if kind is None and not asks:
        raise click.UsageError(f"name the kind: {', '.join(_KINDS)}")
    shown = output is not None and str(output) == "-"
    answers = _answers(kind, told, asks=asks, schema=not (no_schema or shown))
    _refuse_unused(answers)
    text = starter(answers)
    if shown:
        click.echo(text, nl=False)
        return
    target = output or Path(f"{answers.kind}.yaml")
    if not _written(target, text):
        raise click.UsageError(f"{target} exists; name another file with -o")
    click.echo(f"wrote {target}", err=True)
    if answers.schema:
        from dipdocs.model import json_schema_text

        beside = target.parent / SCHEMA
        if _written(beside, json_schema_text()):
            click.echo(f"wrote {beside}, which tells your editor the keys there are", err=True)
    click.echo(f"see it: dipdocs preview {target}", err=True)


def _refuse_unused(answers: Answers) -> None:
    """UsageError for what was told and would stand nowhere in a document of this kind."""
    from dipdocs.starters import Answers, has_agenda

    usual = Answers(answers.kind)
    unused: dict[str, str] = {}
    if answers.kind in ("note-verbale", "declaration"):
        why = "a note verbale is not signed" if answers.kind == "note-verbale" else "it has none"
        unused |= {"name": why, "gender": why}
    if answers.kind == "declaration":
        why = "a declaration goes from no one to no one"
        unused |= {"office": why, "country": why, "to": why}
        if answers.annexes:
            unused["annexes"] = "its starter has none"
    elif answers.office in ORGANIZATION_OFFICES:
        why = "the office is of the United Nations"
        unused |= {"country": why, "gender": why}
    if answers.organs and answers.date.year <= ASSEMBLY_EPOCH:
        raise click.UsageError(f"--date {answers.date}: there was no organ to circulate it to yet")
    if not has_agenda(answers.organs):
        why = "it is circulated to no organ with an agenda"
        unused |= {"item": why, "item_title": why}
    for name, why in unused.items():
        if getattr(answers, name) != getattr(usual, name):
            option = "--" + name.replace("_", "-")
            raise click.UsageError(f"{option} has no place in this {answers.kind}: {why}")


def _written(target: Path, text: str) -> bool:
    """Write a file that is not there yet; whether it was written."""
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        return False
    except OSError as error:
        raise click.UsageError(f"{target} cannot be written: {error.strerror}") from None
    return True


def _answers(kind: str | None, told: dict[str, Any], *, asks: bool, schema: bool) -> Answers:
    """The options, and in a terminal the answers to questions for what they leave open."""
    from dipdocs.starters import Answers

    if asks:
        kind, told = _asked(kind, told)
    day: datetime | None = told["day"]
    organs: tuple[str, ...] = told["organs"] or ("general-assembly",)
    return Answers(
        kind=kind,  # type: ignore[arg-type]  # click has checked it against _KINDS
        language=told["language"] or "en",
        date=day.date() if day else date.today(),
        office=told["office"],
        country=told["country"],
        gender=told["gender"],
        name=told["name"],
        to=told["to"],
        organs=() if "none" in organs else organs,
        item=told["item"],
        item_title=told["item_title"],
        annexes=1 if told["annexes"] is None else told["annexes"],
        schema=schema,
    )


def _asked(kind: str | None, told: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Ask for what the options leave open; an empty answer leaves the sample."""
    told = dict(told)

    def ask(name: str, question: str, **more: Any) -> None:  # noqa: ANN401 - click's own
        if told[name] is None:
            told[name] = click.prompt(question, err=True, **more) or None

    def ask_several(name: str, question: str, choices: tuple[str, ...], usual: str) -> None:
        if not told[name]:
            for number, choice in enumerate(choices, 1):
                click.echo(f"  {number:2} {choice}", err=True)
            told[name] = click.prompt(
                question, default=usual, err=True, value_proc=lambda text: _several(text, choices)
            )

    if kind is None:
        kind = click.prompt("Kind", type=click.Choice(_KINDS), default="letter", err=True)
    ask("language", "Language", type=click.Choice(LANGUAGES), default="en")
    if kind != "declaration":
        ask(
            "country",
            "State (code or name)",
            default="",
            show_default=False,
            value_proc=_asked_country,
        )
        if kind != "note-verbale":
            ask("name", "Who signs (surname last)", default="", show_default=False)
            if told["language"] in _GENDERED:
                genders = click.Choice(["m", "f"])
                ask("gender", "Of who signs: masculine or feminine", type=genders, default="m")
        usual = "secretary-general"
        if kind == "identical-letters":
            usual += " president-of-the-security-council"
        ask_several("to", "Addressees (names or numbers)", ORGANIZATION_OFFICES, usual)
    ask_several("organs", "Circulated to (names or numbers)", (*ORGANS, "none"), "general-assembly")
    if set(told["organs"]) - {"none", "security-council"}:
        ask("item", "Number of the agenda item", default="", show_default=False)
        ask("item_title", "Title of the agenda item", default="", show_default=False)
    if kind != "declaration" and told["annexes"] is None:
        told["annexes"] = click.prompt(
            "Annexes", type=click.IntRange(0, _MOST_ANNEXES), default=1, err=True
        )
    return kind, told


def _several(text: str | tuple[str, ...], choices: tuple[str, ...]) -> tuple[str, ...]:
    """Several names or their numbers in one answer, parted by commas or spaces."""
    from dipdocs.model.base import nearest

    words = text.replace(",", " ").split() if isinstance(text, str) else text
    names = []
    for word in words:
        name = choices[int(word) - 1] if word in map(str, range(1, len(choices) + 1)) else word
        if name not in choices:
            hint = nearest(name, choices) or "answer with names or numbers of the list"
            raise click.BadParameter(f"{name!r} is none of them; {hint}")
        names.append(name)
    return tuple(dict.fromkeys(names))


def _asked_country(text: str) -> str | None:
    return _country(click.get_current_context(), click.Option(["--country"]), text)
