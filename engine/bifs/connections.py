"""Connections by their id: looking up, skipping, thresholds, analyzers.

The network half puts itself into `rt.services["network"]`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..values.addr import Addr
from ..values.port import ICMP, TCP, UDP, Port
from ..values.time import Interval
from .contract import bif

if TYPE_CHECKING:
    from ..runtime import Runtime

UNKNOWN_CONNECTION = "connection ID not a known connection"


def find_connection(rt: Runtime, cid: Any) -> Any:
    """The connection of a `conn_id`, None if it is not there any more."""
    network = rt.services.get("network")
    if network is None:
        return None
    from ..packets.flows import flow_key

    proto = {TCP >> 16: 6, UDP >> 16: 17}.get(cid.orig_p >> 16)
    if proto is None:
        proto = cid.proto
        if cid.orig_p >> 16 == ICMP >> 16:
            proto = 1 if cid.orig_h.is_v4 else 58
    ends = (cid.orig_h.packed(), cid.orig_p.number)
    others = (cid.resp_h.packed(), cid.resp_p.number)
    for one_way in (False, True):
        key, _ = flow_key(*ends, *others, proto, one_way)
        if getattr(network, "by_vlan", False):
            key += _vlans(cid.ctx)
        found = network.find(key)
        if found is not None:
            return found
    return None


def _vlans(ctx: Any) -> bytes:
    from ..packets.flows import vlan_suffix

    return vlan_suffix(getattr(ctx, "vlan", None), getattr(ctx, "inner_vlan", None))


@bif("connection_exists", runtime=True)
def connection_exists(rt: Runtime, cid: Any) -> bool:
    """Whether the connection is still there."""
    return find_connection(rt, cid) is not None


@bif("lookup_connection", runtime=True)
def lookup_connection(rt: Runtime, cid: Any) -> Any:
    """The `connection` of an id; an empty one with an error if it is gone."""
    found = find_connection(rt, cid)
    if found is not None:
        return found.record()
    rt.reporter.builtin_error(UNKNOWN_CONNECTION, cid)
    return _dummy(rt)


def _dummy(rt: Runtime) -> Any:
    nowhere, port = Addr.from_int(0), Port.udp(0)
    connection = rt.record("connection")
    made: Any = object.__new__(connection)
    made.id = rt.record("conn_id")(nowhere, port, nowhere, port)
    endpoint = rt.record("endpoint")
    made.orig, made.resp = endpoint(size=0, state=0), endpoint(size=0, state=0)
    return made


@bif("get_conn_transport_proto", runtime=True)
def get_conn_transport_proto(rt: Runtime, cid: Any) -> Any:
    """The transport protocol of a connection."""
    if find_connection(rt, cid) is None:
        message = "unknown connection id in get_conn_transport_proto()"
        rt.reporter.builtin_error(message, cid)
        return rt.enum("unknown_transport")
    names = ("unknown_transport", "tcp", "udp", "icmp")
    return rt.enum(names[cid.orig_p >> 16])


@bif("skip_further_processing", runtime=True)
def skip_further_processing(rt: Runtime, cid: Any) -> bool:
    """Analyze no more of a connection."""
    found = find_connection(rt, cid)
    if found is None:
        return False
    found.skipping = True
    return True


@bif("set_record_packets", runtime=True)
def set_record_packets(rt: Runtime, cid: Any, record: bool) -> bool:
    """Whether packets are written out, which is not done here."""
    return find_connection(rt, cid) is not None


@bif("set_inactivity_timeout", runtime=True)
def set_inactivity_timeout(rt: Runtime, cid: Any, timeout: float) -> Interval:
    """Time out after so much silence; gives the old timeout."""
    found = find_connection(rt, cid)
    if found is None:
        return Interval(0.0)
    old = found.inactivity
    found.set_inactivity(float(timeout))
    return Interval(old)


def _endpoint(rt: Runtime, cid: Any, name: str) -> Any:
    found = find_connection(rt, cid)
    return None if found is None else getattr(found, name, None)


@bif("get_orig_seq", runtime=True)
def get_orig_seq(rt: Runtime, cid: Any) -> int:
    """The originator's highest sequence number."""
    return _sequence(rt, cid, "orig")


@bif("get_resp_seq", runtime=True)
def get_resp_seq(rt: Runtime, cid: Any) -> int:
    """The responder's highest sequence number."""
    return _sequence(rt, cid, "resp")


def _sequence(rt: Runtime, cid: Any, name: str) -> int:
    found = find_connection(rt, cid)
    if found is None:
        rt.reporter.builtin_error(UNKNOWN_CONNECTION, cid)
        return 0
    return int(getattr(getattr(found, name), "last_seq", 0))


def _thresholds(rt: Runtime, cid: Any) -> dict[str, Any] | None:
    found = find_connection(rt, cid)
    if found is None:
        return None
    every: dict[bytes, dict[str, Any]] = rt.services.setdefault("thresholds", {})
    return every.setdefault(found.key, {})


def _set_threshold(rt: Runtime, cid: Any, name: str, value: Any) -> bool:
    table = _thresholds(rt, cid)
    if table is None:
        return False
    table[name] = value
    network = rt.services["network"]
    changed = getattr(network, "threshold_changed", None)
    if changed is not None:
        changed(find_connection(rt, cid), name, value)
    return True


def _side(is_orig: bool) -> str:
    return "orig" if is_orig else "resp"


@bif("set_current_conn_bytes_threshold", runtime=True)
def set_bytes_threshold(rt: Runtime, cid: Any, limit: int, is_orig: bool) -> bool:
    """Raise `conn_bytes_threshold_crossed` at so many bytes."""
    return _set_threshold(rt, cid, f"{_side(is_orig)}_bytes", limit)


@bif("set_current_conn_packets_threshold", runtime=True)
def set_packets_threshold(rt: Runtime, cid: Any, limit: int, is_orig: bool) -> bool:
    """Raise `conn_packets_threshold_crossed` at so many packets."""
    return _set_threshold(rt, cid, f"{_side(is_orig)}_packets", limit)


@bif("set_current_conn_duration_threshold", runtime=True)
def set_duration_threshold(rt: Runtime, cid: Any, limit: float) -> bool:
    """Raise `conn_duration_threshold_crossed` after so long."""
    return _set_threshold(rt, cid, "duration", Interval(limit))


@bif("get_current_conn_bytes_threshold", runtime=True)
def get_bytes_threshold(rt: Runtime, cid: Any, is_orig: bool) -> int:
    """The present threshold of bytes."""
    return int((_thresholds(rt, cid) or {}).get(f"{_side(is_orig)}_bytes", 0))


@bif("get_current_conn_packets_threshold", runtime=True)
def get_packets_threshold(rt: Runtime, cid: Any, is_orig: bool) -> int:
    """The present threshold of packets."""
    return int((_thresholds(rt, cid) or {}).get(f"{_side(is_orig)}_packets", 0))


@bif("get_current_conn_duration_threshold", runtime=True)
def get_duration_threshold(rt: Runtime, cid: Any) -> Interval:
    """The present threshold of duration."""
    return Interval((_thresholds(rt, cid) or {}).get("duration", 0.0))


@bif("lookup_connection_analyzer_id", runtime=True)
def lookup_connection_analyzer_id(rt: Runtime, cid: Any, tag: Any) -> int:
    """The number of a connection's analyzer; 0 if it has none of that kind."""
    found = find_connection(rt, cid)
    if found is None:
        rt.reporter.builtin_error(UNKNOWN_CONNECTION, cid)
        return 0
    for analyzer in found.all_analyzers():
        if tag.name.endswith(f"::ANALYZER_{analyzer.name}"):
            return int(analyzer.aid)
    return 0


@bif("disable_analyzer", runtime=True)
def disable_analyzer(
    rt: Runtime,
    cid: Any,
    aid: int,
    err_if_no_conn: bool = True,
    prevent: bool = False,
) -> bool:
    """Take an analyzer off a connection, unless a hook objects."""
    found = find_connection(rt, cid)
    if found is None:
        rt.reporter.builtin_error(UNKNOWN_CONNECTION, cid)
        return False
    if aid == found.aid:
        problem = f"root analyzer {found.name} cannot be removed"
        rt.reporter.builtin_error(problem)
        return False
    analyzer = found.find_analyzer(aid)
    if analyzer is None:
        if err_if_no_conn:
            message = "connection does not have analyzer specified to disable"
            rt.reporter.builtin_error(message)
        return False
    # The name is that of a type until a script gives the hook a body.
    hook = _value(rt, "Analyzer::disabling_analyzer")
    if callable(hook):
        tag = rt.enum(f"Analyzer::ANALYZER_{analyzer.name}")
        if not hook(found.record(), tag, aid):
            return False
    if prevent:
        found.prevented.add(analyzer.name)
    found.retire(analyzer)
    return True


def _value(rt: Runtime, name: str) -> Any:
    try:
        return rt.value(name)
    except KeyError:
        return None


@bif("current_analyzer", runtime=True)
def current_analyzer(rt: Runtime) -> int:
    """The number of the analyzer that raised the event at hand."""
    return int(rt.services.get("current_analyzer", 0))


@bif("skip_http_entity_data", runtime=True)
def skip_http_entity_data(rt: Runtime, c: Any, is_orig: bool) -> None:
    """Leave out the rest of the entity that the event at hand is about."""
    aid = current_analyzer(rt)
    if not aid:
        rt.reporter.error("no analyzer associated with connection record")
        return
    found = find_connection(rt, c.id)
    analyzer = found.find_analyzer(aid) if found is not None else None
    if analyzer is None:
        rt.reporter.error("could not find analyzer for skip_http_entity_data")
    elif analyzer.name != "HTTP":
        rt.reporter.error("non-HTTP analyzer associated with connection record")
    else:
        analyzer.skip_body(is_orig)


@bif("skip_smtp_data", runtime=True)
def skip_smtp_data(rt: Runtime, c: Any) -> None:
    """Leave out the lines of the rest of the mail under way."""
    found = find_connection(rt, c.id)
    for analyzer in found.all_analyzers() if found is not None else ():
        if analyzer.name == "SMTP":
            analyzer.skip_data()
            return


@bif("get_contents_file", runtime=True)
def get_contents_file(rt: Runtime, cid: Any, direction: int) -> Any:
    """The file to which a connection's contents go."""
    contents = getattr(find_connection(rt, cid), "contents", None)
    found = contents.get(direction) if contents is not None else None
    if found is None:
        import io

        from ..values.file import File

        found = File(b"", io.BytesIO())
    return found


@bif("set_contents_file", runtime=True)
def set_contents_file(rt: Runtime, cid: Any, direction: int, file: Any) -> bool:
    """Write a connection's contents to a file; False if it is gone."""
    conn = find_connection(rt, cid)
    if conn is None:
        return False
    if hasattr(conn, "contents"):
        from ..analyzers.contents import Contents

        if conn.contents is None:
            conn.contents = Contents(conn)
        conn.contents.set(direction, file)
        conn.watched, conn.quick = True, False
    return True


@bif("TCP::raw_options", runtime=True)
def tcp_raw_options(rt: Runtime, stop_at_eol: bool = True) -> Any:
    """The TCP options of the packet at hand."""
    from ..values.vector import Vector

    make = rt.record("TCP::RawOption")
    out = Vector((), rt.names.type_of("TCP::RawOptionList"))  # type: ignore[arg-type]
    for kind, data in raw_options(_tcp_header(rt), stop_at_eol):
        out.append(make(kind, data))
    return out


def _tcp_header(rt: Runtime) -> bytes:
    present = rt.services.get("packet")
    ip = present.whole().ip if present is not None else None
    if ip is None or ip.proto != 6:
        return b""
    start = ip.start + ip.header_length
    header: bytes = ip.data[start : start + ip.payload_length]
    size = (header[12] >> 4) * 4 if len(header) >= 20 else 0
    return header[:size] if 20 <= size <= len(header) else b""


def raw_options(header: bytes, stop: bool) -> Iterator[tuple[int, bytes]]:
    """Kind and data of each option in a TCP header, perhaps up to the end mark."""
    at = 20
    while at < len(header):
        kind = header[at]
        size = 1 if kind < 2 else int.from_bytes(header[at + 1 : at + 2], "big")
        if not size or at + size > len(header):
            return
        yield kind, header[at + 2 : at + size]
        if kind == 0 and stop:
            return
        at += size
