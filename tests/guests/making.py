"""All twenty files, made once."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from tests.conftest import ROOT, lacking
from tests.guests import libreoffice, pandoc, python_docx
from tests.guests.texts import AGAIN, CASES, IMAGE, LINK, LIST, Case


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        lacking(f"{name} is not installed")
    return str(found)


def make_all(folder: Path) -> dict[str, Path]:
    """Make the files in a folder; their paths by the names of their cases.

    The flat texts and web pages lie there too, as .fodt and .html.
    """
    soffice, node, converter = _program("soffice"), _program("node"), _program("pandoc")
    if not (ROOT / "node_modules" / "docx").is_dir():
        lacking("docx is not installed (npm install --no-save docx)")
    (folder / "map.png").write_bytes(IMAGE)
    by_maker: dict[str, list[Case]] = {}
    for case in CASES:
        by_maker.setdefault(case.maker, []).append(case)
    profile = folder / "profile"
    texts = [folder / f"{case.name}.fodt" for case in by_maker["writer"]]
    for case, path in zip(by_maker["writer"], texts, strict=True):
        path.write_text(libreoffice.flat_text(case), encoding="utf-8")
    libreoffice.converted(soffice, profile, texts, "docx:MS Word 2007 XML")
    pages = [folder / f"{case.name}.html" for case in by_maker["web"]]
    for case, path in zip(by_maker["web"], pages, strict=True):
        path.write_text(libreoffice.page(case), encoding="utf-8")
    libreoffice.converted(
        soffice, profile, pages, "docx:MS Word 2007 XML", "--infilter=HTML (StarWriter)"
    )
    for case in by_maker["pandoc"]:
        pandoc.make(converter, case, folder / f"{case.name}.docx")
    for case in by_maker["python-docx"]:
        python_docx.make(case, folder / f"{case.name}.docx")
    told = [_told(case, folder) for case in by_maker["docx-npm"]]
    (folder / "cases.json").write_text(json.dumps(told), encoding="utf-8")
    script = folder / "docx.mjs"
    shutil.copy(Path(__file__).with_name("docx.mjs"), script)
    (folder / "node_modules").symlink_to((ROOT / "node_modules").resolve())
    subprocess.run([node, str(script), str(folder / "cases.json")], check=True, timeout=120)
    return {case.name: folder / f"{case.name}.docx" for case in CASES}


def _told(case: Case, folder: Path) -> dict[str, object]:
    levels = []
    for number, level in enumerate(case.levels, 1):
        if case.legal:
            text = ".".join(f"%{place}" for place in range(1, number + 1)) + "."
            levels.append({"form": "decimal", "text": text})
        else:
            text = f"{level.before}%{number}{level.after}"
            levels.append({"form": level.word, "text": text})
    return {
        "target": str(folder / f"{case.name}.docx"), "image": str(folder / "map.png"),
        "words": case.words, "rtl": case.rtl, "levels": levels, "list": LIST, "again": AGAIN,
        "link": LINK,
    }  # fmt: skip
