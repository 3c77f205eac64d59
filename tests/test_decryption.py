"""Encrypted SMB3 is read like plain SMB, given a secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from pyzeek.analyzers.smb.decryption.secrets import nt_hash

pytest.importorskip("cryptography")

TRACES = Path(__file__).with_name("traces")
SCRIPT = "policy/protocols/smb/decryption"
PASSWORD = "Wonder1and"
GIVEN = f'redef SMB::decryption_passwords += {{ ["alice"] = "{PASSWORD}" }};'
REAL = {
    "smb3-00-encrypted": "hello.txt",
    "smb3-11-encrypted": "hello.txt",
    "smb3-11-encrypted-aes256": "hello.txt",
    "smb3-11-encrypted-share": "words.txt",
}


@pytest.fixture
def logs(run, tmp_path):
    """The lines of each log without its header, and what else the run says."""

    def logs(capture, given=GIVEN):
        outcome = run("-C", "-D", "-r", str(capture), SCRIPT, "-e", given)
        found = {}
        for path in tmp_path.glob("*.log"):
            lines = path.read_text().splitlines()
            found[path.stem] = [line for line in lines if line[0] != "#"]
            path.unlink()
        return found, outcome.err

    return logs


def names(found):
    """The files that smb_files.log tells of."""
    return {line.split("\t")[9] for line in found.get("smb_files", ())}


@pytest.mark.parametrize("name", REAL)
def test_files_of_real_sessions(logs, name):
    capture = TRACES / "encrypted" / f"{name}.pcap"
    assert REAL[name] in names(logs(capture)[0])


def test_without_a_secret_nothing_is_read(logs):
    found, err = logs(TRACES / "encrypted" / "smb3-11-encrypted.pcap", given="")
    assert not names(found) and not err


def test_pipes_too(logs):
    found, _ = logs(TRACES / "encrypted" / "smb3-00-impacket-encrypted.pcap")
    assert found["dce_rpc"][0].split("\t")[8:] == ["svcctl", "OpenSCManagerW"]


def test_an_nt_hash_will_do(logs):
    digits = nt_hash(PASSWORD.encode()).hex()
    given = f'redef SMB::decryption_nt_hashes += {{ ["ALICE"] = "{digits}" }};'
    capture = TRACES / "encrypted" / "smb3-11-encrypted.pcap"
    assert "hello.txt" in names(logs(capture, given)[0])


def test_a_wrong_password_is_told(logs):
    given = GIVEN.replace(PASSWORD, "wrong")
    found, err = logs(TRACES / "encrypted" / "smb3-11-encrypted.pcap", given)
    assert not names(found) and "alice is not what the login was made with" in err


def test_a_secret_that_is_none_is_told(logs):
    given = 'redef SMB::decryption_nt_hashes += { ["alice"] = "0xyz" };'
    found, err = logs(TRACES / "encrypted" / "smb3-11-encrypted.pcap", given)
    assert not names(found)
    assert "SMB::decryption_nt_hashes: not hexadecimal: 0xyz" in err


@pytest.mark.parametrize("cipher", (1, 2, 3, 4))
def test_an_encrypted_twin_gives_the_same_logs(logs, sealing, tmp_path, cipher):
    plain = TRACES / "smb" / "smb3-11-session.pcap"
    twin = tmp_path / "twin.pcap"
    sealing.seal_capture(str(plain), str(twin), cipher, "alice", PASSWORD)
    expected, found = logs(plain, given="")[0], logs(twin)[0]
    for name in ("smb_files", "smb_mapping", "files"):
        assert expected[name] and found[name] == expected[name]
    assert "smb_files" not in logs(twin, given="")[0]
