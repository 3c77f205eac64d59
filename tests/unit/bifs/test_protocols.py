"""Pieces of protocols."""

import pytest

from pyzeek.values.addr import Addr
from pyzeek.values.port import Port

URIS = {
    b"/a%20b": b"/a b",
    b"%": b"%",
    b"%4": b"%4",
    b"%zz": b"%zz",
    b"%%41": b"A",
    b"%u0041%u2603": b"A&\x03",
    b"plain": b"plain",
}


@pytest.mark.parametrize("uri, text", URIS.items())
def test_uris(rt, uri: bytes, text: bytes) -> None:
    assert rt.call("unescape_URI", uri) == text


def encoded(name: bytes) -> bytes:
    return bytes(b + 0x41 for c in name for b in (c >> 4, c & 15))


def test_netbios_names(rt) -> None:
    name = encoded(b"HOST           \x20")
    assert rt.call("decode_netbios_name", name) == b"HOST"
    assert rt.call("decode_netbios_name_type", name) == 0x20
    assert rt.call("decode_netbios_name", b"short") == b""
    assert rt.call("decode_netbios_name_type", b"short") == 256
    assert rt.call("decode_netbios_name", b"z" * 32) == b""


PORTS = [
    ("parse_ftp_port", b"192,168,0,2,1,1", ("192.168.0.2", 257, True)),
    ("parse_ftp_port", b"192,168,0,2,1,999", ("0.0.0.0", 0, False)),
    ("parse_ftp_pasv", b"227 (192,168,0,2,1,1)", ("192.168.0.2", 257, True)),
    ("parse_ftp_pasv", b"227 at 192,168,0,2,1,1", ("192.168.0.2", 257, True)),
    ("parse_ftp_pasv", b"", ("0.0.0.0", 0, False)),
    ("parse_eftp_port", b"|1|192.168.0.2|257|", ("192.168.0.2", 257, True)),
    ("parse_eftp_port", b"|2|fe80::12|1234|", ("fe80::12", 1234, True)),
    ("parse_eftp_port", b"|1|bad|257|", ("::", 257, False)),
    ("parse_ftp_epsv", b"229 (|||1234|)", ("::", 1234, True)),
    ("parse_ftp_epsv", b"nothing", ("::", 0, False)),
]


@pytest.mark.parametrize("name, text, expected", PORTS)
def test_ftp_ports(rt, name, text, expected) -> None:
    addr, port, good = expected
    values = rt.call(name, text).values
    assert values == (Addr.parse(addr), Port.tcp(port), good)


class Id:
    def __init__(self, orig: str, resp: str, proto: int = 6):
        (oh, op), (rh, rp) = (t.rsplit(" ", 1) for t in (orig, resp))
        self.orig_h, self.resp_h = Addr.parse(oh), Addr.parse(rh)
        self.orig_p, self.resp_p = Port.parse(op), Port.parse(rp)
        self.proto = proto


def test_community_ids(rt) -> None:
    one = Id("192.0.2.17 40123/tcp", "198.51.100.9 8443/tcp")
    other = Id("198.51.100.9 8443/tcp", "192.0.2.17 40123/tcp")
    expected = b"1:h7dKFN7p/jB7lzYvJrDjbYkb9B0="
    assert rt.call("community_id_v1", one) == expected
    assert rt.call("community_id_v1", other) == expected
    plain = rt.call("community_id_v1", one, 0, False)
    assert plain == b"1:87b74a14dee9fe307b97362f26b0e36d891bf41d"
    icmp = Id("2001:db8::7 128/icmp", "2001:db8::8 129/icmp", 58)
    assert rt.call("community_id_v1", icmp) == b"1:SMFVKDvtiMnEE2T309VVB2f1yh4="
    unknown = Id("1.1.1.1 0/unknown", "2.2.2.2 0/unknown", 65535)
    assert rt.call("community_id_v1", unknown) == b"" and rt.said
    sctp = Id("1.1.1.1 0/unknown", "2.2.2.2 0/unknown", 132)
    assert rt.call("community_id_v1", sctp).startswith(b"1:")
