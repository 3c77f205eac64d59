"""Information elements of GTPv1."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.contract import ParseError
from pyzeek.analyzers.gtpv1_elements import MESSAGES, elements


def test_elements_become_fields(lab):
    data = (
        b"\x02\x62\xf2\x10\x00\x00\x00\x00\xf0"
        b"\x03\x62\xf2\x20\x00\x01\x02"
        b"\x14\x05\x14\x06"
        b"\x80\x00\x06\xf1\x21\x0a\x00\x00\x09"
        b"\x85\x00\x04\x0a\x00\x00\x01\x85\x00\x04\x0a\x00\x00\x02"
        b"\x87\x00\x02\x05\x06"
        b"\xff\x00\x03\x00\x07z"
    )
    found = list(elements(data, 0))
    record = MESSAGES[16].record(lab.net, found)
    assert record.imsi == 26201000000000
    assert (record.rai.mcc, record.rai.lac, record.rai.rac) == (262, 1, 2)
    assert (record.nsapi, record.linked_nsapi) == (5, 6)
    assert str(record.end_user_addr.pdp_ip) == "10.0.0.9"
    assert str(record.signal_addr.ip) == "10.0.0.1"
    assert str(record.user_addr.ip) == "10.0.0.2"
    assert (record.qos_prof.priority, record.qos_prof.data) == (5, b"\6")
    assert (record.ext.id, record.ext.value) == (7, b"z")


def test_an_element_that_does_not_belong_is_weird(lab):
    MESSAGES[21].record(lab.net, [(1, b"\x80"), (14, b"\0")])
    (args,) = [a for _, n, a in lab.rt.seen if n == "net_weird"]
    assert args[:2] == (b"gtp_invalid_info_element", b"14")


@pytest.mark.parametrize("data", [b"\x02\0", b"\x80\0", b"\x80\0\1\0", b"\x63\0"])
def test_short_and_unknown_elements_are_errors(data):
    with pytest.raises(ParseError):
        list(elements(data, 0))


def test_any_message_is_survived(make_lab):
    net = make_lab().net

    @given(st.sampled_from(sorted(MESSAGES)), st.binary(max_size=80))
    def check(kind, data):
        try:
            found = list(elements(data, 0))
        except ParseError:
            return
        MESSAGES[kind].record(net, found)

    check()
