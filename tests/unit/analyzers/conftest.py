"""A running program reduced to what the network half needs, and packets to feed it."""

import struct
from pathlib import Path
from types import SimpleNamespace

import pytest

from pyzeek.analyzers.network import Network, NetworkOptions
from pyzeek.packets.checksum import pseudo_header
from pyzeek.packets.packet import Packet
from pyzeek.runtime.timers import Timers

TRACES = Path(__file__).parents[2] / "traces" / "network"

CLIENT, SERVER = b"\x0a\0\0\x01", b"\x0a\0\0\x02"


class Fields:
    """A record: whatever it was made with."""

    def __init__(self, **fields):
        self.__dict__.update(fields)


class FakeEvent:
    """An event that notes in its runtime what was queued."""

    type = SimpleNamespace(params=SimpleNamespace(fields=range(4)))
    "Enough of a type for those who ask for the number of parameters."

    def __init__(self, rt, name):
        self.rt, self.name = rt, name

    @property
    def wanted(self):
        return self.rt.wanted is None or self.name in self.rt.wanted

    def queue(self, *args):
        if self.wanted:
            self.rt.seen.append((self.rt.network_time, self.name, args))


class FakeRuntime:
    """Clock and timers as in the real one; events are only noted."""

    def __init__(self, wanted=None, values=None):
        self.network_time = 0.0
        self.timers = Timers()
        self.wanted = wanted
        self.values = values or {}
        self.seen = []
        self.analyzer_ports = {}
        self.terminate_asked = False

    def advance(self, ts):
        self.network_time = ts
        self.timers.expire(ts)

    pending = ()

    def drain(self):
        pass

    drain_after_packet = drain

    def event(self, name):
        return FakeEvent(self, name)

    def record(self, name):
        return Fields

    def enum(self, name):
        return name

    def value(self, name):
        return self.values[name]

    def knows(self, name):
        return name in self.values

    def names(self):
        return [name for _, name, _ in self.seen]


def add_checksum(data, place, pseudo=b""):
    """Put the Internet checksum into a header."""
    total = pseudo + data + b"\0" * (len(data) & 1)
    value = sum(struct.unpack(f">{len(total) // 2}H", total))
    while value >> 16:
        value = (value & 0xFFFF) + (value >> 16)
    return data[:place] + struct.pack(">H", value ^ 0xFFFF) + data[place + 2 :]


def ipv4(payload, proto, src=CLIENT, dst=SERVER, ident=1, fragment=0):
    """An IPv4 packet."""
    size = 20 + len(payload)
    head = struct.pack(">BBHHHBBH", 0x45, 0, size, ident, fragment, 64, proto, 0)
    return add_checksum(head + src + dst, 10) + payload


def ipv6(payload, following, src=b"\xfd" + bytes(14) + b"\1", dst=b"\xfd" + bytes(15)):
    """An IPv6 packet."""
    return (
        struct.pack(">IHBB", 6 << 28, len(payload), following, 64) + src + dst + payload
    )


def tcp_segment(sport, dport, seq, ack, flags, data=b"", options=b"", window=8192):
    """A TCP segment without its checksum."""
    offset = (20 + len(options)) // 4 << 4
    head = (sport, dport, seq & 0xFFFFFFFF, ack & 0xFFFFFFFF, offset, flags, window)
    return struct.pack(">HHIIBBHHH", *head, 0, 0) + options + data


def tcp_packet(sport, dport, seq, ack, flags, data=b"", src=CLIENT, dst=SERVER, **more):
    """TCP in IPv4 with right checksums."""
    segment = tcp_segment(sport, dport, seq, ack, flags, data, **more)
    pseudo = pseudo_header(src, dst, 6, len(segment))
    return ipv4(add_checksum(segment, 16, pseudo), 6, src, dst)


def udp_packet(sport, dport, data=b"", src=CLIENT, dst=SERVER):
    """UDP in IPv4 with right checksums."""
    size = 8 + len(data)
    datagram = struct.pack(">HHHH", sport, dport, size, 0) + data
    pseudo = pseudo_header(src, dst, 17, size)
    return ipv4(add_checksum(datagram, 6, pseudo), 17, src, dst)


class Lab:
    """A network half under test: feed it IP packets, look at its events."""

    def __init__(self, wanted=None, values=None, services=None, **options):
        self.rt = FakeRuntime(wanted, values)
        self.rt.services = services or {}
        self.net = Network(self.rt, NetworkOptions(**options))
        self.time = 1000.0

    def ip(self, data, step=0.001):
        """One raw IP packet, a little later than the one before."""
        self.time += step
        self.net.one_packet(Packet(self.time, 101, data, len(data)))

    def client(self, seq, ack, flags, data=b"", **more):
        """A segment from port 1000 of the client to port 80 of the server."""
        self.ip(tcp_packet(1000, 80, seq, ack, flags, data, **more))

    def server(self, seq, ack, flags, data=b"", **more):
        """A segment in the other direction."""
        ends = {"src": SERVER, "dst": CLIENT}
        self.ip(tcp_packet(80, 1000, seq, ack, flags, data, **ends, **more))

    def handshake(self):
        """Open a connection; both sides' data begins at 101."""
        self.client(100, 0, 0x02)
        self.server(100, 101, 0x12)
        self.client(101, 101, 0x10)

    @property
    def names(self):
        return self.rt.names()

    @property
    def conn(self):
        """The only connection."""
        (conn,) = self.net.flows.values()
        return conn

    def finish(self):
        """End the run."""
        self.net.finish()
        return self.names


@pytest.fixture
def lab():
    """A network half that raises every event."""
    return Lab()


@pytest.fixture
def make_lab():
    """Makes a network half with options."""
    return Lab


@pytest.fixture
def wire():
    """The builders of packets."""
    import types

    return types.SimpleNamespace(
        CLIENT=CLIENT,
        SERVER=SERVER,
        ipv4=ipv4,
        ipv6=ipv6,
        tcp=tcp_packet,
        udp=udp_packet,
        checksum=add_checksum,
    )


@pytest.fixture
def traces():
    """The folder of small captures with what Zeek makes of them."""
    return TRACES
