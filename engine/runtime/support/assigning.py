"""Assignments inside of expressions."""

from __future__ import annotations

from typing import Any


def set_field(record: Any, field: str, value: Any) -> Any:
    """`r$f = v` inside an expression."""
    setattr(record, field, value)
    return value


def set_index(table: Any, key: Any, value: Any) -> Any:
    """`t[k] = v` inside an expression."""
    table[key] = value
    return value


def change(container: Any, verb: str, value: Any) -> Any:
    """`c += v` inside an expression."""
    getattr(container, verb)(value)
    return container


def given(value: Any) -> bool:
    """`local x = e` in a condition: true, now that it has a value."""
    return True
