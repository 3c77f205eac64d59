"""Names in certificates."""

import hashlib

import pytest

DN = b"0\x1c1\x1a0\x18\x06\x03U\x04\x03\x13\x11certauth.idrix.fr"


def test_distinguished_names(rt) -> None:
    assert rt.call("parse_distinguished_name", DN) == b"CN=certauth.idrix.fr"
    assert rt.call("parse_distinguished_name", b"000" + DN) == b""
    assert rt.call("parse_distinguished_name", b"") == b""


HOSTS = [
    ("www.zeek.org", "www.zeek.org", True),
    ("www.zeek.org", "*", False),
    ("www.zeek.org", "*.zeek.org", True),
    ("www.zeek.org", "ww*.zeek.org", True),
    ("www.zeek.org", "wa*.zeek.org", False),
    ("www.zeek.org", "*.*.org", False),
    ("zeek.org", "*.org", False),
    ("a.b.zeek.org", "*.zeek.org", False),
    ("www.zeek.org\0x", "*.zeek.org", False),
    ("", "", True),
]


@pytest.mark.parametrize("host, name, fits", HOSTS)
def test_host_names(rt, host: str, name: str, fits: bool) -> None:
    assert rt.call("x509_check_hostname", host.encode(), name.encode()) is fits


def test_the_cache_is_kept(rt) -> None:
    assert rt.call("x509_set_certificate_cache", "t")
    assert rt.call("x509_set_certificate_cache_hit_callback", "f")
    assert rt.services["certificate_cache"] == {"table": "t", "hit": "f"}


def _der(tag: int, *parts: bytes) -> bytes:
    content = b"".join(parts)
    size = len(content)
    return bytes((tag, 0x81, size) if size > 127 else (tag, size)) + content


EC = _der(0x30, bytes.fromhex("06072a8648ce3d0201"), bytes.fromhex("06052b81040022"))
SIGNED = _der(0x30, bytes.fromhex("06082a8648ce3d040302"))
TIME = _der(0x17, b"250102030405Z")
SPKI = _der(0x30, EC, b"\3\2\0\4")
NO_CA = _der(0x30, b"\6\3\x55\x1d\x13", b"\4\2\x30\0")
SAN = _der(0x30, b"\6\3\x55\x1d\x11", b"\4\7\x30\5\x82\3*.a")


def certificate(extension: bytes) -> bytes:
    """A certificate of which the signature is not one."""
    parts = b"\2\1\x2a", SIGNED, DN, _der(0x30, TIME, TIME), DN, SPKI
    body = _der(0x30, *parts, _der(0xA3, _der(0x30, extension)))
    return _der(0x30, body, SIGNED, b"\3\2\0\0")


def test_certificates(rt) -> None:
    der = certificate(NO_CA)
    value = rt.call("x509_from_der", der + b"?")
    assert rt.call("x509_get_certificate_string", value, False) == der
    pem = rt.call("x509_get_certificate_string", value, True)
    assert pem.startswith(b"-----BEGIN CERTIFICATE-----\n") and pem.endswith(b"-----\n")
    record = rt.call("x509_parse", value)
    assert (record.serial, record.curve) == (b"2A", b"secp384r1")
    assert rt.call("x509_from_der", b"?") is None
    assert rt.said == [("builtin", "error parsing certificate")]


def test_hashes_of_parts(rt) -> None:
    value = rt.call("x509_from_der", certificate(NO_CA))
    sha1 = hashlib.sha1(DN).digest()
    assert rt.call("x509_subject_name_hash", value, 2) == sha1
    assert rt.call("x509_issuer_name_hash", value, 2) == sha1
    assert rt.call("x509_spki_hash", value, 4) == hashlib.sha256(SPKI).digest()
    assert rt.call("x509_spki_hash", value, 9) == b""


@pytest.mark.parametrize(
    "extension, host, name",
    [
        (NO_CA, b"certauth.idrix.fr", b"certauth.idrix.fr"),
        (NO_CA, b"other", b""),
        (SAN, b"certauth.idrix.fr", b""),
        (SAN[:-3] + b"a.b", b"a.b", b"a.b"),
        (SAN.replace(b"\x30\5", b"\x30\6"), b"a.b", b""),
    ],
)
def test_host_of_certificate(rt, extension: bytes, host: bytes, name: bytes) -> None:
    value = rt.call("x509_from_der", certificate(extension))
    assert rt.call("x509_check_cert_hostname", value, host) == name
