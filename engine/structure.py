"""Classes made from their annotations, without `dataclasses`.

Structures read like dataclasses and type checkers take them for such. The
standard module compiles half a dozen methods for each class and imports the
inspection of source code, which together took a fifth of the start of a run.
Here a class has slots and a constructor, compiled when the first object is made;
objects are compared by identity.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")


class _Field:
    """What `field` says of a field."""

    def __init__(
        self, default: object, factory: Callable[[], object] | None, kw_only: bool
    ) -> None:
        self.default = default
        self.factory = factory
        self.kw_only = kw_only


@overload
def field(*, default: T, kw_only: bool = True) -> T: ...
@overload
def field(*, default_factory: Callable[[], T], kw_only: bool = False) -> T: ...
def field(
    *,
    default: Any = None,
    default_factory: Callable[[], Any] | None = None,
    kw_only: bool = False,
) -> Any:
    """A default that is made anew each time, or that is given by keyword only."""
    return _Field(default, default_factory, kw_only or default_factory is None)


@dataclass_transform(eq_default=False, field_specifiers=(field,))
class StructureType(type):
    """Gives each class slots and a constructor.

    `__match_args__` has the names of the positional fields, `__defaults__` the
    default values, `__keywords__` the names of the fields given by keyword only.
    """

    __match_args__: tuple[str, ...]
    __keywords__: tuple[str, ...]
    __defaults__: dict[str, Any]

    def __new__(
        mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any]
    ) -> StructureType:
        names = tuple(namespace.get("__annotations__", ()))
        given = {n: namespace.pop(n) for n in names if n in namespace}
        parent = bases[0] if bases else None
        keywords = tuple(n for n in names if _is_keyword(given.get(n)))
        positional = tuple(n for n in names if n not in keywords)
        defaults = {n: _default(v) for n, v in given.items()}
        return super().__new__(
            mcs,
            name,
            bases,
            namespace
            | {
                "__slots__": names,
                "__match_args__": getattr(parent, "__match_args__", ()) + positional,
                "__keywords__": getattr(parent, "__keywords__", ()) + keywords,
                "__defaults__": getattr(parent, "__defaults__", {}) | defaults,
                "__init__": _first_init,
            },
        )


def _is_keyword(given: object) -> bool:
    return isinstance(given, _Field) and given.kw_only


def _default(given: object) -> object:
    return given.default if isinstance(given, _Field) and not given.factory else given


def _first_init(self: Any, *args: Any, **keywords: Any) -> None:
    """Make the constructor of a class when it is first called."""
    cls = type(self)
    cls.__init__ = _constructor(cls)
    cls.__init__(self, *args, **keywords)


def _constructor(cls: Any) -> Any:
    defaults, names = cls.__defaults__, (*cls.__match_args__, *cls.__keywords__)
    parameters = [f"{n}=_d[{n!r}]" if n in defaults else n for n in names]
    if cls.__keywords__:
        parameters.insert(len(cls.__match_args__), "*")
    body = "\n".join(_assignment(n, defaults.get(n)) for n in names) or "    pass"
    space: dict[str, Any] = {"_d": defaults}
    exec(f"def __init__(self, {', '.join(parameters)}):\n{body}", space)
    return space["__init__"]


def _assignment(name: str, default: object) -> str:
    if not isinstance(default, _Field):
        return f"    self.{name} = {name}"
    made = f"_d[{name!r}].factory() if {name} is _d[{name!r}] else {name}"
    return f"    self.{name} = {made}"


class Structure(metaclass=StructureType):
    """Base of all structures."""

    def __repr__(self) -> str:
        fields = ", ".join(
            f"{name}={getattr(self, name)!r}" for name in type(self).__match_args__
        )
        return f"{type(self).__name__}({fields})"
