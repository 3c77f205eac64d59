"""The program cache: what scripts compiled to, stored by prefix.

Scripts load in order, so the state after the library and each script named on
the command line is a prefix of what a run needs. Each state is stored under a
key made of the key before it and the next step; a run takes up the longest
stored prefix that is still valid and loads only what follows. After an edit of
the last script, all that stands before it comes from the cache.

A state is valid while every file it read is unchanged, no file has appeared where
one was looked for in vain and the environment is what conditions saw of it. A
stale, damaged or unreadable entry is never used and never an error; entries carry
a checksum, are written to a temporary file and renamed, so concurrent runs do not
disturb each other.
"""

from __future__ import annotations

import io
import os
import sys
import zlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from .check.symbols import Program
from .library import ScriptPath, bundled, cache_folder
from .storage import Pickler, Unpickler, dumps, fingerprint, load, loads

if TYPE_CHECKING:
    from .loader import Loaded

SUFFIX = ".program"
MARKER = ".seen"
UNFINISHED = ".tmp"
KEPT = 64
"""How many entries stay; the ones used longest ago go first."""


class State:
    """A stored program; what was read for it is only unpickled where needed."""

    def __init__(self, program: Program, loaded: memoryview):
        self.program = program
        self._loaded = loaded

    @property
    def loaded(self) -> Loaded:
        """What was read for the program."""
        found: Loaded = loads(self._loaded)
        return found


class Check(NamedTuple):
    """What must still hold for an entry: files as they were, others absent."""

    files: tuple[tuple[str, int, int], ...]
    missing: tuple[str, ...]
    environment: tuple[tuple[str, str | None], ...] = ()

    def holds(self) -> bool:
        """Whether nothing that was read or looked for has changed."""
        try:
            for path, modified, size in self.files:
                stat = os.stat(path)
                if stat.st_mtime_ns != modified or stat.st_size != size:
                    return False
        except OSError:
            return False
        if any(os.path.lexists(path) for path in self.missing):
            return False
        return all(os.environ.get(name) == was for name, was in self.environment)


class Cache:
    """Stored states for runs with the same engine and search path."""

    def __init__(self, folder: str | os.PathLike[str] | None = None):
        self.folder = os.fspath(folder) if folder is not None else cache_folder()

    def _path(self, key: str, suffix: str = SUFFIX) -> str:
        return os.path.join(self.folder, key + suffix)

    def base_key(self, *, bare: bool, prefixes: Sequence[str] = ()) -> str:
        """The key before anything is loaded."""
        parts = (
            sys.version,
            engine_print(),
            os.environ.get("ZEEKPATH", ""),
            os.environ.get("ZEEK_PREFIXES", ""),
            "\0".join(prefixes),
            str(bare),
        )
        return digest(parts)

    def find(self, keys: list[str]) -> tuple[int, State | None]:
        """The longest valid prefix: how many steps it has, and its state."""
        for count in range(len(keys), 0, -1):
            state = self.read(keys[count - 1])
            if state is not None:
                return count, state
        return 0, None

    def read(self, key: str) -> State | None:
        """A stored state, if there is a valid one."""
        path = self._path(key)
        try:
            with open(path, "rb") as file:
                check, checksum, size, split = load(file)
                if not Check(*check).holds():
                    return None
                data = memoryview(file.read())
            if zlib.crc32(data) != checksum:
                return None
            state = State(_program(data[:size], split), data[size:])
        except Exception:  # whatever a damaged file makes unpickling raise
            return None
        _touch(path)
        return state

    def write(self, key: str, program: Program, loaded: Loaded) -> None:
        """Store a state; a folder that cannot be written is left alone."""
        check = check_of(loaded)
        if check is None:
            return
        stored = dumps(program, 5)
        rest = dumps(loaded, 5)
        try:
            os.makedirs(self.folder, exist_ok=True)
            self._store(key, tuple(check), stored, rest, split=False)
            self._prune()
        except OSError:
            return

    def learn(self, key: str, asked: dict[str, set[str]], known: Program) -> None:
        """Store a state again, so that what was asked for is read first."""
        try:
            with open(self._path(key), "rb") as file:
                check, _, size, split = load(file)
                data = memoryview(file.read())
            program = _program(data[:size], split)
            program.reached, program.lean = known.reached, known.defers
            stored = io.BytesIO()
            # one pickler for both parts: objects that they share stay the same
            pickler = Pickler(stored, 5)
            for part in program.split(asked):
                pickler.dump(part)
            self._store(key, check, stored.getvalue(), data[size:], split=True)
        except Exception:  # a damaged file; the next run finds that, too
            return

    def _store(
        self,
        key: str,
        check: tuple[Any, ...],
        program: bytes,
        loaded: bytes | memoryview,
        *,
        split: bool,
    ) -> None:
        data = program + loaded
        head = dumps((check, zlib.crc32(data), len(program), split), 5)
        self._replace(self._path(key), head + data)

    def _replace(self, path: str, data: bytes) -> None:
        """Put a whole file in the place of what was there."""
        import tempfile  # only runs that store something need it

        handle, temporary = tempfile.mkstemp(dir=self.folder, suffix=UNFINISHED)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(temporary, path)
        except OSError:
            os.unlink(temporary)
            raise

    def asked_again(self, key: str, loaded: Loaded) -> bool:
        """Whether the last run asked for this state, of the same files.

        What is edited between runs is not worth the time to store it.
        """
        marker = self._path(key, MARKER)
        files = digest(source.digest for source in loaded.files.values()).encode()
        try:
            with open(marker, "rb") as file:
                if file.read() == files:
                    return True
        except OSError:
            pass  # the first time
        try:
            os.makedirs(self.folder, exist_ok=True)
            with open(marker, "wb") as file:
                file.write(files)
        except OSError:
            return False
        return False

    def _prune(self) -> None:
        limits = ((SUFFIX, KEPT), (MARKER, 16 * KEPT), (UNFINISHED, KEPT))
        for suffix, kept in limits:
            paths = [
                entry.path
                for entry in os.scandir(self.folder)
                if entry.name.endswith(suffix)
            ]
            for path in sorted(paths, key=os.path.getmtime)[:-kept]:
                os.unlink(path)


def _program(data: memoryview, split: bool) -> Program:
    """The program of an entry, whole or at first only what runs asked for."""
    if not split:
        program: Program = loads(data)
        return program
    unpickler = Unpickler(io.BytesIO(data))
    return Program.join(unpickler.load(), unpickler.load)


def check_of(loaded: Loaded) -> Check | None:
    """What must hold for a state to stay valid; None if it cannot be checked."""
    files = []
    for source in loaded.files.values():
        if source.real.startswith("<"):
            return None
        try:
            stat = os.stat(source.real)
        except OSError:
            return None
        if stat.st_mtime_ns != source.modified:
            return None
        files.append((source.path, stat.st_mtime_ns, stat.st_size))
    own = bundled()
    absent = [path for path in loaded.missing if not path.startswith(own)]
    return Check(tuple(files), tuple(absent), tuple(loaded.environment.items()))


def is_bundled(name: str) -> bool:
    """Whether a script's name leads into the bundled library from here."""
    path = ScriptPath().find(name)
    return path is not None and path.startswith(bundled())


def step_key(before: str, step: str) -> str:
    """The key after one more script, piece of code or assignment."""
    return digest((before, step))


def digest(parts: Iterable[str]) -> str:
    """A name for a file made of texts."""
    joined = "\0".join(parts).encode("utf-8", "surrogateescape")
    return fingerprint(joined)


def engine_print() -> str:
    """What tells one state of the engine's own code from another."""
    root = os.path.dirname(os.path.abspath(__file__))
    found = []
    for folder, _, names in os.walk(root):
        for name in sorted(names):
            if name.endswith(".py"):
                stat = os.stat(os.path.join(folder, name))
                found.append(f"{name}:{stat.st_mtime_ns}:{stat.st_size}")
    return ";".join(sorted(found))


def _touch(path: str) -> None:
    try:
        os.utime(path)
    except OSError:
        return
