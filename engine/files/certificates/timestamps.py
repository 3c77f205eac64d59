"""Time stamps of Certificate Transparency in certificates (RFC 6962 3.3)."""

from __future__ import annotations

from collections.abc import Iterator
from struct import Struct

from .der import DerError

TIMESTAMPS = "1.3.6.1.4.1.11129.2.4.2"
RESPONSE_TIMESTAMPS = "1.3.6.1.4.1.11129.2.4.5"
"The same in what an OCSP responder says."

_LENGTH = Struct(">H")
# Version, id of the log, time, length of the extensions.
_HEAD = Struct(">B32sQH")
# Hash and signature algorithms, length of the signature.
_SIGNATURE = Struct(">BBH")

Stamp = tuple[int, bytes, int, int, int, bytes]
"""Version, id of the log, time in milliseconds, both algorithms, signature."""


def timestamps(data: bytes) -> Iterator[Stamp]:
    """The stamps in a list."""
    rest = _counted(data)[0]
    while rest:
        stamp, rest = _counted(rest)
        yield _stamp(stamp)


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
