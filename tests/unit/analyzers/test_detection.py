"""Signatures on connections, and analyzers attached because of them."""

from __future__ import annotations

import pytest

from pyzeek.analyzers.contract import Analyzer
from pyzeek.analyzers.registry import ANALYZERS
from pyzeek.packets.tcp import ACK
from pyzeek.signatures.reading import read_rules

SMTP = r"""
signature hello-client {
	ip-proto == tcp
	payload /^(HELO|EHLO) [a-z]+/
	tcp-state originator
}
signature hello-server {
	ip-proto == tcp
	payload /^220 /i
	tcp-state responder
	requires-reverse-signature hello-client
	enable "smtp"
}
"""


class Taker(Analyzer):
    """Notes down what it gets."""

    name = "SMTP"
    got: list = []

    def deliver(self, data, is_orig):
        self.got.append((data, is_orig))

    def gap(self, length, is_orig):
        self.got.append((length, is_orig))


class Spec:
    """Its line in the list of analyzers."""

    def load(self):
        return Taker


@pytest.fixture
def lab_with(make_lab, monkeypatch):
    monkeypatch.setitem(ANALYZERS, "SMTP", Spec())
    Taker.got = []

    def make(text, wanted=("signature_match",), values=None):
        rules = tuple(read_rules(text, "t.sig"))
        return make_lab(set(wanted), values, signatures=rules, force={"SMTP"})

    return make


def matches(lab):
    """The names of the signatures whose events came, with the data."""
    return [(a[0].sig_id, *a[1:]) for _, n, a in lab.rt.seen if n == "signature_match"]


def test_an_analyzer_gets_what_came_before(lab_with):
    lab = lab_with(SMTP, wanted=())
    lab.handshake()
    lab.client(101, 101, ACK, b"EHL")
    lab.client(104, 101, ACK, b"O me\r\n")
    assert Taker.got == []
    lab.server(101, 110, ACK, b"220 here\r\n")
    lab.client(110, 111, ACK, b"QUIT")
    assert Taker.got == [
        (b"EHL", True),
        (b"O me\r\n", True),
        (b"220 here\r\n", False),
        (b"QUIT", True),
    ]


def test_the_other_side_does_not_count(lab_with):
    lab = lab_with(SMTP, wanted=())
    lab.handshake()
    lab.client(101, 101, ACK, b"220 me\r\n")
    lab.server(101, 109, ACK, b"EHLO here\r\n")
    assert Taker.got == []


@pytest.mark.parametrize(
    "limits", [{"dpd_buffer_size": 3}, {"dpd_max_packets": 0}], ids=["bytes", "chunks"]
)
def test_nothing_is_told_of_what_comes_late(lab_with, limits):
    lab = lab_with(SMTP, (), limits)
    lab.handshake()
    lab.client(101, 101, ACK, b"else")
    lab.client(105, 101, ACK, b"more")
    assert lab.conn.analyzers == []


def test_late_matches_are_told(lab_with):
    text = 'signature s { ip-proto == tcp payload /.*late/ enable "smtp" }'
    values = {"dpd_buffer_size": 3, "dpd_match_only_beginning": False}
    lab = lab_with(text, ["protocol_late_match"], values)
    lab.handshake()
    lab.client(101, 101, ACK, b"very")
    lab.client(105, 101, ACK, b"late")
    assert lab.names == ["protocol_late_match"]
    assert Taker.got == []


def test_where_the_match_ended_is_told(lab_with):
    text = 'signature s { ip-proto == tcp payload /.*cd/ event "found" }'
    lab = lab_with(text)
    lab.handshake()
    lab.client(101, 101, ACK, b"abc")
    lab.client(104, 101, ACK, b"decd")
    assert matches(lab) == [(b"s", b"found", b"decd", 1)] or matches(lab) == [
        (b"s", b"found", b"decd", 4)
    ]


def test_datagrams_stand_for_themselves(lab_with, wire):
    text = """
    signature whole { ip-proto == udp payload /ab/ event "whole" }
    signature parts { ip-proto == udp payload /a.*b/ event "parts" }
    signature size { ip-proto == udp payload-size == 2 event "size" }
    """
    lab = lab_with(text)
    lab.ip(wire.udp(1000, 53, b"a"))
    lab.ip(wire.udp(1000, 53, b"b"))
    assert matches(lab) == []
    lab.ip(wire.udp(1000, 53, b"ab"))
    assert [name for name, *_ in matches(lab)] == [b"whole", b"parts", b"size"]


def test_messages_of_icmp(lab_with, wire):
    text = """
    signature echo { header icmp[0:1] == 8 event "echo" }
    signature text { ip-proto == icmp payload /abc/ event "text" }
    """
    lab = lab_with(text)
    lab.net.ignores_all_checksums = True
    lab.ip(wire.ipv4(b"\x08\0\0\0\0\1\0\1abcd", 1))
    assert matches(lab) == [(b"echo", b"echo", b"", 0), (b"text", b"text", b"abcd", 3)]


def test_both_ends_the_same(lab_with, wire):
    text = 'signature s { same-ip event "land" }'
    lab = lab_with(text)
    lab.ip(wire.udp(1, 2, b"x", src=wire.CLIENT, dst=wire.SERVER))
    assert matches(lab) == []
    lab.ip(wire.udp(1, 2, b"x", src=wire.SERVER, dst=wire.SERVER))
    assert matches(lab) == [(b"s", b"land", b"", 0)]


def test_a_script_may_decide(lab_with, wire):
    asked = []

    def judge(state, data):
        asked.append((state.sig_id, state.is_orig, state.payload_size, data))
        return data == b"yes"

    text = 'signature s { ip-proto == udp payload /./ eval judge event "x" }'
    lab = lab_with(text, values={"judge": judge})
    lab.ip(wire.udp(1, 2, b"no"))
    lab.ip(wire.udp(1, 2, b"yes"))
    assert asked == [(b"s", True, 2, b"no"), (b"s", True, 3, b"yes")]
    assert [m[2] for m in matches(lab)] == [b"yes"]


def test_other_contents(lab_with, wire):
    text = """
    signature command { ftp /USER / event "user" }
    signature body { http-request-body /ab$/ event "body" }
    """
    lab = lab_with(text)
    lab.ip(wire.udp(1, 2, b"x"))
    show = lab.conn.detector.match
    show("ftp", b"USER me", True, first=True, last=True)
    show("http-request-body", b"a", True, first=True, last=False)
    show("http-request-body", b"b", True, first=False, last=False)
    show("http-request-body", b"", True, first=False, last=True)
    assert [(m[0], m[2]) for m in matches(lab)] == [
        (b"command", b"USER me"),
        (b"body", b""),
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('signature s { payload /x/ event "x" }', ()),
        ('signature s { payload /x/ enable "imap" }', ("signature_match",)),
        ('signature s { ip-proto == tcp event "x" }', ("signature_match",)),
        ('signature s { payload /x/ event "x" active false }', ("signature_match",)),
    ],
    ids=["unheard", "unknown", "elsewhere", "inactive"],
)
def test_what_cannot_matter_is_not_looked_for(lab_with, wire, text, wanted):
    lab = lab_with(text, wanted)
    lab.ip(wire.udp(1, 2, b"x"))
    assert lab.conn.detector is None


def test_both_sides_have_sent_too_much(lab_with):
    lab = lab_with(SMTP, wanted=())
    lab.handshake()
    lab.client(101, 101, ACK, b"neither of them, and long")
    assert lab.conn.analyzers == [lab.conn.detector]
    text = 'signature s { ip-proto == tcp payload /^ab/ enable "smtp" }'
    lab = lab_with(text, wanted=())
    lab.handshake()
    lab.client(101, 101, ACK, b"xyz")
    assert lab.conn.analyzers == [lab.conn.detector]
    lab.server(101, 104, ACK, b"xyz")
    assert lab.conn.analyzers == []


def test_what_comes_in_pieces_is_still_found(lab_with):
    text = 'signature s { ip-proto == tcp dst-port == 80 payload /^abc/ enable "smtp" }'
    lab = lab_with(text, wanted=())
    lab.handshake()
    for place, letter in enumerate(b"abcd"):
        lab.client(101 + place, 101, ACK, bytes((letter,)))
    assert Taker.got == [(b"a", True), (b"b", True), (b"c", True), (b"d", True)]


def test_datagrams_with_nothing_in_them_are_only_kept(lab_with, wire):
    text = 'signature s { ip-proto == udp payload /^ab/ enable "smtp" }'
    lab = lab_with(text, wanted=())
    lab.ip(wire.udp(1000, 53, b"xyz"))
    assert lab.conn.detector.sides == {}
    lab.ip(wire.udp(1000, 53, b"abc"))
    assert Taker.got == [(b"xyz", True), (b"abc", True)]
