"""The seed letter, and a letter in six languages: dipdocs, its peers, the floor, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bench import floor, letters, node_peers, own, pandoc, python_peers
from bench.material import Material, prepare, text_of
from bench.measure import Call, Subject, measure
from bench.result import Options, Result
from dipdocs.model.terms import LANGUAGES

FLOOR = "the floor"


def seed(options: Options) -> Result:
    """The letter of 6 July 2009 and its declaration, in French."""
    return _side_by_side("seed", letters.seed(), options)


def six_languages(options: Options) -> Result:
    """One letter, six documents: a measurement is that of all six."""
    kind = letters.six_languages()
    fewer = replace(options, letters=-(-options.letters // 3))
    result = _side_by_side("six-languages", kind, fewer)
    missing = [code for code in LANGUAGES if code not in kind.languages]
    if missing:
        result.notices.append(f"no language pack for {', '.join(missing)}: left out")
    return result


def _side_by_side(name: str, kind: letters.Kind, options: Options) -> Result:
    result = Result(name, own=own.MODEL)
    folder = options.scratch / name
    folder.mkdir()
    count = options.count
    material = prepare(kind, letters.write(kind, range(count), folder / "letters"))
    unread = letters.write(kind, range(count, 2 * count), folder / "others")
    python, notices = python_peers.subjects(material)
    result.notices += notices
    others, notices = pandoc.subjects(material, folder)
    result.notices += notices
    node, notices = node_peers.start(options.node_modules)
    result.notices += notices
    subjects: list[Subject] = [
        *own.subjects(material, unread, folder),
        floor.subject(material, FLOOR),
        floor.subject(material, f"{FLOOR}, zlib's usual level", level=6),
        *python,
        *others,
    ]
    try:
        if node is not None:
            subjects += node_peers.subjects(node, material, folder)
            result.versions |= node.versions
        result.notices += _not_whole(subjects, material)
        result.series = measure(subjects, count, rounds=options.rounds, warm_up=options.warm_up)
    finally:
        if node is not None:
            node.close()
    return result


def _not_whole(subjects: Sequence[Subject], material: Material) -> list[str]:
    """A notice for each subject whose document lacks some of the text."""
    notices = []
    letter = 0  # one that only warms up
    for subject in subjects:
        documents: object = None
        if isinstance(subject, node_peers.NodeSubject):
            documents = subject.documents(letter)
        elif isinstance(subject, Call):
            documents = subject.call(letter)
        if not isinstance(documents, list):
            continue  # it wrote a file; its text is compared where it gives bytes
        for job, document in zip(material.jobs[letter], documents, strict=True):
            text = text_of(document)
            wanted = [
                "".join(job.values[name].split())
                for (part, _), name in job.form.places.items()
                if part == "word/document.xml"
            ]
            lost = sum(one not in text for one in wanted)
            if lost:
                notices.append(
                    f"{subject.name}: {lost} of {len(wanted)} texts missing ({job.form.language})"
                )
    return notices
