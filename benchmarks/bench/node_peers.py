"""Peers in Node: docxtemplater, docx (npm), easy-template-x, in one process that times itself."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from bench.material import HEADER, Form, Job, Material, W, paragraphs

HERE = Path(__file__).resolve().parents[1] / "node"
INSTALL = "npm install --no-save --prefix benchmarks/node docxtemplater pizzip docx easy-template-x"


class Node:
    """The process. Everything goes through its standard input and output, one JSON line each."""

    def __init__(self, modules: Path) -> None:
        command = ["node", str(HERE / "runner.mjs")]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        hello = self.ask({"modules": str(modules)})
        self.subjects: list[str] = hello["subjects"]
        self.versions: dict[str, str] = {"node": hello["node"], **hello["versions"]}

    def ask(self, request: dict[str, object]) -> dict[str, Any]:
        """One question and its answer."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the Node process has ended; its message stands above")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def close(self) -> None:
        """End the process."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait()


@dataclass(slots=True)
class NodeSubject:
    """One library in the Node process."""

    name: str
    node: Node
    share: int = 10

    def run(self, letters: Sequence[int]) -> list[float]:
        """Make these letters; the seconds as Node measured them."""
        answer = self.node.ask({"subject": self.name, "letters": list(letters)})
        seconds: list[float] = answer["seconds"]
        return seconds

    def documents(self, letter: int) -> list[bytes]:
        """The documents of one letter, to see that they are whole."""
        answer = self.node.ask({"check": self.name, "letter": letter})
        return [base64.b64decode(one) for one in answer["documents"]]


def start(modules: Path) -> tuple[Node | None, list[str]]:
    """The process, or the reason why there is none."""
    if shutil.which("node") is None:
        return None, ["Node is not installed: docxtemplater, docx (npm), easy-template-x skipped"]
    node = Node(modules)
    if not node.subjects:
        node.close()
        return None, [f"no Node peers in {modules}: skipped; install them with `{INSTALL}`"]
    return node, []


def subjects(node: Node, material: Material, folder: Path) -> list[NodeSubject]:
    """The libraries that are installed, given the material."""
    path = folder / "material.json"
    forms = {form.language: _form(form) for form in material.forms}
    jobs = [[_job(job) for job in of_letter] for of_letter in material.jobs]
    path.write_text(json.dumps({"forms": forms, "jobs": jobs}), encoding="utf-8")
    node.ask({"material": str(path)})
    return [NodeSubject(name, node) for name in node.subjects]


def _form(form: Form) -> dict[str, str]:
    single = form.template(lambda name: f"{{{name}}}")
    double = form.template(lambda name: f"{{{{{name}}}}}")
    return {
        "single": base64.b64encode(single).decode(),
        "double": base64.b64encode(double).decode(),
    }


def _job(job: Job) -> dict[str, object]:
    header = etree.fromstring(job.parts[HEADER])
    masthead = [text.text for text in header.iter(f"{{{W}}}t") if text.text]
    return {
        "form": job.form.language,
        "values": job.values,
        "paragraphs": paragraphs(job),
        "masthead": masthead,
    }
