"""Constructors of records that are always given the same fields.

`Info($ts=..., $uid=...)` in a script gives the same fields whenever it runs. A record
class must look at each of its fields for whether it was given; a function made for one
such constructor need not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from .record import UNSET, Record, constant_of, slot_name

WORTH = 16
"""So many calls pay for making the function."""

Maker = Callable[..., Record]


class Constructor:
    """Makes records of a class by the values of some fields.

    Once it was called often enough, it hands a faster function to `replace`.
    """

    __slots__ = ("cls", "slots", "replace", "calls")

    def __init__(
        self,
        cls: type[Record],
        slots: Sequence[str],
        replace: Callable[[Maker], object],
    ):
        self.cls = cls
        self.slots = slots
        self.replace = replace
        self.calls = 0

    def __call__(self, *values: object) -> Record:
        self.calls += 1
        if self.calls == WORTH:
            self.replace(record_maker(self.cls, self.slots))
        return self.cls(**dict(zip(self.slots, values, strict=True)))


def record_maker(cls: type[Record], given: Sequence[str]) -> Maker:
    """A function from the values of the given fields to a record."""
    scope: dict[str, Any] = {"cls": cls, "new": object.__new__}
    # No name of a field is a name here, since that may be any word.
    values = {slot: f"value_{number}" for number, slot in enumerate(given)}
    lines = [f"def make({', '.join(values.values())}):", "    made = new(cls)"]
    rtype = cls.__zeek_type__
    eager = rtype.eager()
    for number, field in enumerate(rtype.fields):
        slot = slot_name(field.name)
        factory = cls.__zeek_defaults__.get(field.name)
        if factory is not None and (slot not in values or field.name in eager):
            constant = constant_of(factory)
            name = f"default_{number}"
            scope[name] = factory if constant is UNSET else constant
            call = "()" if constant is UNSET else ""
            lines.append(f"    made.{slot} = {name}{call}")
        if slot in values:
            lines.append(f"    made.{slot} = {values[slot]}")
    lines.append("    return made")
    exec("\n".join(lines), scope)
    make: Maker = scope["make"]
    return make
