"""Which function reads the records of a type."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from . import dnssec, edns, keys, records, services

if TYPE_CHECKING:
    from .message import Message

# Reads the data of a record, whose length it is told, and raises its event. False if
# what follows in the message cannot be read.
Reader = Callable[["Message", int], bool]

READERS: dict[int, Reader] = {
    1: records.a,
    2: records.ns,
    5: records.cname,
    6: records.soa,
    11: records.wks,
    12: records.ptr,
    13: records.hinfo,
    15: records.mx,
    16: records.txt,
    28: records.aaaa,
    29: records.loc,
    32: records.nbs,
    33: records.srv,
    35: records.naptr,
    38: records.a6,
    41: edns.opt,
    43: dnssec.ds,
    44: records.sshfp,
    46: dnssec.rrsig,
    47: dnssec.nsec,
    48: dnssec.dnskey,
    50: dnssec.nsec3,
    51: dnssec.nsec3param,
    64: services.svcb,
    65: services.https,
    99: records.spf,
    249: keys.tkey,
    250: keys.tsig,
    257: records.caa,
    65534: dnssec.binds,
}
"""By the number of the type; those of `unknown` types are passed over."""


def unknown(message: Message, length: int) -> bool:
    """A type that nobody reads."""
    message.reply("dns_unknown_reply")
    message.weird("DNS_RR_unknown_type", str(message.type))
    return message.skip(length)
