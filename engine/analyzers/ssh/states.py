"""How far a side is, and which version of the protocol both speak."""

from __future__ import annotations

from enum import IntEnum

SSH1, SSH2, UNKNOWN, SSH199 = 1, 2, 3, 4


class State(IntEnum):
    """What a side sends next; the way to exchange keys decides about its messages."""

    VERSION_EXCHANGE = 0
    KEX_INIT = 1
    KEX_DH_GEX = 2
    KEX_DH = 3
    KEX_ECC = 4
    KEX_GSS = 5
    KEX_RSA = 6
    ENCRYPTED = 7


class Versions:
    """The versions of both sides, and what they agree on (RFC 4253 5.1)."""

    __slots__ = ("_sides", "agreed")

    def __init__(self) -> None:
        self._sides = {True: UNKNOWN, False: UNKNOWN}
        self.agreed = UNKNOWN

    def add(self, text: bytes, is_orig: bool) -> None:
        """What one side says it is, such as `SSH-2.0-OpenSSH`."""
        if len(text) >= 5 and text[4:5] in (b"1", b"2"):
            self._sides[is_orig] = _number(text)
        both = set(self._sides.values())
        if both == {SSH199}:
            self.agreed = SSH2
        elif len(both) == 1:
            self.agreed = both.pop()
        elif both == {SSH1, SSH2}:
            self.agreed = UNKNOWN
        elif SSH199 in both and UNKNOWN not in both:
            self.agreed = min(both)


def _number(text: bytes) -> int:
    if text[4:5] == b"2":
        return SSH2
    return SSH199 if len(text) >= 8 and text[6:8] == b"99" else SSH1


# Ways to exchange keys, by whole names and by beginnings; the first that fits counts.
_NAMES = {
    b"rsa1024-sha1": State.KEX_RSA,
    b"rsa2048-sha256": State.KEX_RSA,
    b"diffie-hellman-group1-sha1": State.KEX_DH,
    b"diffie-hellman-group14-sha1": State.KEX_DH,
    b"diffie-hellman-group14-sha256": State.KEX_DH,
    b"diffie-hellman-group16-sha512": State.KEX_DH,
    b"diffie-hellman-group-exchange-sha1": State.KEX_DH_GEX,
    b"diffie-hellman-group-exchange-sha256": State.KEX_DH_GEX,
    b"ecmqv-sha2": State.KEX_ECC,
}
_BEGINNINGS = (
    (b"gss-", State.KEX_GSS),
    (b"ecdh-sha2-", State.KEX_ECC),
    (b"curve25519-sha256", State.KEX_ECC),
    (b"sntrup761x25519-sha512", State.KEX_ECC),
    (b"mlkem", State.KEX_ECC),
)


def way_of(algorithm: bytes) -> State | None:
    """Which messages exchange keys by that algorithm, if it is known."""
    if algorithm in _NAMES:
        return _NAMES[algorithm]
    fitting = (way for begin, way in _BEGINNINGS if algorithm.startswith(begin))
    return next(fitting, None)
