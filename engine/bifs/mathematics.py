"""Floating-point functions and random numbers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ..values.integer import IntVal
from .contract import bif

if TYPE_CHECKING:
    from ..runtime import Runtime


@bif("floor")
def floor(d: float) -> float:
    """The whole number below."""
    return float(math.floor(d)) if math.isfinite(d) else d


@bif("ceil")
def ceil(d: float) -> float:
    """The whole number above."""
    return float(math.ceil(d)) if math.isfinite(d) else d


@bif("sqrt", runtime=True)
def sqrt(rt: Runtime, x: float) -> float:
    """The square root; -1 with an error if there is none."""
    if x < 0:
        rt.reporter.error("negative sqrt argument")
        return -1.0
    return math.sqrt(x)


@bif("exp")
def exp(d: float) -> float:
    """e to that power."""
    try:
        return math.exp(d)
    except OverflowError:
        return math.inf


def _logarithm(d: float, base: float) -> float:
    if d == 0:
        return -math.inf
    if d < 0 or math.isnan(d):
        return math.nan
    if base == 2:
        return math.log2(d)
    return math.log10(d) if base == 10 else math.log(d)


@bif("ln")
def ln(d: float) -> float:
    """The natural logarithm."""
    return _logarithm(d, math.e)


@bif("log2")
def log2(d: float) -> float:
    """The logarithm to base 2."""
    return _logarithm(d, 2)


@bif("log10")
def log10(d: float) -> float:
    """The logarithm to base 10."""
    return _logarithm(d, 10)


@bif("pow")
def power(x: float, y: float) -> float:
    """x to the power of y."""
    try:
        return math.pow(x, y)
    except OverflowError:
        return math.inf
    except ValueError:
        return math.inf if x == 0 else math.nan


@bif("modulo", runtime=True)
def modulo(rt: Runtime, a: int, b: int) -> int | None:
    """The remainder with the sign of the divisor."""
    if b == 0:
        rt.reporter.error("modulo by zero")
        return None
    return IntVal(a % b)


@bif("haversine_distance")
def haversine_distance(lat1: float, long1: float, lat2: float, long2: float) -> float:
    """Miles between two places on Earth."""
    s1 = math.sin((lat2 - lat1) * math.pi / 360)
    s2 = math.sin((long2 - long1) * math.pi / 360)
    cosines = math.cos(lat1 * math.pi / 180) * math.cos(lat2 * math.pi / 180)
    return 2 * 3958.8 * math.asin(math.sqrt(s1 * s1 + cosines * s2 * s2))
