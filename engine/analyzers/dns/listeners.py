"""What the DNS analyzers of a run need of its program, looked up once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ...values.addr import Addr

if TYPE_CHECKING:
    from ..contract import EventHandler
    from ..network import Network

_SERVICE = "dns"


class Listeners:
    """The events, records and settings of DNS."""

    def __init__(self, net: Network):
        rt = net.rt
        self._rt: Any = rt
        self.event: Callable[[str], EventHandler] = net.handler
        "Gives an event by its name."
        self.record: Callable[[str], Any] = rt.record
        "Gives the class of a record type."
        self.session_timeout = float(rt.value("dns_session_timeout"))
        self.max_queries = int(rt.value("dns_max_queries"))
        self.max_chain = int(rt.value("dns_max_compression_chain_depth"))
        self.skips_authority = bool(rt.value("dns_skip_all_auth"))
        self.skips_additional = bool(rt.value("dns_skip_all_addl"))
        self.message = rt.record("dns_msg")
        self.answer = rt.record("dns_answer")

    def skips_authority_of(self, server: Addr) -> bool:
        """Whether scripts do not care what that server says of other servers."""
        return server in self._rt.value("dns_skip_auth")

    def skips_additional_of(self, server: Addr) -> bool:
        """Whether scripts do not care what that server adds to its answers."""
        return server in self._rt.value("dns_skip_addl")


def listeners_of(net: Network) -> Listeners:
    """The listeners of a run."""
    services = net.services
    found: Listeners | None = services.get(_SERVICE)
    if found is None:
        found = services[_SERVICE] = Listeners(net)
    return found
