"""Commands whose output is read as it comes."""

from __future__ import annotations

import os
from time import sleep

import pytest

from pyzeek.inputs.process import Child

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a shell")


def ended(child: Child) -> tuple[int, bool]:
    while (status := child.status()) is None:
        sleep(0.002)
    return status


def test_output_and_status() -> None:
    child = Child("echo out; exit 2", feeds=False, errors=False)
    assert ended(child) == (2, False)
    assert child.read() == b"out\n" and child.read() == b""
    child.close(force=False)


def test_nothing_yet() -> None:
    child = Child("cat", feeds=True, errors=True)
    assert child.read() is None and child.status() is None
    assert child.write(b"x") == 1
    child.end_input()
    assert ended(child) == (0, False) and child.read() == b"x"
    assert child.read(errors=True) == b""
    child.close(force=False)


def test_what_ignores_the_signal_is_killed() -> None:
    child = Child("trap '' TERM; echo; sleep 60 & wait", feeds=False, errors=False)
    while child.read() is None:
        sleep(0.002)
    child.close(force=True)
    assert ended(child) == (9, True)
