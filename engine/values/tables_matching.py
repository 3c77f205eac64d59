"""Tables whose keys match: the longest prefix of subnets, patterns of strings."""

from __future__ import annotations

from typing import Any

from .addr import Addr
from .subnet import Subnet
from .table import Key, TableState, default_of
from .tables_managed import MISSING


class PrefixIndex:
    """Finds the narrowest stored subnet around an address."""

    __slots__ = ("by_shift",)

    def __init__(self) -> None:
        self.by_shift: dict[int, dict[int, Subnet]] = {}

    def add(self, net: Subnet) -> None:
        """Store a subnet; narrow ones stay in front."""
        if net.shift not in self.by_shift:
            self.by_shift[net.shift] = {}
            self.by_shift = dict(sorted(self.by_shift.items()))
        self.by_shift[net.shift][net.bits] = net

    def remove(self, net: Subnet) -> None:
        """Forget a subnet."""
        level = self.by_shift.get(net.shift, {})
        level.pop(net.bits, None)
        if not level:
            self.by_shift.pop(net.shift, None)

    def find(self, key: Addr | Subnet) -> Subnet | None:
        """The narrowest subnet that covers an address or a subnet."""
        low = 0
        if isinstance(key, Subnet):
            low, key = key.shift, key.prefix
        number = int.from_bytes(key, "big")
        for shift, level in self.by_shift.items():
            if shift >= low:
                found = level.get(number >> shift)
                if found is not None:
                    return found
        return None

    def covering(self, key: Subnet) -> list[Subnet]:
        """All stored subnets that cover this one, the narrowest first."""
        number = int.from_bytes(key.prefix, "big")
        return [
            level[number >> shift]
            for shift, level in self.by_shift.items()
            if shift >= key.shift and number >> shift in level
        ]


class SubnetKeys:
    """Mixed into tables and sets with one index of type subnet."""

    __slots__ = ()

    def __init__(self: Any, items: Any = (), type: Any = None):
        dict.__init__(self)
        self.type = type
        self.state = TableState()
        self.state.index = PrefixIndex()
        if items:
            pairs = dict.fromkeys(items) if not hasattr(items, "keys") else items
            for key, value in pairs.items():
                self[key] = value

    def __setitem__(self: Any, key: Key, value: Any) -> None:
        self.state.index.add(key)
        parent: Any = super()
        parent.__setitem__(key, value)

    def __delitem__(self: Any, key: Key) -> None:
        self.pop(key)

    def pop(self: Any, key: Key, *default: Any) -> Any:
        """Take an element out, as `delete`: the very subnet only."""
        if isinstance(key, Addr):
            key = Subnet(key, 128)
        if dict.__contains__(self, key):
            self.state.index.remove(key)
        parent: Any = super()
        return parent.pop(key, *default)

    def clear(self: Any) -> None:
        """Drop everything."""
        self.state.index = PrefixIndex()
        parent: Any = super()
        parent.clear()

    def __getitem__(self: Any, key: Key) -> Any:
        found = self.state.index.find(key)
        if found is None:
            return default_of(self, key)
        parent: Any = super()
        return parent.__getitem__(found)

    def __contains__(self: Any, key: object) -> bool:
        found = self.state.index.find(key)
        if found is None:
            return False
        parent: Any = super()
        return bool(parent.__contains__(found))

    def get(self: Any, key: Key, default: Any = None) -> Any:
        """The element around a key, or another value."""
        return self[key] if key in self else default


class PatternKeys:
    """Mixed into tables with one index of type pattern.

    Looking a string up gives a vector with the values of all patterns that
    match the whole of it.
    """

    __slots__ = ()

    def __getitem__(self: Any, key: Key) -> Any:
        if type(key) is not bytes:
            value = dict.get(self, key, MISSING)
            return default_of(self, key) if value is MISSING else value
        from .vector import Vector

        return Vector(v for p, v in self.items() if p.exact(key))

    def __contains__(self: Any, key: object) -> bool:
        if type(key) is not bytes:
            return dict.__contains__(self, key)
        return any(p.exact(key) for p in dict.keys(self))
