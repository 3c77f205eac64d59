"""A sample of what `mutate.py` does a thousand times."""

from __future__ import annotations

from pathlib import Path

import pytest

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
