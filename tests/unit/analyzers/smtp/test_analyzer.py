"""Lines of both sides, and mails in them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pyzeek.packets.tcp import ACK
from pyzeek.values.port import Port

TOLD = {
    "analyzer_violation_info",
    "conn_weird",
    "mime_begin_entity",
    "mime_content_hash",
    "mime_end_entity",
    "mime_entity_data",
    "mime_all_data",
    "mime_event",
    "mime_one_header",
    "mime_segment_data",
    "smtp_data",
    "smtp_reply",
    "smtp_request",
    "smtp_starttls",
    "smtp_unexpected",
}


class Talk:
    """A connection on which client and server say something in turn."""

    def __init__(self, make_lab):
        self.lab = make_lab(TOLD)
        self.lab.rt.analyzer_ports[Port.tcp(80)] = {"SMTP"}
        self.lab.handshake()
        self.at = {True: 101, False: 101}

    def say(self, is_orig, *pieces):
        send = self.lab.client if is_orig else self.lab.server
        for piece in pieces:
            send(self.at[is_orig], self.at[not is_orig], ACK, piece)
            self.at[is_orig] += len(piece)

    def lose(self, is_orig, length):
        self.at[is_orig] += length
        send = self.lab.server if is_orig else self.lab.client
        send(self.at[not is_orig], self.at[is_orig], ACK)

    def greet(self):
        self.say(False, b"220 here\r\n")
        self.say(True, b"EHLO a\r\n")
        self.say(False, b"250-here\r\n250 PIPELINING\r\n")

    def begin_mail(self, command):
        self.greet()
        self.say(True, b"MAIL FROM:<a>\r\nRCPT TO:<b>\r\n" + command)
        self.say(False, b"250 ok\r\n250 ok\r\n")

    def of(self, name):
        return [args[1:] for _, found, args in self.lab.rt.seen if found == name]

    @property
    def weirds(self):
        seen = self.lab.rt.seen
        return [args[0].decode() for _, name, args in seen if name == "conn_weird"]


@pytest.fixture
def talk(make_lab):
    return Talk(make_lab)


def test_a_mail(talk):
    talk.begin_mail(b"DATA\r\n")
    talk.say(False, b"354 go ahead\r\n")
    talk.say(True, b"Subject: x\r\n y\r\n\r\n..hello\r\n", b"more\r\n.\r\nQUIT\r\n")
    talk.say(False, b"250 taken\r\n221 bye\r\n")
    assert talk.of("smtp_request") == [
        (True, b"EHLO", b"a"),
        (True, b"MAIL", b"FROM:<a>"),
        (True, b"RCPT", b"TO:<b>"),
        (True, b"DATA", b""),
        (True, b".", b"."),
        (True, b"QUIT", b""),
    ]
    assert talk.of("smtp_reply")[0] == (False, 220, b">", b"here", False)
    assert talk.of("smtp_reply")[1] == (False, 250, b"EHLO", b"here", True)
    assert talk.of("smtp_reply")[-2][2:4] == (b".", b"taken")
    assert talk.of("smtp_data")[3] == (True, b".hello")
    ((header,),) = talk.of("mime_one_header")
    assert (header.name, header.value) == (b"SUBJECT", b"x y")
    assert talk.of("mime_entity_data") == [(14, b".hello\r\nmore\r\n")]
    assert talk.of("mime_all_data") == talk.of("mime_entity_data")
    assert talk.of("mime_segment_data") == [(8, b".hello\r\n"), (6, b"more\r\n")]
    assert talk.of("smtp_unexpected") == []
    assert talk.weirds == []


def test_parts(talk):
    talk.begin_mail(b"DATA\r\n")
    talk.say(
        True,
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\naGVs\r\nbG8=\r\n--b\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\na=3D=\r\nb\r\n--b--\r\n"
        b".\r\n",
    )
    data = [text for _, text in talk.of("mime_entity_data")]
    assert data == [b"hello", b"a=b\r\n", b""]
    assert len(talk.of("mime_begin_entity")) == len(talk.of("mime_end_entity")) == 3


def test_chunks(talk):
    talk.begin_mail(b"BDAT 7\r\nA: b\r\n\r")
    talk.say(True, b"\nBDAT 6 LAST\r\nx", b"\ry\r\nQUIT\r\n")
    talk.say(True, b"QUIT\r\n")
    assert [word for _, word, _ in talk.of("smtp_request")][-3:] == [
        b"BDAT",
        b"BDAT",
        b"QUIT",
    ]
    assert talk.weirds == ["smtp_bdat_line_cr_only"]


@pytest.mark.parametrize(
    ("line", "weird"),
    [
        (b"BDAT x\r\n", "smtp_invalid_bdat_command"),
        (b"BDAT 18446744073709551615\r\n", "smtp_huge_bdat_chunk"),
        (b"BDAT 2\r\nabNOOP\r\n", "smtp_missing_bdat_last_chunk"),
    ],
)
def test_odd_chunks(talk, line, weird):
    talk.begin_mail(line)
    assert talk.weirds[0] == weird


def test_login(talk):
    talk.greet()
    talk.say(True, b"AUTH PLAIN\r\n")
    talk.say(False, b"334 \r\n")
    talk.say(True, b"c2VjcmV0\r\n")
    assert talk.of("smtp_request")[-1] == (True, b"**", b"c2VjcmV0")


def test_encryption(talk):
    talk.greet()
    talk.say(True, b"STARTTLS\r\n")
    talk.say(False, b"220 go\r\n")
    talk.say(True, b"MAIL FROM:<a>\r\n")
    assert talk.of("smtp_starttls") == [()]
    assert len(talk.of("smtp_request")) == 2


def test_gap(talk):
    talk.begin_mail(b"DATA\r\n")
    talk.say(False, b"354 go\r\n")
    talk.say(True, b"A: b\r\n\r\nx\r\n")
    talk.lose(True, 5)
    assert talk.of("smtp_unexpected")[-1][1] == b"content gap"
    assert len(talk.of("mime_end_entity")) == 1
    talk.say(True, b"who knows\r\n")
    talk.say(False, b"250 ok\r\n")
    assert talk.of("smtp_request")[-1] == (True, b"(UNKNOWN)", b"")


def test_no_smtp(talk):
    talk.say(False, b"HTTP/1.1 200 OK\r\n")
    ((_, info),) = [a for _, n, a in talk.lab.rt.seen if n == "analyzer_violation_info"]
    assert info.reason == b"reply code -1 out of range"
    talk.say(True, b"GET /\r\n")
    assert talk.of("smtp_unexpected")[-1] == (True, b"unknown command", b"GET")


def test_scripts_do_not_want_the_data(talk):
    talk.begin_mail(b"DATA\r\n")
    talk.say(True, b"A: b\r\n")
    (analyzer,) = [x for x in talk.lab.conn.analyzers if x.name == "SMTP"]
    analyzer.skip_data()
    talk.say(True, b"C: d\r\n\r\n")
    assert len(talk.of("smtp_data")) == 1
    assert len(talk.of("mime_one_header")) == 2


LINES = st.sampled_from(
    [
        *(b"EHLO a\r\n", b"MAIL FROM:<a>\r\n", b"RCPT TO:<b>\r\n", b"DATA\r\n"),
        *(
            b".\r\n",
            b"BDAT 5\r\n",
            b"BDAT 0 LAST\r\n",
            b"abc\r\r\n",
            b"\0\n",
            b"RSET\r\n",
        ),
        *(b"TURN\r\n", b"STARTTLS\r\n", b"AUTH x\r\n", b"220 x\r\n", b"250-x\r\n"),
        *(b"250 x\r\n", b"354 x\r\n", b"334 x\r\n", b"599 x\r\n", b"x\r\n", b"\r\n"),
        b"Content-Type: multipart/mixed; boundary=\r\n",
        b"Content-Type: message/rfc822\r\n",
    ]
)
STEPS = st.lists(st.tuples(st.booleans(), LINES, st.integers(0, 9)), max_size=30)


@given(STEPS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_anything(make_lab, steps):
    talk = Talk(make_lab)
    for is_orig, line, lost in steps:
        if lost == 9:
            talk.lose(is_orig, 3)
        talk.say(is_orig, line)
    talk.lab.finish()
    assert len(talk.of("mime_begin_entity")) == len(talk.of("mime_end_entity"))
