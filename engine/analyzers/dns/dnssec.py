"""Records of DNSSEC (RFC 4034, RFC 5155), and BIND's own about signing.

Unless somebody wants to hear of them they are passed over, odd or not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...values.time import Interval, Time
from ...values.vector import Vector

if TYPE_CHECKING:
    from .message import Message

# RFC 4034 A.1 with what was added later: algorithms that sign zones, and those that
# are worth a word.
_ALGORITHMS = {2, 3, 4, 5, 6, 7, 8, 10, 12, 13, 14, 15, 16}
_ODD_ALGORITHMS = {
    1: "NotRecommended",
    252: "Indirect",
    253: "PrivateDNS",
    254: "PrivateOID",
}

# RFC 4034 A.2 with what was added later.
_DIGESTS = {1, 2, 3, 4}

# RFC 4034 2.1.1, RFC 5011 7: flags of keys.
_UNASSIGNED_FLAGS = 0xFE7E
_REVOKED_KEY = 0x0181
_PROTOCOL = 3

_RRSIG_FIXED = 18


def _check_algorithm(message: Message, record: str, algorithm: int) -> None:
    """Say so if zones should not be signed that way."""
    if algorithm in _ALGORITHMS:
        return
    kind = _ODD_ALGORITHMS.get(algorithm, "unknown")
    name = f"DNSSEC_{record}_{kind}_ZoneSignAlgo"
    message.weird(name, str(algorithm))


def rrsig(message: Message, length: int) -> bool:
    """A signature (RFC 4034 3.1)."""
    if not message.wants("dns_RRSIG"):
        return message.skip(length)
    if message.left < _RRSIG_FIXED:
        return False
    covered = message.short()
    algorithm, labels = message.byte(), message.byte()
    ttl = Interval(message.long())
    expires, begins = Time(message.long()), Time(message.long())
    tag = message.short()
    begin = message.at
    signer = message.domain()
    signature = message.take(length - (message.at - begin) - _RRSIG_FIXED)
    _check_algorithm(message, "RRSIG", algorithm)
    values = covered, algorithm, labels, ttl, expires, begins, tag, signer, signature
    message.detail("dns_RRSIG", "dns_rrsig_rr", *values)
    return True


def dnskey(message: Message, length: int) -> bool:
    """A public key (RFC 4034 2.1)."""
    if not message.wants("dns_DNSKEY"):
        return message.skip(length)
    if message.left < 4:
        return False
    flags = message.short()
    protocol, algorithm = message.byte(), message.byte()
    key = message.take(length - 4)
    weird = message.weird
    if flags & _UNASSIGNED_FLAGS:
        weird("DNSSEC_DNSKEY_Invalid_Flag", str(flags))
    if flags & _REVOKED_KEY == _REVOKED_KEY:
        weird("DNSSEC_DNSKEY_Revoked_KSK", str(flags))
    if protocol != _PROTOCOL:
        weird("DNSSEC_DNSKEY_Invalid_Protocol", str(protocol))
    _check_algorithm(message, "DNSKEY", algorithm)
    message.detail("dns_DNSKEY", "dns_dnskey_rr", flags, protocol, algorithm, key)
    return True


def _bitmaps(message: Message, length: int, record: str) -> Vector:
    """Which types there are: a bit for each, in blocks (RFC 4034 4.1.2)."""
    found: list[bytes] = []
    while length > 0 and message.left > 0:
        head = message.short()
        size = head & 0xFF
        if not size:
            name = f"DNSSEC_{record}_bitmapLen0"
            message.weird(name, str(head >> 8))
            break
        found.append(message.take(size))
        length -= 2 + size
    return Vector(found)


def nsec(message: Message, length: int) -> bool:
    """The next name that there is (RFC 4034 4.1)."""
    if not message.wants("dns_NSEC"):
        return message.skip(length)
    begin = message.at
    following = message.domain()
    bitmaps = _bitmaps(message, length - (message.at - begin), "NSEC")
    message.reply("dns_NSEC", following, bitmaps)
    return True


def nsec3(message: Message, length: int) -> bool:
    """The next name that there is, as a hash (RFC 5155 3.2)."""
    if not message.wants("dns_NSEC3"):
        return message.skip(length)
    if message.left < 6:
        return False
    begin = message.at
    algorithm, flags = message.byte(), message.byte()
    iterations = message.short()
    salt_size = message.byte()
    salt = message.take(salt_size)
    hash_size = message.byte()
    hashed = message.take(hash_size)
    bitmaps = _bitmaps(message, length - (message.at - begin), "NSEC3")
    values = flags, algorithm, iterations, salt_size, salt, hash_size, hashed, bitmaps
    message.detail("dns_NSEC3", "dns_nsec3_rr", *values)
    return True


def nsec3param(message: Message, length: int) -> bool:
    """How names are hashed (RFC 5155 4.2)."""
    if not message.wants("dns_NSEC3PARAM"):
        return message.skip(length)
    if message.left < 5:
        return False
    algorithm, flags = message.byte(), message.byte()
    iterations = message.short()
    size = message.byte()
    values = flags, algorithm, iterations, size, message.take(size)
    message.detail("dns_NSEC3PARAM", "dns_nsec3param_rr", *values)
    return True


def ds(message: Message, length: int) -> bool:
    """The digest of a key of a zone below (RFC 4034 5.1)."""
    if not message.wants("dns_DS"):
        return message.skip(length)
    if message.left < 4:
        return False
    tag = message.short()
    algorithm, kind = message.byte(), message.byte()
    digest = message.take(length - 4)
    if kind not in _DIGESTS:
        name = "unknown_DigestType" if kind else "ReservedDigestType"
        message.weird(f"DNSSEC_DS_{name}", str(kind))
    message.detail("dns_DS", "dns_ds_rr", tag, algorithm, kind, digest)
    return True


def binds(message: Message, length: int) -> bool:
    """How far BIND has come with signing."""
    if not message.wants("dns_BINDS"):
        return message.skip(length)
    if message.left < 5:
        return False
    algorithm, key = message.byte(), message.short()
    removal, complete = message.byte(), message.byte()
    message.detail("dns_BINDS", "dns_binds_rr", algorithm, key, removal, complete)
    return True
