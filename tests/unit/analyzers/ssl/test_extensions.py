"""Extensions of hellos, and what is wrong with some."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .conftest import (
    Talk,
    client_hello,
    counted,
    extension,
    record,
    server_hello,
    shorts,
)


def of_client(kind: int, *content: bytes) -> tuple[list[Any], Talk]:
    """The event of an extension, and the talk."""
    talk = Talk()
    return talk.send(record(22, client_hello(extension(kind, *content)))), talk


def of_server(kind: int, *content: bytes) -> list[Any]:
    return Talk().answer(record(22, server_hello(extension(kind, *content))))


@pytest.mark.parametrize(
    ("kind", "content", "name", "values"),
    [
        (10, counted(2, shorts(29, 23)), "elliptic_curves", ([29, 23],)),
        (11, counted(1, b"\0\1"), "ec_point_formats", ([0, 1],)),
        (13, counted(2, b"\4\3\6\1"), "signature_algorithm", ([(4, 3), (6, 1)],)),
        (
            16,
            counted(2, counted(1, b"h2"), counted(1, b"http/1.1")),
            "application_layer_protocol_negotiation",
            ([b"h2", b"http/1.1"],),
        ),
        (
            41,
            counted(2, counted(2, b"ticket"), b"\0\0\1\0") + counted(2, b"\2ab"),
            "pre_shared_key_client_hello",
            ([(b"ticket", 256)], [b"ab"]),
        ),
        (43, counted(1, shorts(0x0304, 0x0303)), "supported_versions", ([772, 771],)),
        (45, counted(1, b"\1\0"), "psk_key_exchange_modes", ([1, 0],)),
        (51, counted(2, shorts(29) + counted(2, b"key")), "key_share", ([29],)),
        (40, counted(2, shorts(23) + counted(2, b"key")), "key_share", ([23],)),
        (54, counted(1, b"cid"), "connection_id", (b"cid",)),
    ],
)
def test_of_a_client(kind, content, name, values):
    events, talk = of_client(kind, content)
    assert events[0] == (f"extension_{name}", True, *values)
    assert events[1] == ("extension", True, kind, content)
    assert talk.violations == []


def test_names():
    names = b"\0" + counted(2, b"host"), b"\0" + counted(2, b"other"), b"\1rest"
    events, talk = of_client(0, counted(2, *names))
    assert events[0] == ("extension_server_name", True, [b"host", b"other"])
    assert talk.connection.weirds == ["ssl_ext_unknown_server_name_type"]


def test_of_a_server():
    found = of_server(51, shorts(29) + counted(2, b"key"))
    assert found[0] == ("extension_key_share", False, [29])
    assert of_server(51, shorts(23))[0] == ("extension_key_share", False, [23])
    found = of_server(41, shorts(1))
    assert found[0] == ("extension_pre_shared_key_server_hello", False, 1)


def test_the_version_of_a_server_counts():
    talk = Talk()
    hello = server_hello(extension(43, shorts(0x0304)))
    found = talk.answer(record(22, hello))
    assert found[0] == ("extension_supported_versions", False, [0x0304])
    assert talk.analyzer.handshake.version == 0x0304


def test_time_stamps():
    signature = b"\4\3" + counted(2, b"signature")
    log = bytes(range(32))
    stamp = counted(2, b"\0", log, b"\0" * 7, b"\5", counted(2, b"ext"), signature)
    found = of_server(18, counted(2, stamp, stamp))
    name = "extension_signed_certificate_timestamp"
    said = (name, False, 0, log, 5, (4, 3), b"signature")
    assert found[:2] == [said, said]
    assert found[2][0] == "extension"


def test_without_content():
    for kind in range(60):
        events, talk = of_client(kind)
        assert events[0] == ("extension", True, kind, b"")
        assert talk.violations == []


@pytest.mark.parametrize(
    ("kind", "content", "reason"),
    [
        (0, counted(2, b"\0\0\4hos"), "ServerNameHostName:host_name: 6 > 5"),
        (0, b"\0\7a", "ServerNameExt: 9 > 3"),
        (10, shorts(4, 29), "EllipticCurves:elliptic_curve_list: 2 > 2"),
        (13, counted(2, b"\1"), "SignatureAndHashAlgorithm: 2 > 1"),
        (16, counted(2, b"\5h2"), "ProtocolName:name: 6 > 3"),
        (18, counted(2, b"\0\0"), "SignedCertificateTimestamp:version: 3 > 2"),
        (43, counted(1, b"\3\4\3"), "SupportedVersions:versions__elem: 5 > 4"),
        (51, counted(2, b"\0\1\0"), "KeyShareEntry:key_exchange_length: 4 > 3"),
    ],
)
def test_cut_off(kind, content, reason):
    _, talk = of_client(kind, content)
    assert talk.violations == [f"out_of_bound: {reason}"]


def test_longer_than_the_hello():
    talk = Talk()
    talk.send(record(22, client_hello(shorts(5, 9) + b"x")))
    assert talk.violations == ["out_of_bound: SSLExtension: 13 > 5"]


@given(st.integers(0, 60), st.binary(max_size=40), st.booleans())
def test_anything(kind, content, is_client):
    if is_client:
        events, talk = of_client(kind, content)
        assert talk.violations or events[-3][0] in ("extension", "client_hello")
    else:
        of_server(kind, content)
