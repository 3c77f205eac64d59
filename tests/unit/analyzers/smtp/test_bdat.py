"""Mails in chunks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.smtp.bdat import BadCommand, Chunk, ChunkedMail, chunk


@pytest.mark.parametrize(
    ("argument", "size", "is_last"),
    [
        (b"86 LAST", 86, True),
        (b"86 last", 86, True),
        (b"0", 0, False),
        (b"18446744073709551615 LAST", 2**64 - 1, True),
    ],
)
def test_commands(argument, size, is_last):
    assert chunk(argument) == Chunk(size, is_last)


@pytest.mark.parametrize(
    ("argument", "problem"),
    [
        (b"", "bad length"),
        (b"1" * 30, "bad length"),
        (b" 1", "not followed by"),
        (b"-1", "not followed by"),
        (b"1x", "not valid"),
        (b"18446744073709551616", "too large"),
        (b"1 LASTS", "junk"),
        (b"1 ", "junk"),
    ],
)
def test_bad_commands(argument, problem):
    with pytest.raises(BadCommand, match=problem):
        chunk(argument)


class Mail(list):
    """Notes what is delivered."""

    def deliver(self, data, crlf):
        self.append((data, crlf))


def read(*pieces, longest=100, is_last=True):
    mail, odd = Mail(), []
    lines = ChunkedMail(mail, longest, lambda name, addl="": odd.append(name))
    lines.begin(Chunk(sum(map(len, pieces)), is_last))
    for piece in pieces:
        lines.deliver(piece)
    return mail, [name.removeprefix("smtp_bdat_line_") for name in odd]


@pytest.mark.parametrize(
    ("pieces", "lines", "odd"),
    [
        ([b"a\r\nb\r\n"], [(b"a", True), (b"b", True)], []),
        ([b"a\r", b"\nb"], [(b"a", True), (b"b", False)], []),
        ([b"a\r", b"b\r\n"], [(b"a\r", False), (b"b", True)], ["cr_only"]),
        ([b"a\nb\r\n"], [(b"a\n", False), (b"b", True)], ["lf_only"]),
    ],
)
def test_lines(pieces, lines, odd):
    assert read(*pieces) == (lines, odd)


def test_long_lines():
    mail, odd = read(b"abcdefg\r\n", longest=3)
    assert mail == [(b"abc", False), (b"def", False), (b"g", True)]
    assert odd == ["too_long"] * 2


def test_what_is_left():
    mail, odd = [], []
    lines = ChunkedMail(Mail(), 10, lambda name, addl="": odd.append(name))
    lines.begin(Chunk(1, False))
    lines.deliver(b"a")
    lines.done()
    assert (mail, odd) == ([], ["smtp_bdat_undelivered_at_done"])


@given(st.lists(st.text("ab\r\n", min_size=1).map(str.encode)), st.integers(1, 5))
def test_nothing_is_lost(pieces, longest):
    mail, _ = read(*pieces, longest=longest)
    whole = b"".join(data + b"\r\n" * crlf for data, crlf in mail)
    assert whole == b"".join(pieces)
