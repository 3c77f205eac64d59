"""Names: labels, pointers, and what may be wrong with either."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.dns.names import Names

from .conftest import name

MAX_CHAIN = 20


def read(
    data: bytes, at: int = 0, long_labels: bool = False, chain: int = MAX_CHAIN
) -> tuple[bytes, int, list[str]]:
    """The name at a place, where it ends, and what is odd."""
    odd: list[str] = []
    names = Names(data, odd.append, chain)
    names.long_labels = long_labels
    found = names.read(at, len(data), lower=False)
    assert names.read(at, len(data)) == (found[0].lower(), found[1])
    del odd[len(odd) // 2 :]
    return *found, odd


def pointer(offset: int) -> bytes:
    return bytes([0xC0 | offset >> 8, offset & 0xFF])


@pytest.mark.parametrize("text", ["", "a", "Www.Example.test", "x" * 63 + ".y"])
def test_labels(text: str) -> None:
    data = name(text)
    for _ in range(2):  # the second time it is remembered
        assert read(data + b"rest") == (text.encode(), len(data), [])
    assert read(data) == (text.encode(), len(data), [])


def test_a_pointer() -> None:
    data = name("Example.test") + b"\3Www" + pointer(0) + b"."
    # What is pointed to is always in lower case.
    assert read(data, 14) == (b"Www.example.test", 20, [])
    assert read(data[:14] + pointer(8) + b".", 14) == (b"test", 16, [])


def test_pointers_to_pointers() -> None:
    data = name("c") + b"\1b" + pointer(0) + b"\1a" + pointer(3) + b"."
    assert read(data, 7) == (b"a.b.c", 11, [])
    odd = ["DNS_max_compression_chain_depth_exceeded"]
    assert read(data, 7, chain=1) == (b"a.b", 11, odd)
    assert read(data, 7, chain=0) == (b"a", 11, odd)


def test_a_long_chain_is_cut() -> None:
    links = [name("x")] + [pointer(max(3 + 2 * (n - 1), 0)) for n in range(30)]
    links[1] = pointer(0)
    data = b"".join(links) + b"."
    found = read(data, 3 + 2 * 19)
    assert found == (b"x", 3 + 2 * 20, [])
    assert read(data, 3 + 2 * 20)[2] == ["DNS_max_compression_chain_depth_exceeded"]


@pytest.mark.parametrize(
    "data, found, after, odd",
    [
        (b"", b"", 0, []),
        (b"\1", b"", 1, []),
        (b"\1a", b"a", 2, []),
        (b"\1a\2", b"a", 3, []),
        (b"\5abc", b"", 4, ["DNS_label_len_gt_pkt"]),
        (b"\1a\5abc", b"a", 6, ["DNS_label_len_gt_pkt"]),
        (b"\x40" + bytes(70), b"", 1, ["DNS_label_too_long"]),
        (b"\xc0", b"", 1, []),
        (b"\xc0\0", b"", 2, ["DNS_label_forward_compress_offset"]),
        (b"\1a\xc0\2.", b"a", 4, ["DNS_label_forward_compress_offset"]),
        (b"\1a\xff\xff.", b"a", 4, ["DNS_label_forward_compress_offset"]),
        (b"\2a.\0", b"a.", 4, []),
        (b"\1.\0", b".", 3, []),
        (b"\3a\0b\0", b"a\0b", 5, []),
    ],
)
def test_oddities(data: bytes, found: bytes, after: int, odd: list[str]) -> None:
    assert read(data) == (found, after, odd)


def test_dots_at_the_end_are_taken_off_at_each_pointer() -> None:
    data = b"\3a..\0" + pointer(0) + pointer(5) + b"."
    assert read(data, 0)[0] == b"a.."
    assert read(data, 5)[0] == b"a."
    assert read(data, 7)[0] == b"a"


def test_long_names() -> None:
    label = b"\x3f" + b"x" * 63
    assert read(label * 3 + b"\0")[2] == []
    assert read(label * 4 + b"\0")[2] == ["DNS_NAME_too_long"]
    # There is room for 512 bytes, dots included.
    text, after, odd = read(label * 9 + b"\0")
    assert (len(text), after) == (8 * 64 - 1, 8 * 64 + 1)
    assert odd == ["DNS_label_len_gt_name_len", "DNS_NAME_too_long"]


def test_labels_of_netbios_may_be_longer() -> None:
    data = b"\x50" + b"x" * 0x50 + b"\0"
    assert read(data, long_labels=True) == (b"x" * 0x50, len(data), [])
    assert read(data)[2] == ["DNS_label_too_long"]


@given(st.binary(max_size=80), st.integers(0, 80))
def test_any_bytes(data: bytes, at: int) -> None:
    at = min(at, len(data))
    text, after, _ = read(data, at)
    assert at <= after <= len(data)
    assert len(text) < 512
    # Remembered or not, it is the same.
    again, then, _ = read(data, at)
    assert (again, then) == (text, after)


@given(st.lists(st.integers(0, 12), min_size=2, max_size=40), st.integers(0, 40))
def test_pointers_end(offsets: list[int], at: int) -> None:
    data = b"".join(b"\1x" + pointer(offset) for offset in offsets) + b"."
    read(data, min(at, len(data)))
