"""Built-in functions, one family a file.

A function is registered with `@bif("name")` and listed in `FAMILIES`, which
tells in which file a name stands: a family is imported when one of its names
is first linked, so that a run pays only for what it calls. `tests` compare
the list with what the files register, and both with the declarations under
`scripts/base/bif`.

The functions take Zeek's arguments in their order, in the representation of
`values`; with `runtime=True` the Runtime comes first. Errors that let the
script go on are told to `rt.reporter`, others raised as `ZeekError`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

from .contract import REGISTERED, Builtin, bif
from .families import FAMILIES

__all__ = ["BIFS", "Builtin", "bif"]


class BifTable(Mapping[str, Builtin]):
    """All built-in functions by name; families are imported when asked for."""

    def __init__(self, families: dict[str, tuple[str, ...]]):
        self._module = {n: m for m, names in families.items() for n in names}

    def __getitem__(self, name: str) -> Builtin:
        found = REGISTERED.get(name)
        if found is None:
            import_module(f".{self._module[name]}", __package__)
            found = REGISTERED[name]
        return found

    def __contains__(self, name: object) -> bool:
        return name in self._module

    def __iter__(self) -> Iterator[str]:
        return iter(self._module)

    def __len__(self) -> int:
        return len(self._module)


BIFS = BifTable(FAMILIES)
