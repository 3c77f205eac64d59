"""Lines out of a stream, against a reading of it byte by byte."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.content_line import CR_AS_EOL, LF_AS_EOL, ContentLine
from pyzeek.analyzers.tcp_endpoint import ESTABLISHED, PARTIAL, TcpEndpoint


class Conn:
    """A connection that notes its oddities."""

    partial = False

    def __init__(self, state=ESTABLISHED, seen=100):
        self.weirds, self.flags = [], set()
        self.orig = TcpEndpoint.__new__(TcpEndpoint)
        self.orig.state = state
        self.orig.start_seq, self.orig.last_seq = 0, seen

    def weird(self, name, addl="", source=""):
        assert source == "CONTENTLINE"
        self.weirds.append(name)

    def flag(self, name):
        fresh = name not in self.flags
        self.flags.add(name)
        return fresh


class Reader:
    """Notes what comes out."""

    def __init__(self, conn=None, **options):
        self.conn = conn or Conn()
        self.owner = SimpleNamespace(connection=self.conn, removed=False)
        self.seen, self.rest, self.skipped = [], [], []
        self.then = {}
        "What to do after a line."
        self.lines = ContentLine(
            self.owner,
            True,
            self.line,
            plain=self.plain,
            skipped=lambda *args: self.skipped.append(args),
            **options,
        )

    def line(self, data, is_orig):
        assert is_orig and not self.lines.is_plain
        self.seen.append(data)
        self.rest.append(self.lines.remaining)
        self.then.get(data, lambda: None)()

    def plain(self, data, is_orig):
        assert is_orig and self.lines.is_plain
        self.seen.append(("plain", data))

    def feed(self, *pieces):
        for piece in pieces:
            self.lines.deliver(piece)
        return self.seen


@pytest.mark.parametrize(
    ("pieces", "lines", "weirds"),
    [
        ([b"a\r\nb\nc\r\n"], [b"a", b"b", b"c"], []),
        ([b"a\r", b"\nb\r\n"], [b"a", b"b"], []),
        ([b"a\rb\n"], [b"a", b"b"], ["line_terminated_with_single_CR"]),
        ([b"a\r\rb\rc\n"], [b"a", b"", b"b", b"c"], ["line_terminated_with_single_CR"]),
        ([b"\r\n\r\n\n"], [b"", b"", b""], []),
        ([b"a", b"b", b"c\n", b"d"], [b"abc"], []),
    ],
)
def test_any_end(pieces, lines, weirds):
    reader = Reader()
    assert reader.feed(*pieces) == lines
    assert reader.conn.weirds == weirds


@pytest.mark.parametrize(
    ("pieces", "lines", "weirds"),
    [
        ([b"a\nb\rc\r\n"], [b"a\nb\rc"], ["with_single_LF", "with_single_CR"]),
        ([b"a\r", b"\nb\r\r\n"], [b"a", b"b\r"], []),
        ([b"\r", b"\nb\r\n"], [b"", b"b"], []),
    ],
)
def test_only_crlf(pieces, lines, weirds):
    reader = Reader()
    reader.lines.eol = 0
    assert reader.feed(*pieces)[: len(lines)] == lines
    names = [f"line_terminated_{name}" for name in weirds]
    assert [w for w in reader.conn.weirds if w in names] == names


def test_cr_of_before_the_policy_changed():
    reader = Reader()
    reader.feed(b"a\r")
    reader.lines.eol = 0
    assert reader.feed(b"\nb\r\n") == [b"a", b"b"]


def test_end_of_stream():
    reader = Reader()
    reader.feed(b"abc")
    assert reader.lines.has_partial_line
    reader.lines.end()
    reader.lines.end()
    assert reader.seen == [b"abc"]


def test_plain_delivery():
    reader = Reader()
    reader.then[b"5"] = lambda: reader.lines.set_plain_delivery(5)
    reader.feed(b"5\r\n12", b"3\r\nx\r\n")
    assert reader.seen == [b"5", ("plain", b"12"), ("plain", b"3\r\n"), b"x"]
    assert reader.rest == [2, 0]


def test_plain_delivery_after_cr():
    reader = Reader()
    reader.then[b"2"] = lambda: reader.lines.set_plain_delivery(2)
    assert reader.feed(b"2\r", b"\nab", b"c\n") == [b"2", ("plain", b"ab"), b"c"]


def test_skipping():
    reader = Reader()
    reader.then[b"a"] = lambda: reader.lines.skip_after_line(4)
    assert reader.feed(b"a\n1234b\n") == [b"a", b"b"]
    assert reader.skipped == [(2, 4, True)]
    assert reader.lines.is_skipped(2, 4) and not reader.lines.is_skipped(2, 5)


def test_skipping_after_the_lf_that_may_follow():
    reader = Reader()
    reader.then[b"a"] = lambda: reader.lines.skip_after_line(2)
    assert reader.feed(b"a\r", b"\n", b"12b\n")[-1].endswith(b"b")


def test_delivery_size():
    reader = Reader()
    reader.lines.set_delivery_size(5)
    assert reader.feed(b"ab\nc", b"d", b"e\n") == [b"ab", b"cd", b"e"]
    assert reader.conn.weirds == ["line_terminated_without_CRLF"]


def test_long_lines_are_cut():
    reader = Reader(max_line_length=128)
    reader.feed(b"a" * 100, b"b" * 100 + b"\nx\n")
    assert reader.seen == [b"a" * 100 + b"b" * 27, b"b" * 71, b"x"]
    assert reader.conn.weirds == ["contentline_size_exceeded"]


def test_nul_is_left_out_and_told_once():
    reader = Reader()
    reader.lines.flags_nul = True
    assert reader.feed(b"a\0b\0c\n") == [b"ab\0c"]
    assert reader.conn.weirds == ["NUL_in_line"]


def test_nul_that_keeps_a_connection_alive():
    reader = Reader(Conn(PARTIAL, 1))
    reader.lines.flags_nul = True
    assert reader.feed(b"\0a\n") == [b"a"]
    assert reader.conn.weirds == []


def test_nothing_for_the_removed():
    reader = Reader()
    reader.then[b"a"] = lambda: setattr(reader.owner, "removed", True)
    assert reader.feed(b"a\nb\n") == [b"a"]


def test_partial_connections():
    reader = Reader()
    reader.conn.partial = True
    reader.lines.skip_partial = True
    assert reader.feed(b"a\n") == []


TEXTS = st.lists(st.sampled_from([b"\r", b"\n", b"\0", b"a", b"bc"])).map(b"".join)


def slowly(data, eol, flags_nul):
    """Lines, and whether there are single ends, one character after the other."""
    lines, held, weirds, last = [], b"", set(), 0
    for at, char in enumerate(data):
        if eol & CR_AS_EOL and last == 13 and char == 10:
            last = char
            continue
        follows = data[at + 1 : at + 2] == b"\n"
        if char == 13 and (eol & CR_AS_EOL or (follows and last != 13)):
            if eol & CR_AS_EOL:
                lines.append(held)
                held, last = b"", char
                continue
        if char == 10 and last == 13:
            lines.append(held[:-1])
            held, last = b"", char
            continue
        if char == 10 and eol & LF_AS_EOL:
            lines.append(held)
            held, last = b"", char
            continue
        if char == 10:
            weirds.add("line_terminated_with_single_LF")
        if char == 0 and flags_nul:
            flags_nul = False
            weirds.add("NUL_in_line")
        else:
            held += bytes([char])
        if last == 13 and not (char == 13 and follows):
            weirds.add("line_terminated_with_single_CR")
        last = char
    return lines, held, weirds


@given(TEXTS, st.integers(0, 3), st.booleans())
def test_as_slowly(data, eol, flags_nul):
    reader = Reader()
    reader.lines.eol, reader.lines.flags_nul = eol, flags_nul
    reader.feed(data)
    lines, held, weirds = slowly(data, eol, flags_nul)
    assert reader.seen == lines
    assert reader.lines.has_partial_line == bool(held)
    assert set(reader.conn.weirds) == weirds


@given(st.lists(TEXTS), st.integers(0, 3))
def test_cut_does_not_matter(pieces, eol):
    """The same lines, however the stream was cut into segments."""
    whole, cut = Reader(), Reader()
    whole.lines.eol = cut.lines.eol = eol
    assert whole.feed(b"".join(pieces)) == cut.feed(*pieces)


@given(st.binary(), st.lists(st.integers(0, 9), max_size=5))
def test_all_plain_bytes_come(data, cuts):
    reader = Reader()
    reader.lines.set_plain_delivery(len(data))
    at = 0
    for cut in cuts:
        reader.feed(data[at : at + cut])
        at += cut
    reader.feed(data[at:], b"end\n")
    assert b"".join(x[1] for x in reader.seen[:-1]) == data
    assert reader.seen[-1] == b"end"
