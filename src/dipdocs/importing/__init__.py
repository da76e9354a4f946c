"""Reading back: from an existing document to the data that writes it again.

`import_file` reads a file; `import_folder` a folder of them. Between lie a `Script` (the text as
found, made by a reader of files) and `Recognised` (what it says, as data).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipdocs.importing.script import Origin, Passage, Recognised, Script, Zone

if TYPE_CHECKING:
    from dipdocs.importing.folder import import_folder
    from dipdocs.importing.imported import Imported, import_file
    from dipdocs.importing.reading import read_script
    from dipdocs.importing.recognising import recognise

__all__ = [
    "Imported",
    "Origin",
    "Passage",
    "Recognised",
    "Script",
    "Zone",
    "import_file",
    "import_folder",
    "read_script",
    "recognise",
]

_HOMES = {
    "Imported": "imported",
    "import_file": "imported",
    "import_folder": "folder",
    "read_script": "reading",
    "recognise": "recognising",
}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"dipdocs.importing.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
