"""Escapes in URIs."""

from __future__ import annotations

from urllib.parse import quote_from_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.http.uri import unescape


@pytest.mark.parametrize(
    ("uri", "text", "odd"),
    [
        (b"/a%20b", b"/a b", []),
        (b"/%2", b"/%2", ["partial_escape_at_end_of_URI"]),
        (b"/%", b"/%", ["illegal_%_at_end_of_URI"]),
        (b"/%%41", b"/A", ["double_%_in_URI"]),
        (b"/%zz", b"/%zz", ["unescaped_%_in_URI"]),
        (b"/%u0041%u1234%u12", b"/A\x124%u12", ["unescaped_%_in_URI"]),
        (b"/%%%", b"/%%", ["double_%_in_URI", "partial_escape_at_end_of_URI"]),
    ],
)
def test_escapes(uri, text, odd):
    told = []
    assert unescape(uri, told.append) == text
    assert told == odd
    assert unescape(uri) == text


@given(st.binary())
def test_what_was_escaped(data):
    told = []
    assert unescape(quote_from_bytes(data, safe="").encode(), told.append) == data
    assert told == []


@given(st.text("%u0aZ").map(str.encode))
def test_anything(uri):
    assert len(unescape(uri)) <= len(uri)
