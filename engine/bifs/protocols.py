"""Pieces of protocols: URIs, NetBIOS names, FTP ports, community ids."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING, Any

from ..values.addr import UNSPECIFIED, Addr
from ..values.port import ICMP, TCP, UDP, Port
from .contract import bif, c_string

if TYPE_CHECKING:
    from ..runtime import Runtime

_FTP_PORT = re.compile(
    rb"\s*([+-]?\d+),\s*([+-]?\d+),\s*([+-]?\d+),"
    rb"\s*([+-]?\d+),\s*([+-]?\d+),\s*([+-]?\d+)"
)


@bif("unescape_URI")
def unescape_uri(uri: bytes) -> bytes:
    """The URI with its `%` escapes decoded; broken ones stay."""
    from ..analyzers.http.uri import unescape

    return unescape(uri)


def _nibbles(name: bytes) -> bytes | None:
    folded = name.upper()
    if len(name) != 32:
        return None
    out = bytearray()
    for a, b in zip(folded[::2], folded[1::2], strict=True):
        if not (0x41 <= a <= 0x50 and 0x41 <= b <= 0x50):
            out.append(0)
            return bytes(out) if len(out) > 16 else None
        out.append((a - 0x41) << 4 | (b - 0x41))
    return bytes(out)


@bif("decode_netbios_name")
def decode_netbios_name(name: bytes) -> bytes:
    """The text of an encoded NetBIOS name."""
    decoded = _nibbles(name)
    if decoded is None:
        return b""
    length = 0
    while length < 16 and (32 <= decoded[length] < 127 or decoded[length] < 3):
        length += 1
    return decoded[: min(length, 15)].rstrip(b" \0")


@bif("decode_netbios_name_type")
def decode_netbios_name_type(name: bytes) -> int:
    """The type in an encoded NetBIOS name; 256 if there is none."""
    decoded = _nibbles(name)
    if decoded is None:
        return 256
    kind = decoded[15]
    # a signed byte in Zeek
    return kind if kind < 128 else kind - 256 & 0xFFFF_FFFF_FFFF_FFFF


def _ftp_port(rt: Runtime, text: bytes) -> Any:
    match = _FTP_PORT.match(text) if len(text) >= 11 else None
    numbers = [int(g) for g in match.groups()] if match else []
    good = bool(numbers) and all(0 <= n <= 255 for n in numbers)
    if not good:
        numbers = [0] * 6
    addr = Addr.v4(bytes(numbers[:4]))
    port = Port.tcp(numbers[4] << 8 | numbers[5])
    return rt.record("ftp_port")(addr, port, good)


@bif("parse_ftp_port", runtime=True)
def parse_ftp_port(rt: Runtime, text: bytes) -> Any:
    """Address and port of FTP's PORT command."""
    return _ftp_port(rt, text)


@bif("parse_ftp_pasv", runtime=True)
def parse_ftp_pasv(rt: Runtime, text: bytes) -> Any:
    """Address and port of the reply to FTP's PASV command."""
    text = c_string(rt, text)
    for mark, skip in ((b"(", 1), (b"PORT", 5)):
        at = text.find(mark)
        if at >= 0:
            return _ftp_port(rt, text[at + skip :])
    match = re.search(rb"\d*,", text)
    return _ftp_port(rt, text[match.start() :] if match else b"")


def _eftp(rt: Runtime, text: bytes) -> Any:
    text = text.lstrip()
    addr, port, good = UNSPECIFIED, 0, bool(text)
    if text:
        parts = text[1:].split(text[:1])
        parts += [b""] * (4 - len(parts))
        good = (
            bool(re.fullmatch(rb"\s*[+-]?\d*", parts[0])) and text.count(text[:1]) > 1
        )
        if parts[1]:
            try:
                addr = Addr.parse(parts[1].decode("ascii"))
                good = True
            except ValueError:
                good = False
        number = re.match(rb"\s*([+-]?\d+)", parts[2])
        port = int(number[1]) if number else 0
        complete = (
            text.count(text[:1]) >= 4 and number and number.end() == len(parts[2])
        )
        if not complete:
            good = False
        if not 0 <= port <= 0xFFFF:
            port, good = 0, False
    return rt.record("ftp_port")(addr, Port.tcp(port), good)


@bif("parse_eftp_port", runtime=True)
def parse_eftp_port(rt: Runtime, text: bytes) -> Any:
    """Address and port of FTP's EPRT command."""
    return _eftp(rt, c_string(rt, text))


@bif("parse_ftp_epsv", runtime=True)
def parse_ftp_epsv(rt: Runtime, text: bytes) -> Any:
    """The port of the reply to FTP's EPSV command."""
    _, _, inner = c_string(rt, text).partition(b"(")
    return _eftp(rt, inner)


_PROTOCOLS = {TCP >> 16: 6, UDP >> 16: 17}
_COUNTERPARTS_4 = {8: 0, 0: 8, 13: 14, 14: 13, 15: 16, 16: 15, 10: 9, 9: 10, 17: 18}
_COUNTERPARTS_4[18] = 17
_COUNTERPARTS_6 = {128: 129, 129: 128, 133: 134, 134: 133, 135: 136, 136: 135}
_COUNTERPARTS_6 |= {130: 131, 131: 130, 139: 140, 140: 139, 144: 145, 145: 144}


@bif("community_id_v1", runtime=True)
def community_id_v1(
    rt: Runtime, cid: Any, seed: int = 0, do_base64: bool = True
) -> bytes:
    """The identifier of a connection that other tools compute as well."""
    import hashlib
    from binascii import b2a_base64

    orig = (cid.orig_h.packed(), cid.orig_p.number)
    resp = (cid.resp_h.packed(), cid.resp_p.number)
    kind = cid.orig_p >> 16
    proto = _PROTOCOLS.get(kind)
    has_ports = proto is not None
    one_way = False
    if kind == ICMP >> 16:
        proto = 1 if cid.orig_h.is_v4 else 58
        table = _COUNTERPARTS_4 if proto == 1 else _COUNTERPARTS_6
        has_ports, one_way = True, orig[1] not in table
    if proto is None:
        proto = cid.proto
        if proto == 65535:
            rt.reporter.builtin_error("CommunityID: unknown transport layer", cid)
            return b""
        has_ports = proto == 132
    if not one_way and orig >= resp:
        orig, resp = resp, orig
    data = struct.pack(">H", seed & 0xFFFF) + orig[0] + resp[0]
    data += struct.pack(">BB", proto & 0xFF, 0)
    if has_ports:
        data += struct.pack(">HH", orig[1], resp[1])
    digest = hashlib.sha1(data, usedforsecurity=False)
    if do_base64:
        return b"1:" + b2a_base64(digest.digest(), newline=False)
    return b"1:" + digest.hexdigest().encode()
