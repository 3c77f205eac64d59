"""Identifiers of connections."""

from pyzeek.analyzers.uids import Uids, base62


def test_digits_come_lowest_first():
    assert base62(0) == b""
    assert base62(61) == b"Z"
    assert base62(62 + 10) == b"a1"


def test_uids_differ():
    for key in (None, bytes(16)):
        uids = Uids(key)
        made = {uids.next() for _ in range(100)}
        assert len(made) == 100
        assert all(uid.startswith(b"C") for uid in made)
