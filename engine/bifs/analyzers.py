"""Analyzers: registering ports, switching on and off, telling them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .contract import bif, shown

if TYPE_CHECKING:
    from ..runtime import Runtime

_PROTOCOL = "Analyzer::ANALYZER_"
_FILE = "Files::ANALYZER_"
_PACKET = "PacketAnalyzer::ANALYZER_"


def short_name(tag: Any) -> str:
    """`SMB` for `Analyzer::ANALYZER_SMB`."""
    return str(tag.name.rpartition("::ANALYZER_")[2])


@bif("Analyzer::__register_for_port", runtime=True)
def register_for_port(rt: Runtime, tag: Any, port: Any) -> bool:
    """Attach an analyzer to connections on a port."""
    rt.analyzer_ports.setdefault(port, set()).add(short_name(tag))
    _tell_network(rt)
    return True


def _tell_network(rt: Runtime) -> None:
    """Connections to come begin with other analyzers."""
    network = rt.services.get("network")
    if network is not None:
        network.attaching.changed()


def _disabled(rt: Runtime) -> set[str]:
    found: set[str] = rt.services.setdefault("disabled_analyzers", set())
    return found


@bif("Analyzer::__enable_analyzer", runtime=True)
def enable_analyzer(rt: Runtime, tag: Any) -> bool:
    """Let an analyzer be attached again."""
    _disabled(rt).discard(tag.name)
    _tell_network(rt)
    return True


@bif("Analyzer::__disable_analyzer", runtime=True)
def disable_analyzer(rt: Runtime, tag: Any) -> bool:
    """Attach an analyzer no more."""
    _disabled(rt).add(tag.name)
    _tell_network(rt)
    return True


@bif("Analyzer::__disable_all_analyzers", runtime=True)
def disable_all_analyzers(rt: Runtime) -> None:
    """Attach no analyzer any more."""
    for name in _members(rt, "Analyzer::Tag"):
        _disabled(rt).add(name)
    _tell_network(rt)


def _members(rt: Runtime, enum: str) -> list[str]:
    kind = rt.names.type_of(enum)
    return list(getattr(kind, "members", ()))


@bif("Analyzer::__schedule_analyzer", runtime=True)
def schedule_analyzer(
    rt: Runtime, orig: Any, resp: Any, port: Any, tag: Any, timeout: float
) -> bool:
    """Attach an analyzer to a connection that is expected."""
    now = rt.network_time
    if not now:
        where = "cannot schedule analyzers before processing begins; ignored"
        rt.reporter.warning(where)
        return True
    from ..analyzers.expected import Expected

    expected = rt.services.setdefault("expected_analyzers", Expected())
    name, until = short_name(tag), now + float(timeout)
    expected.add(orig, resp, port, name=name, now=now, until=until)
    return True


@bif("Analyzer::__name")
def name_of(tag: Any) -> bytes:
    """The name of an analyzer."""
    return short_name(tag).encode()


@bif("Analyzer::__has_tag", runtime=True)
def has_tag(rt: Runtime, name: bytes) -> bool:
    """Whether there is an analyzer of that name."""
    return _tag_name(rt, name) is not None


def _tag_name(rt: Runtime, name: bytes) -> str | None:
    """Protocols come before packet layers, these before what reads files."""
    wanted = shown(name).upper()
    for family in (_PROTOCOL, _PACKET, _FILE):
        members = _members(rt, f"{family.partition('::')[0]}::Tag")
        for member in members:
            if member.removeprefix(family).upper() == wanted:
                return member
    return None


@bif("Analyzer::__tag", runtime=True)
def tag_of(rt: Runtime, name: bytes) -> Any:
    """The tag of an analyzer by its name."""
    found = _tag_name(rt, name)
    if found is None:
        found = "AllAnalyzers::ANALYZER_ANALYZER_ERROR"
    return rt.enum(found)


@bif("is_protocol_analyzer")
def is_protocol_analyzer(tag: Any) -> bool:
    """Whether the tag is one of a protocol."""
    return str(tag.name).startswith((_PROTOCOL, "AllAnalyzers::ANALYZER_ANALYZER_"))


@bif("is_file_analyzer")
def is_file_analyzer(tag: Any) -> bool:
    """Whether the tag is one of file analysis."""
    return str(tag.name).startswith((_FILE, "AllAnalyzers::FILES_ANALYZER_"))


@bif("is_packet_analyzer")
def is_packet_analyzer(tag: Any) -> bool:
    """Whether the tag is one of a packet layer."""
    packet = "AllAnalyzers::PACKETANALYZER_ANALYZER_"
    return str(tag.name).startswith((_PACKET, packet))


@bif("PacketAnalyzer::__enable_analyzer", runtime=True)
def enable_packet_analyzer(rt: Runtime, tag: Any) -> bool:
    """Let a packet layer be analyzed again."""
    return enable_analyzer(rt, tag)


@bif("PacketAnalyzer::__disable_analyzer", runtime=True)
def disable_packet_analyzer(rt: Runtime, tag: Any) -> bool:
    """Analyze a packet layer no more."""
    return disable_analyzer(rt, tag)


@bif("PacketAnalyzer::register_packet_analyzer", runtime=True)
def register_packet_analyzer(
    rt: Runtime, parent: Any, identifier: int, child: Any
) -> bool:
    """Tell which layer follows on an identifier."""
    return _register(rt, short_name(parent), identifier, short_name(child))


def _register(rt: Runtime, parent: str, identifier: int, child: str) -> bool:
    if rt.services.get("running"):
        rt.reporter.line(f"fatal error: {TOO_LATE}")
        rt.exit(1)
    layers = rt.services.setdefault("packet_layers", {})
    before = layers.get((parent, identifier), child)
    if before != child:
        what = f"{f'{identifier:#x}':>8} => {before} with {child}"
        rt.reporter.info(f"Overwriting packet analyzer mapping {what}")
    layers[parent, identifier] = child
    return True


TOO_LATE = "Packet protocols cannot be registered after zeek_init has finished."

SPICY_LAYERS = ("IGMP",)
"""Layers for which Zeek has Spicy analyzers; scripts of Zeek's count on them."""


@bif("PacketAnalyzer::try_register_packet_analyzer_by_name", runtime=True)
def try_register_packet_analyzer_by_name(
    rt: Runtime, parent: bytes, identifier: int, child: bytes
) -> bool:
    """As `register_packet_analyzer`, if both are known."""
    known = {short_name_of(m) for m in _members(rt, "PacketAnalyzer::Tag")}
    names = shown(parent).upper(), shown(child).upper()
    if names[1] in SPICY_LAYERS:
        return True
    if not known.issuperset(names):
        return False
    return _register(rt, names[0], identifier, names[1])


def short_name_of(member: str) -> str:
    """`UDP` for `PacketAnalyzer::ANALYZER_UDP`."""
    return member.rpartition("::ANALYZER_")[2]


@bif("PacketAnalyzer::register_protocol_detection", runtime=True)
def register_protocol_detection(rt: Runtime, parent: Any, child: Any) -> bool:
    """Let a layer be found by its first bytes."""
    found = rt.services.setdefault("packet_detection", [])
    found.append((short_name(parent), short_name(child)))
    return True


@bif("PacketAnalyzer::__set_ignore_checksums_nets", runtime=True)
def set_ignore_checksums_nets(rt: Runtime, nets: Any) -> bool:
    """Do not verify the checksums of packets from these networks."""
    rt.services["ignore_checksums_nets"] = nets
    network = rt.services.get("network")
    if network is not None:
        network.trusted_nets = nets
    return True
