"""Certificates on their way to the file framework."""

from __future__ import annotations

from .conftest import Talk, kdc_request
from .test_padata import item, seq, signed

ENDS = b"10.0.0.1:1000 > 10.0.0.2:88"


def test_given_to_the_file_framework() -> None:
    talk = Talk()
    talk.send(kdc_request(10, padata=seq(item(16, signed(4)))))
    (data, name, is_orig, more), (removed,) = talk.connection.rt.services[
        "file_analysis"
    ].given
    assert (data, name, is_orig) == (b"cert", "KRB", True)
    assert more["fuid"] == removed == b"FAnalyzer::ANALYZER_KRB1.5T" + ENDS + b"0"
    assert more["mime_type"] == b"application/x-x509-user-cert"


def test_of_the_server() -> None:
    talk = Talk()
    talk.send(kdc_request(10, padata=seq(item(17, signed(5)))))
    assert talk.connection.rt.services["file_analysis"].given[1] == (
        b"FAnalyzer::ANALYZER_KRB1.5F" + ENDS + b"1",
    )


def test_nobody_wants_files() -> None:
    talk = Talk({"krb_as_request"})
    assert talk.send(kdc_request(10, padata=seq(item(16, signed(4)))))
    assert talk.connection.rt.services["file_analysis"].given == []
