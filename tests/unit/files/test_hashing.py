"""Digests of files."""

from __future__ import annotations

import hashlib

import pytest

from .conftest import attach

KINDS = ["MD5", "SHA1", "SHA224", "SHA256", "SHA384", "SHA512"]


@pytest.mark.parametrize("name", KINDS)
def test_digests(manager, rt, name) -> None:
    manager.local_data(b"", b"F1", "test")
    assert attach(manager, b"F1", name)
    manager.local_data(b"abc", b"F1", "test")
    manager.local_data(b"def", b"F1", "test")
    manager.remove(b"F1")
    kind = name.lower()
    expected = hashlib.new(kind, b"abcdef").hexdigest().encode()
    assert rt.args("file_hash") == [(kind.encode(), expected)]


def test_nothing_has_no_digest(manager, rt) -> None:
    manager.local_data(b"", b"F1", "test")
    attach(manager, b"F1", "MD5")
    manager.remove(b"F1")
    assert rt.args("file_hash") == []


def test_gaps_end_it(manager, rt) -> None:
    manager.local_data(b"abc", b"F1", "test")
    attach(manager, b"F1", "MD5")
    manager.local_data(b"def", b"F1", "test")
    manager.files[b"F1"].gap(6, 1)
    manager.local_data(b"def", b"F1", "test")
    manager.remove(b"F1")
    assert rt.args("file_hash") == []
