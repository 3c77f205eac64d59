"""`fmt`, `cat` and times as text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.bifs import BIFS
from pyzeek.diagnostics import ZeekError
from pyzeek.values.addr import Addr
from pyzeek.values.integer import IntVal
from pyzeek.values.port import Port
from pyzeek.values.time import Interval, Time
from pyzeek.values.vector import Vector

FORMS = [
    ((b"%d %d", 5, IntVal(-5)), b"5 -5"),
    ((b"%x %x", 255, IntVal(-1)), b"ff ffffffffffffffff"),
    ((b"%d", Port.tcp(80)), b"80"),
    ((b"%x", Addr.parse("10.1.2.3")), b"0a010203"),
    ((b"[%5d] [%-5d] [%05d]", 42, 42, 42), b"[   42] [42   ] [00042]"),
    ((b"[%5s] [%-5s] [%05s]", b"ab", b"ab", b"ab"), b"[   ab] [ab   ] [   ab]"),
    ((b"%s %s", 5, 1.5), b"5 1.5"),
    ((b"[%10s]", Addr.parse("1.2.3.4")), b"[   1.2.3.4]"),
    ((b"%.2f %e %g", 1.005, 1.0, 1e6), b"1.00 1.000000e+00 1e+06"),
    ((b"%f", Interval(1.5)), b"1.500000"),
    ((b"100%% %d%%", 5), b"100% 5%"),
    ((b"%s", b"a%sb"), b"a%sb"),
    ((b"",), b""),
    ((), b""),
    ((b"%s", Vector([1, 2])), b"[1, 2]"),
    ((b"%s", True), b"T"),
]


@pytest.mark.parametrize("arguments, expected", FORMS)
def test_fmt(rt, arguments, expected) -> None:
    assert rt.call("fmt", *arguments) == expected
    assert not rt.said


MISTAKES = [
    ((b"%d", b"s"), b"", "bad type for %d/%x format"),
    ((b"[%f]", 5), b"[]", "bad type for floating-point format"),
    ((b"[%D]", 5), b"[]", "bad type for Date/Time format"),
    ((b"[%q]", 5), b"[]", "bad format"),
    ((b"[%.2d]", 5), b"[05]", "precision specified for non-floating point"),
    ((b"[%200d]", 5), b"[d]", "excessive field width or precision"),
    ((b"%d", 1, 2), b"", "too many arguments for format"),
    ((b"%d %d", 1), b"", "too few arguments for format"),
]


@pytest.mark.parametrize("arguments, expected, message", MISTAKES)
def test_mistakes(rt, arguments, expected, message) -> None:
    assert rt.call("fmt", *arguments) == expected
    assert rt.said == [("builtin", message)]


@given(st.integers(0, 2**64 - 1), st.binary(max_size=9), st.integers(1, 40))
def test_widths_pad(number: int, text: bytes, width: int) -> None:
    fmt = BIFS["fmt"].function
    form = b"%%%dd|%%-%ds" % (width, width)
    expected = b"%d" % number
    assert fmt(None, form, number, text) == (
        expected.rjust(width) + b"|" + text.ljust(width)
    )


def test_cat(rt) -> None:
    assert rt.call("cat") == b"" and rt.call("cat", b"a", 1, True) == b"a1T"
    assert rt.call("cat_sep", b", ", b"-", b"a", b"", b"c") == b"a, -, c"
    assert rt.call("cat", b"a", None) is None
    with pytest.raises(ZeekError, match="at least 2"):
        rt.call("cat_sep", b"x")
    with pytest.raises(ZeekError, match="expected type string for def"):
        rt.call("cat_sep", b"x", 1)


def test_print_raw(rt) -> None:
    rt.call("print_raw", b"a\xff", 1)
    assert rt.out.getvalue() == b"a\xff1"


@pytest.fixture
def utc(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_times(rt, utc) -> None:
    t = Time(1234567890.999)
    assert rt.call("fmt", b"%D", t) == b"2009-02-13-23:31:30"
    assert rt.call("fmt", b"%T", t) == b"2009-02-13-23:31:30.999000072"
    assert rt.call("strftime", b"%F %j", t) == b"2009-02-13 044"
    assert rt.call("strftime", b"", t) == b"<strftime error>"
    assert (
        rt.call("strptime", b"%Y-%m-%d %H:%M:%S", b"2009-02-13 23:31:30") == 1234567890
    )
    assert not rt.said
    assert rt.call("strptime", b"%Y", b"abc") == 0 and len(rt.said) == 1
