"""Names in certificates."""

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
