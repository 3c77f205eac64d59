"""Kerberos 5 over UDP and TCP, port 88, and inside of GSSAPI (RFC 4120).

`messages.py` reads the messages and raises their events, `padata.py` the
pre-authentication data in them, `parts.py` what they have in common: names, times,
addresses, tickets. All follows Zeek's parser, which goes by the place of a value
and hardly by its tag.
"""

from __future__ import annotations

from .analyzer import KRBAnalyzer, KRBTCPAnalyzer
from .messages import EVENTS

__all__ = ["EVENTS", "KRBAnalyzer", "KRBTCPAnalyzer"]
