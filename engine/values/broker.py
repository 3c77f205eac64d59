"""Values inside of `Broker::Data`: any value of a script, wrapped."""

from __future__ import annotations

from typing import Any

from ..typesystem.types import OpaqueType
from .copying import deep_copy
from .opaque import Opaque


class BrokerData(Opaque):
    """What the field `data` of a `Broker::Data` holds."""

    __slots__ = ("value",)
    opaque_type = OpaqueType("Broker::Data")

    def __init__(self, value: Any):
        self.value = value

    def describe(self) -> bytes:
        """What `print` shows."""
        from .printing import describe

        return b"broker::data{" + describe(self.value) + b"}"

    def clone(self) -> BrokerData:
        """What `copy` makes."""
        return BrokerData(deep_copy(self.value))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, BrokerData) and bool(self.value == other.value)

    def __hash__(self) -> int:
        return hash(self.value)


def unwrapped(value: Any) -> Any:
    """What a `Broker::Data` holds, any other value itself."""
    inner = getattr(value, "data", None)
    return inner.value if isinstance(inner, BrokerData) else value
