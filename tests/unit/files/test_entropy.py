"""Entropy of files."""

from __future__ import annotations

from .conftest import attach


def results(manager, rt, *pieces: bytes) -> list:
    manager.local_data(b"", b"F1", "test")
    assert attach(manager, b"F1", "ENTROPY")
    for data in pieces:
        manager.local_data(data, b"F1", "test")
    manager.remove(b"F1")
    return rt.args("file_entropy")


def test_entropy(manager, rt) -> None:
    rt.record("entropy_test_result").names = ("entropy", "chi_square", "mean")
    ((result,),) = results(manager, rt, bytes(range(128)), bytes(range(128, 256)))
    assert (result.entropy, result.mean) == (8.0, 127.5)


def test_of_nothing(manager, rt) -> None:
    assert results(manager, rt) == []
