"""Digests, keyed digests, FNV and entropy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..values.entropy import Entropy
from ..values.enum import EnumVal
from ..values.opaque import DIGESTS, Digest
from ..values.time import Interval, Time
from .contract import bif
from .seeds import hmac_key

if TYPE_CHECKING:
    import hashlib

    from ..runtime import Runtime


def new(name: str, data: bytes) -> hashlib._Hash:
    """Begin a digest with data."""
    import hashlib  # slow to import; many runs link these functions, few call them

    return hashlib.new(name, data, usedforsecurity=False)


def _define(name: str) -> None:
    kind = DIGESTS[name]

    def one_shot(*values: Any) -> bytes:
        """The digest of the text of all arguments."""
        digest = new(name, _joined(values))
        return digest.hexdigest().encode()

    def init() -> Digest:
        """Begin a digest."""
        return kind()

    def update(handle: Digest, data: bytes) -> bool:
        """Take in more data."""
        return handle.update(data)

    def finish(handle: Digest) -> bytes:
        """The digest of all data."""
        return handle.finish()

    bif(f"{name}_hash")(one_shot)
    bif(f"{name}_hash_init")(init)
    bif(f"{name}_hash_update")(update)
    bif(f"{name}_hash_finish")(finish)


for _name in DIGESTS:
    _define(_name)


def _joined(values: tuple[Any, ...]) -> bytes:
    return b"".join([v if type(v) is bytes else binary_text(v) for v in values])


def keyed_digest(name: str, key: bytes, data: bytes) -> bytes:
    """Zeek's own construction: the digest of the digest mixed with a key."""
    inner = new(name, data).digest()
    mixed = bytes(a ^ b for a, b in zip(inner, key, strict=True))
    return new(name, mixed).digest()


@bif("md5_hmac", runtime=True)
def md5_hmac(rt: Runtime, *values: Any) -> bytes:
    """A digest that only this run can make."""
    key = hmac_key(rt, "md5")
    return keyed_digest("md5", key, _joined(values)).hex().encode()


@bif("sha256_hmac", runtime=True)
def sha256_hmac(rt: Runtime, *values: Any) -> bytes:
    """A digest that only this run can make."""
    key = hmac_key(rt, "sha256")
    return keyed_digest("sha256", key, _joined(values)).hex().encode()


def _fnv(data: bytes, start: int, prime: int, mask: int) -> int:
    for byte in data:
        start = (start ^ byte) * prime & mask
    return start


@bif("fnv1a32")
def fnv1a32(value: Any) -> int:
    """The 32-bit FNV-1a hash of a value."""
    return _fnv(binary_text(value), 0x811C9DC5, 0x01000193, 0xFFFF_FFFF)


@bif("fnv1a64")
def fnv1a64(value: Any) -> int:
    """The 64-bit FNV-1a hash of a value."""
    return _fnv(binary_text(value), 0xCBF29CE484222325, 0x100000001B3, (1 << 64) - 1)


_TAGS = {
    "void": 0,
    "bool": 1,
    "int": 2,
    "count": 3,
    "double": 4,
    "time": 5,
    "interval": 6,
    "string": 7,
    "pattern": 8,
    "enum": 9,
    "port": 10,
    "addr": 11,
    "subnet": 12,
}


def binary_text(value: Any) -> bytes:
    """A value as Zeek's binary descriptions write it: type, then value."""
    import struct

    from ..values.printing import describe_raw
    from ..values.typeof import type_of

    if type(value) is bytes:
        return value
    tag = struct.pack("<i", _TAGS.get(type_of(value).tag, 0))
    if isinstance(value, EnumVal):
        return tag + value.name.encode() + b"\0"
    if isinstance(value, float | Time | Interval):
        return tag + struct.pack("<d", value)
    if isinstance(value, int):
        return tag + struct.pack("<Q", int(value) & 0xFFFF_FFFF_FFFF_FFFF)
    return tag + describe_raw(value) + b"\0"


@bif("hrw_weight")
def hrw_weight(key_digest: int, site_id: int) -> int:
    """How much a site wants a key, for rendezvous hashing."""
    a, b = 1103515245, 12345
    digest = key_digest & 0x7FFF_FFFF
    site = site_id & 0xFFFF_FFFF
    inner = (a * site + b & 0xFFFF_FFFF) ^ digest
    return (a * inner + b & 0xFFFF_FFFF) % 2147483648


@bif("find_entropy", runtime=True)
def find_entropy(rt: Runtime, data: bytes) -> Any:
    """How random the data is."""
    test = Entropy()
    test.add(data)
    return rt.record("entropy_test_result")(*test.result())


@bif("entropy_test_init")
def entropy_test_init() -> Entropy:
    """Begin a test of how random data is."""
    return Entropy()


@bif("entropy_test_add")
def entropy_test_add(handle: Entropy, data: bytes) -> bool:
    """Take in more data."""
    return handle.add(data)


@bif("entropy_test_finish", runtime=True)
def entropy_test_finish(rt: Runtime, handle: Entropy) -> Any:
    """How random all data is."""
    return rt.record("entropy_test_result")(*handle.result())


@bif("paraglob_init", runtime=True)
def paraglob_init(rt: Runtime, globs: Any) -> Any:
    """Globs to be matched together."""
    from ..diagnostics import ZeekError
    from ..values.opaque import Paraglob
    from ..values.vector import Vector

    if not isinstance(globs, Vector) or any(type(g) is not bytes for g in globs):
        message = "paraglob requires a vector of strings for initialization."
        rt.reporter.error(message)
        raise ZeekError(message, silent=True)
    return Paraglob(list(globs))


@bif("paraglob_match")
def paraglob_match(handle: Any, text: bytes) -> Any:
    """The globs that match."""
    from ..values.vector import Vector
    from .vectors import STRINGS

    return Vector(handle.match(text), STRINGS)


@bif("paraglob_equals")
def paraglob_equals(a: Any, b: Any) -> bool:
    """Whether both have the same globs."""
    return bool(a == b)
