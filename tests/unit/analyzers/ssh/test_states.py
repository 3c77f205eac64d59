"""Which version both sides speak, and how they exchange keys."""

from __future__ import annotations

import pytest

from pyzeek.analyzers.ssh.states import SSH1, SSH2, UNKNOWN, State, Versions, way_of


@pytest.mark.parametrize(
    ("client", "server", "agreed"),
    [
        (b"SSH-2.0-x", b"SSH-2.0-y", SSH2),
        (b"SSH-1.5-x", b"SSH-1.3-y", SSH1),
        (b"SSH-1.99-x", b"SSH-1.99-y", SSH2),
        (b"SSH-1.99-x", b"SSH-2.0-y", SSH2),
        (b"SSH-1.5-x", b"SSH-1.99-y", SSH1),
        (b"SSH-1.5-x", b"SSH-2.0-y", UNKNOWN),
        (b"SSH-2.0-x", b"SSH-", UNKNOWN),
        (b"SSH-3.0-x", b"SSH-3.0-y", UNKNOWN),
    ],
)
def test_versions(client: bytes, server: bytes, agreed: int) -> None:
    versions = Versions()
    versions.add(client, True)
    assert versions.agreed == UNKNOWN
    versions.add(server, False)
    assert versions.agreed == agreed


@pytest.mark.parametrize(
    ("algorithm", "way"),
    [
        (b"diffie-hellman-group14-sha256", State.KEX_DH),
        (b"diffie-hellman-group-exchange-sha1", State.KEX_DH_GEX),
        (b"gss-gex-sha1-abc", State.KEX_GSS),
        (b"curve25519-sha256@libssh.org", State.KEX_ECC),
        (b"mlkem768x25519-sha256", State.KEX_ECC),
        (b"diffie-hellman-group18-sha512", None),
    ],
)
def test_ways(algorithm: bytes, way: State | None) -> None:
    assert way_of(algorithm) is way
