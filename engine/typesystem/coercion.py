"""Which types are the same, and which fits where another is asked for."""

from __future__ import annotations

from .types import (
    ANY,
    COUNT,
    DOUBLE,
    ERROR,
    INT,
    VOID,
    BaseType,
    EnumType,
    FileType,
    FuncType,
    ListType,
    OpaqueType,
    RecordType,
    TableType,
    Type,
    TypeType,
    VectorType,
)

ARITHMETIC = frozenset({"int", "count", "double"})
INTEGRAL = frozenset({"int", "count"})
PARENTS = dict.fromkeys(
    ("Analyzer::Tag", "PacketAnalyzer::Tag", "Files::Tag"), "AllAnalyzers::Tag"
)
"""Enums whose members also count as members of another."""


def is_arithmetic(t: Type) -> bool:
    """True of int, count and double."""
    return t.tag in ARITHMETIC


def is_integral(t: Type) -> bool:
    """True of int and count."""
    return t.tag in INTEGRAL


def max_type(a: Type, b: Type) -> Type:
    """The arithmetic type to which both operands are promoted."""
    if DOUBLE in (a, b):
        return DOUBLE
    if INT in (a, b):
        return INT
    return COUNT


def same_type(a: Type, b: Type, *, init: bool = False) -> bool:
    """True where a value of `b` may stand for one of `a` with no conversion.

    `init` is true for the value of a declaration, where an unspecified table or
    set (`set()`) fits any.
    """
    if a is b or ANY in (a, b) or ERROR in (a, b):
        return True
    if isinstance(a, BaseType) or isinstance(b, BaseType):
        return False
    if isinstance(a, EnumType) and isinstance(b, EnumType):
        return (
            a.name == b.name
            or PARENTS.get(b.name) == a.name
            or (PARENTS.get(a.name) == b.name)
        )
    if isinstance(a, TableType) and isinstance(b, TableType):
        return _same_table(a, b)
    if isinstance(a, VectorType) and isinstance(b, VectorType):
        return same_type(a.element, b.element)
    if isinstance(a, RecordType) and isinstance(b, RecordType):
        return _same_record(a, b)
    if isinstance(a, FuncType) and isinstance(b, FuncType):
        return same_function(a, b)
    if isinstance(a, FileType) and isinstance(b, FileType):
        return same_type(a.element, b.element)
    if isinstance(a, OpaqueType) and isinstance(b, OpaqueType):
        return a.name == b.name
    if isinstance(a, TypeType) and isinstance(b, TypeType):
        return same_type(a.type, b.type)
    if isinstance(a, ListType) and isinstance(b, ListType):
        return len(a.items) == len(b.items) and all(
            same_type(x, y) for x, y in zip(a.items, b.items, strict=True)
        )
    return False


def is_unspecified(t: Type) -> bool:
    """True of the type of `table()`, `set()` and `vector()`."""
    if isinstance(t, TableType):
        return not t.index
    return isinstance(t, VectorType) and t.element is VOID


def _same_table(a: TableType, b: TableType) -> bool:
    if is_unspecified(a) or is_unspecified(b):
        return a.is_set == b.is_set or a.is_set is b.is_set
    if a.is_set != b.is_set or len(a.index) != len(b.index):
        return False
    if not all(same_type(x, y) for x, y in zip(a.index, b.index, strict=True)):
        return False
    return a.value is None or b.value is None or same_type(a.value, b.value)


_comparing: set[tuple[int, int]] = set()


def _same_record(a: RecordType, b: RecordType) -> bool:
    if len(a.fields) != len(b.fields):
        return False
    pair = (id(a), id(b))
    if pair in _comparing:
        return True
    _comparing.add(pair)
    try:
        return all(
            x.name == y.name and x.traits == y.traits and same_type(x.type, y.type)
            for x, y in zip(a.fields, b.fields, strict=True)
        )
    finally:
        _comparing.discard(pair)


def same_function(a: FuncType, b: FuncType) -> bool:
    """True where flavor, parameters and result agree; names do not count."""
    if a.flavor != b.flavor or not same_type(a.result, b.result):
        return False
    return same_parameters(a.params, b.params)


def same_parameters(a: RecordType, b: RecordType) -> bool:
    """True where the types of the parameters agree."""
    return len(a.fields) == len(b.fields) and all(
        same_type(x.type, y.type) for x, y in zip(a.fields, b.fields, strict=True)
    )


def record_promotes(source: RecordType, target: RecordType) -> bool:
    """True where the fields that both have go together.

    What `target` lacks or `source` does not give is told by the coercion itself.
    """
    for f in source.fields:
        t = target.field(f.name)
        if t is not None and not fits(t.type, f.type):
            return False
    return True


def fits(want: Type, have: Type) -> bool:
    """True where `have` is the same type or converts to `want`."""
    if same_type(want, have):
        return True
    if is_arithmetic(want) and is_arithmetic(have):
        return True
    if isinstance(want, RecordType) and isinstance(have, RecordType):
        return record_promotes(have, want)
    if isinstance(want, TableType) and isinstance(have, TableType):
        return is_unspecified(have) and want.is_set == have.is_set
    return want.tag == have.tag == "vector" and is_unspecified(have)
