"""One message: its header, its four sections and the events about them (RFC 1035 4).

A `Message` is also the cursor with which the records are read. As in Zeek, a number
that is cut off by the end of the message is 0, and then nothing is consumed.
"""

from __future__ import annotations

from functools import lru_cache
from struct import Struct
from typing import TYPE_CHECKING, Any, NamedTuple

from ...values.port import UDP
from ...values.time import Interval
from ..conn import UNKNOWN_PACKET, address
from . import updates
from .names import ROOM, Names
from .readers import READERS, unknown

if TYPE_CHECKING:
    from .analyzer import DNSAnalyzer

_HEADER = Struct(">HHHHHH")
_QUESTION = Struct(">HH")
_RECORD = Struct(">HHIH")

# RFC 1035 4.1.1, RFC 1996, RFC 2136: the operations that are read.
_QUERY = 0
_NOTIFY = 4
UPDATE = 5
_READ = (_QUERY, _NOTIFY, UPDATE)

# The sections, as scripts know them.
QUESTION = 0
ANSWER = 1
AUTHORITY = 2
ADDITIONAL = 3
PREREQUISITE = 4
UPDATES = 5


class Flags(NamedTuple):
    """The second word of the header, in the order of `dns_msg`."""

    opcode: int
    rcode: int
    is_reply: bool
    authoritative: bool
    truncated: bool
    recursion_desired: bool
    recursion_available: bool
    z: int
    authentic: bool
    unchecked: bool


@lru_cache(maxsize=256)
def flags_of(word: int) -> Flags:
    """What the flags say; few combinations are ever seen."""
    return Flags(
        opcode=word >> 11 & 0xF,
        rcode=word & 0xF,
        is_reply=bool(word & 0x8000),
        authoritative=bool(word & 0x0400),
        truncated=bool(word & 0x0200),
        recursion_desired=bool(word & 0x0100),
        recursion_available=bool(word & 0x0080),
        z=word >> 4 & 0x7,
        authentic=bool(word & 0x0020),
        unchecked=bool(word & 0x0010),
    )


class Message(Names):
    """A message as far as it has been read."""

    __slots__ = (
        "analyzer",
        "listeners",
        "at",
        "end",
        "is_query",
        "ident",
        "flags",
        "counts",
        "is_netbios",
        "is_update",
        "silent",
        "section",
        "name",
        "type",
        "cls",
        "ttl",
        "zone_class",
    )

    def __init__(self, analyzer: DNSAnalyzer, data: bytes):
        self.analyzer = analyzer
        self.listeners = listeners = analyzer.listeners
        super().__init__(data, analyzer.weird, listeners.max_chain)
        self.at = 0
        self.end = len(data)
        self.silent = False
        "Whether nobody wants to know of the records in this section."
        self.section = QUESTION
        self.name = b""
        self.type = self.cls = self.ttl = self.zone_class = 0

    # The whole

    def read_all(self, is_query: int) -> None:
        """Read everything; `is_query` is 2 where the sender does not count."""
        if self.end < _HEADER.size:
            self.weird("DNS_truncated_len_lt_hdr_len")
            return
        self.ident, word, *counts = _HEADER.unpack_from(self.data)
        self.at = _HEADER.size
        self.counts = counts
        self.flags = flags = flags_of(word)
        analyzer = self.analyzer
        self.is_netbios = netbios = analyzer.is_netbios
        if flags.opcode not in _READ and not netbios:
            self.weird("DNS_unknown_opcode", str(flags.opcode))
            analyzer.connection.mark(UNKNOWN_PACKET, "X")
            return
        self.is_update = flags.opcode == UPDATE and not netbios
        self.is_query = bool(analyzer.sender(is_query, flags.is_reply))
        self.long_labels = analyzer.serves_netbios
        if (event := self.listeners.event("dns_message")).wanted:
            event.queue(self.conn, self.is_query, self.header(), self.end)
        if self._sections():
            self.finish()

    def finish(self) -> None:
        """Tell that the message is over."""
        if (event := self.listeners.event("dns_end")).wanted:
            event.queue(self.conn, self.header())

    def _sections(self) -> bool:
        """Read all sections that somebody wants; false if there is no end to tell."""
        questions, answers, authorities, additional = self.counts
        analyzer, listeners = self.analyzer, self.listeners
        if 0 < listeners.max_queries < questions:
            # Much comes to these ports that is not DNS.
            analyzer.connection.violation(analyzer, "DNS_Conn_count_too_large")
            self.weird("DNS_Conn_count_too_large")
            return True
        if self.is_update:
            read = updates.zone(self)
            if read is not True:
                return read is None
        elif not (self._questions(questions) and self.records(ANSWER, answers)):
            return True
        analyzer.connection.confirm(analyzer)
        skip_authority = listeners.skips_authority
        skip_additional = listeners.skips_additional
        if answers:
            server = address(analyzer.connection.resp.addr)
            skip_authority = (
                skip_authority
                or not authorities
                or listeners.skips_authority_of(server)
            )
            skip_additional = (
                skip_additional
                or not additional
                or listeners.skips_additional_of(server)
            )
        if skip_authority and skip_additional:
            return True
        if not self.is_update:
            self.silent = skip_authority
            if not self.records(AUTHORITY, authorities):
                return True
        if not skip_additional:
            self.silent = False
            self.records(ADDITIONAL, additional)
        return True

    # Sections

    def _questions(self, count: int) -> bool:
        for _ in range(count):
            if not self._question():
                return False
        return True

    def _question(self) -> bool:
        original, at = self.read(self.at, self.end, lower=False)
        if self.end - at < _QUESTION.size:
            self.at = at
            self.weird("DNS_truncated_quest_too_short")
            return False
        kind, cls = _QUESTION.unpack_from(self.data, at)
        self.at = at + _QUESTION.size
        name = "dns_request"
        if self.flags.is_reply:
            # A refusal has no records to show for it.
            refused = not any(self.counts[1:])
            name = "dns_rejected" if refused else "dns_query_reply"
        if (event := self.listeners.event(name)).wanted:
            lowered = original.lower()
            event.queue(self.conn, self.header(), lowered, kind, cls, original)
        return True

    def records(self, section: int, count: int) -> bool:
        """Read the records of a section; false if one of them goes wrong."""
        self.section = section
        for _ in range(count):
            if not self._record():
                return False
        return True

    def record_head(self) -> bool:
        """Read what a record and the zone of an update begin with."""
        self.name, at = self.read(self.at, self.end)
        self.at = at
        if self.end - at < _QUESTION.size:
            self.weird("DNS_truncated_ans_too_short")
            return False
        self.type, self.cls = _QUESTION.unpack_from(self.data, at)
        self.at = at + _QUESTION.size
        return True

    def _record(self) -> bool:
        self.name, at = self.read(self.at, self.end)
        end = self.end
        if end - at >= _RECORD.size:
            self.type, self.cls, self.ttl, length = _RECORD.unpack_from(self.data, at)
            self.at = at + _RECORD.size
        else:
            self.at = at
            if end - at < _QUESTION.size:
                self.weird("DNS_truncated_ans_too_short")
                return False
            self.type, self.cls = self.short(), self.short()
            self.ttl, length = self.long(), self.short()
        left = end - self.at
        if length > left:
            self.weird("DNS_truncated_RR_rdlength_lt_len")
            return False
        if self.is_update:
            if updates.is_done(self, length):
                return True
            if not length and left:
                return True
        elif not length and left:
            self.weird("DNS_zero_rdlength")
            return False
        return READERS.get(self.type, unknown)(self, length)

    # What is read next

    def byte(self) -> int:
        """A number of one byte."""
        at = self.at
        if at >= self.end:
            return 0
        self.at = at + 1
        return self.data[at]

    def short(self) -> int:
        """A number of two bytes."""
        at = self.at
        if at + 2 > self.end:
            return 0
        self.at = at + 2
        return self.data[at] << 8 | self.data[at + 1]

    def long(self) -> int:
        """A number of four bytes."""
        at = self.at
        if at + 4 > self.end:
            return 0
        self.at = at + 4
        return int.from_bytes(self.data[at : at + 4], "big")

    def take(self, length: int) -> bytes:
        """So many bytes, or those that are left."""
        at = self.at
        self.at = after = min(at + max(length, 0), self.end)
        return self.data[at:after]

    def skip(self, length: int) -> bool:
        """Pass over bytes; true, as nothing can be wrong with them."""
        self.at += length
        return True

    def domain(self, lower: bool = True, room: int = ROOM) -> bytes:
        """A name."""
        name, self.at = self.read(self.at, self.end, lower=lower, room=room)
        return name

    @property
    def left(self) -> int:
        """How many bytes there are up to the end of the message."""
        return self.end - self.at

    # What scripts see

    @property
    def conn(self) -> Any:
        """The connection as scripts see it."""
        return self.analyzer.connection.record()

    @property
    def over_udp(self) -> bool:
        """Whether the message came by UDP."""
        return self.analyzer.connection.transport == UDP

    def header(self) -> Any:
        """A `dns_msg`, one for each event."""
        return self.listeners.message(
            self.ident, *self.flags, *self.counts, self.is_netbios
        )

    def wants(self, event: str) -> bool:
        """Whether somebody wants an event about a record of this section."""
        return not self.silent and self.listeners.event(event).wanted

    def reply(self, event: str, *values: Any, always: bool = False) -> None:
        """Raise an event about the record at hand, if somebody wants it."""
        if self.silent and not always:
            return
        listeners = self.listeners
        if (handler := listeners.event(event)).wanted:
            answer = listeners.answer(
                self.section, self.name, self.type, self.cls, Interval(self.ttl)
            )
            handler.queue(self.conn, self.header(), answer, *values)

    def tell(self, event: str, kind: str, *values: Any) -> None:
        """Raise an event whose record of that kind stands for the answer."""
        listeners = self.listeners
        if (handler := listeners.event(event)).wanted:
            made = listeners.record(kind)(*values)
            handler.queue(self.conn, self.header(), made)

    def detail(self, event: str, kind: str, *values: Any) -> None:
        """Raise an event with a record of that kind behind the answer.

        Such records begin with the name and the section, and end with whether the
        message is a query.
        """
        if self.wants(event):
            make = self.listeners.record(kind)
            query = int(self.is_query)
            self.reply(event, make(self.name, self.section, *values, query))
