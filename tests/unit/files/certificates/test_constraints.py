"""Which names lie within others."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.files.certificates.constraints import refusal
from pyzeek.files.certificates.extensions import ALTERNATIVE_NAME

from .conftest import der
from .issuing import issue


class Named:
    """A certificate that has only names."""

    def __init__(self, *alternatives: bytes):
        self.subject = issue("leaf", "a").certificate.subject
        value = der(0x30, *alternatives)
        self.extensions = [type("E", (), {"oid": ALTERNATIVE_NAME, "value": value})]


def permits(base: bytes, name: bytes) -> bool:
    value = der(0x30, der(0xA0, der(0x30, base)))
    named: Any = Named(name)
    return refusal(value, named, leaf=False) is None


@pytest.mark.parametrize(
    ("kind", "base", "name", "expected"),
    [
        (0x82, b"a.b", b"a.b", True),
        (0x82, b"a.b", b"X.A.B", True),
        (0x82, b"a.b", b"xa.b", False),
        (0x82, b".a.b", b"x.a.b", True),
        (0x82, b"", b"x", True),
        (0x81, b"a.b", b"me@a.b", True),
        (0x81, b"me@a.b", b"you@a.b", False),
        (0x81, b".b", b"me@a.b", True),
        (0x81, b"a.b", b"me", False),
        (0x86, b"a.b", b"http://a.b:80/x", True),
        (0x86, b".b", b"http://a.b/x", True),
        (0x86, b"b", b"http://a.b/x", False),
        (0x86, b"b", b"b", False),
        (0x87, bytes((10, 0, 0, 0, 255, 0, 0, 0)), bytes((10, 1, 2, 3)), True),
        (0x87, bytes((10, 0, 0, 0, 255, 0, 0, 0)), bytes((11, 1, 2, 3)), False),
        (0x87, bytes(8), bytes(16), False),
    ],
)
def test_within(kind: int, base: bytes, name: bytes, expected: bool) -> None:
    assert permits(der(kind, base), der(kind, name)) is expected


def test_another_kind_is_not_bound() -> None:
    assert permits(der(0x82, b"a"), der(0x86, b"http://b"))


@given(st.binary(max_size=40))
def test_anything(value: bytes) -> None:
    named: Any = Named(der(0x82, b"a.b"))
    assert refusal(value, named, leaf=True) in (None, True, False)
