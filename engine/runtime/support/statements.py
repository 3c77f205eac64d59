"""`print` and `assert`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ...diagnostics import ZeekError
from ...values.printing import describe

if TYPE_CHECKING:
    from ..state import Runtime


def print_line(rt: Runtime, *args: Any) -> None:
    """`print a, b;`, unless a function that failed left one of them out."""
    for a in args:
        if a is None:
            return
    rt.out.write(b", ".join([describe(a) for a in args]) + b"\n")


def print_to(file: Any, *args: Any) -> None:
    """`print file, a, b;`"""
    file.print(args)


def assert_failed(rt: Runtime, text: str, message: Callable[[], bytes]) -> None:
    """A failed assertion ends the handler, unless a hook objects."""
    from ..backtraces import calls

    given = message()
    place = rt.reporter.here()
    told = True
    for name, extra in (("assertion_result", (False,)), ("assertion_failure", ())):
        hook = rt.services.get(name)
        if hook is not None and hook.active:
            told &= hook(*extra, text.encode(), given, calls(rt, b"assert"))
    if not told:
        raise ZeekError("", silent=True, kind="silent")
    shown = f" ({given.decode('utf-8', 'backslashreplace')})" if given else ""
    where = str(place.location) if place else ""
    rt.reporter.report("error", where, f"assertion failure: {text}{shown}")
    raise ZeekError("", silent=True, kind="silent")


def assert_passed(rt: Runtime, text: str, message: Callable[[], bytes]) -> None:
    """A hook may want to know of every assertion."""
    hook = rt.services.get("assertion_result")
    if hook is not None and hook.active:
        from ..backtraces import calls

        hook(True, text.encode(), message(), calls(rt, b"assert"))
