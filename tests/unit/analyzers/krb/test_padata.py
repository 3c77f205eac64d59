"""Pre-authentication data."""

from __future__ import annotations

import pytest

from .conftest import Talk, der, element, encrypted, integer, kdc_request, pieces, seq


def item(kind: int, content: bytes) -> bytes:
    """One piece whose content is not an octet string."""
    return seq(element(1, integer(kind)), element(2, content))


INFO = der(0x04, seq(seq(element(0, integer(18)), element(1, der(0x1B, b"salt")))))
INFO_ALONE = der(0x04, seq(seq(element(0, integer(18)))))
SIGNED = (
    der(0x06, b"oid"), integer(3), der(0x31), seq(),
)  # fmt: skip


def signed(outer: int) -> bytes:
    """Signed data in so many frames, up to the certificate."""
    oid, version, algorithms, content = SIGNED
    data = oid + der(0xA0, seq(version, algorithms, content, der(0xA0, b"cert")))
    for _ in range(outer):
        data = der(0x30, data)
    return data


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (item(2, der(0x04, encrypted(18, b"stamp"))), [(2, b"stamp")]),
        (item(3, der(0x04, b"salt")), [(3, b"salt")]),
        (item(11, INFO), [(11, b"salt")]),
        (item(19, INFO), [(19, b"salt")]),
        (item(19, INFO_ALONE), [(19, b"")]),
        (item(128, der(0x04, b"x")), [(128, b"x")]),
        (item(128, der(0x04)), []),
        (item(16, signed(4)), []),
        (item(17, signed(5)), []),
    ],
)
def test_pieces(data: bytes, shown: list[tuple[int, bytes]]) -> None:
    talk = Talk()
    events = talk.send(kdc_request(10, padata=seq(data)))
    assert (events[0][1][2], talk.violations) == (shown, [])


def test_no_sequence() -> None:
    talk = Talk()
    [(_, record)] = talk.send(kdc_request(10, padata=der(0x04, b"")))
    assert record == (5, 10, [])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (item(128, b"\4\5x"), "ASN1Encoding:content: 7 > 3"),
        (item(16, der(0x30, der(0x30))), "ASN1EncodingMeta:len: 2 > 0"),
    ],
)
def test_malformed(data: bytes, reason: str) -> None:
    talk = Talk()
    talk.send(kdc_request(10, padata=seq(data)))
    assert talk.violations == [f"out_of_bound: {reason}"]


def test_errors_are_not_looked_into() -> None:
    talk = Talk()
    field = element(12, pieces((16, b"anything")))
    code = element(6, integer(25))
    [(_, [shown])] = talk.send(der(0x7E, seq(code, field)))
    assert shown["pa_data"] == [(16, b"\4\x08anything")]
