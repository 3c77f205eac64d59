"""What makes a class a node: slots, and a constructor from its annotations.

Nodes read like frozen dataclasses and type checkers take them for such. They are
not made by `dataclasses`, which compiles half a dozen methods for each class when
it is imported: for all nodes together that took a third of the start of a run.
Here a class compiles its constructor when the first object is made.
"""

from __future__ import annotations

from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


class _Field:
    """A default that can be given by keyword only."""

    def __init__(self, default: object) -> None:
        self.default = default


def field(*, default: T, kw_only: bool = True) -> T:
    """A field that is given by keyword only, and has a default."""
    return _Field(default)  # type: ignore[return-value]


@dataclass_transform(eq_default=False, frozen_default=True, field_specifiers=(field,))
class NodeType(type):
    """Gives each node class slots and a constructor.

    `__match_args__` has the names of the positional fields, `__defaults__` the
    default values, `__keywords__` the names of the fields given by keyword only.
    """

    __match_args__: tuple[str, ...]
    __keywords__: tuple[str, ...]
    __defaults__: dict[str, Any]

    def __new__(
        mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any]
    ) -> NodeType:
        names = tuple(namespace.get("__annotations__", ()))
        given = {n: namespace.pop(n) for n in names if n in namespace}
        parent = bases[0] if bases else None
        keywords = tuple(n for n in names if isinstance(given.get(n), _Field))
        positional = tuple(n for n in names if n not in keywords)
        defaults = {
            n: v.default if isinstance(v, _Field) else v for n, v in given.items()
        }
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
    body = "\n".join(f"    self.{name} = {name}" for name in names) or "    pass"
    space: dict[str, Any] = {"_d": defaults}
    exec(f"def __init__(self, {', '.join(parameters)}):\n{body}", space)
    return space["__init__"]


class NodeBase(metaclass=NodeType):
    """What all nodes have in common."""

    def __repr__(self) -> str:
        fields = ", ".join(
            f"{name}={getattr(self, name)!r}" for name in type(self).__match_args__
        )
        return f"{type(self).__name__}({fields})"
