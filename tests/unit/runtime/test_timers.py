"""Timers fire in order of time, then of making."""

from pyzeek.runtime.timers import Timers


def test_order():
    timers, fired = Timers(), []
    for when, name in ((3.0, "c"), (1.0, "a"), (2.0, "b"), (1.0, "a again")):
        timers.add(when, lambda name=name: fired.append(name))
    timers.expire(2.0)
    assert fired == ["a", "a again", "b"]
    timers.expire(9.0)
    assert fired[-1] == "c"


def test_those_that_run_at_the_end():
    timers = Timers()
    timers.add(5.0, lambda: None)
    last = lambda: None  # noqa: E731
    timers.add(6.0, last, at_exit=True)
    assert list(timers.at_exit()) == [last]
