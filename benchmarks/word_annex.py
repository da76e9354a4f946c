"""What a long Word annex costs, beside python-docx, which only opens the same file.

    python benchmarks/word_annex.py [75 150 300 600]        pages

Each size is measured in a process of its own. A page has a heading and seven paragraphs of forty
or eighty words (three of them in a list of two levels); every fourth a table of five rows. Its XML
stands as Word sets it (runs cut by revisions, `w:rsidR`, languages and proofing marks), and then
plain, without these, as python-docx writes: the least XML that can be opened, and so the hardest
measure. `--plain` measures that alone.

Printed, in processor seconds (best of the rounds, all in turn in one run, so that a busy machine
tells equally on each; each after a collection of garbage, for what python-docx has opened hangs
together in circles and would be freed on the time of the next): `open`, python-docx opening the
file; `walk`, the same and the text of each paragraph and cell taken; `read`, the file to a
validated model; `render`, the model to bytes of a .docx; then the ratios, peak memory of each over
that of the imports, and the exponents (1 is linear).
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.annexes import letter_with

SIZES = (75, 150, 300, 600)
ROUNDS = 5
SENTENCE = (
    "The participants noted the progress made since their previous meeting and agreed to continue "
    "their consultations in the spirit of the Charter of the United Nations, with due regard to "
    "the views of all States. "
)
LETTER = letter_with("annex.docx")


def file_of(pages: int, *, plain: bool) -> bytes:
    """A Word file of so many pages."""
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    document = docx.Document()
    space = nsdecls("w")
    lang = '<w:rPr><w:lang w:val="en-GB"/></w:rPr>'
    mark = '<w:proofErr w:type="spellStart"/>'

    def add(text: str, style: str | None = None, bold: str = "") -> None:
        paragraph = document.add_paragraph(style=style)
        element = paragraph._p
        if plain:
            paragraph.add_run(text)
        else:
            element.set(qn("w:rsidR"), "00A77B3E")
            element.set(qn("w:rsidRDefault"), "00C40DF1")
            third = len(text) // 3
            parts = (text[:third], text[third : 2 * third], text[2 * third :])
            runs = mark.join(
                f'<w:r w:rsidRPr="0034{n}AF1">{lang}<w:t xml:space="preserve">{part}</w:t></w:r>'
                for n, part in enumerate(parts)
            )
            for child in parse_xml(f"<w:p {space}>{runs}</w:p>"):
                element.append(child)
        if bold:
            paragraph.add_run(bold).bold = True

    for page in range(pages):
        document.add_heading(f"Section {page + 1}", 1 + page % 3)
        for number in range(4):
            add(SENTENCE * 2, bold=f" Paragraph {number}.")
        add(SENTENCE, "List Number")
        add(SENTENCE, "List Number 2")
        add(SENTENCE, "List Number")
        if page % 4 == 0:
            table = document.add_table(5, 3)
            for row in table.rows:
                for cell in row.cells:
                    cell.text = "1 250.5"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


class Beside:
    """The letter's folder, with the annex in memory."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def read_guest(self, path: str, *, keep_widths: bool) -> object:
        """The annex, read anew each time."""
        from dipdocs.readers.word import read

        return read(self.data, path, keep_widths=keep_widths)


def measure(file: Path, what: str) -> dict[str, float]:
    """Measure one file, here and now; `what` is ``time``, or whose memory is measured."""
    data = file.read_bytes()
    small = file.with_name("small.docx").read_bytes()

    def opened(of: bytes) -> object:
        import docx

        return docx.Document(io.BytesIO(of))

    def walked(of: bytes) -> int:
        document = opened(of)
        texts = [paragraph.text for paragraph in document.paragraphs]  # type: ignore[attr-defined]
        for table in document.tables:  # type: ignore[attr-defined]
            texts += [cell.text for row in table.rows for cell in row.cells]
        return len(texts)

    def model(of: bytes) -> object:
        from dipdocs.model import parse_document

        return parse_document(LETTER, Beside(of))  # type: ignore[arg-type]

    def rendered(of: bytes) -> bytes:
        from dipdocs import render

        return render(model(of))  # type: ignore[arg-type]

    for step in (opened, walked, rendered):
        step(small)
    if what != "time":
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        {"open": opened, "ours": rendered}[what](data)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return {"megabytes": (peak - before) / 1024, "file": len(data) / 1e6}
    from dipdocs import render

    best = dict.fromkeys(("open", "walk", "read", "render"), math.inf)
    for number in range(ROUNDS):
        gc.collect()
        start = time.process_time()
        opened(data)
        best["open"] = min(best["open"], time.process_time() - start)
        if number < 1:
            gc.collect()
            start = time.process_time()
            walked(data)
            best["walk"] = min(best["walk"], time.process_time() - start)
        gc.collect()
        start = time.process_time()
        found = model(data)
        middle = time.process_time()
        render(found)  # type: ignore[arg-type]
        best["read"] = min(best["read"], middle - start)
        best["render"] = min(best["render"], time.process_time() - middle)
    return best


def exponent(sizes: list[int], values: list[float]) -> float:
    """The slope of a straight line through the logarithms (least squares)."""
    xs, ys = [math.log(size) for size in sizes], [math.log(value) for value in values]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum(
        (a - x) ** 2 for a in xs
    )


def made(file: Path, pages: int, *, plain: bool) -> None:
    """Make a file in a process of its own: a child's peak begins with its parent's memory."""
    command = [sys.executable, __file__, "--make", str(file), str(pages)]
    subprocess.run(command + ["--plain"] * plain, check=True)


def apart(file: Path, what: str) -> dict[str, float]:
    """The same in a process of its own."""
    command = [sys.executable, __file__, "--one", what, str(file)]
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(run.stdout)
    return found


def main() -> None:
    """Measure every size and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("sizes", nargs="*", default=list(SIZES))
    parser.add_argument("--plain", action="store_true", help="only without what Word adds")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.make is not None:
        told.make.write_bytes(file_of(int(told.sizes[0]), plain=told.plain))
        return
    if told.one is not None:
        print(json.dumps(measure(Path(told.sizes[0]), told.one)))
        return
    sizes = [int(size) for size in told.sizes]
    for plain in (True,) if told.plain else (False, True):
        print("plain" if plain else "as Word sets it")
        with tempfile.TemporaryDirectory() as folder:
            table(sizes, Path(folder), plain=plain)


def table(sizes: list[int], folder: Path, *, plain: bool) -> None:
    """Measure every size and print what was found."""
    made(folder / "small.docx", 1, plain=plain)
    print("pages   open   walk   read  render  read+render : open  : walk  MB open  MB ours  ratio")
    seconds, memory = [], []
    for size in sizes:
        file = folder / f"{size}.docx"
        made(file, size, plain=plain)
        one = apart(file, "time")
        peaks = [apart(file, who)["megabytes"] for who in ("open", "ours")]
        whole = one["read"] + one["render"]
        seconds.append(whole)
        memory.append(peaks[1])
        print(
            f"{size:5} {one['open']:6.3f} {one['walk']:6.3f} {one['read']:6.3f} "
            f"{one['render']:7.3f} {whole:12.3f} {whole / one['open']:6.1f} "
            f"{whole / one['walk']:7.2f} {peaks[0]:8.1f} {peaks[1]:8.1f} "
            f"{peaks[1] / max(peaks[0], 0.1):6.1f}",
            flush=True,
        )
    for what, values in (("seconds", seconds), ("megabytes", memory)) if len(sizes) > 1 else ():
        print(f"exponent of {what}: {exponent(sizes, values):.2f}")


if __name__ == "__main__":
    main()
