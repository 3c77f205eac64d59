"""A connection that notes down what analyzers raise and say of it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from pyzeek.analyzers import ANALYZERS
from pyzeek.typesystem.types import EnumType
from pyzeek.values.enum import EnumVal
from pyzeek.values.record import UNSET


class Made:
    """A record as it was made: its type's name, and values in order."""

    def __init__(self, name: str, values: tuple[Any, ...]):
        self.__dict__["name"] = name
        self.__dict__["values"] = values
        self.__dict__["later"] = {}

    def __setattr__(self, field: str, value: Any) -> None:
        self.later[field] = value


def plain(value: Any) -> Any:
    """Records as tuples (or a dict of what was set later at their end)."""
    if isinstance(value, Made):
        later = {k: plain(v) for k, v in value.later.items()}
        return (*map(plain, value.values), *([later] if later else []))
    if value is UNSET:
        return None
    if isinstance(value, EnumVal):
        return value.name
    return [plain(x) for x in value] if isinstance(value, list) else value


class Handler:
    """An event that is noted down."""

    def __init__(self, name: str, raised: list[Any], wanted: bool):
        self.name = name
        self.raised = raised
        self.wanted = wanted

    def queue(self, *args: Any) -> None:
        self.raised.append((self.name, *map(plain, args)))


class Files:
    """Notes down which content is given to the file framework."""

    def __init__(self) -> None:
        self.given: list[Any] = []

    def data(self, data: bytes, name: str, _: Any, is_orig: bool, **more: Any) -> None:
        self.given.append((data, name, is_orig, more))

    def file_id(self, handle: bytes) -> bytes:
        return b"F" + handle

    def remove(self, fuid: bytes) -> None:
        self.given.append((fuid,))

    def end_of_file(self, name: str, _: Any, is_orig: bool) -> None:
        self.given.append((name, is_orig))


class Runtime:
    """The settings and the notes of one test."""

    def __init__(self, wanted: set[str] | None):
        self.wanted = wanted
        self.raised: list[Any] = []
        self.services: dict[str, Any] = {"file_analysis": Files()}
        self.values: dict[str, Any] = {
            "KRB::keytab": b"",
            "SMB::max_pending_messages": 1000,
            "SMB::max_dce_rpc_analyzers": 1000,
            "SMB::max_andx_depth": 10,
            "SMB::pipe_filenames": {b"srvsvc": None, b"winreg": None},
            "DCE_RPC::max_cmd_reassembly": 20,
            "DCE_RPC::max_frag_data": 30000,
        }

    def event(self, name: str) -> Handler:
        return Handler(name, self.raised, self.wanted is None or name in self.wanted)

    def record(self, name: str) -> Any:
        return lambda *values: Made(name, values)

    def knows(self, name: str) -> bool:
        return name in self.values

    def value(self, name: str) -> Any:
        return self.values[name]

    def enum(self, name: str) -> EnumVal:
        return EnumVal(EnumType(name.rpartition("::")[0]), name, 0)


class Net:
    """The network half: which analyzers are needed, and its own oddities."""

    def __init__(self, needed: set[str], rt: Runtime | None = None):
        self.needed = needed
        self.rt = rt
        self.weirds = self
        self.odd: list[tuple[str, str]] = []
        self.aids = 0
        self.delivering = None

    def analyzer(self, name: str) -> Any:
        return ANALYZERS[name].load() if name in self.needed else None

    def next_aid(self) -> int:
        self.aids += 1
        return self.aids

    def handler(self, name: str) -> Any:
        assert self.rt is not None
        return self.rt.event(name)

    def general(self, name: str, addl: str) -> None:
        self.odd.append((name, addl))


class Connection:
    """Notes down what an analyzer says of its connection."""

    def __init__(self, rt: Runtime, needed: set[str] | None = None):
        self.rt = rt
        self.net = Net(needed or set(), rt)
        self.nested = None
        self.prevented: set[str] = set()
        self.violations: list[str] = []
        self.weirds: list[str] = []
        self.confirmed = 0
        self.start = 1.5
        self.orig = SimpleNamespace(addr=bytes((10, 0, 0, 1)), port=1000)
        self.resp = SimpleNamespace(addr=bytes((10, 0, 0, 2)), port=88)

    def record(self) -> str:
        return "c"

    def event(self, name: str, *args: Any) -> None:
        if (handler := self.rt.event(name)).wanted:
            handler.queue(self.record(), *args)

    def flip(self) -> None:
        self.weirds.append("^")

    def flag(self, name: str) -> bool:
        return name not in self.weirds

    def weird(self, name: str, addl: str = "", source: str | None = None) -> None:
        self.weirds.append(name)

    def mark(self, bit: int, letter: str) -> None:
        self.weirds.append(letter)

    def confirm(self, analyzer: Any) -> None:
        self.confirmed += 1

    def violation(self, analyzer: Any, reason: str, data: bytes = b"") -> None:
        self.violations.append(reason)


class Conversation:
    """What tests of an analyzer say to it, and what it says of that."""

    connection: Connection

    @property
    def violations(self) -> list[str]:
        """The reasons of violations, without the words that all of binpac's have."""
        reasons = self.connection.violations
        return [v.split("binpac exception: ")[-1] for v in reasons]
