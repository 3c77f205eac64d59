"""Elements of DER."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.files.certificates.der import DerError, bits, element, elements, oid

from . import conftest as made


def test_elements() -> None:
    data = made.number(-5) + made.der(4, b"x" * 300)
    first, second = elements(data)
    assert first.number == -5 and len(second.content) == 300
    assert first.whole + second.whole == data
    assert list(element(made.der(0x30, data))) == [first, second]


def test_object_identifiers() -> None:
    for text in ("1.2.840.113549.1.1.1", "2.5.29.17", "2.999.3", "0.9.1"):
        assert oid(element(made.oid(text)).content) == text


BROKEN = ["", "30", "3005", "3081", "3080", "1f81", "308900", "30890000000000000000ff"]


@pytest.mark.parametrize("data", BROKEN)
def test_broken(data: str) -> None:
    with pytest.raises(DerError):
        element(bytes.fromhex(data))


def test_wrong_content() -> None:
    for call, data in ((oid, b""), (oid, b"\x81"), (bits, b""), (bits, b"\x08")):
        with pytest.raises(DerError):
            call(data)
    with pytest.raises(DerError):
        assert element(b"\2\0").number
    with pytest.raises(DerError):
        element(b"\2\0").expect(4)


@given(st.binary(max_size=60))
def test_anything(data: bytes) -> None:
    try:
        assert b"".join(e.whole for e in elements(data)) == data
    except DerError:
        pass
