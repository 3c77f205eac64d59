"""Zeek's types as Python objects.

Types are compared with `same_type` (structure) in coercion.py; identity is
only meaningful for the singletons and for named records and enums. `str(t)`
is the text that `type_name` prints. Everything pickles.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from ..structure import Structure


class Type:
    """Base of all types; `tag` is Zeek's name of the kind."""

    __slots__ = ("tag", "place")

    def __init__(self, tag: str):
        self.tag = tag
        self.place = ""
        """Where a script wrote the type, as messages show it; often unknown."""

    def __str__(self) -> str:
        return self.tag

    def __repr__(self) -> str:
        return f"<type {self}>"


class BaseType(Type):
    """A type without parts: one object each."""

    __slots__ = ()

    def __reduce__(self) -> tuple[Any, ...]:
        return base_type, (self.tag,)


BASE_TYPES: dict[str, BaseType] = {}


def base_type(tag: str) -> BaseType:
    """The one object for a type without parts."""
    if tag not in BASE_TYPES:
        BASE_TYPES[tag] = BaseType(tag)
    return BASE_TYPES[tag]


BOOL = base_type("bool")
INT = base_type("int")
COUNT = base_type("count")
DOUBLE = base_type("double")
TIME = base_type("time")
INTERVAL = base_type("interval")
STRING = base_type("string")
PATTERN = base_type("pattern")
PORT = base_type("port")
ADDR = base_type("addr")
SUBNET = base_type("subnet")
ANY = base_type("any")
VOID = base_type("void")
ERROR = base_type("error")

EAGER = "default_call_"
"""How the code of a `&default` is named that calls a function.

Zeek evaluates it for each new record, even if the field is given."""


class EnumType(Type):
    """`enum { … }`: members by full name, in order of declaration."""

    __slots__ = ("name", "members", "deprecated")

    def __init__(self, name: str):
        super().__init__("enum")
        self.name = name
        self.members: dict[str, int] = {}
        self.deprecated: dict[str, str] = {}

    def __str__(self) -> str:
        return self.name

    def next_value(self) -> int:
        """The number that a member without one gets."""
        return max(self.members.values(), default=-1) + 1


class Field(Structure):
    """A record field or parameter.

    `default` names the generated function or holds the constant; `shown` is the
    text of the type where the script wrote the name of an alias.
    """

    name: str
    type: Type
    optional: bool = False
    log: bool = False
    has_default: bool = False
    default: Any = None
    attributes: tuple[Any, ...] = ()
    deprecated: str | None = None
    doc: str = ""
    shown: str = ""

    @property
    def text(self) -> str:
        """`name:type` as Zeek prints it."""
        return f"{self.name}:{self.shown or self.type}"


    @property
    def traits(self) -> tuple[object, ...]:
        """The attributes that make fields of otherwise equal records differ."""
        deprecated = self.deprecated is not None
        traits = self.optional, self.log, self.has_default, deprecated
        return (*traits, frozenset(self.attributes))

    def acts(self) -> bool:
        """Whether making the first value of the field calls a function."""
        if self.default is None:
            inner = self.type
            return (
                isinstance(inner, RecordType)
                and not self.optional
                and bool(inner.eager())
            )
        return type(self.default) is str and self.default.startswith(EAGER)


class RecordType(Type):
    """`record { … }`; `redef record` appends fields while scripts load."""

    __slots__ = ("name", "fields", "key")

    def __init__(self, name: str = "", fields: list[Field] | None = None):
        super().__init__("record")
        self.name = name
        self.fields: list[Field] = []
        self.key = ""
        for f in fields or []:
            self.add(f)

    def add(self, f: Field) -> None:
        """Append a field."""
        self.fields.append(f)

    @property
    def by_name(self) -> dict[str, int]:
        """The place of each field."""
        return {f.name: i for i, f in enumerate(self.fields)}

    def field(self, name: str) -> Field | None:
        """The field of that name, if there is one."""
        for f in self.fields:
            if f.name == name:
                return f
        return None

    def eager(self) -> list[str]:
        """The fields whose `&default` shows that it is computed: it calls something."""
        return [f.name for f in self.fields if f.acts()]

    def __str__(self) -> str:
        if self.name:
            return self.name
        inner = " ".join(f"{f.text};" for f in self.fields)
        return f"record {{ {inner} }}"


class TableType(Type):
    """`table[…] of T`, and `set[…]` where `value` is None."""

    __slots__ = ("index", "value", "name")

    def __init__(self, index: tuple[Type, ...], value: Type | None, name: str = ""):
        super().__init__("table" if value is not None else "set")
        self.name = name
        self.index = index
        self.value = value

    @property
    def is_set(self) -> bool:
        """True of `set[…]`."""
        return self.value is None

    def __str__(self) -> str:
        if self.name:
            return self.name
        if not self.index:
            return f"{self.tag}()"
        inner = ",".join(str(t) for t in self.index)
        if self.value is None:
            return f"set[{inner}]"
        return f"table[{inner}] of {self.value}"


class VectorType(Type):
    """`vector of T`; `VOID` is the element of an empty `vector()`."""

    __slots__ = ("element", "name")

    def __init__(self, element: Type, name: str = ""):
        super().__init__("vector")
        self.element = element
        self.name = name

    def __str__(self) -> str:
        if self.name:
            return self.name
        return "vector()" if self.element is VOID else f"vector of {self.element}"


class Prototype(NamedTuple):
    """An alternate list of parameters of an event or hook."""

    params: RecordType
    deprecated: str | None
    place: str


class FuncType(Type):
    """A function, event or hook with its parameters."""

    __slots__ = ("flavor", "params", "result", "prototypes", "name")

    def __init__(
        self, flavor: str, params: RecordType, result: Type = VOID, name: str = ""
    ):
        super().__init__("func")
        self.name = name
        self.flavor = flavor
        self.params = params
        self.result = result
        self.prototypes: list[Prototype] = []

    @property
    def variadic(self) -> bool:
        """True where the one parameter `va_args: any` takes any arguments."""
        return [f.name for f in self.params.fields] == ["va_args"]

    def __str__(self) -> str:
        if self.name:
            return self.name
        inner = ", ".join(f.text for f in self.params.fields)
        shown = self.flavor == "function" or self.result is not VOID
        tail = f" : {self.result}" if shown else ""
        return f"{self.flavor}({inner}){tail}"


class FileType(Type):
    """`file` (of strings)."""

    __slots__ = ("element",)

    def __init__(self, element: Type = STRING):
        super().__init__("file")
        self.element = element

    def __str__(self) -> str:
        return f"file of {self.element}"


class OpaqueType(Type):
    """`opaque of NAME`."""

    __slots__ = ("name",)

    def __init__(self, name: str):
        super().__init__("opaque")
        self.name = name

    def __str__(self) -> str:
        return f"opaque of {self.name}"


class TypeType(Type):
    """The type of a type used as a value, as in `$columns=Info`."""

    __slots__ = ("type",)

    def __init__(self, type: Type):
        super().__init__("type")
        self.type = type

    def __str__(self) -> str:
        return f"type {self.type}"


class ListType(Type):
    """The type of `{ a, b }` or of several indices before it is coerced."""

    __slots__ = ("items",)

    def __init__(self, items: tuple[Type, ...]):
        super().__init__("list")
        self.items = items

    def __str__(self) -> str:
        return "list of " + ",".join(str(t) for t in self.items)
