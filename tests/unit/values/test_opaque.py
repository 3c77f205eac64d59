"""Digests and paraglobs."""

import hashlib

import pytest

from pyzeek.values.opaque import DIGESTS, Opaque, Paraglob


@pytest.mark.parametrize("name", DIGESTS)
def test_digests(name: str) -> None:
    digest = DIGESTS[name]()
    assert digest.update(b"ab") and digest.update(b"c")
    assert digest.finish() == hashlib.new(name, b"abc").hexdigest().encode()
    assert not digest.update(b"d") and digest.finish() == b""


def test_paraglobs() -> None:
    globs = Paraglob([b"*.com", b"foo*", b"?at", b"[bc]at", b"exact"])
    assert globs.match(b"foo.com") == [b"*.com", b"foo*"]
    assert globs.match(b"cat") == [b"?at", b"[bc]at"]
    assert globs.match(b"nothing") == []
    same = Paraglob([b"exact", b"*.com", b"foo*", b"?at", b"[bc]at"])
    assert globs == same != Paraglob([b"x"]) and isinstance(hash(same), int)


def test_what_opaque_values_share() -> None:
    value = Opaque()
    assert value.clone() is value and value.describe() == b"<opaque of unknown>"
