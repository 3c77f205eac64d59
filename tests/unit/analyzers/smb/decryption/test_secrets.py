"""The secrets of the options."""

from types import SimpleNamespace

import pytest

from pyzeek.analyzers.smb.decryption.secrets import Secrets, nt_hash

DIGITS = b"31d6cfe0d16ae931b73c59d7e0c089c0"


@pytest.fixture
def given():
    said: list[str] = []
    values: dict[str, dict] = {
        "SMB::decryption_passwords": {},
        "SMB::decryption_nt_hashes": {},
        "SMB::decryption_session_keys": {},
    }
    reporter = SimpleNamespace(error=said.append)
    rt = SimpleNamespace(value=values.__getitem__, reporter=reporter)

    def make(**tables):
        for name, table in tables.items():
            values[f"SMB::decryption_{name}"] = table
        return Secrets(rt), said

    return make


def test_users_are_found_in_either_case_with_or_without_domain(given):
    secrets, _ = given(passwords={b"alice": b"a", b"CORP\\bob": b"b", b"c@corp": b"c"})
    assert secrets.nt_hash("Alice", "ANY") == nt_hash(b"a")
    assert secrets.nt_hash("bob", "corp") == nt_hash(b"b")
    assert secrets.nt_hash("C", "CORP") == nt_hash(b"c")
    assert secrets.nt_hash("bob", "other") is None


def test_hashes_and_session_keys(given):
    secrets, said = given(nt_hashes={b"x": DIGITS}, session_keys={7: b"00ff"})
    assert secrets.nt_hash("X", "") == bytes.fromhex(DIGITS.decode()) == nt_hash(b"")
    assert secrets.session_keys == {7: b"\0\xff"}
    assert secrets and not said


def test_what_is_no_secret_is_told(given):
    secrets, said = given(nt_hashes={b"x": b"12", b"y": b"zz"}, session_keys={1: b"q"})
    assert not secrets and len(said) == 3


def test_nothing_given_is_nothing(given):
    secrets, said = given()
    assert not secrets and not said
