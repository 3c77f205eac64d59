"""UDP flows."""


def test_request_and_reply(lab, wire):
    lab.ip(wire.udp(5000, 53, b"question"))
    lab.ip(wire.udp(53, 5000, b"answer", src=wire.SERVER, dst=wire.CLIENT))
    assert [n for n in lab.names if n.startswith("udp_re")] == [
        "udp_request",
        "udp_reply",
    ]
    conn = lab.conn
    assert conn.history == "Dd"
    assert (conn.orig.size(), conn.resp.size()) == (8, 6)


def test_a_wrong_checksum_is_told_of(lab, wire):
    packet = bytearray(wire.udp(5000, 53, b"question"))
    packet[-1] ^= 1
    lab.ip(bytes(packet))
    assert lab.conn.history == "C"
    assert "udp_request" not in lab.names


def test_no_checksum_at_all_is_right(lab, wire):
    packet = bytearray(wire.udp(5000, 53, b"question"))
    packet[26:28] = b"\0\0"
    lab.ip(bytes(packet))
    assert lab.conn.history == "D"


def test_a_wrong_length_is_weird(make_lab, wire):
    lab = make_lab(ignore_checksums=True)
    packet = bytearray(wire.udp(5000, 53, b"question"))
    packet[24:26] = b"\0\x0a"
    lab.ip(bytes(packet))
    assert "conn_weird" in lab.names


def test_silence_ends_a_flow(lab, wire):
    lab.ip(wire.udp(5000, 53, b"question"))
    lab.ip(b"", step=61.0)
    assert not lab.net.flows
