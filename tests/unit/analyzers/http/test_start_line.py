"""First lines of requests and replies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.http.start_line import HTTP_0_9, HTTP_1_1, Reply, StartLines


class Notes(list):
    """What was told, in order."""

    def start_lines(self):
        return StartLines(self.append, lambda name, text: self.append((name, text)))


@pytest.mark.parametrize(
    ("line", "method", "uri", "version", "notes"),
    [
        (b"GET / HTTP/1.1", b"GET", b"/", HTTP_1_1, []),
        (b"GET \t /a%20b HTTP/1.0 ", b"GET", b"/a%20b", (1, 0), []),
        (b"GET /a http/1.1", b"GET", b"/a", HTTP_1_1, ["lowercase_HTTP_keyword"]),
        (b"GET HTTP/1.1", b"GET", b"", HTTP_1_1, ["missing_HTTP_uri"]),
        (b"GET /a b HTTP/1.1", b"GET", b"/a b", HTTP_1_1, []),
        (b"GET /a", b"GET", b"/a", HTTP_0_9, []),
        (b"GET /a bc", b"GET", b"/a b", HTTP_0_9, []),
        (b"GET /a b", b"GET", b"/a", HTTP_0_9, []),
        (b"GET /a b ", b"GET", b"/a b", HTTP_0_9, []),
        (b"GET /a  ", b"GET", b"/a", HTTP_0_9, []),
        (
            b"GET /a HTTP/1.1x",
            b"GET",
            b"/a",
            HTTP_1_1,
            [("crud after HTTP version is ignored", b"/a HTTP/1.1x")],
        ),
        (
            b"GET /a HTTP/x.y",
            b"GET",
            b"/a",
            (0, 0),
            [("bad_HTTP_version", b"x.y")],
        ),
        (
            b"GET /a HTTP/1",
            b"GET",
            b"/a",
            (0, 0),
            [("bad_HTTP_version", b"/a HTTP/1")],
        ),
    ],
)
def test_requests(line, method, uri, version, notes):
    told = Notes()
    start = told.start_lines()
    found = start.request(line)
    assert found is not None
    assert (found.method, found.uri, start.request_version) == (method, uri, version)
    assert told == notes


@pytest.mark.parametrize(
    ("line", "note"),
    [
        (b"", "bad_HTTP_request"),
        (b"GET", "bad_HTTP_request"),
        (b"GET/ HTTP/1.1", "bad_HTTP_request"),
        (b"/a HTTP/1.1", "bad_HTTP_request_with_version"),
        (b"ab /", "bad_HTTP_request"),
        (b"abc ", "bad_HTTP_request"),
    ],
)
def test_no_requests(line, note):
    told = Notes()
    assert told.start_lines().request(line) is None
    assert told == [note]


def test_versions():
    told = Notes()
    start = told.start_lines()
    start.request(b"GET / HTTP/1.0")
    assert not start.keep_alive
    start.request(b"GET / HTTP/1.1")
    assert start.keep_alive
    assert told == ["HTTP_version_mismatch"]


@pytest.mark.parametrize(
    ("line", "reply", "notes"),
    [
        (b"HTTP/1.1 200 OK", Reply(200, b"OK"), []),
        (b"HTTP/1.1  404  Not Found", Reply(404, b"Not Found"), []),
        (b"HTTP/1.1 2x0 OK", Reply(0, b"OK"), []),
        (b"HTTP/1.1 200x OK", Reply(200, b"OK"), []),
        (b"http/1.1 200 OK", Reply(200, b"OK"), ["lowercase_HTTP_keyword"]),
        (b"HTTP/1.1 200", Reply(200, None), ["HTTP_reply_reason_phrase_missing"]),
        (b"HTTP/1.1 200 ", Reply(200, b""), []),
        (b"HTTP/1.1 20", None, ["HTTP_reply_code_missing"]),
        (b"HTTP/1.1", None, ["HTTP_reply_code_missing"]),
        (b"<html>", None, ["bad_HTTP_reply"]),
    ],
)
def test_replies(line, reply, notes):
    told = Notes()
    assert told.start_lines().reply(line) == reply
    assert [t if isinstance(t, str) else t[0] for t in told] == notes


@given(st.binary())
def test_anything(line):
    told = Notes()
    start = told.start_lines()
    found = start.request(line)
    assert found is None or found.uri in line
    start.reply(line)
    start.reply(b"HTTP/" + line)


def last_look(text, start):
    """Where the search for a version looked last, as Zeek searches."""
    place = start
    end = start
    while place < len(text):
        end = place
        while place < len(text) and text[place] in b" \t":
            place += 1
        place += 1
    return end


@given(st.text("a \t").map(str.encode))
def test_end_of_uri_without_version(rest):
    told = Notes()
    line = b"GET /" + rest
    found = told.start_lines().request(line)
    assert found is not None
    text = b"/" + rest
    start = next((at for at, char in enumerate(text) if char in b" \t"), len(text))
    wanted = text if start == len(text) else text[: last_look(text, start)]
    assert found.uri == wanted


def test_long_lines_take_no_long():
    told = Notes()
    assert told.start_lines().request(b"GET /" + b" " * 1_000_000 + b"x") is not None
