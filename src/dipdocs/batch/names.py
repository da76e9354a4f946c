"""Names of files: what a row's file is called, and whether every system can hold the name."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 200
"""Bytes of a name in UTF-8: systems hold 255, and a name being written is a little longer."""

_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]')
_DEVICES = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\..*)?", re.IGNORECASE
)
_OURS = ("register.csv", "register.sqlite", "register.sqlite-wal", "register.sqlite-journal")


_UNWRITABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def is_writable(text: str) -> bool:
    """Whether a word of the user's is of characters that documents and registers can hold."""
    return _UNWRITABLE.search(text) is None


def problem(name: str) -> str | None:
    """What keeps a text from being a file's name on Windows, macOS or Linux; None if nothing."""
    if not name:
        return "the name is empty"
    if "/" in name or "\\" in name:
        return "a name holds no separator (/ or \\)"
    if name.startswith("."):
        return "a name does not begin with a point"
    if name.endswith((".", " ")) or name != name.strip():
        return "a name begins and ends with neither space nor point"
    bad = _FORBIDDEN.search(name)
    if bad:
        return f"the character {bad[0]!r} cannot stand in a name"
    if _DEVICES.fullmatch(name):
        return "the name is that of a device of Windows"
    if len(name.encode("utf-8", "surrogatepass")) > LONGEST:
        return f"the name is longer than {LONGEST} bytes"
    if folded(name) in _OURS:
        return "the name is that of the register"
    return None


def normal(name: str) -> str:
    """The name as it is written: composed characters (NFC)."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def folded(name: str) -> str:
    """What two names share that some file system takes for one."""
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())
