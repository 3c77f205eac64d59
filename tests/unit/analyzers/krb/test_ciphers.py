"""Ciphers of Kerberos against the examples of their specifications."""

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.krb.ciphers import (
    CIPHERS,
    Unfit,
    aes_blocks,
    n_fold,
    opened_cts,
)
from pyzeek.analyzers.rc4 import rc4

pytest.importorskip("cryptography")

CHICKEN = b"chicken teriyaki"
RFC_8009_128 = "3705d96080c17728a0e800eab6e0d23c"
RFC_8009_256 = "6d404d37faf79f9df0d33568d320669800eb4836472ea8a026d16b7182460c52"


@pytest.mark.parametrize(
    ("data", "folded"),
    [
        (b"012345", "be072631276b1955"),
        (b"password", "78a07b6caf85fa"),
        (b"Rough Consensus, and Running Code", "bb6ed30870b7f0e0"),
        (b"Q", "518a54a215a8452a518a54a215a8452a518a54a215"),
        (b"kerberos", "6b65726265726f737b9b5b2b93132b93"),
    ],
)
def test_n_fold(data, folded):
    assert n_fold(data, len(folded) // 2).hex() == folded


@pytest.mark.parametrize(
    ("plain", "sealed"),
    [
        (b"I would like the ", "c6353568f2bf8cb4d8a580362da7ff7f97"),
        (
            b"I would like the General Gau's ",
            "fc00783e0efdb2c1d445d4c8eff7ed2297687268d6ecccc0c07b25e25ecfe5",
        ),
    ],
)
def test_ciphertext_stealing(plain, sealed):
    assert opened_cts(CHICKEN, bytes.fromhex(sealed)) == plain


@pytest.mark.parametrize(
    ("etype", "key", "plain", "sealed"),
    [
        (
            19,
            RFC_8009_128,
            "",
            "ef85fb890bb8472f4dab20394dca781dad877eda39d50c870c0d5a0a8e48c718",
        ),
        (
            19,
            RFC_8009_128,
            "000102030405",
            "84d7f30754ed987bab0bf3506beb09cfb55402cef7e6877ce99e247e52d16ed4"
            "421dfdf8976c",
        ),
        (
            20,
            RFC_8009_256,
            "",
            "41f53fa5bfe7026d91faf9be959195a058707273a96a40f0a01960621ac61274"
            "8b9bbfbe7eb4ce3c",
        ),
    ],
)
def test_aes_with_sha2(etype, key, plain, sealed):
    opened = CIPHERS[etype](bytes.fromhex(key), 2, bytes.fromhex(sealed))
    assert opened.hex() == plain


def sealed_rc4(key: bytes, usage: int, plain: bytes) -> bytes:
    secret = hmac.digest(key, usage.to_bytes(4, "little"), "md5")
    data = b"confound" + plain
    checksum = hmac.digest(secret, data, "md5")
    return checksum + rc4(hmac.digest(secret, checksum, "md5"), data)


def test_rc4():
    sealed = sealed_rc4(b"k" * 16, 2, b"plain")
    assert CIPHERS[23](b"k" * 16, 2, sealed) == b"plain"


def test_a_password_opens_a_recorded_time_stamp():
    """What MIT's kinit sent for alice, whose password is in `traces/README.md`."""
    salt = b"EXAMPLE.TESTalice"
    first = hashlib.pbkdf2_hmac("sha1", b"Wonder1and", salt, 4096, 32)
    block = aes_blocks(first, n_fold(b"kerberos", 16), seal=True)
    key = block + aes_blocks(first, block, seal=True)
    plain = CIPHERS[18](key, 1, bytes.fromhex(STAMP))
    assert plain.startswith(b"\x30\x1a\xa0\x11\x18\x0f20261121132903Z")


STAMP = (
    "244087f7465ce0d86e1ad599ec3a369f5ef777e405b8c8b10a0afc0eee2886841ba7cf54"
    "2d25b1e2b1fb9010d770633c3cdf22d5e605412d"
)


@given(st.sampled_from(sorted(CIPHERS)), st.binary(max_size=80))
def test_damage_does_not_fit(etype, data):
    key = bytes(32 if etype in (18, 20) else 16)
    with pytest.raises(Unfit):
        CIPHERS[etype](key, 2, data)
