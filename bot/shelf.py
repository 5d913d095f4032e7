"""The content pack on the disk: read, watched for changes, and given another answer once the whole passes its check."""

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.understanding import understanding_of
from core.errors import ContentError, OperatorError
from core.knowledge.knowing import Knowledge
from core.knowledge.library import load
from core.knowledge.places import TEXT

Signature = frozenset[tuple[str, int, int]]
_ID = re.compile(r"^id:\s*[\"']?([A-Za-z0-9][A-Za-z0-9-]*)[\"']?\s*(?:#.*)?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A pack and, where its own folder cannot be written to, the folder whose files are laid over it."""

    pack: Path
    overrides: Path | None = None

    @contextmanager
    def opened(self, more: Mapping[str, str] | None = None) -> Iterator[Path]:
        """The folder as it is read: the pack's own, or a copy with the overrides and these files laid over it."""
        layers = [each for each in (self.pack, self.overrides) if each is not None and each.is_dir()]
        if not self.pack.is_dir() or (layers == [self.pack] and not more):
            yield self.pack
            return
        with _laid_out(layers, more or {}) as folder:
            yield Path(folder)

    def read(self) -> Knowledge:
        """The pack and an engine that knows it; ContentError lists every problem by file and line."""
        with self.opened() as root:
            library = load(root)
        return Knowledge(library, understanding_of(library))

    def signature(self) -> Signature:
        """What changes when a file does: names, sizes and times."""
        layers = (self.pack,) if self.overrides is None else (self.pack, self.overrides)
        files = (path for layer in layers for path in layer.rglob("*"))
        seen = ((f"{path}", path.stat()) for path in files if path.is_file())
        return frozenset((name, stat.st_mtime_ns, stat.st_size) for name, stat in seen)

    def tried(self, entry: str, today: date) -> Knowledge:
        """What the coach would know with one answer more; ContentError says what is wrong with it. Writes nothing."""
        name = name_of(entry)
        if self._has_another(name, entry):
            raise ContentError(f"{name}:1: there is an answer of this id already: choose another id")
        return self.tried_file(name, entry, today)

    def tried_file(self, name: str, text: str, today: date) -> Knowledge:
        """What the coach would know with one file as it is here; ContentError says what is wrong. Writes nothing."""
        from bot.knowledge.examination import examined  # loads what draws for both platforms

        try:
            with self.opened({name: text}) as root:
                return examined(root, today).knowledge
        except ContentError as found:
            raise ContentError(_about(name, f"{found}")) from None

    def with_wording(self, topic: str, wording: str) -> tuple[str, str]:
        """The name of the file with more ways to ask for a topic, and its text with this one in it."""
        name = f"questions/{topic}.txt"
        places = [layer / name for layer in (self.overrides, self.pack) if layer is not None]
        there = next((path.read_text(encoding=TEXT) for path in places if path.is_file()), "")
        known = there.splitlines()
        return name, "".join(f"{line}\n" for line in (known if wording in ("", *known) else [*known, wording]))

    def file(self, topic: str, wording: str, today: date) -> Knowledge:
        """Let a wording lead to a topic, once the whole passes its check; ContentError says what is wrong with it."""
        name, text = self.with_wording(topic, wording)
        knowledge = self.tried_file(name, text, today)
        self.write(name, text)
        return knowledge

    def put(self, entry: str) -> Path:
        """Write an answer that was tried."""
        return self.write(name_of(entry), entry)

    def write(self, name: str, text: str) -> Path:
        """Write a file that was tried, whole or not at all; OperatorError when the disk does not let us."""
        path = (self.overrides or self.pack) / name
        part = path.with_suffix(".part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with part.open("w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except OSError as wrong:
            why = "set HILLCOACH_CONTENT_OVERRIDES to a folder that this process may write to"
            raise OperatorError(f"{path} cannot be written ({wrong.strerror}): {why}.") from None
        return path

    def _has_another(self, name: str, entry: str) -> bool:
        places = [layer / name for layer in (self.pack, self.overrides) if layer is not None]
        return any(path.is_file() and path.read_text(encoding="utf-8") != entry for path in places)


def _laid_out(layers: Iterable[Path], more: Mapping[str, str]) -> "TemporaryDirectory[str]":
    """A folder with these layers, one over the other, and these files over all; OperatorError where it has no room."""
    try:
        folder = TemporaryDirectory(prefix="hillcoach-")
        root = Path(folder.name)
        for layer in layers:
            shutil.copytree(layer, root, dirs_exist_ok=True, copy_function=shutil.copyfile)
        for name, text in more.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
    except OSError as wrong:
        why = wrong.strerror or type(wrong).__name__
        mend = "make room there, or set TMPDIR to another folder"
        raise OperatorError(f"The content pack cannot be laid out in a temporary folder ({why}): {mend}.") from None
    return folder


def _about(name: str, problems: str) -> str:
    """The problems of one file; all of them where none is."""
    own = [line for line in problems.splitlines() if line.startswith(f"{name}:")]
    return "\n".join(own) or problems


def name_of(entry: str) -> str:
    """The file of an answer in its pack; ContentError when it does not say its id."""
    found = _ID.search(entry)
    if found is None:
        raise ContentError("The answer needs a line `id: ` with letters, digits and hyphens.")
    return f"faq/{found[1]}.md"
