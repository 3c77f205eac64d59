"""Addresses made anonymous."""

from typing import Any

import pytest

from pyzeek.values.addr import Addr
from pyzeek.values.enum import EnumVal
from pyzeek.values.subnet import Subnet

ORIG = EnumVal(None, "ORIG_ADDR", 0)  # type: ignore[arg-type]
BASE = Addr.parse("1.2.3.4")


def choose(rt: Any, name: str, *kept: Addr) -> None:
    method = EnumVal(None, name, 0)  # type: ignore[arg-type]
    chosen = {
        "orig_addr_anonymization": method,
        "preserve_orig_addr": dict.fromkeys(kept),
    }
    rt.values |= chosen
    rt.names.symbols |= chosen
    rt.services["seeds"] = (5,) * 21


def make(rt: Any, text: str) -> str:
    return str(rt.call("anonymize_addr", Addr.parse(text), ORIG))


def shared(a: str, b: str) -> int:
    """In how many of the first bits two addresses agree."""
    one, two = (int.from_bytes(Addr.parse(x)[12:], "big") for x in (a, b))
    return 32 - (one ^ two).bit_length()


def test_what_stays(rt) -> None:
    assert make(rt, "1.2.3.4") == "1.2.3.4"
    choose(rt, "SEQUENTIALLY_NUMBERED", BASE)
    assert [make(rt, a) for a in ("1.2.3.4", "9.9.9.9", "9.9.9.8", "9.9.9.9")] == [
        "1.2.3.4",
        "0.0.0.2",
        "0.0.0.3",
        "0.0.0.2",
    ]
    assert rt.call("anonymize_addr", Addr.parse("::1"), ORIG) is None and rt.said


@pytest.mark.parametrize("kind", ["A50", "MD5", "SHA256"])
def test_prefixes_stay_alike(rt, kind: str) -> None:
    choose(rt, f"PREFIX_PRESERVING_{kind}")
    addresses = ["1.2.3.4", "1.2.3.5", "1.2.9.9", "1.2.3.4", "200.1.1.1", "1.2.3.6"]
    made = [make(rt, a) for a in addresses]
    for a, x in zip(addresses, made, strict=True):
        for b, y in zip(addresses, made, strict=True):
            assert shared(a, b) == shared(x, y)


@pytest.mark.parametrize("kind", ["MD5", "SHA256"])
def test_random_but_always_the_same(rt, kind: str) -> None:
    choose(rt, f"RANDOM_{kind}")
    assert make(rt, "1.2.3.4") == make(rt, "1.2.3.4") != make(rt, "1.2.3.5")


def test_prefixes_that_are_kept(rt) -> None:
    choose(rt, "PREFIX_PRESERVING_A50")
    rt.call("preserve_subnet", Subnet.parse("1.2.3.0/24"))
    rt.call("preserve_prefix", Addr.parse("0.7.7.7"), 32)
    rt.call("preserve_prefix", Addr.parse("::1"), 8)
    assert len(rt.said) == 1
    assert shared(make(rt, "1.2.3.4"), "1.2.3.4") >= 24
    assert make(rt, "0.7.7.7") == "0.7.7.7" and make(rt, "0.0.0.0") == "0.0.0.0"
    rt.call("preserve_prefix", BASE, 8)
    assert len(rt.said) == 1
