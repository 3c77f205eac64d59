"""The keyed hash of 64 bits."""

from pyzeek.values.siphash import siphash


def test_as_its_authors_print_it() -> None:
    key = bytes(range(16))
    assert siphash(key, bytes(range(15))) == 0xA129CA6149BE45E5
