"""Encrypted SMB3, for who gives a password, an NT hash or a session key.

What Zeek cannot do: logins are watched for the session keys that they agree on,
and the messages of a session whose key is known are read as if they were plain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .keys import (
    AES_128_CCM,
    HEADER_LENGTH,
    NONCE_LENGTHS,
    SESSION_ID,
    NoCipher,
    SessionKeys,
    Terms,
    preauth,
)
from .ntlm_login import Login
from .secrets import Secrets

if TYPE_CHECKING:
    from ...conn import Connection

_KEPT = 1000
"""Logins under way and sessions that one connection remembers."""


def decryption_for(connection: Connection) -> Decryption | None:
    """What decrypts a connection, where the user gave any secret."""
    services = connection.rt.services
    if "smb_secrets" not in services:
        services["smb_secrets"] = Secrets(connection.rt)
    secrets = services["smb_secrets"]
    return Decryption(connection, secrets) if secrets else None


class Decryption:
    """The sessions of one connection, as its messages set them up."""

    def __init__(self, connection: Connection, secrets: Secrets):
        self._connection = connection
        self._secrets = secrets
        self._terms = Terms(0)
        self._hash = b""
        # By message id: the hash up to a session setup request that waits.
        self._asked: dict[int, tuple[bytes, Login]] = {}
        # By session id: the hash so far and the login, then the keys.
        self._logins: dict[int, tuple[bytes, Login]] = {}
        self._keys: dict[int, SessionKeys] = {}
        services = connection.rt.services
        # Sessions go over several connections, to whatever address.
        self._all_keys = services.setdefault("smb_session_keys", {})

    # ---- what is negotiated

    def negotiate_request(self, message: bytes) -> None:
        """The client offers dialects: the hash begins."""
        self._hash = preauth(b"", message)

    def negotiate_response(
        self, message: bytes, dialect: int, ciphers: list[int]
    ) -> None:
        """The server has chosen."""
        chosen = [c for c in ciphers if c in NONCE_LENGTHS]
        self._terms = Terms(dialect, chosen[0] if chosen else AES_128_CCM)
        self._hash = preauth(self._hash, message)

    # ---- logins

    def setup_request(
        self, message: bytes, message_id: int, session: int, blob: bytes
    ) -> None:
        """A step of the client's login."""
        _make_room(self._asked)
        before, login = self._logins.get(session, (self._hash, Login()))
        login.take(blob)
        self._asked[message_id] = preauth(before, message), login

    def setup_response(
        self, message: bytes, message_id: int, session: int, status: int, blob: bytes
    ) -> None:
        """The server's answer to it; the last one is not part of the hash."""
        asked = self._asked.pop(message_id, None)
        if asked is None:
            return
        before, login = asked
        login.take(blob)
        if status:
            _make_room(self._logins)
            self._logins[session] = preauth(before, message), login
            return
        self._logins.pop(session, None)
        key = self._secrets.session_keys.get(session) or self._login_key(login)
        if key is not None:
            self._establish(session, key, before)

    def _login_key(self, login: Login) -> bytes | None:
        nt_hash = self._secrets.nt_hash(login.user, login.domain)
        if nt_hash is None:
            return None
        key = login.session_key(nt_hash)
        if key is None:
            who = f"{login.domain}\\{login.user}"
            self._connection.rt.reporter.warning(
                f"SMB: the secret given for {who} is not what the login was made with"
            )
        return key

    def _establish(self, session: int, key: bytes, preauth_hash: bytes) -> None:
        try:
            made = SessionKeys(self._terms, key, preauth_hash)
        except NoCipher:
            self._complain_once()
            return
        _make_room(self._keys)
        self._keys[session] = self._all_keys[session] = made
        if len(self._all_keys) > _KEPT:
            del self._all_keys[next(iter(self._all_keys))]

    def _complain_once(self) -> None:
        services = self._connection.rt.services
        if not services.get("smb_no_cipher"):
            services["smb_no_cipher"] = True
            self._connection.rt.reporter.error(
                "SMB3 stays encrypted: pip install 'pyzeek[decryption]' for its ciphers"
            )

    # ---- messages

    def open(self, message: bytes, is_orig: bool) -> bytes | None:
        """What an encrypted message says; None if its session's key is not known."""
        if len(message) <= HEADER_LENGTH:
            return None
        (session,) = SESSION_ID(message)
        keys = self._keys.get(session) or self._all_keys.get(session)
        return keys.open(message, is_orig) if keys is not None else None


def _make_room(table: dict[int, Any]) -> None:
    """Forget the oldest where more wait than a real client has."""
    if len(table) >= _KEPT:
        del table[next(iter(table))]
