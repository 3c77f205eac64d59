"""Flags that come in the wrong state."""

import pytest

SYN, FIN, RST, ACK = 2, 1, 4, 16


def weirds(lab):
    return [a[0].decode() for _, n, a in lab.rt.seen if n == "conn_weird"]


@pytest.mark.parametrize(
    ("flags", "name"),
    [
        (FIN, "spontaneous_FIN"),
        (RST, "spontaneous_RST"),
        (SYN | ACK, "connection_originator_SYN_ack"),
    ],
)
def test_first_packets(lab, flags, name):
    lab.client(100, 0, flags)
    assert weirds(lab) == [name]


def test_after_a_reset(lab):
    lab.handshake()
    lab.client(101, 101, RST)
    lab.client(101, 101, FIN)
    lab.client(101, 101, ACK, b"x")
    assert "data_after_reset" in weirds(lab)


def test_data_before_the_answer(lab):
    lab.client(100, 0, SYN)
    lab.client(101, 0, ACK, b"x")
    assert "data_before_established" in weirds(lab)


def test_simultaneous_open(lab):
    lab.client(100, 0, SYN)
    lab.server(100, 0, SYN)
    assert weirds(lab) == ["simultaneous_open"]
    assert "connection_established" in lab.names


def test_every_sequence_of_flags_is_survived(make_lab):
    import itertools

    choices = (SYN, SYN | ACK, ACK, FIN | ACK, RST, SYN | FIN | RST)
    for steps in itertools.product(choices, repeat=4):
        lab = make_lab({"connection_state_remove"})
        for i, flags in enumerate(steps):
            (lab.client if i % 2 else lab.server)(100 + i, 100, flags, b"ab" * (i % 3))
        assert lab.finish().count("connection_state_remove") >= 1
