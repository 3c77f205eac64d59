"""Conversations to be read, and what was told of them."""

from __future__ import annotations

import pytest

from pyzeek.packets.tcp import ACK
from pyzeek.values.port import Port

TOLD = {
    "analyzer_violation_info",
    "conn_weird",
    "http_begin_entity",
    "http_content_type",
    "http_end_entity",
    "http_entity_data",
    "http_event",
    "http_header",
    "http_message_done",
    "http_reply",
    "http_request",
    "http_stats",
    "http_connection_upgrade",
    "stream_deliver",
}
"Events of HTTP, and what tells of oddities."


class Talk:
    """One connection to port 80, with what each side says in turn."""

    def __init__(self, make_lab, wanted=None, values=None):
        values = {"HTTP::upgrade_analyzers": {}, **(values or {})}
        self.lab = make_lab(wanted, values)
        self.lab.rt.analyzer_ports[Port.tcp(80)] = {"HTTP"}
        self.lab.handshake()
        self.at = {True: 101, False: 101}

    def client(self, *pieces):
        """Segments of the client."""
        for piece in pieces:
            self.lab.client(self.at[True], self.at[False], ACK, piece)
            self.at[True] += len(piece)

    def server(self, *pieces):
        """Segments of the server."""
        for piece in pieces:
            self.lab.server(self.at[False], self.at[True], ACK, piece)
            self.at[False] += len(piece)

    def lose(self, length, is_orig):
        """So many bytes are missing, and acknowledged all the same."""
        self.at[is_orig] += length
        ends = self.at[True], self.at[False]
        if is_orig:
            self.lab.server(ends[1], ends[0], ACK)
        else:
            self.lab.client(ends[0], ends[1], ACK)

    @property
    def analyzer(self):
        """The analyzer of the connection."""
        return next(x for x in self.lab.conn.analyzers if x.name == "HTTP")

    @property
    def events(self):
        """The events of HTTP, without the connection."""
        seen = self.lab.rt.seen
        return [(n, *a[1:]) for _, n, a in seen if n.startswith("http_")]

    def of(self, name):
        """The arguments of all events of a name."""
        return [args for found, *args in self.events if found == name]

    @property
    def weirds(self):
        """The names of the oddities."""
        return [a[0].decode() for _, n, a in self.lab.rt.seen if n == "conn_weird"]

    def body(self, is_orig):
        """What scripts get of the bodies of one side."""
        data = self.of("http_entity_data")
        return b"".join(text for side, _, text in data if side == is_orig)


@pytest.fixture
def talk(make_lab):
    """A connection on which everything is told."""
    return Talk(make_lab, TOLD)
