"""Captures that are written."""

from pyzeek.packets import open_capture
from pyzeek.packets.dump import Dump
from pyzeek.packets.packet import Packet


def test_what_is_written_can_be_read(tmp_path):
    path = str(tmp_path / "out.pcap")
    dump = Dump(path)
    dump.write(Packet(12.25, 101, b"abc", 9))
    dump.write(Packet(13.0, 1, b"other link", 10))
    dump.write(Packet(14.999999, 101, b"", 0))
    dump.close()
    found = list(open_capture(path).packets())
    assert [(p.ts, p.link, p.data, p.length) for p in found] == [
        (12.25, 101, b"abc", 9),
        (14.999999, 101, b"", 0),
    ]
