"""Captures to packets, packets to ordered bytes: knows nothing of Zeek scripts.

The way of a packet through this room:

1. `capture.open_capture` maps a file (pcap, pcapng, gzip of either, standard
   input) into memory and finds out its format.
2. `pcap` and `pcapng` find the records. `columns` decodes the headers of tens
   of thousands of plain records at once into numpy columns; every other record
   becomes a `packet.Packet`, one at a time.
3. `link` strips the link layer of a `Packet`, `ip` reads the IPv4 or IPv6
   header with its extension headers, `fragments` puts fragments together.
4. `tcp`, `icmp` and `flows` read transport headers and name the flow.
5. `reassembly` puts the bytes of one TCP direction in order.

Nothing here raises on hostile bytes: a packet that cannot be read is reported
under the name that Zeek gives such an oddity (a "weird"). Only a file that is no
capture, or that ends in the middle, raises `CaptureError`.
"""

from .capture import Capture, CaptureError, UnknownFormat, open_capture

__all__ = ["Capture", "CaptureError", "UnknownFormat", "open_capture"]
