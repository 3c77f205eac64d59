"""Which columns of a source the fields of a record ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..structure import Structure
from ..typesystem.types import Field, RecordType, TableType, Type, VectorType

ATOMIC = frozenset(
    "bool int count port subnet addr double time interval enum string pattern".split()
)
"""Types whose values have a text of their own."""
TYPE_COLUMN = "type_column="
"""How the attribute `&type_column` stands among those of a field."""


class Column(Structure):
    """One value in each row."""

    name: str
    type: Type
    optional: bool = False
    protocol: str = ""
    "The column with the protocol of a port."

    @property
    def element(self) -> Type | None:
        """The type of the elements of a set or vector."""
        return element_type(self.type)


class Refused(Exception):
    """What a script asks for cannot work; the message tells why, if it is not empty."""


def element_type(kind: Type) -> Type | None:
    """What a set with one index or a vector holds; None for other types."""
    if isinstance(kind, VectorType):
        return kind.element
    if isinstance(kind, TableType) and kind.is_set and len(kind.index) == 1:
        return kind.index[0]
    return None


def is_readable(kind: Type) -> bool:
    """Whether values of a type can be read, records aside."""
    inner = element_type(kind)
    return (inner or kind).tag in ATOMIC


def type_tag(kind: Type) -> str:
    """Zeek's name for the kind of a type."""
    return "table" if kind.tag == "set" else kind.tag


def unroll(
    record: RecordType,
    error: Callable[[str], object],
    info: Callable[[str], object],
    *,
    lenient: bool = False,
) -> list[Column]:
    """The columns for a record, inner records with dots; raises `Refused`.

    `lenient` leaves out optional fields of types that cannot be read.
    """
    return list(_unroll(record, "", error, info, lenient))


def _unroll(
    record: RecordType,
    prefix: str,
    error: Callable[[str], object],
    info: Callable[[str], object],
    lenient: bool,
) -> Iterator[Column]:
    for field in record.fields:
        name, kind = prefix + field.name, field.type
        if isinstance(kind, RecordType):
            if kind.fields and may_lack(field):
                info(
                    "The input framework does not support optional record fields:"
                    f' "{field.name}"'
                )
                raise Refused
            yield from _unroll(kind, f"{name}.", error, info, lenient)
        elif is_readable(kind):
            yield Column(name, kind, may_lack(field), protocol_column(field))
        else:
            problem = (
                f'type "{type_tag(kind)}" in type definition for field'
                f' "{name}" in ReaderFrontend'
            )
            if not (lenient and may_lack(field) and is_ignorable(kind)):
                error(f"Incompatible {problem}")
                raise Refused
            info(f"Encountered incompatible {problem}. Ignoring optional field.")


def may_lack(field: Field) -> bool:
    """Whether a record may do without a field: a default makes it optional."""
    return field.optional or field.has_default


def is_ignorable(kind: Type) -> bool:
    """Whether a field of a type may be left out where scripts allow that."""
    return kind.tag in ("file", "func", "opaque")


def protocol_column(field: Field) -> str:
    """The value of `&type_column`, if the field has one."""
    for attribute in field.attributes:
        if attribute.startswith(TYPE_COLUMN):
            return str(attribute.removeprefix(TYPE_COLUMN))
    return ""
