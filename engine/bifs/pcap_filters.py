"""Packet filters: compiled under an id first, then put to work.

The test that is at work stands in `rt.services["capture filter"]`, where the network
half asks it about each frame.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from .contract import bif, shown

if TYPE_CHECKING:
    from ..packets.packet import Packet
    from ..runtime import Runtime

OK = "no error"

ANYTHING = ("", "ip or not ip")
"""What every frame passes, as the default scripts write it."""


class Compiled(NamedTuple):
    """What became of a filter."""

    test: Callable[[Packet], bool] | None
    problem: str


def _filters(rt: Runtime) -> dict[Any, Compiled]:
    found: dict[Any, Compiled] = rt.services.setdefault("pcap filters", {})
    return found


def _compiled(text: str) -> Compiled:
    if text in ANYTHING:
        return Compiled(None, "")
    from ..packets.bpf import FilterError, compile_filter

    try:
        return Compiled(compile_filter(text), "")
    except FilterError as e:
        return Compiled(None, str(e))


@bif("Pcap::precompile_pcap_filter", runtime=True)
def precompile(rt: Runtime, id: Any, text: bytes) -> bool:
    """Compile a filter; F if it is none."""
    made = _compiled(shown(text))
    _filters(rt)[id] = made
    rt.services["capture filter problem"] = made.problem
    return not made.problem


@bif("Pcap::install_pcap_filter", runtime=True)
def install(rt: Runtime, id: Any) -> bool:
    """Put a compiled filter to work."""
    made = _filters(rt).get(id)
    if made is None or made.problem:
        return False
    before = rt.services.get("capture filter")
    rt.services["capture filter"] = made.test
    network = rt.services.get("network")
    if network is not None and before is not made.test:
        # Packets that were read ahead have to pass it, too.
        network.interrupted = True
    return True


@bif("Pcap::error", runtime=True)
def error(rt: Runtime) -> bytes:
    """What was wrong with the filter that was compiled last."""
    problem: str = rt.services.get("capture filter problem", "")
    return (problem or OK).encode()


@bif("Pcap::get_filter_state", runtime=True)
def state(rt: Runtime, id: Any) -> Any:
    """Whether a filter can be used."""
    made = _filters(rt).get(id)
    return rt.enum("Pcap::fatal" if made and made.problem else "Pcap::ok")


@bif("Pcap::get_filter_state_string", runtime=True)
def state_string(rt: Runtime, id: Any) -> bytes:
    """What is wrong with a filter; empty if nothing is."""
    made = _filters(rt).get(id)
    return made.problem.encode() if made else b""
