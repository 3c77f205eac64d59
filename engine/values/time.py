"""Points in time and intervals, and the text of doubles."""

from __future__ import annotations

from math import ceil, floor, isnan

_UNITS = (
    (86400.0, "day"),
    (3600.0, "hr"),
    (60.0, "min"),
    (1.0, "sec"),
    (1e-3, "msec"),
)
SECONDS = {"day": 86400.0, "hr": 3600.0, "min": 60.0, "sec": 1.0, "msec": 1e-3}
SECONDS["usec"] = 1e-6


class Time(float):
    """Seconds since the epoch."""

    __slots__ = ()

    def __str__(self) -> str:
        return double_text(self)


class Interval(float):
    """A length of time in seconds."""

    __slots__ = ()

    def __str__(self) -> str:
        return interval_text(self)


def double_text(d: float, precision: int = 6) -> str:
    """A double as `print` shows it."""
    if isnan(d):
        return "nan"
    sign, d = ("-", -d) if d < 0 else ("", abs(d))
    if d > 2147483647.0:
        return sign + _scientific(d)
    if d < 10.0**-precision and d != 0.0:
        text = f"{float(d):.{precision}g}"
    else:
        text = f"{float(d):.{precision}f}".rstrip("0").rstrip(".")
    # a value within 1e-9 of a whole number is marked as a double; others that
    # round to a whole one are not
    if "e" not in text and abs(d - round(d)) < 1e-9:
        text += ".0"
    return sign + text


def _scientific(d: float) -> str:
    if d == float("inf"):
        return "inf"
    digits = repr(float(d))
    if "e" in digits:
        mantissa, _, exponent = digits.partition("e")
        return f"{mantissa.removesuffix('.0')}e{int(exponent):+03d}"
    whole, _, fraction = digits.partition(".")
    number = (whole + fraction).rstrip("0")
    rest = f".{number[1:]}" if len(number) > 1 else ""
    return f"{number[0]}{rest}e{len(whole) - 1:+03d}"


def interval_text(seconds: float) -> str:
    """An interval as `print` shows it: `1.0 day 10.0 hrs`."""
    v = float(seconds)
    if v == 0.0:
        return "0 secs"
    parts = []
    for unit, word in _UNITS:
        if -unit < v < unit:
            continue
        number = v / unit
        whole = float(ceil(number) if number < 0 else floor(number))
        v -= whole * unit
        parts.append(_amount(whole, word))
    micros = v / 1e-6
    if abs(micros) >= 1e-6:
        parts.append(_amount(micros, "usec"))
    return " ".join(parts) or "0 secs"


def _amount(number: float, word: str) -> str:
    plural = "" if abs(abs(number) - 1.0) < 1e-6 else "s"
    return f"{double_text(number)} {word}{plural}"
