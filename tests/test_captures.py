"""Options of the command line about captures, in whole runs."""

from __future__ import annotations

import struct
import time
from pathlib import Path

TRACES = Path(__file__).parent / "traces"
DNS = "conn/dns-udp-common-types.pcap"
PORTS = "event new_connection(c: connection) { print c$id$resp_p; }"


def large(path: Path) -> None:
    """The packets of two small captures, over and over, more than 2 MB of them."""
    parts = [(TRACES / "conn" / name).read_bytes() for name in ("http-get.pcap",)]
    parts.append((TRACES / DNS).read_bytes())
    body = b"".join(part[24:] for part in parts)
    path.write_bytes(parts[0][:24] + body * (-(-(3 << 20) // len(body))))


def test_a_filter(run):
    outcome = run("-b", "-C", "-f", "port 53", "-e", PORTS, trace=DNS)
    assert set(outcome.out.split()) == {"53/udp"}
    outcome = run("-b", "-C", "-f", "not port 53", "-e", PORTS, trace=DNS)
    assert "53/udp" not in outcome.out


def test_a_filter_of_a_large_capture(run, tmp_path):
    large(tmp_path / "large.pcap")
    arguments = ("-b", "-C", "-r", "large.pcap", "-e", PORTS)
    assert set(run(*arguments).out.split()) > {"53/udp"}
    assert set(run(*arguments, "-f", "udp port 53").out.split()) == {"53/udp"}


def test_a_filter_that_is_put_in_force_while_packets_flow(run, tmp_path):
    large(tmp_path / "large.pcap")
    script = """
        redef enum PcapFilterID += { OnlyDNS };
        event zeek_init() { Pcap::precompile_pcap_filter(OnlyDNS, "port 53"); }
        event new_connection(c: connection)
            {
            print 53/udp in set(c$id$orig_p, c$id$resp_p);
            Pcap::install_pcap_filter(OnlyDNS);
            }
        """
    dns = run("-b", "-C", "-r", "large.pcap", script=script).out.split()
    assert dns[0] == "F"
    assert len(dns) > 10 and set(dns[1:]) == {"T"}


def test_a_filter_that_cannot_be_used(run):
    outcome = run("-b", "-f", "port (", trace=DNS)
    assert outcome.status == 1
    assert outcome.err.count("\n") == 1 and "filter port (" in outcome.err


def test_packets_are_written_again(run, tmp_path):
    assert run("-b", "-C", "-w", "out.pcap", trace=DNS).status == 0
    written, original = (
        (tmp_path / "out.pcap").read_bytes(),
        (TRACES / DNS).read_bytes(),
    )
    assert written[24:] == original[24:]
    assert struct.unpack_from("<I", written, 16) == (9216,)


def test_packets_come_at_their_pace(run, tmp_path):
    data = (TRACES / DNS).read_bytes()
    size = 16 + struct.unpack_from("<I", data, 32)[0]
    first = bytearray(data[24 : 24 + size])
    second = bytearray(first)
    struct.pack_into("<II", first, 0, 1000, 0)
    struct.pack_into("<II", second, 0, 1010, 0)
    (tmp_path / "two.pcap").write_bytes(data[:24] + bytes(first + second))
    begun = time.time()
    code = "event net_done(t: time) { print current_time() - t < 1min; }"
    outcome = run("-b", "-C", "-r", "two.pcap", "--pseudo-realtime=50", "-e", code)
    assert outcome.out == "T\n"
    assert 0.2 <= time.time() - begun < 9


def test_saved_seeds_give_the_same_ids(run, tmp_path):
    uids = "event new_connection(c: connection) { print c$uid; }"
    first = run("-b", "-C", "-H", "seeds", "-e", uids, trace=DNS).out
    assert len((tmp_path / "seeds").read_text().split()) == 21
    again = run("-b", "-C", "-G", "seeds", "-e", uids, trace=DNS).out
    values = {"ZEEK_SEED_VALUES": (tmp_path / "seeds").read_text().replace("\n", " ")}
    assert first == again == run("-b", "-C", "-e", uids, trace=DNS, env=values).out


def test_arguments_of_a_script(run, tmp_path):
    (tmp_path / "x.zeek").write_text("print zeek_script_args;")
    assert run("-b", "--", "x.zeek", "-a", "b").out == "[-a, b]\n"


def test_checksums_are_ignored_in_scripts_too(run):
    code = "event zeek_init() { print ignore_checksums; }"
    assert run("-b", "-C", "-e", code).out == "T\n"


def test_a_name_is_described(run):
    assert run("-b", "-C", "-I", "ignore_checksums").out == (
        "ignore_checksums : bool = T &redef\n"
    )
    assert run("-b", "-I", "nix").status == 1


def test_packets_that_nobody_could_use_are_written(run, tmp_path):
    trace = "network/ip-odd-packets.pcap"
    code = "event packet_not_processed(p: pcap_packet) { print p$caplen; }"
    outcome = run("-b", "-C", "-c", "rest.pcap", "-e", code, trace=trace)
    data, sizes, place = (tmp_path / "rest.pcap").read_bytes(), [], 24
    while place < len(data):
        sizes.append(struct.unpack_from("<I", data, place + 8)[0])
        place += 16 + sizes[-1]
    assert sizes == [int(line) for line in outcome.out.split()]


def test_a_capture_that_cannot_be_written(run):
    outcome = run("-b", "-w", "no/such/folder/x.pcap", trace=DNS)
    assert outcome.status == 1
    assert "x.pcap" in outcome.err and "Traceback" not in outcome.err
