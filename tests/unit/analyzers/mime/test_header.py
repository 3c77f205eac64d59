"""Fields of headers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.mime import syntax
from pyzeek.analyzers.mime.header import Header


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        (b"Host: a.b", b"Host", b"a.b"),
        (b"Host:a ", b"Host", b"a "),
        (b"Host \t: \x0b a", b"Host", b"a"),
        (b"Host (a comment) : a", b"Host", b"a"),
        (b"(comment)Host: a", b"Host", b"a"),
        (b"Empty:", b"Empty", b""),
        (b"no colon", b"", b""),
        (b": x", b"", b""),
        (b"\x80X: y", b"X", b"y"),
    ],
)
def test_fields(line, name, value):
    header = Header([line])
    assert (header.name, header.value, header.lines) == (name, value, 1)


def test_several_lines():
    header = Header([b"Subject: a", b"  b", b"\tc"])
    assert (header.value, header.lines) == (b"a  b\tc", 3)


def test_tokens():
    header = Header([b"Content-Type: text/plain; charset=x"])
    assert (header.token, header.rest) == (b"text", b"/plain; charset=x")
    assert (Header([b"A: ;"]).token, Header([b"A: ;"]).rest) == (b"", b"")


@given(st.binary(min_size=1))
def test_quick_and_slow_agree(line):
    """What most lines begin with is read as any line is."""
    header = Header([line])
    name = syntax.name(line)
    if name is None or line[syntax.skip_space(line, name.end) :][:1] != b":":
        assert header.name == b""
    else:
        assert header.name == name.text
        after = syntax.skip_space(line, name.end) + 1
        assert header.value == line[after:].lstrip()
