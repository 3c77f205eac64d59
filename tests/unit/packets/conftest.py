"""Bytes of captures."""

import struct

import pytest


def pcap(*packets, order="<", magic=0xA1B2C3D4, link=1, snaplen=65535):
    """A pcap file of (seconds, fraction, data[, wire length]) packets."""
    out = struct.pack(order + "IHHiIII", magic, 2, 4, 0, 0, snaplen, link)
    for seconds, fraction, data, *length in packets:
        wire = length[0] if length else len(data)
        out += struct.pack(order + "IIII", seconds, fraction, len(data), wire) + data
    return out


def block(kind, body, order="<"):
    """A pcapng block."""
    body += b"\0" * (-len(body) % 4)
    size = len(body) + 12
    return struct.pack(order + "II", kind, size) + body + struct.pack(order + "I", size)


def section(order="<"):
    """A pcapng section header."""
    return block(0x0A0D0D0A, struct.pack(order + "IHHq", 0x1A2B3C4D, 1, 0, -1), order)


def interface(link, options=b"", order="<", snaplen=0):
    """A pcapng interface description."""
    return block(1, struct.pack(order + "HHI", link, 0, snaplen) + options, order)


def enhanced(number, ticks, data, order="<"):
    """A pcapng enhanced packet."""
    head = (number, ticks >> 32, ticks & 0xFFFFFFFF, len(data), len(data))
    return block(6, struct.pack(order + "IIIII", *head) + data, order)


@pytest.fixture
def make():
    """The builders."""
    import types

    return types.SimpleNamespace(
        pcap=pcap, block=block, section=section, interface=interface, enhanced=enhanced
    )


@pytest.fixture
def opened(tmp_path):
    """Writes bytes to a file and opens it as a capture."""
    from pyzeek.packets import open_capture

    def write_and_open(data, name="a.pcap"):
        path = tmp_path / name
        path.write_bytes(data)
        return open_capture(str(path))

    return write_and_open
