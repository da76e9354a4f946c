"""Files that pandoc makes, of its own tree of the text."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.guests.texts import AGAIN, LINK, LIST, Case

Node = dict[str, Any]
_NONE = ["", [], []]


def _node(kind: str, content: object = None) -> Node:
    return {"t": kind} if content is None else {"t": kind, "c": content}


def _text(words: str) -> Node:
    return _node("Str", words)


def _items(w: dict[str, str], rows: list[tuple[str, int]], depth: int = 0) -> Node:
    styles = (("Decimal", "Period"), ("LowerAlpha", "TwoParens"), ("LowerRoman", "TwoParens"))
    items: list[list[Node]] = []
    waiting: list[tuple[str, int]] = []
    for key, level in [*rows, ("", depth)]:
        if level > depth:
            waiting.append((key, level))
            continue
        if waiting:
            items[-1].append(_items(w, waiting, depth + 1))
            waiting = []
        if key:
            items.append([_node("Para", [_text(w[key])])])
    style, mark = styles[depth]
    return _node("OrderedList", [[1, _node(style), _node(mark)], items])


def tree(case: Case, api: list[int]) -> Node:
    """The text as pandoc's tree; the image lies at map.png."""
    w = case.words

    def note(key: str) -> Node:
        return _node("Note", [_node("Para", [_text(w[key])])])

    def heading(level: int) -> Node:
        return _node("Header", [level, _NONE, [_text(w[f"h{level}"])]])

    def cell(key: str, rows: int = 1, columns: int = 1) -> list[object]:
        return [_NONE, _node("AlignDefault"), rows, columns, [_node("Plain", [_text(w[key])])]]

    def row(*cells: object) -> list[object]:
        return [_NONE, list(cells)]

    table = _node(
        "Table",
        [
            _NONE, [None, []], [[_node("AlignDefault"), _node("ColWidthDefault")]] * 3,
            [_NONE, [row(cell("t1"), cell("t2"), cell("t3"))]],
            [[_NONE, 0, [], [
                row(cell("t4", 1, 3)),
                row(cell("t5", 2), cell("t6"), cell("t7")),
                row(cell("t8"), cell("t9")),
            ]]],
            [_NONE, []],
        ],
    )  # fmt: skip
    image = _node("Image", [_NONE, [_text(w["alt"])], ["map.png", ""]])
    link = _node("Link", [_NONE, [_text(w["link"])], [LINK, ""]])
    blocks = [
        heading(1),
        _node("Para", [
            _text(w["plain"]), _node("Strong", [_text(w["bold"])]), _text(w["between"]),
            _node("Emph", [_text(w["italic"])]), _text(w["end"]), note("note"),
        ]),
        heading(2),
        _items(w, list(LIST)),
        _node("Para", [_text(w["after"])]),
        _items(w, list(AGAIN)),
        heading(3),
        table,
        _node("Para", [image]),
        _node("Para", [_text(w["see"]), link, _text(w["stop"]), note("note2")]),
    ]  # fmt: skip
    meta = {"lang": _node("MetaString", case.language)}
    if case.rtl:
        meta["dir"] = _node("MetaString", "rtl")
    return {"pandoc-api-version": api, "meta": meta, "blocks": blocks}


def make(program: str, case: Case, target: Path) -> None:
    """Write one file; map.png lies beside it."""
    empty = subprocess.run(
        [program, "-t", "json"], input="", capture_output=True, text=True, check=True
    )
    api = json.loads(empty.stdout)["pandoc-api-version"]
    subprocess.run(
        [program, "-f", "json", "-t", "docx", "-o", str(target)],
        input=json.dumps(tree(case, api)),
        text=True,
        check=True,
        cwd=target.parent,
        timeout=60,
    )
