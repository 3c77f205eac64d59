"""Compressed bodies."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.http.inflate import PIECE, Inflater


def raw(data):
    made = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return made.compress(data) + made.flush()


@given(st.binary(), st.sampled_from([gzip.compress, zlib.compress]), st.integers(1, 50))
def test_in_pieces(data, compress, size):
    told = []
    inflater = Inflater(told.append)
    packed = compress(data)
    out = b"".join(
        piece
        for at in range(0, len(packed), size)
        for piece in inflater.feed(packed[at : at + size])
    )
    assert (out, told) == (data, [])


def test_without_header():
    told = []
    data = b"some text, some text"
    assert b"".join(Inflater(told.append).feed(raw(data))) == data
    assert told == []


def test_pieces_are_short():
    told = []
    pieces = list(Inflater(told.append).feed(gzip.compress(bytes(100_000))))
    assert {len(piece) for piece in pieces[:-1]} == {PIECE}


@pytest.mark.parametrize("data", [b"no gzip", b"\x1f\x8b\xff\xff" + b"x" * 20])
def test_broken(data):
    told = []
    inflater = Inflater(told.append)
    assert b"".join(inflater.feed(data)) == b""
    assert list(inflater.feed(b"more")) == []
    assert told == ["inflate_failed"]


def test_what_follows_the_end_is_ignored():
    told = []
    inflater = Inflater(told.append)
    assert b"".join(inflater.feed(gzip.compress(b"a") + b"more")) == b"a"
    assert list(inflater.feed(gzip.compress(b"b"))) == []
    assert told == []


@given(st.lists(st.binary()))
def test_anything(pieces):
    inflater = Inflater(lambda name: None)
    for piece in pieces:
        list(inflater.feed(piece))
