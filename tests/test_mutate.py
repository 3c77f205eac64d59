"""A sample of what `mutate.py` does a thousand times."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="runs are forked")

CAPTURES = sorted((Path(__file__).parent / "traces" / "smb").glob("*.pcap"))


@pytest.mark.parametrize("seed", range(30))
def test_damage_does_no_harm(seed, mutate):
    capture = CAPTURES[seed % len(CAPTURES)]
    assert mutate.problem(mutate.mutate(capture.read_bytes(), seed)) is None


def test_damage_is_the_same_every_time(mutate):
    data = CAPTURES[0].read_bytes()
    assert mutate.mutate(data, 7) == mutate.mutate(data, 7)
    assert mutate.mutate(data, 7) != mutate.mutate(data, 8)


def test_without_damage_the_capture_stays(mutate):
    data = CAPTURES[0].read_bytes()
    assert mutate.join(*mutate.split(data)) == data


@forks
def test_warm_runs_are_like_cold_ones(mutate, warm):
    first, second = (path.read_bytes() for path in CAPTURES[:2])
    runs = warm.Warm([mutate.EVENTS], inspect=_output).run([first, second, first])
    one, two, three = runs
    assert (one.status, one.errors, one.strays) == (0, [], [])
    assert one.found == three.found != two.found
    cold = mutate.pyzeek.run(CAPTURES[0], mutate.EVENTS, ignore_checksums=True)
    assert _names(one.found) == _names(cold.output) != []


@forks
def test_a_run_without_end_and_a_stray_file_are_told(warm):
    data = CAPTURES[0].read_bytes()
    endless = "event new_connection(c: connection) { while ( T ) ; }"
    (outcome,) = warm.Warm([], [endless], limit=0.5).run([data])
    assert outcome.trouble(0.5, 500) == "no end after 0.5 seconds"
    stray = 'event new_connection(c: connection) { print open("../x"), 1; }'
    (outcome,) = warm.Warm([], [stray]).run([data])
    assert outcome.trouble(10, 500) == "written outside of the log folder: x"


def _output(driver):
    return driver.out.getvalue().decode()


def _names(lines):
    """The events that `events.zeek` told of."""
    return [json.loads(line)["e"] for line in lines.splitlines()]
