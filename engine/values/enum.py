"""Enum members: one object for each, compared by identity."""

from __future__ import annotations

from ..typesystem.types import EnumType


class EnumVal:
    """A member of an enum type."""

    __slots__ = ("type", "name", "value")

    def __init__(self, type: EnumType, name: str, value: int):
        self.type = type
        self.name = name
        self.value = value

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"<enum {self.name}>"

    def __int__(self) -> int:
        return self.value

    def __lt__(self, other: EnumVal) -> bool:
        return self.value < other.value

    def __copy__(self) -> EnumVal:
        return self

    def __deepcopy__(self, memo: object) -> EnumVal:
        return self


class EnumPool:
    """The members of one run, so that a name always gives the same object."""

    def __init__(self) -> None:
        self._members: dict[tuple[str, str], EnumVal] = {}

    def member(self, type: EnumType, name: str) -> EnumVal:
        """The member of that full name."""
        key = (type.name, name)
        found = self._members.get(key)
        if found is None:
            found = EnumVal(type, name, type.members[name])
            self._members[key] = found
        return found

    def of_value(self, type: EnumType, value: int) -> EnumVal:
        """The first member with that number; an `<undefined>` one if none has it."""
        for name, number in type.members.items():
            if number == value:
                return self.member(type, name)
        return EnumVal(type, "<undefined>", value)
