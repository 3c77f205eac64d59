"""Keytabs, and the clients of tickets that their keys open."""

import hmac
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.krb.keytab import Key, Keytab, client, open_keytab, read
from pyzeek.analyzers.krb.parts import Encrypted, Ticket
from pyzeek.analyzers.rc4 import rc4
from pyzeek.values.record import UNSET

from .conftest import der, element, integer, name, seq, text

RC4_HMAC = 23
SECRET = b"0123456789abcdef"


def counted(data: bytes) -> bytes:
    return struct.pack(">H", len(data)) + data


def entry(etype: int, secret: bytes, *names: bytes) -> bytes:
    body = struct.pack(">H", len(names)) + counted(b"EXAMPLE.TEST")
    body += b"".join(map(counted, names)) + struct.pack(">IIBH", 1, 0, 2, etype)
    body += counted(secret) + struct.pack(">I", 2)
    return struct.pack(">i", len(body)) + body


HOLE = struct.pack(">i", -6) + bytes(6)
KEYTAB = (
    b"\x05\x02"
    + entry(18, b"k" * 32, b"cifs", b"server")
    + HOLE
    + entry(RC4_HMAC, b"another one.....", b"cifs", b"server")
    + entry(RC4_HMAC, SECRET, b"host", b"server")
)


def ticket_part(*names: bytes, realm: bytes = b"EXAMPLE.TEST") -> bytes:
    fields = (
        element(0, der(0x03, b"\0", bytes(4))),
        element(1, seq(element(0, integer(RC4_HMAC)), element(1, der(0x04, SECRET)))),
        element(2, text(realm)),
        element(3, name(*names)),
        element(4, seq()),
    )
    return der(0x63, seq(*fields))


def sealed(plain: bytes) -> bytes:
    secret = hmac.digest(SECRET, struct.pack("<I", 2), "md5")
    data = b"confound" + plain
    checksum = hmac.digest(secret, data, "md5")
    return checksum + rc4(hmac.digest(secret, checksum, "md5"), data)


def ticket(cipher: bytes, *service: bytes, etype: int = RC4_HMAC) -> Ticket:
    named = list(service or (b"cifs", b"server"))
    kind = bytes([etype])
    return Ticket(b"\5", b"EXAMPLE.TEST", named, Encrypted(kind, None, cipher))


class Reporter:
    def __init__(self) -> None:
        self.warnings: list[str] = []

    def warning(self, text: str) -> None:
        self.warnings.append(text)


class Run:
    def __init__(self) -> None:
        self.reporter = Reporter()


@pytest.fixture
def run() -> Run:
    return Run()


def test_keys_are_read_over_holes():
    assert [key.etype for key in read(KEYTAB)] == [18, RC4_HMAC, RC4_HMAC]
    assert read(KEYTAB)[-1] == Key(RC4_HMAC, SECRET)


def test_other_files_have_no_keys():
    assert read(b"") == read(b"\x05\x01junk") == read(b"text") == []


@given(st.integers(0, len(KEYTAB)), st.binary(max_size=40))
def test_damaged_keytabs_do_no_harm(cut, junk):
    read(KEYTAB[:cut] + junk)


def test_whichever_key_fits_opens_a_ticket(run):
    keytab = Keytab(run, read(KEYTAB))
    assert keytab(ticket(sealed(ticket_part(b"alice")))) == b"alice@EXAMPLE.TEST"
    assert run.reporter.warnings == []


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ((b"alice", b"admin"), b"alice/admin@R"),
        ((b"a/b@c\\d",), b"a\\/b\\@c\\\\d@R"),
    ],
)
def test_names_are_written_as_one_types_them(names, shown):
    assert client(ticket_part(*names, realm=b"R") + b"padding") == shown


@pytest.mark.parametrize(
    ("given", "warning"),
    [
        (ticket(b"", b"krbtgt"), "Couldn't parse principal (krbtgt)"),
        (ticket(b"", etype=17), "Couldn't decrypt ticket (Key table entry not found)"),
        (
            ticket(b"x" * 40),
            "Couldn't decrypt ticket (Decrypt integrity check failed)",
        ),
        (
            ticket(sealed(b"no ticket")),
            "Couldn't decrypt ticket (Decrypt integrity check failed)",
        ),
    ],
)
def test_what_cannot_be_opened_is_warned_of(run, given, warning):
    assert Keytab(run, read(KEYTAB))(given) is UNSET
    assert run.reporter.warnings == [f"KRB: {warning}"]


def test_a_keytab_that_is_not_there(run, tmp_path):
    missing = str(tmp_path / "none")
    assert open_keytab(run, missing) is None
    assert run.reporter.warnings == [f"KRB: Can't access keytab ({missing})"]
    (tmp_path / "some").write_bytes(KEYTAB)
    found = open_keytab(run, str(tmp_path / "some"))
    assert found is not None and len(found.keys) == 3


@given(st.binary(max_size=60))
def test_damaged_tickets_do_no_harm(junk):
    made = Run()
    assert Keytab(made, read(KEYTAB))(ticket(sealed(junk))) is UNSET or junk
