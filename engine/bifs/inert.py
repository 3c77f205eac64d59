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
    "Broker::__is_closed": True,
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
    "Pcap::error": b"no error",
    "Pcap::get_filter_state_string": b"",
    "Pcap::install_pcap_filter": True,
    "Pcap::precompile_pcap_filter": True,
    "Supervisor::__is_supervised": False,
    "Supervisor::__is_supervisor": False,
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
    "install_dst_addr_filter": True,
    "install_dst_net_filter": True,
    "install_src_addr_filter": True,
    "install_src_net_filter": True,
    "load_CPP": None,
    "match_signatures": False,
    "mmdb_open_asn_db": False,
    "mmdb_open_location_db": False,
    "set_keys": False,
    "set_secret": False,
    "set_ssl_established": True,
    "skip_http_entity_data": None,
    "skip_smtp_data": None,
    "uninstall_dst_addr_filter": False,
    "uninstall_dst_net_filter": False,
    "uninstall_src_addr_filter": False,
    "uninstall_src_net_filter": False,
}
"""Functions that return this and say nothing."""

TOLD: dict[str, Any] = {
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
    "dump_current_packet": False,
    "dump_packet": False,
}
"""Functions that return this, with a warning the first time."""


def _quiet(name: str, value: Any) -> None:
    bif(name)(lambda *arguments: value)


def _told(name: str, value: Any) -> None:
    def call(rt: Runtime, *arguments: Any) -> Any:
        """Say once that nothing is done."""
        told = rt.services.setdefault("told", set())
        if name not in told:
            told.add(name)
            rt.reporter.warning(f"{name} does nothing: no cluster or live capture here")
        return value

    bif(name, runtime=True)(call)


for _name, _value in QUIET.items():
    _quiet(_name, _value)
for _name, _value in TOLD.items():
    _told(_name, _value)


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


@bif("get_plugin_components")
def get_plugin_components(category: bytes) -> Vector:
    """No plugins."""
    return Vector()


@bif("anonymize_addr")
def anonymize_addr(addr: Any, kind: Any) -> Any:
    """Addresses stay as they are."""
    return addr


@bif("Pcap::get_filter_state", runtime=True)
def pcap_get_filter_state(rt: Runtime, id: Any) -> Any:
    """No filter was compiled."""
    return rt.enum("Pcap::uninitialized")


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


_STATS = {
    "get_broker_stats": "BrokerStats",
    "get_conn_stats": "ConnStats",
    "get_dns_stats": "DNSStats",
    "get_event_stats": "EventStats",
    "get_file_analysis_stats": "FileAnalysisStats",
    "get_gap_stats": "GapStats",
    "get_matcher_stats": "MatcherStats",
    "get_net_stats": "NetStats",
    "get_proc_stats": "ProcStats",
    "get_reassembler_stats": "ReassemblerStats",
    "get_reporter_stats": "ReporterStats",
    "get_thread_stats": "ThreadStats",
    "get_timer_stats": "TimerStats",
}


def _stats(name: str, record: str) -> None:
    def call(rt: Runtime) -> Any:
        """Counters of the run, as far as they are kept."""
        from ..typesystem.types import COUNT, INTERVAL, TIME
        from ..values.time import Interval, Time

        cls = rt.record(record)
        made = cls()
        zeros = {COUNT: 0, TIME: Time(0.0), INTERVAL: Interval(0.0)}
        for field, slot in zip(
            cls.__zeek_type__.fields, cls.__zeek_slots__, strict=True
        ):
            if field.type in zeros and not hasattr(made, slot):
                setattr(made, slot, zeros[field.type])
        known = rt.services.get("statistics", {}).get(record, {})
        for slot, value in known.items():
            setattr(made, slot, value() if callable(value) else value)
        return made

    bif(name, runtime=True)(call)


for _name, _record in _STATS.items():
    _stats(_name, _record)


@bif("get_event_handler_stats")
def get_event_handler_stats() -> Set:
    """Calls are not counted."""
    return Set()


@bif("table_pattern_matcher_stats", runtime=True)
def table_pattern_matcher_stats(rt: Runtime, table: Any) -> Any:
    """Patterns are matched without a shared automaton."""
    return rt.record("MatcherStats")(1, 0, 0, 0, 0, 0, 0)
