"""Whole captures, compared with what Zeek recorded for them."""

import json
import re
from pathlib import Path

import pytest

from pyzeek.analyzers.network import unsupported
from pyzeek.packets import CaptureError
from pyzeek.values.port import Port

TRACES = Path(__file__).parents[2] / "traces" / "network"
CAPTURES = sorted(p for p in TRACES.iterdir() if p.suffix in (".pcap", ".pcapng"))

COMPARED = re.compile(
    r"(new_connection|connection_(?!timeout)\w+|partial_connection|content_gap"
    r"|tcp_multiple\w+|rexmit\w+|icmp_\w+|arp_\w+|bad_arp|flow_weird|net_weird"
    r"|ipv6_ext_headers|udp_re\w+|unknown_protocol|packet_not_processed)"
)


def compared(lab):
    """The events that the recordings hold: time, name, which connection."""
    numbers = {}
    for time, name, args in lab.rt.seen:
        if COMPARED.fullmatch(name):
            uid = getattr(args[0], "uid", None)
            number = None if uid is None else numbers.setdefault(uid, len(numbers))
            yield [round(time, 6), name, number]


def connection_rows(lab):
    """What conn.log would say."""
    rows = []
    for _, name, args in lab.rt.seen:
        if name != "connection_state_remove":
            continue
        c = args[0]
        o, r = c.orig, c.resp
        sizes = [str(o.size), str(r.size)] if c.duration else ["-", "-"]
        counts = [o.num_pkts, o.num_bytes_ip, r.num_pkts, r.num_bytes_ip]
        history = c.history.decode() or "-"
        head = [f"{float(c.start_time):.6f}", str(c.id.orig_h), str(c.id.resp_h)]
        rows.append([*head, history, *map(str, counts), *sizes])
    return sorted(rows)


@pytest.mark.parametrize("capture", CAPTURES, ids=lambda path: path.stem)
def test_events_and_connections_are_those_of_zeek(make_lab, capture):
    ports = {Port.tcp(80), Port.tcp(445)}
    lab = make_lab(values={"likely_server_ports": ports}, ignore_checksums=True)
    lab.net.run([str(capture)])
    recorded = json.loads(capture.with_suffix(".json").read_text())
    assert sorted(compared(lab), key=str) == sorted(recorded["events"], key=str)
    assert connection_rows(lab) == recorded["connections"]


def test_bad_checksums_are_counted(make_lab, traces):
    lab = make_lab()
    lab.net.run([str(traces / "tcp-bad-checksums.pcap")])
    assert lab.net.bad_checksums > 0


def test_a_truncated_capture_is_analyzed_and_then_reported(make_lab, traces, tmp_path):
    whole = (traces / "tcp-out-of-order.pcap").read_bytes()
    path = tmp_path / "cut.pcap"
    path.write_bytes(whole[:-10])
    lab = make_lab()
    with pytest.raises(CaptureError, match="truncated.*packets before it"):
        lab.net.run([str(path)])
    assert "connection_state_remove" in lab.names


def test_an_unsupported_link_type_is_named_with_those_supported():
    assert "147" in str(unsupported(147)) and "Ethernet" in str(unsupported(147))


def test_remaining_connections_end_in_order_of_their_keys(lab, wire):
    for port in (9, 7, 8):
        lab.ip(wire.udp(port, 5000))
    lab.finish()
    ends = [a[0].id.orig_p for _, n, a in lab.rt.seen if n == "connection_state_remove"]
    assert [int(p) & 0xFFFF for p in ends] == [7, 8, 9]


def test_only_wanted_events_are_built(make_lab):
    lab = make_lab({"connection_established"})
    lab.handshake()
    assert lab.finish() == ["connection_established"]


def test_uids_are_the_same_with_the_same_key(make_lab):
    uids = []
    for _ in range(2):
        lab = make_lab(uid_key=bytes(16))
        lab.handshake()
        uids.append(lab.conn.get_uid())
    assert uids[0] == uids[1]
