"""The tables of docs/layouts.md: slots, roles and their styles, from the code and the layouts."""

from __future__ import annotations

import ast
import inspect
import re
from enum import Enum

from dipdocs.compose.roles import Role, Slot, roles
from dipdocs.layout import load, names
from reference.markdown import table

_MARKS = re.compile(r"(<!-- made: (?P<name>\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
_SLOT = re.compile(r"\{\{ (\w+) \}\}")
OTHERS = {
    "body": "The whole text; stands alone in its paragraph.",
    "emblem": "The picture that `emblem:` names; its place stays free without one.",
    "logo": "The picture that `letterhead: logo` names.",
}
"""Slots that are no lines of the composition."""


def page(written: str) -> str:
    """The page with its tables as they should be."""
    made = {"layouts": _layouts, "slots": _slots, "roles": _roles}
    return _MARKS.sub(lambda m: m[1] + "\n".join(made[m["name"]]()) + "\n" + m[3], written)


def _layouts() -> list[str]:
    rows = []
    for name in names():
        page_size = load(name).figures("en").page
        face = load(name).face
        rows.append(
            (f"`{name}`", face, f"{page_size.width.points:g} × {page_size.height.points:g} pt")
        )
    return table(("layout", "face", "page"), rows)


def _slots() -> list[str]:
    told = {slot.value: text for slot, text in meanings(Slot).items()} | OTHERS
    used = {name: set(_SLOT.findall(str(load(name).figures("en").parts))) for name in names()}
    rows = []
    for slot, text in told.items():
        where = [
            f"**{name}**" if slot in load(name).figures("en").required.slots else name
            for name in names()
            if slot in used[name]
        ]
        rows.append((f"`{{{{ {slot} }}}}`", text, ", ".join(where)))
    return table(("slot", "what fills it", "layouts (bold: needed)"), rows)


def _roles() -> list[str]:
    rows = []
    for role, text in meanings(Role).items():
        styles = []
        for name in names():
            form = load(name)
            known = role in roles(form.face)
            styles.append(f"`{form.figures('en').roles[role].style}`" if known else "")
        rows.append((f"`{role.value}`", text, *styles))
    return table(("role", "what it is", *names()), rows)


def meanings(kind: type[Enum]) -> dict[Enum, str]:
    """What stands under each member of an enumeration."""
    (tree,) = ast.parse(inspect.getsource(kind)).body
    assert isinstance(tree, ast.ClassDef)
    found = {}
    for one, below in zip(tree.body, tree.body[1:], strict=False):
        match one, below:
            case (
                ast.Assign(targets=[ast.Name(id=name)]),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                found[kind[name]] = " ".join(text.split())
    missing = set(kind) - set(found)
    assert not missing, f"no words under {missing}"
    return found
