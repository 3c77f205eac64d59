"""Packets that script functions do not want."""

import pytest


def lab_with(make_lab, **functions):
    return make_lab(values={f"discarder_check_{k}": f for k, f in functions.items()})


def test_no_function_no_work(make_lab):
    assert lab_with(make_lab).net.discarders is None
    assert lab_with(make_lab, ip=None).net.discarders is None


def test_by_address(make_lab, wire):
    lab = lab_with(make_lab, ip=lambda header: header.ip.ttl == 64)
    lab.ip(wire.udp(1, 2))
    assert not lab.net.flows


def test_the_payload_is_shown_up_to_a_limit(make_lab, wire):
    seen = []
    lab = lab_with(make_lab, tcp=lambda h, data: seen.append(data))
    lab.ip(wire.tcp(1, 2, 0, 0, 2, b"x" * 300))
    lab.ip(wire.tcp(1, 2, 0, 0, 2, b"abc", options=b"\1\1\1\0"))
    lab.ip(wire.udp(1, 2, b"abc"))
    assert seen == [b"x" * 128, b"abc"]
    assert len(lab.net.flows) == 2


def test_short_headers_are_not_shown(make_lab, wire):
    asked = []
    lab = lab_with(make_lab, icmp=lambda header: not asked.append(header))
    lab.ip(wire.ipv4(b"\x08\0" + bytes(6), 1))
    assert not asked
    lab.ip(wire.ipv4(b"\x08\0" + bytes(26), 1))
    assert len(asked) == 1


def test_a_function_that_fails_drops_nothing(make_lab, wire):
    def fails(header):
        raise ValueError("no")

    lab = lab_with(make_lab, ip=fails)
    failed = []
    lab.rt.fault = failed.append
    lab.ip(wire.udp(1, 2))
    assert len(lab.net.flows) == len(failed) == 1


@pytest.mark.parametrize("kind", ["tcp", "udp", "ip"])
def test_fragments_are_shown_only_as_ip(make_lab, wire, kind):
    asked = []
    lab = lab_with(make_lab, **{kind: lambda *args: not asked.append(args)})
    lab.ip(wire.ipv4(bytes(32), 6, fragment=0x2000))
    lab.ip(wire.ipv4(bytes(32), 17, fragment=0x2000))
    assert bool(asked) == (kind == "ip")
