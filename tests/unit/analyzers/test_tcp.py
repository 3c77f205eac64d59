"""TCP connections, packet by packet."""

import struct

import pytest

from pyzeek.analyzers.contract import Analyzer, ParseError

SYN, FIN, RST, ACK = 2, 1, 4, 16


class Reader(Analyzer):
    """Notes what a connection delivers."""

    name = "SMB"

    def __init__(self, connection):
        super().__init__(connection)
        self.read = {True: b"", False: b""}
        self.gaps = []
        self.ends = []

    def deliver(self, data, is_orig):
        self.read[is_orig] += data
        if b"bad" in data:
            raise ParseError("not this protocol")

    def gap(self, length, is_orig):
        self.gaps.append((length, is_orig))

    def end_of_data(self, is_orig):
        self.ends.append(is_orig)


@pytest.fixture
def reader(lab):
    """An analyzer on the connection that `lab` has just opened."""
    lab.handshake()
    analyzer = Reader(lab.conn)
    lab.conn.attach(analyzer)
    return analyzer


def events(lab, *names):
    return [n for n in lab.names if n in names]


def test_handshake_data_and_end(lab):
    lab.handshake()
    lab.client(101, 101, ACK, b"hello")
    lab.server(101, 106, ACK, b"hi")
    lab.client(106, 103, ACK | FIN)
    lab.server(103, 107, ACK | FIN)
    lab.client(107, 104, ACK)
    conn = lab.conn
    assert conn.history == "ShADdFfA"[:2] + "ADdFf"
    assert (conn.orig.size(), conn.resp.size()) == (5, 2)
    story = ("connection_established", "connection_first_ACK", "connection_finished")
    assert events(lab, *story) == list(story)
    assert lab.finish()[-1] == "connection_state_remove"


def test_a_closed_connection_goes_after_five_seconds(lab):
    lab.handshake()
    lab.client(101, 101, ACK | FIN)
    lab.server(101, 102, ACK | FIN)
    lab.ip(b"", step=6.0)
    assert not lab.net.flows


def test_refused(lab):
    lab.client(100, 0, SYN)
    lab.server(0, 101, RST | ACK)
    assert "connection_rejected" in lab.names


def test_unanswered(lab):
    lab.client(100, 0, SYN)
    lab.ip(b"", step=6.0)
    assert "connection_attempt" in lab.names
    assert not lab.net.flows


def test_reset(lab):
    lab.handshake()
    lab.server(101, 101, RST)
    assert "connection_reset" in lab.names
    assert lab.conn.history == "ShAr"


def test_a_new_syn_under_an_old_name_is_a_new_connection(lab):
    lab.handshake()
    lab.client(101, 101, ACK | FIN)
    lab.server(101, 102, ACK | FIN)
    lab.client(90000, 0, SYN)
    assert "connection_reused" in lab.names
    assert len(events(lab, "new_connection")) == 2


def test_silence_ends_a_connection(lab):
    lab.handshake()
    lab.ip(b"", step=301.0)
    assert "connection_timeout" in lab.names


def test_segments_are_put_in_order(lab, reader):
    lab.client(106, 101, ACK, b"world")
    lab.client(101, 101, ACK, b"hello")
    assert reader.read[True] == b"helloworld"


def test_the_first_copy_of_a_byte_counts(lab, reader):
    lab.client(101, 101, ACK, b"abcd")
    lab.client(101, 101, ACK, b"ABCDef")
    assert reader.read[True] == b"abcdef"
    assert lab.conn.history.count("T") == 0
    (found,) = [a for _, n, a in lab.rt.seen if n == "rexmit_inconsistency"]
    assert found[1:3] == (b"abcd", b"ABCD")


def test_a_retransmission_shows_in_the_history(lab, reader):
    lab.client(101, 101, ACK, b"abcd")
    lab.client(101, 101, ACK, b"abcd")
    assert lab.conn.history.endswith("DT")
    assert reader.read[True] == b"abcd"


def test_an_acknowledged_hole_is_a_gap(lab, reader):
    lab.client(101, 101, ACK, b"abcd")
    lab.client(115, 101, ACK, b"wxyz")
    lab.server(101, 119, ACK)
    assert reader.gaps == [(10, True)]
    assert reader.read[True] == b"abcdwxyz"
    assert lab.conn.history.endswith("G") or "G" in lab.conn.history
    (gap,) = [a for _, n, a in lab.rt.seen if n == "content_gap"]
    assert gap[1:] == (True, 5, 10)


def test_ends_are_delivered_after_the_data(lab, reader):
    lab.client(105, 101, ACK | FIN)
    assert reader.ends == []
    lab.client(101, 101, ACK, b"abcd")
    assert reader.ends == [True]


def test_sequence_numbers_wrap(lab):
    lab.client(0xFFFFFFFD, 0, SYN)
    lab.server(5, 0xFFFFFFFE, SYN | ACK)
    lab.client(0xFFFFFFFE, 6, ACK, b"abcdef")
    lab.client(4, 6, ACK, b"gh")
    assert lab.conn.orig.size() == 8


def test_midstream(lab):
    lab.client(5000, 6000, ACK, b"abc")
    lab.server(6000, 5003, ACK, b"xyz")
    assert "partial_connection" in lab.names
    assert lab.conn.orig.state == lab.conn.resp.state == 3


def test_a_missing_syn_is_made_up_for(lab):
    lab.server(100, 101, SYN | ACK)
    lab.client(101, 101, ACK)
    assert lab.conn.orig.port == 1000
    assert lab.conn.history == "^hA"
    assert "connection_flipped" in lab.names


def test_bad_checksums_are_told_of_and_ignored(lab, wire):
    lab.handshake()
    packet = bytearray(wire.tcp(1000, 80, 101, 101, ACK, b"abcd"))
    packet[-1] ^= 1
    lab.ip(bytes(packet))
    assert lab.net.bad_checksums == 1
    assert lab.conn.history.endswith("C")
    assert lab.conn.orig.size() == 0


def test_checksums_may_be_ignored(make_lab, wire):
    lab = make_lab(ignore_checksums=True)
    packet = bytearray(wire.tcp(1000, 80, 101, 101, ACK, b"abcd"))
    packet[-1] ^= 1
    lab.ip(bytes(packet))
    assert lab.net.bad_checksums == 0
    assert lab.conn.orig.size() == 4


def test_options_of_a_syn(lab):
    stamps = struct.pack(">BBII", 8, 10, 7, 9)
    lab.client(
        1, 0, SYN, options=b"\x02\x04\x05\xb4\x03\x03\x07\x04\x02" + stamps + b"\0"
    )
    (syn,) = [a[1] for _, n, a in lab.rt.seen if n == "connection_SYN_packet"]
    assert (syn.MSS, syn.win_scale, syn.SACK_OK) == (1460, 7, True)
    assert (syn.TSval, syn.TSecr) == (7, 9)


def test_an_analyzer_that_gives_up_is_taken_off(lab, reader):
    lab.client(101, 101, ACK, b"bad")
    lab.client(104, 101, ACK, b"more")
    assert reader.read[True] == b"bad"
    assert "analyzer_violation_info" in lab.names
    assert lab.conn.analyzers == []


def test_too_much_above_a_hole_is_dropped(lab, reader):
    for i in range(20):
        lab.client(2000 + i * 1400, 101, ACK, bytes(1400))
    weirds = [a[0] for _, n, a in lab.rt.seen if n == "conn_weird"]
    assert b"above_hole_data_without_any_acks" in weirds
    assert lab.conn.orig.stream.blocks == []


def test_headers_that_do_not_fit_are_weird(lab, wire):
    packet = bytearray(wire.tcp(1000, 80, 1, 1, ACK))
    packet[32] = 0x30
    lab.ip(bytes(packet))
    packet[32] = 0xF0
    lab.ip(bytes(packet))
    weirds = [a[0] for _, n, a in lab.rt.seen if n == "conn_weird"]
    assert weirds == [b"bad_TCP_header_len", b"truncated_header"]


def test_complaints_count_only_where_nothing_is_missing(lab, reader):
    lab.conn.violation(reader, "complete")
    lab.client(111, 101, ACK, b"later")
    lab.server(101, 116, ACK)
    assert reader.gaps
    lab.conn.violation(reader, "not so")
    assert events(lab, "analyzer_violation_info") == ["analyzer_violation_info"]
