"""The protocols of Zeek that have no analyzer here.

Their events are declared, so that scripts load; a run over a capture says which of
the user's handlers wait in vain.
"""

from __future__ import annotations

PROTOCOLS = frozenset(
    "BitTorrent Finger Gnutella Ident Login MQTT NCP NetBIOS RFB RPC WebSocket".split()
)
"""As the files that declare their events are called: `Zeek_HTTP.events.bif.zeek`."""


def protocol_of(path: str) -> str:
    """The protocol whose events a file of the library declares; empty if none."""
    name = path.replace("\\", "/").rpartition("/")[2]
    return name.removeprefix("Zeek_").partition(".")[0] if "Zeek_" in name else ""


def warning(handled: dict[str, str]) -> str:
    """One line about events that are never raised, by the file that declares each."""
    absent: dict[str, list[str]] = {}
    for event, path in handled.items():
        protocol = protocol_of(path)
        if protocol in PROTOCOLS:
            absent.setdefault(protocol, []).append(event)
    if not absent:
        return ""
    first = [events[0] for events in absent.values()][:3]
    count = sum(len(events) for events in absent.values())
    more = f" and {count - len(first)} more" if count > len(first) else ""
    names = ", ".join(sorted(absent, key=str.lower))
    return (
        f"warning: pyzeek has no analyzer for {names}:"
        f" nothing raises {', '.join(first)}{more}"
    )
