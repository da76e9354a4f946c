"""Reading back: from an existing document to the data that writes it again."""

from __future__ import annotations

from dipdocs.importing.recognising import recognise
from dipdocs.importing.script import Origin, Passage, Recognised, Script, Zone

__all__ = ["Origin", "Passage", "Recognised", "Script", "Zone", "recognise"]
