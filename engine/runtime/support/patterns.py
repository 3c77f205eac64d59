"""Subnets of addresses, and patterns."""

from __future__ import annotations

from typing import Any

from ...diagnostics import ZeekError
from ...values.pattern import Pattern
from ...values.subnet import Subnet
from ..faults import EXPRESSION


def mask_addr(value: Any, width: int) -> Subnet:
    """`addr / width`"""
    addr = value.prefix if isinstance(value, Subnet) else value
    try:
        return Subnet.of(addr, width)
    except ValueError as e:
        raise ZeekError(str(e), kind=EXPRESSION) from None


def pattern_and(a: Pattern, b: Pattern) -> Pattern:
    """`p & q`"""
    return a.then(b)


def pattern_or(a: Pattern, b: Pattern) -> Pattern:
    """`p | q`"""
    return a.either(b)


def pattern_append(a: Pattern, b: Pattern) -> Pattern:
    """`p += q`"""
    return a.extended(b)
