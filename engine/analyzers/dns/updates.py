"""Dynamic updates: a zone, what must hold in it, and what is to change (RFC 2136)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .message import Message

# The sections, as scripts know them.
_PREREQUISITES = 4
_UPDATES = 5

_SOA = 6

_NONE = 254
_ANY = 255


def zone(message: Message) -> bool | None:
    """Read zone, prerequisites and updates.

    Says whether all went well; false if not even the end of the message is to be
    told, None if it is.
    """
    zones, prerequisites, updates, _ = message.counts
    if zones != 1:
        message.weird("DNS_DU_invalid_zone_count", str(zones))
        return None
    if not message.record_head():
        return None
    if message.type != _SOA:
        message.weird("DNS_DU_incorrect_zone_type")
        return False
    name = message.name
    message.zone_class = message.cls
    if not message.records(_PREREQUISITES, prerequisites):
        return None
    if not message.records(_UPDATES, updates):
        return None
    if (event := message.listeners.event("dns_dynamic_update")).wanted:
        event.queue(message.conn, message.header(), name, message.zone_class)
    return True


def is_done(message: Message, length: int) -> bool:
    """Judge a record of an update; whether its data is left alone."""
    if message.section == _PREREQUISITES:
        _prerequisite(message, length)
        return True
    return message.section == _UPDATES and not _changes(message, length)


def _prerequisite(message: Message, length: int) -> None:
    """A prerequisite (RFC 2136 2.4), of which only the head is looked at."""
    if message.ttl:
        # As Zeek prints it, in 32 bits with a sign.
        ttl = (message.ttl ^ 0x80000000) - 0x80000000
        name = "DNS_dynamic_update_prereq_nonzero_ttl"
        message.weird(name, str(ttl))
    elif message.cls == message.zone_class or (
        message.cls in (_ANY, _NONE) and not length
    ):
        message.reply("dns_dynamic_update_pre")
    else:
        message.weird("DNS_dynamic_update_invalid_prereq")


def _changes(message: Message, length: int) -> bool:
    """An update (RFC 2136 2.5); whether its data says more."""
    cls = message.cls
    if cls == _ANY and not message.ttl and not length:
        message.reply("dns_dynamic_update_del")
        return False
    if cls == message.zone_class or (cls == _NONE and not message.ttl):
        return True
    message.weird("DNS_dynamic_update_invalid_update")
    return False
