"""Time stamps of Certificate Transparency in certificates (RFC 6962 3.3)."""

from __future__ import annotations

from collections.abc import Iterator
from struct import Struct
from time import gmtime

from .der import OCTET_STRING, DerError, element

TIMESTAMPS = "1.3.6.1.4.1.11129.2.4.2"
RESPONSE_TIMESTAMPS = "1.3.6.1.4.1.11129.2.4.5"
"The same in what an OCSP responder says."

_LENGTH = Struct(">H")
# Version, id of the log, time, length of the extensions.
_HEAD = Struct(">B32sQH")
# Hash and signature algorithms, length of the signature.
_SIGNATURE = Struct(">BBH")

# How the signature was made, by the numbers of both algorithms.
_SIGNATURES = {(4, 1): "sha256WithRSAEncryption", (4, 3): "ecdsa-with-SHA256"}
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_INDENT = " " * 4
_HEX_INDENT = "\n" + " " * 16
_HEX_WIDTH = 16
_LAST_TIME = 253402300799999

Stamp = tuple[int, bytes, int, int, int, bytes]
"""Version, id of the log, time in milliseconds, both algorithms, signature."""


def timestamps(data: bytes) -> Iterator[Stamp]:
    """The stamps in a list."""
    rest = _counted(data)[0]
    while rest:
        stamp, rest = _counted(rest)
        yield _stamp(stamp)


def shown(value: bytes) -> bytes:
    """The stamps in an extension as OpenSSL prints them."""
    rest = _counted(element(value).expect(OCTET_STRING).content)[0]
    found = []
    while rest:
        stamp, rest = _counted(rest)
        found.append(_shown(stamp))
    return "\n".join(found).encode()


def _shown(stamp: bytes) -> str:
    version, log, time, hashing, signing, signature = _stamp(stamp)
    lines = ["Signed Certificate Timestamp:"]
    if version:
        return "\n".join([*lines, f"{_INDENT}Version   : unknown", _hex(stamp)])
    at = _HEAD.size
    extensions = stamp[at : at + _HEAD.unpack_from(stamp)[3]]
    unknown = f"{hashing:02X}{signing:02X}"
    lines += [
        f"{_INDENT}Version   : v1 (0x0)",
        f"{_INDENT}Log ID    : {_hex(log)}",
        f"{_INDENT}Timestamp : {_date(time)}",
        f"{_INDENT}Extensions: {_hex(extensions) if extensions else 'none'}",
        f"{_INDENT}Signature : {_SIGNATURES.get((hashing, signing), unknown)}",
        f"{_INDENT}{' ' * 12}{_hex(signature)}",
    ]
    return "\n".join(lines)


def _hex(raw: bytes) -> str:
    parts = [raw[i : i + _HEX_WIDTH] for i in range(0, len(raw), _HEX_WIDTH)]
    return (":" + _HEX_INDENT).join(part.hex(":").upper() for part in parts)


def _date(time: int) -> str:
    """A time in milliseconds; one of no year is shown as none."""
    if time > _LAST_TIME:
        return "Bad time value"
    seconds, rest = divmod(time, 1000)
    year, month, day, *clock = gmtime(seconds)[:6]
    hours = ":".join(f"{part:02}" for part in clock)
    return f"{_MONTHS[month - 1]} {day:2} {hours}.{rest:03} {year} GMT"


def _counted(data: bytes) -> tuple[bytes, bytes]:
    """What a length before it counts, and the rest."""
    if len(data) < _LENGTH.size:
        raise DerError("a length that is cut off")
    end = _LENGTH.size + _LENGTH.unpack_from(data)[0]
    if end > len(data):
        raise DerError("a time stamp that is cut off")
    return data[_LENGTH.size : end], data[end:]


def _stamp(data: bytes) -> Stamp:
    if len(data) < _HEAD.size:
        raise DerError("a time stamp that is cut off")
    version, log, time, extensions = _HEAD.unpack_from(data)
    at = _HEAD.size + extensions
    if at + _SIGNATURE.size > len(data):
        raise DerError("a time stamp that is cut off")
    hashing, signing, length = _SIGNATURE.unpack_from(data, at)
    at += _SIGNATURE.size
    if at + length > len(data):
        raise DerError("a signature that is cut off")
    return version, log, time, hashing, signing, data[at : at + length]
