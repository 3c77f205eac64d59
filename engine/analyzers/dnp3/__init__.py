"""DNP3 (IEEE 1815): what the masters and outstations of power grids speak.

`analyzer` takes the link and transport layers apart and puts messages together,
`application` reads these, `objects` knows what the objects in them look like.
"""

from .analyzer import DNP3TCPAnalyzer, DNP3UDPAnalyzer

__all__ = ["DNP3TCPAnalyzer", "DNP3UDPAnalyzer"]
