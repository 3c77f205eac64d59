"""Literals as written → run-time values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..syntax.nodes import Constant
from ..values.addr import Addr
from ..values.port import Port
from ..values.time import Interval


def literal(node: Constant) -> Any:
    """The run-time value of a literal."""
    make = MAKERS.get(node.kind)
    return make(node.value) if make else node.value


def _subnet(value: tuple[bytes, int]) -> Any:
    from ..values.subnet import Subnet

    return Subnet(Addr(value[0]), value[1])


def _pattern(value: tuple[str, str]) -> Any:
    from ..values.pattern import Pattern

    return Pattern.of(value[0].encode("latin-1"), value[1])


MAKERS: dict[str, Callable[[Any], Any]] = {
    "addr": Addr,
    "port": Port,
    "interval": Interval,
    "subnet": _subnet,
    "pattern": _pattern,
}
