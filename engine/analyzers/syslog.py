"""Syslog over UDP: messages with facility and severity (RFC 3164)."""

from __future__ import annotations

import re

from .datagrams import SessionAnalyzer
from .layout import mismatch, not_allowed, out_of_bound

_DIGITS = re.compile(rb"[0-9]*")
_OPEN, _CLOSE = ord("<"), ord(">")

# What stands for facility and severity where the message does not tell them.
UNSPECIFIED = 999

# Zeek's numbers have 64 bits; what is greater counts as the greatest, whose lower bits
# are all set.
_GREATEST = 2**63 - 1


class SyslogAnalyzer(SessionAnalyzer):
    """Messages of both sides. Zeek takes anything for one, so none confirms it."""

    name = "SYSLOG"
    EVENTS = ("syslog_message", "udp_session_done")

    def message(self, data: bytes, is_orig: bool) -> None:
        """One message, with or without a priority in front."""
        if not data:
            raise out_of_bound("Syslog_Message_Optional_PRI:lt", 1, 0)
        facility = severity = UNSPECIFIED
        text = data
        if data[0] == _OPEN:
            facility, severity, end = _priority(data)
            text = data[end:]
        self.connection.event("syslog_message", facility, severity, text)


def _priority(data: bytes) -> tuple[int, int, int]:
    """Facility, severity and where the text begins (RFC 3164 4.1.1)."""
    found = _DIGITS.match(data, 1)
    assert found is not None
    digits, end = found[0], found.end()
    if not digits:
        place = "syslog/legacy/syslog-protocol.pac:23"
        raise mismatch(place, "[[:digit:]]+", data[1:])
    if end >= len(data):
        raise out_of_bound("Syslog_Priority:gt", end + 1, len(data))
    if data[end] != _CLOSE:
        raise not_allowed("Syslog_Priority:gt")
    value = _number(digits)
    return value >> 3 & 0x7F, value & 7, end + 1


def _number(digits: bytes) -> int:
    """A number, of which there may be zeros in front and digits without end."""
    rest = digits.lstrip(b"0")
    return _GREATEST if len(rest) > 19 else min(int(rest or b"0"), _GREATEST)
