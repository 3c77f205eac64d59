"""`get_plugin_components`: the parts that the engine is made of, by category."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..analyzers import ANALYZERS
from ..typesystem.types import EnumType
from ..values.vector import Vector
from .contract import bif

if TYPE_CHECKING:
    from ..runtime import Runtime

TAGS = {
    "READER": "Input::Reader",
    "WRITER": "Log::Writer",
    "ANALYZER": "Analyzer::Tag",
    "PACKET_ANALYZER": "PacketAnalyzer::Tag",
    "FILE_ANALYZER": "Files::Tag",
    "STORAGE_BACKEND": "Storage::Backend",
    "STORAGE_SERIALIZER": "Storage::Serializer",
}
"""Categories with components, and the enum whose members stand for them."""

EMPTY = frozenset(
    """IOSOURCE PKTSRC PKTDUMPER SESSION_ADAPTER CLUSTER_BACKEND EVENT_SERIALIZER
    LOG_SERIALIZER""".split()
)
"""Categories of which a run over captures has none."""


@bif("get_plugin_components", runtime=True)
def get_plugin_components(rt: Runtime, category: bytes) -> Vector | None:
    """The components of a category such as `ANALYZER`."""
    word = category.decode("latin-1")
    if word not in TAGS and word not in EMPTY:
        rt.reporter.error(f"Unknown category type: {word}")
        return None
    record = rt.record("PluginComponent")
    kind: Any = rt.names.type_of("plugin_component_vec")
    found = []
    for name in _names(rt, word):
        tag = f"{word}_{name}".encode()
        text = name.encode()
        found.append(record(name=text, canonical_name=text, tag=tag, enabled=True))
    return Vector(found, kind)


def _names(rt: Runtime, category: str) -> Iterator[str]:
    """The components that are there, as the members of their enum are called."""
    kind = rt.names.type_of(TAGS.get(category, ""))
    for member in kind.members if isinstance(kind, EnumType) else ():
        name = member.rpartition("::")[2].removeprefix(f"{category}_")
        if category != "ANALYZER" or name in ANALYZERS:
            yield name
