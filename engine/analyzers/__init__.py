"""Bytes to events: one protocol a file, or a folder when it has many messages.

`network.Network` drives a run: it takes packets from `packets`, finds or makes
the connection of each (`conn`, with `tcp`, `udp` and `icmp` for what differs),
and raises Zeek's events about connections. A connection carries the analyzers
that scripts registered for its port; `contract` says what an analyzer is.

To add a protocol, copy the nearest one and add a line to `ANALYZERS`.
"""

from .contract import Analyzer, AnalyzerSpec, ParseError
from .network import Network, NetworkOptions
from .registry import ANALYZERS

__all__ = [
    "ANALYZERS",
    "Analyzer",
    "AnalyzerSpec",
    "Network",
    "NetworkOptions",
    "ParseError",
]
