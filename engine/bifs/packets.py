"""The packet at hand, and writing packets to a capture.

The network half keeps it in `rt.services["packet"]`: time, bytes and length on
the wire, in this order.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from ..packets.link import pppoe_session
from ..values.time import Time
from ..values.vector import Vector
from .contract import bif, c_string, shown

if TYPE_CHECKING:
    from ..runtime import Runtime

_ETHERNET = 1
_MAGIC = 0xA1B2C3D4
_SNAPLEN = 9216
_NO_SESSION = 0xFFFFFFFF


def _present(rt: Runtime) -> Any:
    return rt.services.get("packet")


def _link(present: Any) -> int:
    whole = getattr(present, "whole", None)
    return int(getattr(whole(), "link", _ETHERNET)) if whole else _ETHERNET


@bif("get_current_packet_ts", runtime=True)
def get_current_packet_ts(rt: Runtime) -> Time:
    """The time stamp of the packet at hand."""
    present = _present(rt)
    return Time(0.0 if present is None else present[0])


@bif("get_current_packet", runtime=True)
def get_current_packet(rt: Runtime) -> Any:
    """The packet at hand with its time, lengths and link type."""
    present = _present(rt)
    if present is None:
        return rt.record("pcap_packet")(0, 0, 0, 0, b"", rt.enum("LINK_UNKNOWN"))
    ts, data, length = present[:3]
    seconds, micros = split_time(ts)
    name = "LINK_ETHERNET" if _link(present) == _ETHERNET else "LINK_UNKNOWN"
    sizes = (len(data), length)
    return rt.record("pcap_packet")(seconds, micros, *sizes, data, rt.enum(name))


@bif("PacketAnalyzer::PPPoE::session_id", runtime=True)
def pppoe_session_id(rt: Runtime) -> int:
    """The PPPoE session of the packet at hand, `_NO_SESSION` without one."""
    whole = getattr(_present(rt), "whole", None)
    session = pppoe_session(whole()) if whole else None
    return _NO_SESSION if session is None else session


def split_time(ts: float) -> tuple[int, int]:
    """Seconds and microseconds."""
    seconds = int(ts)
    micros = round((ts - seconds) * 1e6)
    return (seconds + 1, 0) if micros == 1_000_000 else (seconds, micros)


@bif("get_current_packet_header", runtime=True)
def get_current_packet_header(rt: Runtime) -> Any:
    """The headers of the packet at hand."""
    present, network = _present(rt), rt.services.get("network")
    if present is None or network is None:
        return rt.record("raw_pkt_hdr")()
    from ..analyzers.present import raw_header

    return raw_header(network, present.whole())


@bif("PacketAnalyzer::Geneve::get_options", runtime=True)
def get_geneve_options(rt: Runtime) -> Any:
    """The options of each Geneve header of the packet at hand, outermost first."""
    from ..analyzers.geneve import options

    present = _present(rt)
    headers = getattr(present, "geneve", ()) if present else ()
    option = rt.record("PacketAnalyzer::Geneve::Option")
    layers = (
        Vector(option(x.group, x.critical, x.kind, x.data) for x in options(header))
        for header in headers
    )
    return Vector(layers)


@bif("dump_current_packet", runtime=True)
def dump_current_packet(rt: Runtime, name: bytes) -> bool:
    """Write the packet at hand to a capture."""
    present = _present(rt)
    if present is None:
        return False
    ts, data, length = present[:3]
    return _write(rt, name, _link(present), (*split_time(ts), len(data), length), data)


@bif("dump_packet", runtime=True)
def dump_packet(rt: Runtime, packet: Any, name: bytes) -> bool:
    """Write a packet to a capture."""
    sizes = (packet.ts_sec, packet.ts_usec, packet.caplen, packet.len)
    return _write(rt, name, _ETHERNET, sizes, packet.data)


def _write(
    rt: Runtime, name: bytes, link: int, head: tuple[int, int, int, int], data: bytes
) -> bool:
    stream = _capture(rt, Path(os.fsdecode(c_string(rt, name))), link)
    if stream is None:
        return False
    stream.write(struct.pack("<4I", *head) + data[: head[2]])
    stream.flush()
    return True


def _capture(rt: Runtime, path: Path, link: int) -> IO[bytes] | None:
    """The open capture of that path; another that was open is closed."""
    known = rt.services.get("dump")
    if known is not None:
        if known[0] == path:
            stream: IO[bytes] = known[1]
            return stream
        known[1].close()
    try:
        is_new = not path.exists() or path.stat().st_size == 0
        stream = open(path, "ab")  # noqa: SIM115  # stays open for what follows
    except OSError as error:
        rt.reporter.error(f"can't open {shown(os.fsencode(path))}: {error.strerror}")
        return None
    if is_new:
        stream.write(struct.pack("<IHHiIII", _MAGIC, 2, 4, 0, 0, _SNAPLEN, link))
    rt.services["dump"] = (path, stream)
    return stream
