"""The output of a run: a folder, a .zip or a URL, and where its register lies.

A run into a .zip writes into a folder beside it and packs at the end, so it survives what a run
into a folder survives.
"""

from __future__ import annotations

import shutil
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from dipdocs.batch.register import JOURNAL, NAME
from dipdocs.batch.stores import Folder, Store, Url
from dipdocs.errors import Finding, InputError, RenderError

_DATE = (1980, 1, 1, 0, 0, 0)
"""The date of all members of a .zip: the same documents make the same file."""


@dataclass(frozen=True, slots=True)
class Output:
    """Where documents, register and journal of a run go."""

    name: str
    store: Store
    records: Path
    """The folder of register and journal, on this machine."""
    archive: Path | None = None

    @property
    def register(self) -> Path:
        """The register's file."""
        return self.records / NAME

    @property
    def journal(self) -> Path:
        """The journal's file."""
        return self.records / JOURNAL

    def refuse_used(self, *, resume: bool = False) -> None:
        """InputError where an earlier run has left its register or its archive.

        Where a run should go on (`resume`) but has no journal, these are not written over either.
        """
        journal = None if resume else self.journal
        for path in (journal, self.register, self.archive):
            if path is not None and path.exists():
                raise self._used(str(path), resume=resume)
        if isinstance(self.store, Url) and self.store.holds(NAME):
            raise self._used(f"{self.store.url}/{NAME}", resume=resume)

    def _used(self, what: str, *, resume: bool) -> InputError:
        if resume:
            words = f"{what} stands here, and there is no journal of a run by which to go on"
            fix = f"put {self.journal} back, or begin anew in another place"
        else:
            words = f"an earlier run stands here: {what}"
            fix = "go on with it by --resume, or name another place"
        return InputError(Finding(words, rule="output", file=self.name, fix=fix))

    def prepare(self) -> list[Path]:
        """Make the folders; those made are told, each after the one that it lies in."""
        needed = [self.records]
        if isinstance(self.store, Folder) and self.store.path != self.records:
            needed.append(self.store.path)
        if self.archive is not None:
            needed.append(self.archive.parent)
        lacking = {path for folder in needed for path in (folder, *folder.parents)}
        made = sorted(path for path in lacking if not path.exists())
        try:
            for folder in needed:
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(
                Finding(f"cannot be made: {error.strerror}", rule="output", file=self.name)
            ) from None
        return made

    def tidy(self) -> None:
        """Clear up after a run that was cut off; only while the journal's lock is held.

        Without it the files that another run is writing would be taken for remains.
        """
        if isinstance(self.store, Folder):
            self.store.tidy()
        if self.archive is not None and self.archive.exists():
            self._unpack(self.archive)

    def _unpack(self, archive: Path) -> None:
        """Put back what the archive holds and the folder lacks; what is damaged is made again."""
        try:
            with zipfile.ZipFile(archive) as packed:
                for name in packed.namelist():
                    if PurePosixPath(name).name != name or name == NAME or self.store.holds(name):
                        continue
                    try:
                        self.store.save(name, packed.read(name))
                    except (zipfile.BadZipFile, zlib.error, RuntimeError):  # RuntimeError: locked
                        continue
        except (OSError, zipfile.BadZipFile):
            return

    def finish(self, names: Iterable[str], *, whole: bool) -> None:
        """Pack the archive, or send the register after the documents."""
        if isinstance(self.store, Url):
            self.store.save(NAME, self.register.read_bytes())
        if self.archive is None or not isinstance(self.store, Folder):
            return
        part = self.archive.with_name(f".{self.archive.name}.part")
        try:
            with zipfile.ZipFile(part, "w") as packed:
                for name in names:
                    _add(packed, name, self.store.path / name, zipfile.ZIP_STORED)
                _add(packed, NAME, self.register, zipfile.ZIP_DEFLATED)
            part.replace(self.archive)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise RenderError(
                Finding(f"cannot be written: {error.strerror}", rule="output", file=self.name)
            ) from None
        if whole:
            shutil.rmtree(self.store.path, ignore_errors=True)


def _add(packed: zipfile.ZipFile, name: str, path: Path, method: int) -> None:
    info = zipfile.ZipInfo(name, _DATE)
    info.compress_type = method
    info.external_attr = 0o644 << 16
    with path.open("rb") as source, packed.open(info, "w") as target:
        shutil.copyfileobj(source, target)


def output(out: str | Path, records: Path | None = None) -> Output:
    """The output that a user names: a URL by its ``://``, a .zip by its suffix, else a folder."""
    name = str(out)
    if not name.strip():  # such as a variable of a script that nothing was put into
        raise InputError(
            Finding("no place is named", rule="output", fix="for this folder: --out .")
        )
    if name.startswith("file://"):
        from urllib.parse import urlsplit
        from urllib.request import url2pathname

        name = url2pathname(urlsplit(name).path)
    if "://" in name:
        scheme, _, place = name.partition("://")
        url = f"{scheme}://{place.rstrip('/')}"
        own = Path(f"{url.rpartition('/')[2] or 'batch'}.register")
        return Output(url, Url(url), records or own)
    path = Path(name)
    if path.suffix.lower() == ".zip":
        if path.is_dir():
            raise InputError(Finding("a folder, not a .zip", rule="output", file=name))
        own = records or path.with_name(f"{path.name}.register")
        return Output(name, Folder(own / "documents"), own, path)
    if path.exists() and not path.is_dir():
        raise InputError(Finding("a file, not a folder", rule="output", file=name))
    return Output(name, Folder(path), records or path)
