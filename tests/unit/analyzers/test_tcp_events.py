"""Records of TCP options."""


def options_of(lab, raw):
    lab.client(1, 0, 2, options=raw + b"\0" * (-len(raw) % 4))
    (args,) = [a for _, n, a in lab.rt.seen if n == "tcp_options"]
    return args[2]


def test_known_options(lab):
    sack = b"\x05\x0a" + bytes(range(8))
    found = options_of(lab, b"\x02\x04\x01\x02\x03\x03\x05" + sack)
    assert [o.kind for o in found[:3]] == [2, 3, 5]
    assert (found[0].mss, found[1].window_scale) == (0x102, 5)
    assert list(found[2].sack) == [0x00010203, 0x04050607]


def test_wrong_lengths_are_weird(lab):
    found = options_of(lab, b"\x02\x03\x01\x08\x04ab")
    assert found[0].data == b"\x01"
    weirds = [a[0] for _, n, a in lab.rt.seen if n == "conn_weird"]
    assert b"tcp_option_mss_invalid_len" in weirds
    assert b"tcp_option_timestamps_invalid_len" in weirds
