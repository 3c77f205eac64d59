"""Identifiers of connections."""

from pyzeek.analyzers.uids import Uids


def test_uids_differ():
    for key in (None, bytes(16)):
        uids = Uids(key)
        made = {uids.next() for _ in range(100)}
        assert len(made) == 100
        assert all(uid.startswith(b"C") for uid in made)
