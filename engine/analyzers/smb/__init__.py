"""SMB: file sharing and named pipes over TCP, ports 445 and 139.

`netbios.py` cuts each direction into session messages; `analyzer.py` looks at
the protocol id of each and hands it to `smb1` or `smb2`; there one file a command
declares the structures with the section of the specification, reads them with
the cursor of `..layout` and raises the events. `state.py` is what a connection
remembers between messages. What SMB carries for others (logins, pipes, files)
goes to `carried.py`.

Zeek's behaviour is followed where it departs from the specification, since
scripts see it: what its parser reads, what it takes for an error, and that after
an error or a gap nothing is read until data begins with a message again.
"""

from __future__ import annotations

from .analyzer import EVENTS, SMBAnalyzer

__all__ = ["EVENTS", "SMBAnalyzer"]
