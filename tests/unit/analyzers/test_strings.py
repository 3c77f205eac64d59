"""UTF-16 as scripts see it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.strings import utf16_to_utf8


class Weirds:
    def __init__(self) -> None:
        self.names: list[str] = []

    def weird(self, name: str, addl: str, source: str) -> None:
        self.names.append(name)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("", b""),
        ("61006200", b"ab"),
        ("6100000062000000", b"a"),
        ("610062", b"ab"),
        ("fffe6100", b"\xef\xbb\xbfa"),
        ("3dd800de", "😀".encode()),
        ("3dd86100", b"\xed\xa0\xbda"),
        ("00de6100", b"\xed\xb8\x80a"),
    ],
)
def test_text(raw: str, text: bytes) -> None:
    weirds = Weirds()
    assert utf16_to_utf8(bytes.fromhex(raw), weirds) == text
    assert not weirds.names


def test_half_a_pair_at_the_end() -> None:
    weirds = Weirds()
    assert utf16_to_utf8(b"a\0\x3d\xd8", weirds) == b"a\0\x3d\xd8"
    assert weirds.names == ["utf16_conversion_failed"]


@given(st.binary(max_size=20))
def test_any_bytes(raw: bytes) -> None:
    utf16_to_utf8(raw, Weirds())
