"""Requests and replies as they come, and as they should not."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .conftest import TOLD, Talk

GET = b"GET /a%20b HTTP/1.1\r\nHost: example\r\n\r\n"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Type: text/html\r\n\r\nhello"


def names(talk):
    return [name for name, *_ in talk.events]


def test_one_exchange(talk):
    talk.client(GET)
    talk.server(OK)
    assert talk.of("http_request") == [[b"GET", b"/a%20b", b"/a b", b"1.1"]]
    assert talk.of("http_reply") == [[b"1.1", 200, b"OK"]]
    assert talk.of("http_header")[0] == [True, b"Host", b"HOST", b"example"]
    assert talk.of("http_content_type")[1] == [False, b"TEXT", b"HTML"]
    assert talk.body(False) == b"hello"
    done = talk.of("http_message_done")
    assert [(side, stat.body_length, stat.interrupted) for side, stat in done] == [
        (True, 0, False),
        (False, 5, False),
    ]
    assert talk.weirds == []
    assert names(talk)[:6] == [
        "http_request",
        "http_begin_entity",
        "http_header",
        "http_content_type",
        "http_end_entity",
        "http_message_done",
    ]


def test_pipelining(talk):
    talk.client(GET + GET, GET)
    talk.server(OK + OK[:20], OK[20:] + OK)
    assert [len(talk.of(n)) for n in ("http_request", "http_reply")] == [3, 3]
    assert talk.body(False) == b"hello" * 3


def test_chunks(talk):
    talk.client(GET)
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    talk.server(head + b"3\r\nab", b"c\r\n0A;x=y\r\n0123456789\r\n0\r\nX: y\r\n\r\n")
    assert talk.body(False) == b"abc0123456789"
    assert talk.of("http_header")[-1] == [False, b"X", b"X", b"y"]
    talk.client(GET)
    talk.server(OK)
    assert talk.body(False).endswith(b"hello")


def test_chunks_of_no_size(talk):
    talk.client(GET)
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    talk.server(head + b"zz\r\n\r\n")
    assert talk.weirds == ["HTTP_bad_chunk_size"]


@pytest.mark.parametrize("length", [True, False])
def test_compressed(talk, length):
    talk.client(GET)
    packed = gzip.compress(b"x" * 5000)
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"
    head += b"Content-Length: %d\r\n\r\n" % len(packed) if length else b"\r\n"
    talk.server(head + packed[:10], packed[10:])
    assert talk.body(False) == b"x" * 5000
    assert max(size for _, size, _ in talk.of("http_entity_data")) == 1500


def test_until_the_end(talk):
    talk.client(GET)
    talk.server(b"HTTP/1.0 200 OK\r\nConnection: close\r\n\r\nab\r", b"\ncd")
    assert talk.body(False) == b"ab\r\ncd"
    talk.lab.finish()
    (stat,) = [stat for side, stat in talk.of("http_message_done") if not side]
    assert (stat.interrupted, stat.body_length) == (True, 6)
    assert stat.finish_msg == b"message interrupted when connection done"


def test_no_body_of_head(talk):
    talk.client(b"HEAD / HTTP/1.1\r\n\r\n")
    talk.server(OK.removesuffix(b"hello"))
    talk.client(GET)
    talk.server(OK)
    assert talk.body(False) == b"hello"
    assert len(talk.of("http_reply")) == 2


def test_continue(talk):
    head = b"POST / HTTP/1.1\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n"
    talk.client(head)
    talk.server(b"HTTP/1.1 100 Continue\r\n\r\n")
    talk.client(b"abc")
    talk.server(OK)
    assert [code for _, code, _ in talk.of("http_reply")] == [100, 200]
    assert talk.body(True) == b"abc"


def test_old_protocol(talk):
    talk.client(b"GET /old\r\n")
    talk.server(b"<html>\n", b"not a line")
    assert talk.of("http_request") == [[b"GET", b"/old", b"/old", b"0.9"]]
    assert talk.of("http_reply") == [[b"0.9", 0, b"<empty>"]]
    assert talk.body(False) == b"<html>\nnot a line"


def test_parts(talk):
    body = (
        b"before\r\n--x\r\nContent-Disposition: form-data\r\n\r\na\rb\r\n\r\n"
        b"--x\r\n\r\nsecond\r\n--x--\r\n"
    )
    head = b"POST / HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=x\r\n"
    talk.client(head + b"Content-Length: %d\r\n\r\n" % len(body) + body)
    data = [text for _, _, text in talk.of("http_entity_data")]
    assert data == [b"a\rb", b"\r\n", b"second"]
    assert len(talk.of("http_begin_entity")) == 3
    assert len(talk.of("http_message_done")) == 1


def test_tunnel(make_lab):
    wanted = {"http_request", "http_reply", "stream_deliver", "conn_weird"}
    talk = Talk(make_lab, wanted)
    talk.client(b"CONNECT a:1 HTTP/1.1\r\n\r\n")
    talk.server(b"HTTP/1.1 200 OK\r\n\r\nmore")
    assert talk.weirds == ["protocol_data_with_HTTP_CONNECT_reply"]
    talk.client(b"GET / HTTP/1.1\r\n\r\n")
    assert len(talk.of("http_request")) == 1


def upgrade(make_lab, protocol):
    tag = type("Tag", (), {"name": "Analyzer::ANALYZER_STREAM_EVENT"})
    values = {"HTTP::upgrade_analyzers": {b"plain": tag}}
    wanted = {"http_request", "http_connection_upgrade", "stream_deliver", "conn_weird"}
    talk = Talk(make_lab, wanted, values)
    talk.client(b"GET / HTTP/1.1\r\n\r\n")
    head = b"HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: %s\r\n\r\n"
    talk.server(head % protocol + b"now")
    talk.client(b"and\n", b"then")
    return talk


def test_upgrade(make_lab):
    talk = upgrade(make_lab, b"Plain")
    assert talk.of("http_connection_upgrade") == [[b"Plain"]]
    assert talk.weirds == ["protocol_data_with_HTTP_upgrade_reply"]
    seen = [a[1:] for _, n, a in talk.lab.rt.seen if n == "stream_deliver"]
    assert seen == [(False, b"now"), (True, b"and\n"), (True, b"then")]


def test_upgrade_to_what_nobody_knows(make_lab):
    talk = upgrade(make_lab, b"other")
    assert talk.of("http_connection_upgrade") == [[b"other"]]
    assert "stream_deliver" not in talk.lab.names


def test_gap_in_a_body(talk):
    talk.client(GET)
    talk.server(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
    talk.lose(4, False)
    talk.server(b"hij")
    assert talk.of("http_event") == [[b"content gap", b"seq=43, len=4"]]
    assert talk.body(False) == b"abchij"
    (stat,) = [stat for side, stat in talk.of("http_message_done") if not side]
    assert (stat.body_length, stat.content_gap_length) == (10, 4)
    talk.client(GET)
    talk.server(OK)
    assert len(talk.of("http_reply")) == 2


def test_gap_in_a_header(talk):
    talk.client(GET)
    talk.server(b"HTTP/1.1 200 OK\r\n")
    talk.lose(4, False)
    talk.server(b"x: y\r\n\r\n")
    (stat,) = [stat for side, stat in talk.of("http_message_done") if not side]
    assert stat.finish_msg == b"message interrupted by a content gap"
    assert stat.interrupted


@pytest.mark.parametrize(
    ("text", "weird"),
    [
        (b"GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n", "HTTP_obsolete_line_folding"),
        (b"POST /a b\r\n", "invalid_http_09_request_method"),
    ],
)
def test_odd_requests(talk, text, weird):
    talk.client(text)
    assert talk.weirds == [weird]


@pytest.mark.parametrize(
    ("header", "weird"),
    [
        (b"Content-Length: x", "HTTP_bad_content_length"),
        (b"Content-Length: 03", "HTTP_content_length_leading_zeros"),
        (b"Transfer-Encoding: chunked, gzip", "HTTP_chunked_multi"),
        (b"Expect: no", "HTTP_expect_not_100_continue"),
    ],
)
def test_odd_headers(talk, header, weird):
    talk.client(b"POST / HTTP/1.1\r\n" + header + b"\r\n\r\n")
    assert talk.weirds == [weird]


def test_a_line_end_too_many(talk):
    talk.client(b"\r\n" + GET)
    assert talk.weirds == ["bad_HTTP_request", "empty_http_request"]
    assert len(talk.of("http_request")) == 1


def test_no_http_at_all(talk):
    talk.client(b"EHLO\r\n")
    talk.server(b"220 hello\r\n")
    violations = [a for _, n, a in talk.lab.rt.seen if n == "analyzer_violation_info"]
    assert [a[1].reason for a in violations] == [
        b"not a http request line",
        b"not a http reply line",
    ]
    assert talk.of("http_event") == [[b"bad_HTTP_reply", b"220 hello"]]


def test_scripts_do_not_want_the_body(talk):
    talk.client(GET)
    talk.server(OK[:-3])
    talk.analyzer.skip_body(False)
    talk.server(OK[-3:])
    assert talk.body(False) == b"he"
    (stat,) = [stat for side, stat in talk.of("http_message_done") if not side]
    assert stat.body_length == 5


def test_statistics(talk):
    talk.client(GET)
    talk.server(OK)
    talk.lab.finish()
    ((stats,),) = talk.of("http_stats")
    assert (stats.num_requests, stats.num_replies) == (1, 1)
    assert (stats.request_version, stats.reply_version) == (1.1, 1.1)


WORDS = [
    GET,
    OK,
    b"GET /",
    b" HTTP/1.1\r\n",
    b"HTTP/1.1 206 Partial\r\n",
    b"Content-Length: 7\r\n",
    b"Content-Range: bytes 2-5/9\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"Content-Encoding: gzip\r\n",
    b"Content-Type: multipart/mixed; boundary=b\r\n",
    b"Content-Type: message/rfc822\r\n",
    b"Content-Transfer-Encoding: base64\r\n",
    b"Connection: upgrade\r\nUpgrade: x\r\n",
    b"CONNECT / HTTP/1.1\r\n",
    b"--b\r\n",
    b"--b--\r\n",
    b"3\r\nabc\r\n",
    b"0\r\n",
    b"\r\n",
    b"\0\xff \t",
    gzip.compress(b"text"),
]
STEPS = st.lists(
    st.tuples(st.sampled_from(["client", "server", "lose"]), st.sampled_from(WORDS)),
    max_size=25,
)


@given(STEPS, st.integers(1, 1000))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_anything(make_lab, steps, size):
    """Nothing but events comes of it, and each message ends once."""
    talk = Talk(make_lab, TOLD)
    for what, data in steps:
        if what == "lose":
            talk.lose(len(data) % 9 + 1, bool(len(data) % 2))
        else:
            pieces = [data[at : at + size] for at in range(0, len(data), size)]
            getattr(talk, what)(*pieces)
    talk.lab.finish()
    messages = len(talk.of("http_request")) + len(talk.of("http_reply"))
    assert len(talk.of("http_message_done")) == messages
    begun, ended = (len(talk.of(f"http_{x}_entity")) for x in ("begin", "end"))
    assert begun == ended


@given(st.integers(1, 30))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_cut_does_not_matter(make_lab, size):
    """The same events, however the streams were cut into segments."""
    wanted = {"http_request", "http_reply", "http_header", "http_message_done"}
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    requests, replies = GET + GET, OK + head + b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    found = []
    for step in (size, 1000):
        talk = Talk(make_lab, wanted)
        talk.client(*(requests[at : at + step] for at in range(0, len(requests), step)))
        talk.server(*(replies[at : at + step] for at in range(0, len(replies), step)))
        stats = [stat.body_length for _, stat in talk.of("http_message_done")]
        found.append((stats, talk.of("http_header"), talk.of("http_reply")))
    assert found[0] == found[1]
