"""RC4 against well-known pairs."""

import pytest

from pyzeek.analyzers.rc4 import rc4


@pytest.mark.parametrize(
    ("key", "plain", "sealed"),
    [
        (b"Key", b"Plaintext", "bbf316e8d940af0ad3"),
        (b"Wiki", b"pedia", "1021bf0420"),
    ],
)
def test_known_pairs(key, plain, sealed):
    assert rc4(key, plain).hex() == sealed
    assert rc4(key, bytes.fromhex(sealed)) == plain
