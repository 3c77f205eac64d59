"""Functions that make no sense offline: clusters, Broker, packet filters.

They exist, so that scripts load and run, and do nothing. Each line gives what
the function returns; those in `TOLD` say so once when they are called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..values.integer import IntVal
from ..values.table import Set, Table
from ..values.vector import Vector
from .contract import bif

if TYPE_CHECKING:
    from ..runtime import Runtime

QUIET: dict[str, Any] = {
    "Broker::__flush_logs": 0,
    "Broker::__forward": True,
    "Broker::__is_outbound_peering": False,
    "Broker::__listen": None,
    "Broker::__node_id": b"",
    "Broker::__subscribe": True,
    "Broker::__unsubscribe": True,
    "Broker::publish": False,
    "Cluster::Backend::__init": True,
    "Cluster::__subscribe": True,
    "Cluster::__unsubscribe": True,
    "Cluster::publish": False,
    "Cluster::publish_hrw": False,
    "Cluster::publish_rr": False,
    "Cluster::set_table_change_infos_forward_topic": None,
    "PacketAnalyzer::GTPV1::remove_gtpv1_connection": True,
    "PacketAnalyzer::TEREDO::remove_teredo_connection": True,
    "Supervisor::__is_supervised": False,
    "Supervisor::__is_supervisor": False,
    "__init_primary_bifs": True,
    "__init_secondary_bifs": True,
    "do_profiling": None,
    "dump_rule_stats": True,
    "get_identifier_comments": b"",
    "get_identifier_declaring_script": b"",
    "get_package_readme": b"",
    "get_record_field_comments": b"",
    "get_record_field_declaring_script": b"",
    "get_script_comments": b"",
    "have_spicy": False,
    "have_spicy_analyzers": False,
    "load_CPP": None,
    "match_signatures": False,
    "mmdb_open_asn_db": False,
    "mmdb_open_location_db": False,
}
"""Functions that return this and say nothing."""

TOLD: dict[str, Any] = {
    "WebSocket::__configure_analyzer": False,
    "Broker::__peer": False,
    "Broker::__peer_no_retry": False,
    "Broker::__publish_id": False,
    "Broker::__unpeer": False,
    "Cluster::__listen_websocket": False,
    "Cluster::__publish_table": False,
    "Cluster::apply_table_change_infos": False,
    "Supervisor::__create": b"not supported",
    "Supervisor::__destroy": False,
    "Supervisor::__restart": False,
    "Supervisor::__stem_pid": IntVal(-1),
}
"""Functions that return this, with a warning the first time."""


def _quiet(name: str, value: Any) -> None:
    bif(name)(lambda *arguments: value)


RECORDS: dict[str, tuple[str, ...]] = {
    "Broker::Event": ("Broker::make_event",),
    "Cluster::Event": ("Cluster::make_event",),
    "Supervisor::NodeConfig": ("Supervisor::__node",),
    "Supervisor::Status": ("Supervisor::__status",),
}
"""Functions that return an empty record, with a warning the first time."""
_WHY = "no cluster or live capture here"


def _tell(rt: Runtime, name: str) -> None:
    """Say once that nothing is done."""
    told = rt.services.setdefault("told", set())
    if name not in told:
        told.add(name)
        rt.reporter.warning(f"{name} does nothing: {_WHY}")


def _recorded(name: str, record: str) -> None:
    def call(rt: Runtime, *arguments: Any) -> Any:
        """An empty record."""
        _tell(rt, name)
        return rt.record(record)()

    bif(name, runtime=True)(call)


def _told(name: str, value: Any) -> None:
    def call(rt: Runtime, *arguments: Any) -> Any:
        """Give the same at all times."""
        _tell(rt, name)
        return value

    bif(name, runtime=True)(call)


for _name, _value in QUIET.items():
    _quiet(_name, _value)
for _name, _value in TOLD.items():
    _told(_name, _value)
for _record, _names in RECORDS.items():
    for _name in _names:
        _recorded(_name, _record)


@bif("Broker::__peers")
def broker_peers() -> Vector:
    """No peers."""
    return Vector()


@bif("Broker::__peering_stats")
def broker_peering_stats() -> Table:
    """No peers."""
    return Table()


@bif("Pcap::findalldevs")
def pcap_findalldevs() -> Set:
    """No network cards."""
    return Set()


@bif("get_login_state")
def get_login_state(cid: Any) -> int:
    """No login analyzer."""
    return 0


@bif("set_login_state")
def set_login_state(cid: Any, state: int) -> bool:
    """No login analyzer."""
    return False


@bif("lookup_location", runtime=True)
def lookup_location(rt: Runtime, addr: Any) -> Any:
    """Nothing is known without a MaxMind data base."""
    return rt.record("geo_location")()


@bif("lookup_autonomous_system", runtime=True)
def lookup_autonomous_system(rt: Runtime, addr: Any) -> Any:
    """Nothing is known without a MaxMind data base."""
    return rt.record("geo_autonomous_system")()


@bif("table_pattern_matcher_stats", runtime=True)
def table_pattern_matcher_stats(rt: Runtime, table: Any) -> Any:
    """Patterns are matched without a shared automaton."""
    return rt.record("MatcherStats")(1, 0, 0, 0, 0, 0, 0)
