"""Identifiers of connections."""

from pyzeek.analyzers.uids import Uids


def test_uids_differ():
    for key in (None, bytes(16)):
        uids = Uids(key)
        made = {uids.next() for _ in range(100)}
        assert len(made) == 100
        assert all(uid.startswith(b"C") for uid in made)


def test_length_in_bits():
    assert Uids(bytes(16), bits=32).next()[-1:] == b"0"
    long = Uids(bytes(16), bits=128)
    assert long.next() == Uids(bytes(16), bits=256).next()


def test_a_uid_may_be_drawn_later():
    uids, others = Uids(bytes(16)), Uids(bytes(16))
    wanted = [others.next() for _ in range(2)]
    before = uids.skip()
    second = uids.next()
    uids.count = before
    assert [uids.next(), second] == wanted
