"""Analyzers that are fed by others."""

from __future__ import annotations

from pyzeek.analyzers.children import Children, new_child

from .notes import Connection, Runtime

OTHER = b"NTLMSSP\0\4\0\0\0"


def test_one_of_each_name() -> None:
    connection = Connection(Runtime(None), {"NTLM"})
    children = Children(connection)  # type: ignore[arg-type]
    children.deliver("NTLM", OTHER, True)
    children.deliver("NTLM", OTHER, False)
    assert (connection.net.aids, connection.confirmed) == (1, 2)


def test_nobody_needs_it() -> None:
    connection = Connection(Runtime(None))
    children = Children(connection)  # type: ignore[arg-type]
    children.deliver("NTLM", OTHER, True)
    assert (connection.net.aids, connection.confirmed) == (1, 0)


def test_each_has_a_number() -> None:
    connection = Connection(Runtime(None), {"NTLM"})
    numbers = [new_child(connection, "NTLM").aid for _ in range(3)]  # type: ignore[arg-type]
    assert numbers == [1, 2, 3]
