"""What the built-in functions are, and what they need of a run."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from ..typesystem.types import Type

if TYPE_CHECKING:
    from ..runtime import Runtime

F = TypeVar("F", bound=Callable[..., Any])


class Symbol(Protocol):
    """What the linker knows of a global name."""

    name: str
    kind: str
    """`var const option type enum function event hook`."""
    type: Type
    exported: bool
    redefinable: bool
    alias: str
    """Of a type that was declared as another one: the name of that."""
    builtin: bool
    """Whether a file of built-in declarations has it."""


def find_symbol(rt: Runtime, name: str) -> Symbol | None:
    """What is known of a global name."""
    found: Symbol | None = rt.names.symbol(name)
    return found


def all_symbols(rt: Runtime) -> list[Symbol]:
    """What is known of all global names."""
    names: Any = rt.names
    return list(names.program.symbols.values())


def all_options(rt: Runtime) -> list[str]:
    """The names of all options."""
    names: Any = rt.names
    return list(names.program.names_of("option"))


class Builtin(NamedTuple):
    """A function that scripts call but Python implements."""

    name: str
    function: Callable[..., Any]
    runtime: bool = False
    """Whether it takes the Runtime before its arguments."""
    made: bool = False
    """Whether it takes the Runtime and gives the function, for what is called often."""

    def bound(self, rt: Runtime) -> Callable[..., Any]:
        """What scripts of a run call."""
        if self.made:
            return self.function(rt)  # type: ignore[no-any-return]
        return partial(self.function, rt) if self.runtime else self.function


REGISTERED: dict[str, Builtin] = {}
"""The functions of the families that were imported so far."""


def bif(
    name: str, *, runtime: bool = False, made: bool = False
) -> Callable[[F], F]:
    """Register a function as the built-in one of that name."""

    def register(function: F) -> F:
        REGISTERED[name] = Builtin(name, function, runtime, made)
        return function

    return register


def c_string(rt: Runtime, text: bytes) -> bytes:
    """A string for what takes C strings: one with a NUL inside is an error."""
    if b"\0" not in text:
        return text
    from ..values.printing import NUL_INSIDE, escape

    rt.reporter.error(f'string with embedded NUL: "{escape(text).decode()}"')
    return NUL_INSIDE


def named_type(value: Any) -> Type | None:
    """The type that a type used as a value stands for."""
    from ..values.typeof import TypeValue

    if isinstance(value, Type):
        return value
    return value.type if isinstance(value, TypeValue) else None


def shown(text: bytes) -> str:
    """A string inside a message."""
    return text.decode("utf-8", "surrogateescape")
