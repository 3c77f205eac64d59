"""The list of file analyzers, and those that are attached to one file.

To attach and to take off only happens between pieces of the file, so both are kept
until `settle`. An analyzer goes by its tag and arguments: the same one attached twice
is one analyzer.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from ..values.record import record_items
from .contract import CannotStart, FileAnalyzer, FileContext

ANALYZERS = {
    "DATA_EVENT": "data_event:DataEvent",
    "ENTROPY": "entropy:EntropyAnalyzer",
    "EXTRACT": "extraction:Extraction",
    "MD5": "hashing:MD5",
    "OCSP_REPLY": "ocsp:OCSPReply",
    "OCSP_REQUEST": "ocsp:OCSPRequest",
    "PE": "pe:PEAnalyzer",
    "SHA1": "hashing:SHA1",
    "SHA224": "hashing:SHA224",
    "SHA256": "hashing:SHA256",
    "SHA384": "hashing:SHA384",
    "SHA512": "hashing:SHA512",
    "X509": "x509:X509Analyzer",
}
"Module of this room and class of each analyzer, by Zeek's short name."

# Zeek keeps the analyzers of a file in a hash table. These come out of it in this order
# with its fixed seed, and so they do here; all others in the order of their coming.
_ORDER = {"X509": 0, "SHA1": 1, "SHA256": 2, "MD5": 3}

Key = tuple[Any, tuple[object, ...]]


def analyzer_class(name: str) -> type[FileAnalyzer] | None:
    """The class of a short name, imported only when a file needs it."""
    place = ANALYZERS.get(name)
    if place is None:
        return None
    module, _, cls = place.partition(":")
    package = __name__.rpartition(".")[0]
    found: type[FileAnalyzer] = getattr(import_module(f".{module}", package), cls)
    return found


def short_name(tag: Any) -> str:
    """`MD5` for `Files::ANALYZER_MD5`."""
    return str(tag.name.rpartition("::ANALYZER_")[2])


class Attached:
    """The analyzers of one file."""

    __slots__ = ("_file", "_found", "_changes")

    def __init__(self, file: FileContext):
        self._file = file
        self._found: dict[Key, FileAnalyzer] = {}
        self._changes: deque[Callable[[], None]] = deque()

    def __iter__(self) -> Iterator[FileAnalyzer]:
        return iter(tuple(self._found.values()))

    def __bool__(self) -> bool:
        return bool(self._found)

    def find(self, tag: Any, args: Any) -> FileAnalyzer | None:
        """An analyzer by tag and arguments."""
        return self._found.get(_key(tag, args))

    def add(self, tag: Any, args: Any) -> bool:
        """Attach an analyzer soon; false if there is none or it cannot start."""
        name = short_name(tag)
        cls = analyzer_class(name)
        if cls is None:
            return False
        try:
            analyzer = cls(self._file, tag, args)
        except CannotStart as error:
            reporter = self._file.rt.reporter
            if str(error):
                reporter.error(str(error))
            fuid = self._file.record.id.decode()
            reporter.error(f"[{fuid}] Failed file analyzer {name} instantiation")
            return False
        key = _key(tag, args)
        self._changes.append(lambda: self._insert(key, analyzer))
        return True

    def _insert(self, key: Key, analyzer: FileAnalyzer) -> None:
        if key in self._found:
            analyzer.done()
        else:
            self._found[key] = analyzer
            self._found = dict(sorted(self._found.items(), key=_place))

    def remove(self, tag: Any, args: Any) -> bool:
        """Take an analyzer off soon; whether it is there now."""
        key = _key(tag, args)
        self._changes.append(lambda: self._take_off(key))
        return key in self._found

    def drop(self, analyzer: FileAnalyzer) -> None:
        """Take off an analyzer that wants nothing more."""
        self.remove(analyzer.tag, analyzer.args)

    def _take_off(self, key: Key) -> None:
        analyzer = self._found.pop(key, None)
        if analyzer is not None:
            analyzer.done()

    def settle(self) -> None:
        """Do what was asked for, in order."""
        changes = self._changes
        while changes:
            changes.popleft()()

    def clear(self) -> None:
        """The file is gone; nothing is attached to it any more."""
        for analyzer in self._found.values():
            analyzer.done()
        self._found.clear()
        # Each refers to the other, and together they would wait to be collected.
        del self._file


def _key(tag: Any, args: Any) -> Key:
    return tag, record_items(args)


def _place(item: tuple[Key, FileAnalyzer]) -> int:
    return _ORDER.get(item[1].name, len(_ORDER))
