"""Quoted-printable and Base64."""

from __future__ import annotations

import base64
import quopri

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.mime.decoding import Base64, quoted_printable


@pytest.mark.parametrize(
    ("line", "text", "complaints"),
    [
        (b"plain", b"plain\r\n", []),
        (b"goes on=  ", b"goes on", []),
        (b"a=3D=3db \t", b"a==b\r\n", []),
        (b"=4x=", b"=4x", ["="]),
        (b"= =41", b"= A\r\n", ["="]),
        (b"\xe4\x07", b"\xe4\x07\r\n", ["-28", "7"]),
        (b"", b"\r\n", []),
    ],
)
def test_quoted_printable(line, text, complaints):
    told = []
    assert quoted_printable(line, told.append) == text
    assert [t.rpartition(": ")[2] if ":" in t else t[0] for t in told] == complaints


@given(st.binary())
def test_quoted_printable_of_anything(data):
    told = []
    lines = (
        quopri.encodestring(data, quotetabs=True).replace(b"\n", b"=0A").split(b"\n")
    )
    assert b"".join(quoted_printable(x, told.append) for x in lines) == data + b"\r\n"


@given(st.binary(), st.integers(1, 9))
def test_base64_in_pieces(data, size):
    told = []
    encoded = base64.b64encode(data)
    decoder = Base64(told.append)
    pieces = [encoded[at : at + size] for at in range(0, len(encoded), size)]
    assert b"".join(map(decoder.decode, pieces)) + decoder.finish() == data
    assert told == []


def test_base64_with_mistakes():
    told = []
    decoder = Base64(told.append)
    assert decoder.decode(b"YW!I=\r") == b"ab"
    assert decoder.decode(b"YWJj") == b""
    assert decoder.decode(b"Y") + decoder.finish() == b""
    assert told == [
        "character 33 ignored by Base64 decoding",
        "incomplete base64 group, padding with 18 bits of 0",
    ]


@given(st.lists(st.binary()))
def test_base64_of_anything(pieces):
    decoder = Base64(lambda text: None)
    out = b"".join(map(decoder.decode, pieces)) + decoder.finish()
    assert len(out) <= sum(map(len, pieces))
