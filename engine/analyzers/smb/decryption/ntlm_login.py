"""The session key of an NTLMv2 login, for whom the NT hash is known ([MS-NLMP])."""

from __future__ import annotations

import hmac

from ... import ntlm
from ...contract import ParseError
from ...rc4 import rc4

_CHALLENGE_LENGTH = 8
_PROOF_LENGTH = 16


class Login:
    """What one login shows: the server's challenge, then the client's proof."""

    __slots__ = ("_challenge", "domain", "user", "_proof", "_rest", "_sealed_key")

    def __init__(self) -> None:
        self._challenge = b""
        self.domain = ""
        self.user = ""
        self._proof = b""
        self._rest = b""
        self._sealed_key = b""

    def take(self, blob: bytes) -> None:
        """Take a security blob, bare or inside of SPNEGO."""
        at = blob.find(ntlm.SIGNATURE)
        if at < 0:
            return
        try:
            kind, cursor = ntlm.message(blob[at:])
            if kind == ntlm.CHALLENGE_TYPE:
                challenge = ntlm.read_challenge(cursor).challenge
                self._challenge = challenge.to_bytes(_CHALLENGE_LENGTH, "little")
            elif kind == ntlm.AUTHENTICATE_TYPE:
                self._authenticate(ntlm.read_authenticate(cursor))
        except ParseError:
            return  # the analyzer of NTLM complains of it

    def _authenticate(self, found: ntlm.Authenticate) -> None:
        response = found.response or b""
        self._proof, self._rest = response[:_PROOF_LENGTH], response[_PROOF_LENGTH:]
        self.domain = _text(found.domain)
        self.user = _text(found.user)
        exchanged = found.flags & ntlm.KEY_EXCHANGE
        self._sealed_key = (found.session_key or b"") if exchanged else b""

    def session_key(self, nt_hash: bytes) -> bytes | None:
        """The key that both sides agreed on; None if the hash is not the user's."""
        identity = (self.user.upper() + self.domain).encode("utf-16-le")
        owf = _hmac_md5(nt_hash, identity)
        proof = _hmac_md5(owf, self._challenge + self._rest)
        if not self._rest or not hmac.compare_digest(proof, self._proof):
            return None
        key = _hmac_md5(owf, self._proof)
        return rc4(key, self._sealed_key) if self._sealed_key else key


def _text(raw: bytes | None) -> str:
    return (raw or b"").decode("utf-16-le", "replace")


def _hmac_md5(key: bytes, data: bytes) -> bytes:
    return hmac.digest(key, data, "md5")
