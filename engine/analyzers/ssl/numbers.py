"""Numbers of SSL, TLS and DTLS (RFC 8446 4 and 5, RFC 9147, the drafts of SSLv2)."""

from __future__ import annotations

# Types of records. Those of SSLv2 are messages; they count from 300 on.
CHANGE_CIPHER_SPEC = 20
ALERT = 21
HANDSHAKE = 22
APPLICATION_DATA = 23
HEARTBEAT = 24
V2_BASE = 300
V2_ERROR = 300
V2_CLIENT_HELLO = 301
V2_CLIENT_MASTER_KEY = 302
V2_SERVER_HELLO = 304

# Messages of the handshake.
HELLO_REQUEST = 0
CLIENT_HELLO = 1
SERVER_HELLO = 2
HELLO_VERIFY_REQUEST = 3
SESSION_TICKET = 4
CERTIFICATE = 11
SERVER_KEY_EXCHANGE = 12
CERTIFICATE_REQUEST = 13
SERVER_HELLO_DONE = 14
CERTIFICATE_VERIFY = 15
CLIENT_KEY_EXCHANGE = 16
FINISHED = 20
CERTIFICATE_URL = 21
CERTIFICATE_STATUS = 22

UNKNOWN_VERSION = 0
SSL_20 = 0x0002
SSL_30 = 0x0300
TLS_10 = 0x0301
TLS_11 = 0x0302
TLS_12 = 0x0303
TLS_13 = 0x0304
DTLS_10 = 0xFEFF
DTLS_12 = 0xFEFD
DTLS_13 = 0xFEFC
DRAFT = 0x7F
"The upper byte of drafts of TLS 1.3."

RECORD_VERSIONS = frozenset((SSL_30, TLS_10, TLS_11, TLS_12))
"What the header of a record may say."
BEFORE_13 = frozenset((SSL_20, SSL_30, TLS_10, TLS_11, TLS_12))
KNOWN_VERSIONS = BEFORE_13 | {TLS_13, DTLS_10, DTLS_12, DTLS_13}


def is_known(version: int) -> bool:
    """Whether there is such a version, for what a hello says."""
    return version >> 8 == DRAFT or version in KNOWN_VERSIONS


def is_tls13(version: int) -> bool:
    """Whether it is TLS 1.3, or one of its drafts as Zeek counts them."""
    return version == TLS_13 or version // 0xFF == DRAFT


def _suites(text: str) -> frozenset[int]:
    """Cipher suites from ranges in hexadecimal."""
    found: set[int] = set()
    for part in text.split():
        first, _, last = part.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)


# Which form the messages of the key exchange have is told by the cipher suite.

ECDHE = _suites(
    "c006-c00a c010-c014 c023-c024 c027-c028 c02b-c02c c02f-c030 c033-c03b c048-c049"
    " c04c-c04d c05c-c05d c060-c061 c070-c073 c076-c077 c086-c087 c08a-c08b c09a-c09b"
    " c0ac-c0af cc13-cc14 cca8-cca9 d001-d003 d005"
)
ECDH_ANONYMOUS = _suites("c015-c019")
DHE = _suites(
    "11-16 32-33 38-39 40 44-45 63 65-67 6a-6b 72-74 77-79 87-88 8e-91 99-9a 9e-9f"
    " a2-a3 aa-ab b2-b5 bd-be c3-c4 c042-c045 c052-c053 c056-c057 c066-c067 c06c-c06d"
    " c07c-c07d c080-c081 c090-c091 c096-c097 c09e-c09f c0a2-c0a3 c0a6-c0a7 c0aa-c0ab"
    " cc15 ccaa ccad"
)
DH_ANONYMOUS = _suites(
    "17-1b 34 3a 46 6c-6d 89 9b a6-a7 bf c5 c046-c047 c05a-c05b c084-c085"
)

CLIENT_RSA = _suites(
    "1-a 2f 35 3b-3d 41 60-62 64 7c-7e 84 92-96 9c-9d b6-ba c0 c03c-c03d c050-c051"
    " c068-c069 c06e-c06f c07a-c07b c092-c093 c098-c099 c09c-c09d c0a0-c0a1"
)
CLIENT_ECDH = _suites(
    "c001-c019 c023-c03b c048-c04f c05c-c063 c070-c079 c086-c08d c09a-c09b c0ac-c0af"
    " cca8-cca9"
)
CLIENT_DH = (DHE | DH_ANONYMOUS) - _suites("cc15 ccad")
