"""Subnets: masking, width and membership."""

import pytest

from pyzeek.values.addr import Addr
from pyzeek.values.subnet import Subnet

TEXTS = {
    "10.1.2.3/8": "10.0.0.0/8",
    "192.168.1.77/28": "192.168.1.64/28",
    "0.0.0.0/0": "0.0.0.0/0",
    "2001:db8:1:2::5/48": "2001:db8:1::/48",
    "::/0": "::/0",
    "::ffff:10.1.2.3/32": "::/32",
}


@pytest.mark.parametrize("text, shown", TEXTS.items())
def test_text(text: str, shown: str) -> None:
    assert str(Subnet.parse(text)) == shown


@pytest.mark.parametrize("text", ["10.0.0.0", "10.0.0.0/33", "::/129", "1.1.1.1/x"])
def test_what_is_no_subnet(text: str) -> None:
    with pytest.raises(ValueError):
        Subnet.parse(text)


def test_a_width_that_does_not_fit_is_told() -> None:
    with pytest.raises(ValueError, match="bad IPv4 subnet prefix length: 33"):
        Subnet.of(Addr.parse("1.2.3.4"), 33)


def test_membership_and_size() -> None:
    net = Subnet.parse("10.0.0.0/8")
    assert Addr.parse("10.1.1.1") in net and Addr.parse("11.1.1.1") not in net
    assert net.covers(Subnet.parse("10.1.0.0/16"))
    assert not net.covers(Subnet.parse("0.0.0.0/0"))
    assert Addr.parse("1.2.3.4") in Subnet.parse("::/0")
    assert net.size == 2.0**24 and net.width == 8
    assert net == Subnet.parse("10.255.0.0/8") and len({net, net}) == 1
