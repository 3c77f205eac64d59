"""The one table of binary operators: operand types, result, Python form.

`check` looks up what an operator gives, `codegen` how it is computed. In a
form, `l` and `r` stand for the operands; other names are those that
`runtime/support` publishes. Operands are already of the types in the row.
"""

from __future__ import annotations

from typing import NamedTuple

from .types import (
    BOOL,
    COUNT,
    DOUBLE,
    INT,
    INTERVAL,
    PATTERN,
    STRING,
    SUBNET,
    TIME,
    Type,
)


class Row(NamedTuple):
    """One operator on one pair of operand types."""

    op: str
    left: str
    right: str
    result: Type | None
    form: str


WRAP_COUNT = "({}) & M64"
WRAP_INT = "(({}) + H63 & M64) - H63"

ROWS = [
    Row("+", "count", "count", COUNT, "(l + r) & M64"),
    Row("+", "int", "int", INT, "((l + r) + H63 & M64) - H63"),
    Row("+", "double", "double", DOUBLE, "l + r"),
    Row("+", "string", "string", STRING, "l + r"),
    Row("+", "interval", "interval", INTERVAL, "Interval(l + r)"),
    Row("+", "time", "interval", TIME, "Time(l + r)"),
    Row("+", "interval", "time", TIME, "Time(l + r)"),
    Row("-", "count", "count", COUNT, "_d if (_d := l - r) >= 0 else underflow(_d)"),
    Row("-", "int", "int", INT, "((l - r) + H63 & M64) - H63"),
    Row("-", "double", "double", DOUBLE, "l - r"),
    Row("-", "interval", "interval", INTERVAL, "Interval(l - r)"),
    Row("-", "time", "interval", TIME, "Time(l - r)"),
    Row("-", "time", "time", INTERVAL, "Interval(l - r)"),
    Row("-", "set", "set", None, "set_difference(l, r)"),
    Row("*", "count", "count", COUNT, "(l * r) & M64"),
    Row("*", "int", "int", INT, "((l * r) + H63 & M64) - H63"),
    Row("*", "double", "double", DOUBLE, "l * r"),
    Row("*", "interval", "double", INTERVAL, "Interval(l * r)"),
    Row("*", "double", "interval", INTERVAL, "Interval(l * r)"),
    Row("/", "count", "count", COUNT, "l // r"),
    Row("/", "int", "int", INT, "int_divide(l, r)"),
    Row("/", "double", "double", DOUBLE, "l / r"),
    Row("/", "interval", "double", INTERVAL, "Interval(l / r)"),
    Row("/", "double", "interval", INTERVAL, "Interval(l / r)"),
    Row("/", "interval", "interval", DOUBLE, "float(l / r)"),
    Row("/", "addr", "count", SUBNET, "mask_addr(l, r)"),
    Row("/", "addr", "int", SUBNET, "mask_addr(l, r)"),
    Row("/", "subnet", "count", SUBNET, "mask_addr(l, r)"),
    Row("%", "count", "count", COUNT, "l % r"),
    Row("%", "int", "int", INT, "int_modulo(l, r)"),
    Row("&", "count", "count", COUNT, "l & r"),
    Row("&", "set", "set", None, "set_intersection(l, r)"),
    Row("&", "pattern", "pattern", PATTERN, "pattern_and(l, r)"),
    Row("|", "count", "count", COUNT, "l | r"),
    Row("|", "set", "set", None, "set_union(l, r)"),
    Row("|", "pattern", "pattern", PATTERN, "pattern_or(l, r)"),
    Row("^", "count", "count", COUNT, "l ^ r"),
    Row("<<", "count", "count", COUNT, "shift_left(l, r)"),
    Row(">>", "count", "count", COUNT, "l >> r"),
    Row("<<", "int", "count", INT, "int_shift_left(l, r)"),
    Row(">>", "int", "count", INT, "int_shift_right(l, r)"),
    Row("<", "set", "set", BOOL, "set_subset_strict(l, r)"),
    Row("<=", "set", "set", BOOL, "set_subset(l, r)"),
    Row("==", "set", "set", BOOL, "set_equal(l, r)"),
    Row("!=", "set", "set", BOOL, "not set_equal(l, r)"),
    Row("==", "pattern", "pattern", BOOL, "l == r"),
    Row("!=", "pattern", "pattern", BOOL, "l != r"),
    Row("==", "pattern", "string", BOOL, "l.exact(r)"),
    Row("!=", "pattern", "string", BOOL, "not l.exact(r)"),
]

ORDERED = "count int double time interval string addr port enum".split()
EQUATABLE = [*ORDERED, "bool", "subnet", "func"]

ROWS += [Row(op, t, t, BOOL, f"l {op} r") for op in ("<", "<=") for t in ORDERED]
ROWS += [Row(op, t, t, BOOL, f"l {op} r") for op in ("==", "!=") for t in EQUATABLE]

TABLE: dict[str, Row] = {f"{r.op} {r.left} {r.right}": r for r in ROWS}


def find(op: str, left: str, right: str) -> str | None:
    """The key of the row for two operand types, if there is one."""
    key = f"{op} {left} {right}"
    return key if key in TABLE else None
