"""What signature files may ask of the script: variables, events and functions."""

from __future__ import annotations

from typing import Any, Protocol

from ..typesystem.coercion import same_type
from ..typesystem.types import BOOL, COUNT, STRING, FuncType, RecordType, Type
from ..values.enum import EnumVal
from ..values.port import Port
from ..values.subnet import Subnet
from ..values.table import Set, Table
from .reading import Complain

STANDARD = "signature_match"
"""The event that signatures raise unless they name another one."""


class Symbol(Protocol):
    """A global name."""

    kind: str
    type: Type
    place: tuple[str, int, int, int, int]


class Symbols(Protocol):
    """The program."""

    def symbol(self, name: str) -> Symbol | None:
        """What is known of a name."""

    def value(self, name: str) -> Any:
        """The value of a name."""


class Messages(Protocol):
    """Who prints messages."""

    def error(self, text: str) -> None:
        """An error about no place in a script."""

    def warning(self, text: str) -> None:
        """A warning about no place in a script."""

    def report(self, level: str, location: str, text: str) -> None:
        """A message about a place in a script."""


class ScriptNames:
    """The names of a program, as signatures use them."""

    def __init__(self, symbols: Symbols, messages: Messages):
        self.symbols = symbols
        self.messages = messages
        self._told: set[str] = set()
        "Events whose parameters were found to be wrong."

    def value(self, name: str) -> Any:
        """A number, a string, or a list of numbers and subnets."""
        symbol = self.symbols.symbol(name)
        if symbol is None or symbol.kind in ("type", "function", "event", "hook"):
            raise KeyError(name)
        return plain(self.symbols.value(name))

    def knows_analyzer(self, name: str) -> bool:
        """Whether Zeek has an analyzer of that name, in any spelling."""
        tag = "".join(c if c.isalnum() else "_" for c in name).upper()
        return self.symbols.symbol(f"Analyzer::ANALYZER_{tag}") is not None

    # Functions

    def check_function(self, name: str, complain: Complain) -> None:
        """Say what makes a function unfit as a condition."""
        symbol = self.symbols.symbol(name)
        if symbol is None:
            complain(f"unknown identifier ({name})")
        elif isinstance(symbol.type, FuncType):
            self._check_eval(name, symbol.type, complain)

    def _check_eval(self, name: str, kind: FuncType, complain: Complain) -> None:
        if kind.result is not BOOL:
            complain(f"eval function type must yield a 'bool' ({name})")
        if not _agree([self._state(), STRING], kind.params):
            parameters = "a 'signature_state' and a 'string' type"
            complain(f"eval function parameters must be {parameters} ({name})")

    def _state(self) -> Type:
        symbol = self.symbols.symbol("signature_state")
        assert symbol is not None
        return symbol.type

    # Events

    def check_event(self, name: str, has_message: bool, complain: Complain) -> None:
        """Say what makes an event unfit as an action."""
        symbol = self.symbols.symbol(name)
        if symbol is None or symbol.kind != "event":
            if has_message:
                self.messages.error(f"unknown event '{name}' specified in rule")
            else:
                complain(f"identifier is not an event ({name})")
            return
        assert isinstance(symbol.type, FuncType)
        check = self._check_with_message if has_message else self._check_bare
        check(name, symbol)

    def _check_with_message(self, name: str, symbol: Symbol) -> None:
        given = _params(symbol)
        names = [field.name for field in given.fields]
        standard = [self._state(), STRING, STRING, COUNT]
        known = ["state", "msg", "data", "end_of_match"]
        for count in (4, 3):
            if names == known[:count] and _agree(standard[:count], given):
                return
        for count in (4, 3):
            if count == len(names):
                self._tell_mismatch(name, symbol, standard[:count])
        self.messages.error(f"wrong event parameters for '{name}' ({given})")

    def _check_bare(self, name: str, symbol: Symbol) -> None:
        given = _params(symbol)
        wanted = [self._state(), STRING]
        if len(given.fields) != len(wanted):
            wanted.append(COUNT)
        if not _agree(wanted, given):
            self._tell_mismatch(name, symbol, wanted)
            self.messages.error(f"wrong event parameters for '{name}'")

    def _tell_mismatch(self, name: str, symbol: Symbol, wanted: list[Type]) -> None:
        """Warn once of each event about the parameters that do not fit."""
        if name in self._told:
            return
        self._told.add(name)
        file, line = symbol.place[:2]
        place = f"{file}, line {line}"
        have = [field.type for field in _params(symbol).fields]
        if len(have) != len(wanted):
            counts = f"Expected {len(wanted)}, got {len(have)}."
            text = f"Wrong number of arguments for function. {counts}"
            self.messages.report("warning", place, f"{text} ({symbol.type})")
            return
        for number, (want, got) in enumerate(zip(wanted, have, strict=True)):
            if not same_type(want, got):
                text = f"Type mismatch in function argument #{number}."
                text += f" Expected {want.tag}, got {got.tag}."
                self.messages.report("warning", place, f"{text} ({symbol.type})")


def _params(symbol: Symbol) -> RecordType:
    assert isinstance(symbol.type, FuncType)
    return symbol.type.params


def _agree(wanted: list[Type], given: RecordType) -> bool:
    have = [field.type for field in given.fields]
    return len(have) == len(wanted) and all(map(same_type, wanted, have))


def plain(value: Any) -> Any:
    """A value as a number, a string, a subnet, or a list of those."""
    if isinstance(value, Set | Table):
        return [plain(key) for key in value]
    if isinstance(value, EnumVal):
        return value.value
    if isinstance(value, Port):
        return value & 0xFFFF
    if isinstance(value, float) or not isinstance(value, int | bytes | Subnet):
        raise TypeError(type(value).__name__)
    return value
