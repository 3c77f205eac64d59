"""Ports: text, order and size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.values.port import Port

PROTOCOLS = ["unknown", "tcp", "udp", "icmp"]


@given(st.integers(0, 65535), st.sampled_from(PROTOCOLS))
def test_round_trip(number: int, protocol: str) -> None:
    port = Port.parse(f"{number}/{protocol}")
    assert str(port) == f"{number}/{protocol}"
    assert (port.number, port.protocol) == (number, protocol)


def test_order_is_by_protocol_first() -> None:
    texts = ["0/unknown", "22/tcp", "80/tcp", "22/udp", "80/udp", "8/icmp"]
    ports = [Port.parse(t) for t in texts]
    assert sorted(ports[::-1]) == ports
    assert int(Port.tcp(80)) == 65616


@pytest.mark.parametrize("text", ["80", "80/sctp", "99999/tcp", "x/tcp", "-1/tcp"])
def test_what_is_no_port(text: str) -> None:
    with pytest.raises(ValueError):
        Port.parse(text)
