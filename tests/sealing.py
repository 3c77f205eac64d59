"""Makes an encrypted twin of a plain SMB 3.1.1 capture.

usage: python tests/sealing.py PLAIN SEALED CIPHER USER PASSWORD

Everything behind the login is wrapped as [MS-SMB2] 3.1.4.3 says, with the key that
the login in the capture leads to; the server's choice of cipher is changed to
CIPHER (1 to 4: AES-128-CCM, AES-128-GCM, AES-256-CCM, AES-256-GCM). The capture
must hold one connection whose segments come in order.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import dpkt

from pyzeek.analyzers.smb.decryption import Decryption, keys
from pyzeek.analyzers.smb.decryption.secrets import nt_hash

CIPHERS = {1: "AES-128-CCM", 2: "AES-128-GCM", 3: "AES-256-CCM", 4: "AES-256-GCM"}
SEGMENT = 1400
NEGOTIATE, SESSION_SETUP = 0, 1
ENCRYPTION_CONTEXT = struct.pack("<HHIH", 2, 4, 0, 1)


class Secrets:
    """One user, as `decryption.secrets` has them."""

    session_keys: dict[int, bytes] = {}

    def __init__(self, user: str, password: str):
        self.user, self.hash = user, nt_hash(password.encode())

    def nt_hash(self, user: str, domain: str) -> bytes | None:
        return self.hash if user == self.user else None


class Sealer:
    """Rewrites the messages of one connection."""

    def __init__(self, cipher: int, secrets: Secrets):
        rt = SimpleNamespace(services={}, reporter=None)
        connection: Any = SimpleNamespace(rt=rt)
        self.cipher = cipher
        self.login = Decryption(connection, secrets)  # type: ignore[arg-type]

    def rewrite(self, message: bytes, is_orig: bool) -> bytes:
        """A message as it is in the twin."""
        if message[:4] != b"\xfeSMB":
            return message
        command, message_id, session, status = read_header(message)
        known = self.login._keys.get(session)
        if known is not None:
            return sealed(known, message, session, is_orig)
        if command == NEGOTIATE:
            return self._negotiate(message, is_orig)
        if command == SESSION_SETUP:
            at = message.find(b"NTLMSSP\0")
            blob = message[at:] if at >= 0 else b""
            if is_orig:
                self.login.setup_request(message, message_id, session, blob)
            else:
                self.login.setup_response(message, message_id, session, status, blob)
        return message

    def _negotiate(self, message: bytes, is_orig: bool) -> bytes:
        if is_orig:
            self.login.negotiate_request(message)
            return message
        (dialect,) = struct.unpack_from("<H", message, 68)
        if dialect == keys.DIALECT_311:
            at = message.index(ENCRYPTION_CONTEXT) + len(ENCRYPTION_CONTEXT)
            chosen = struct.pack("<H", self.cipher)
            message = message[:at] + chosen + message[at + 2 :]
        self.login.negotiate_response(message, dialect, [self.cipher])
        return message


def read_header(message: bytes) -> tuple[int, int, int, int]:
    """Command, message id, session id and status."""
    status, command = struct.unpack_from("<I H", message, 8)
    (message_id,) = struct.unpack_from("<Q", message, 24)
    (session,) = struct.unpack_from("<Q", message, 40)
    return command, message_id, session, status


def sealed(
    known: keys.SessionKeys, message: bytes, session: int, is_orig: bool
) -> bytes:
    """A message in a transform header."""
    cipher: Any = known._to_server if is_orig else known._to_client
    nonce = os.urandom(known._nonce_length)
    rest = struct.pack("<16sIHHQ", nonce, len(message), 0, 1, session)
    data = cipher.encrypt(nonce, message, rest)
    return b"\xfdSMB" + data[-16:] + rest + data[:-16]


class Side:
    """One direction: what waits to be a message, and the next sequence number."""

    def __init__(self) -> None:
        self.waiting = b""
        self.next = 0

    def messages(self, data: bytes) -> Iterator[bytes]:
        """The session messages that data completes."""
        self.waiting += data
        while len(self.waiting) >= 4:
            end = 4 + int.from_bytes(self.waiting[1:4], "big")
            if len(self.waiting) < end:
                return
            yield self.waiting[4:end]
            self.waiting = self.waiting[end:]


def seal_capture(plain: str, twin: str, cipher: int, user: str, password: str) -> None:
    """Write the encrypted twin of a capture."""
    sealer = Sealer(cipher, Secrets(user, password))
    sides = {True: Side(), False: Side()}
    with open(plain, "rb") as source, open(twin, "wb") as target:
        writer = dpkt.pcap.Writer(target)
        for ts, frame in dpkt.pcap.Reader(source):
            for made in rewritten(frame, sealer, sides):
                writer.writepkt(made, ts)


def rewritten(frame: bytes, sealer: Sealer, sides: dict[bool, Side]) -> Iterator[bytes]:
    """The frames of the twin that stand for one."""
    ethernet = dpkt.ethernet.Ethernet(frame)
    tcp = ethernet.data.data
    is_orig = tcp.dport == 445
    own, other = sides[is_orig], sides[not is_orig]
    if tcp.flags & dpkt.tcp.TH_SYN:
        own.next = tcp.seq + 1
        yield frame
        return
    payloads = [b""]
    if tcp.data:
        messages = [sealer.rewrite(m, is_orig) for m in own.messages(tcp.data)]
        stream = b"".join(struct.pack(">I", len(m)) + m for m in messages)
        payloads = [stream[i : i + SEGMENT] for i in range(0, len(stream), SEGMENT)]
    for payload in payloads:
        tcp.seq, tcp.ack, tcp.data, tcp.sum = own.next, other.next, payload, 0
        ethernet.data.len, ethernet.data.sum = 0, 0
        ethernet.data.len = len(ethernet.data)
        own.next += len(payload) + bool(tcp.flags & dpkt.tcp.TH_FIN)
        yield bytes(ethernet)


if __name__ == "__main__":
    seal_capture(sys.argv[1], sys.argv[2], int(sys.argv[3]), *sys.argv[4:6])
