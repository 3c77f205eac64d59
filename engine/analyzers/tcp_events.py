"""Records that TCP events carry."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

from ..packets.tcp import (
    OPTION_MSS,
    OPTION_SACK,
    OPTION_SACK_PERMITTED,
    OPTION_TIMESTAMP,
    OPTION_WINDOW_SCALE,
    SynOptions,
)

if TYPE_CHECKING:
    from .network import Network
    from .tcp import TcpConnection

QUICK_START = 27
USER_TIMEOUT = 28
AUTHENTICATION = 29
FAST_OPEN = 34


def syn_record(
    net: Network, is_orig: bool, ip: Any, window: int, found: SynOptions
) -> Any:
    """The `SYN_packet` of a SYN."""
    extra: dict[str, int] = {}
    if found.ts_value is not None:
        extra["TSval"] = found.ts_value
    if found.ts_echo is not None:
        extra["TSecr"] = found.ts_echo
    return net.types.syn_packet(
        is_orig=is_orig,
        DF=ip.dont_fragment,
        ttl=ip.ttl,
        size=ip.total_length,
        win_size=window,
        win_scale=found.window_scale,
        MSS=found.mss,
        SACK_OK=found.sack,
        **extra,
    )


def option_records(conn: TcpConnection, found: list[tuple[int, int, bytes]]) -> Any:
    """The `TCP::OptionList` of a segment's options."""
    net = conn.net
    records = []
    for kind, length, data in found:
        fields, bad = _option_fields(net, kind, length, data)
        if bad:
            conn.weird(f"tcp_option_{bad}_invalid_len", str(length))
        records.append(net.types.tcp_option(kind=kind, length=length, **fields))
    return net.vector("TCP::OptionList", records)


def _option_fields(
    net: Network, kind: int, length: int, data: bytes
) -> tuple[dict[str, Any], str]:
    """What an option says, and the name of its kind if its length is wrong."""
    raw: dict[str, Any] = {"data": data} if length > 2 else {}
    if kind == OPTION_MSS:
        if length == 4:
            return {"mss": int.from_bytes(data, "big")}, ""
        return raw, "mss"
    if kind == OPTION_WINDOW_SCALE:
        return ({"window_scale": data[0]}, "") if length == 3 else (raw, "window_scale")
    if kind == OPTION_SACK_PERMITTED:
        return ({}, "") if length == 2 else (raw, "sack")
    if kind == OPTION_SACK:
        if length in (10, 18, 26, 34):
            edges = struct.unpack(f">{(length - 2) // 4}I", data)
            return {"sack": net.vector("index_vec", list(edges))}, ""
        return raw, "sack_blocks"
    if kind == OPTION_TIMESTAMP:
        if length == 10:
            send, echo = struct.unpack(">II", data)
            return {"send_timestamp": send, "echo_timestamp": echo}, ""
        return raw, "timestamps"
    return _rare_option(kind, length, data, raw)


def _rare_option(
    kind: int, length: int, data: bytes, raw: dict[str, Any]
) -> tuple[dict[str, Any], str]:
    if kind == QUICK_START:
        if length == 8:
            rate, ttl_diff, nonce = struct.unpack(">BBI", data)
            return {"rate": rate, "ttl_diff": ttl_diff, "qs_nonce": nonce}, ""
        return raw, "qsresponse"
    if kind == USER_TIMEOUT:
        return ({}, "") if length == 4 else (raw, "uto")
    if kind == AUTHENTICATION:
        return ({}, "") if length >= 4 else (raw, "ao")
    if kind == FAST_OPEN:
        good = length == 2 or 6 <= length <= 18
        return ({}, "") if good else (raw, "tfo")
    return raw, ""
