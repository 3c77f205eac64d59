"""The secrets that a user has given, and what they are looked up by.

They stand in options of `policy/protocols/smb/decryption.zeek`; a run that does
not load it has none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .md4 import md4

if TYPE_CHECKING:
    from ....runtime import Runtime

_NT_HASH_LENGTH = 16


class Secrets:
    """NT hashes by user, session keys by session id."""

    def __init__(self, rt: Runtime):
        self.rt = rt
        self.hashes: dict[str, bytes] = {}
        self.session_keys: dict[int, bytes] = {}
        for user, password in rt.value("SMB::decryption_passwords").items():
            self.hashes[_user(user)] = nt_hash(password)
        for user, digits in rt.value("SMB::decryption_nt_hashes").items():
            self._add_hash(user, digits)
        for session, digits in rt.value("SMB::decryption_session_keys").items():
            key = self._bytes(digits, "SMB::decryption_session_keys")
            if key:
                self.session_keys[session] = key

    def _add_hash(self, user: bytes, digits: bytes) -> None:
        option = "SMB::decryption_nt_hashes"
        value = self._bytes(digits, option)
        if len(value) == _NT_HASH_LENGTH:
            self.hashes[_user(user)] = value
        elif value:
            self.rt.reporter.error(f"{option}: an NT hash has 32 hexadecimal digits")

    def _bytes(self, digits: bytes, option: str) -> bytes:
        try:
            return bytes.fromhex(digits.decode())
        except ValueError:
            shown = digits.decode("utf-8", "replace")
            self.rt.reporter.error(f"{option}: not hexadecimal: {shown}")
            return b""

    def __bool__(self) -> bool:
        return bool(self.hashes or self.session_keys)

    def nt_hash(self, user: str, domain: str) -> bytes | None:
        """The NT hash for a login; a user may be given with or without a domain."""
        for name in (f"{domain}\\{user}", f"{user}@{domain}", user):
            found = self.hashes.get(name.upper())
            if found is not None:
                return found
        return None


def _user(name: bytes) -> str:
    return name.decode("utf-8", "replace").upper()


def nt_hash(password: bytes) -> bytes:
    """NTOWFv1 of a password ([MS-NLMP] 3.3.1)."""
    return md4(password.decode("utf-8", "replace").encode("utf-16-le"))
