"""DNS over UDP and TCP, and what looks like it: NetBIOS names, multicast DNS, LLMNR.

`analyzer.py` cuts the messages out of the traffic and ends silent flows, `message.py`
walks through a message and its sections, `names.py` reads names. The records that
the sections hold are read by `records.py`, `dnssec.py`, `edns.py`, `keys.py` and
`services.py`; `updates.py` has the rules of dynamic updates. `listeners.py` is what
all this needs of the running program.

Zeek hardly looks at the length that a record claims: whatever comes next is read
from where the reading of the one before has ended. This does the same.
"""

from __future__ import annotations

from .analyzer import DNSAnalyzer

__all__ = ["DNSAnalyzer"]
