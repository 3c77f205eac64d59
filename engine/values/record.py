"""Records: one Python class for each record type, made when first needed.

The fields are slots; a field without a value is an unassigned slot, so that
reading it raises AttributeError and `?$` is `hasattr`. The classes carry no
other public names, since any word may be the name of a field.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from keyword import iskeyword
from typing import Any, ClassVar

from ..typesystem.types import (
    PATTERN,
    SUBNET,
    Field,
    RecordType,
    TableType,
    Type,
    VectorType,
)
from .table import make_table
from .typed import container_class

Factory = Callable[[], object]


class Unset:
    """The type of `UNSET`, the argument that stands for an omitted field."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNSET"


UNSET = Unset()


class Record:
    """Base of all record classes; equal and hashed by content."""

    __slots__ = ("__weakref__",)
    __zeek_type__: ClassVar[RecordType]
    __zeek_slots__: ClassVar[tuple[str, ...]]
    """Python names of the fields, in their order."""
    __zeek_defaults__: ClassVar[dict[str, Callable[[], object]]]
    """What computes `&default` of the fields that have one."""

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Record):
            return NotImplemented
        return record_items(self) == record_items(other)

    def __hash__(self) -> int:
        return hash(record_items(self))

    def __repr__(self) -> str:
        from .printing import describe

        return describe(self).decode("utf-8", "backslashreplace")


def slot_name(field: str) -> str:
    """The Python attribute for a field: keywords get a trailing `_`."""
    if iskeyword(field) or field.startswith("__"):
        return f"{field.strip('_')}_"
    return field


def record_items(record: Record) -> tuple[object, ...]:
    """The values of all fields, `UNSET` where one has none."""
    return tuple([getattr(record, n, UNSET) for n in record.__zeek_slots__])


def field_values(record: Record) -> Iterator[tuple[Field, object]]:
    """Each field with its value or `UNSET`."""
    for field, slot in zip(
        record.__zeek_type__.fields, record.__zeek_slots__, strict=True
    ):
        yield field, getattr(record, slot, UNSET)


def record_class(
    rtype: RecordType,
    defaults: dict[str, Factory] | None = None,
    class_of: Callable[[RecordType], type[Record]] | None = None,
    container_of: Callable[[Type], type[Any]] = container_class,
    eager: Collection[str] = (),
) -> type[Record]:
    """The class for a record type, whose fields must be complete by now.

    `defaults` gives what computes `&default` for each field that has one.
    Vectors, sets and tables without `&optional` start empty; so do records
    if `class_of` finds the class of an inner one. The defaults of `eager` fields
    are computed even if the field is given.
    """
    slots = tuple(slot_name(f.name) for f in rtype.fields)
    factories = _factories(rtype, defaults or {}, class_of, container_of)
    namespace: dict[str, Any] = {
        "__slots__": slots,
        "__zeek_type__": rtype,
        "__zeek_slots__": slots,
        "__zeek_defaults__": factories,
        "__init__": _first_init(lambda: _make_init(rtype, slots, factories, eager)),
        "__qualname__": rtype.name or "record",
    }
    return type(rtype.name or "record", (Record,), namespace)


def _first_init(make: Callable[[], Callable[..., None]]) -> Callable[..., None]:
    """What makes the `__init__` of a class when it is first called.

    Most of the classes that a library declares have no record in a run.
    """

    def init(self: Any, *args: object, **given: object) -> None:
        cls = type(self)
        cls.__init__ = make()
        cls.__init__(self, *args, **given)

    return init


def _factories(
    rtype: RecordType,
    defaults: dict[str, Factory],
    class_of: Callable[[RecordType], type[Record]] | None,
    container_of: Callable[[Type], type[Any]],
) -> dict[str, Factory]:
    found: dict[str, Factory] = {}
    for field in rtype.fields:
        factory = defaults.get(field.name)
        if factory is None and not field.optional:
            factory = _empty(field, class_of, container_of)
        if factory is not None:
            found[field.name] = factory
    return found


def _empty(
    field: Field,
    class_of: Callable[[RecordType], type[Record]] | None,
    container_of: Callable[[Type], type[Any]],
) -> Factory | None:
    kind = field.type
    if isinstance(kind, VectorType):
        return container_of(kind)
    if isinstance(kind, TableType):
        if len(kind.index) == 1 and kind.index[0] in (SUBNET, PATTERN):
            return lambda: make_table(kind)
        if "ordered" in field.attributes:
            return lambda: make_table(kind, ordered=True)
        return container_of(kind)
    if isinstance(kind, RecordType) and class_of is not None:
        return lambda: class_of(kind)()
    return None


def _make_init(
    rtype: RecordType,
    slots: tuple[str, ...],
    factories: dict[str, Factory],
    eager: Collection[str],
) -> Callable[..., None]:
    """An `__init__` written out for the fields, the fastest form there is."""
    scope: dict[str, Any] = {"UNSET": UNSET}
    lines = [f"def __init__(self{''.join(f', {s}=UNSET' for s in slots)}):"]
    for i, (field, slot) in enumerate(zip(rtype.fields, slots, strict=True)):
        factory = factories.get(field.name)
        if factory is None:
            lines.append(f"    if {slot} is not UNSET: self.{slot} = {slot}")
            continue
        constant = constant_of(factory)
        scope[f"_{i}"] = factory if constant is UNSET else constant
        default = f"_{i}()" if constant is UNSET else f"_{i}"
        if field.name in eager:
            lines.append(f"    self.{slot} = {default}")
            lines.append(f"    if {slot} is not UNSET: self.{slot} = {slot}")
            continue
        lines.append(f"    self.{slot} = {default} if {slot} is UNSET else {slot}")
    lines.append("    pass")
    exec("\n".join(lines), scope)
    made: Callable[..., None] = scope["__init__"]
    return made


def constant_of(factory: Factory) -> object:
    """What a function of a generated `return CONSTANT` gives, else `UNSET`."""
    code = getattr(factory, "__code__", None)
    if code is None or code.co_names or len(code.co_code) > 6:
        return UNSET
    return factory()


def coerce_record(source: Record, cls: type[Record]) -> Record:
    """A new record of `cls` with the fields that the source shares with it."""
    if type(source) is cls:
        return source
    given = {
        slot: getattr(source, slot)
        for slot in cls.__zeek_slots__
        if hasattr(source, slot)
    }
    eager = cls.__zeek_type__.eager()
    return coerced(cls, eager, **given) if eager else cls(**given)


def coerced(
    cls: type[Record], eager: Collection[str], *first: object, **given: object
) -> Record:
    """A constructor's values as a record of another type.

    Zeek makes the record and then, for each field that was not given, asks its
    `&default` once more, which shows where that calls a function.
    """
    given.update(zip(cls.__zeek_slots__, first, strict=False))
    made = cls(**given)
    for name in eager:
        slot = slot_name(name)
        if slot not in given:
            setattr(made, slot, cls.__zeek_defaults__[name]())
    return made


def unset_field(record: Record, slot: str) -> None:
    """`delete r$f`: back to the `&default`, else to no value at all."""
    cls = type(record)
    field = cls.__zeek_type__.fields[cls.__zeek_slots__.index(slot)]
    factory = cls.__zeek_defaults__.get(field.name)
    # a record that calls something to be made is only made with the one around it
    if factory is not None and (field.has_default or not field.acts()):
        setattr(record, slot, factory())
    elif hasattr(record, slot):
        delattr(record, slot)
