"""File attributes."""

from __future__ import annotations

import pytest

from pyzeek.analyzers.smb.smb2.attributes import file_attributes

from ...notes import plain
from ..conftest import Session


@pytest.mark.parametrize(
    ("flags", "places"),
    [(0, []), (0x80, [5]), (0x11, [0, 3]), (0x20000, [14]), (0xFFFFFFFF, range(15))],
)
def test_places(session: Session, flags: int, places: list[int]) -> None:
    values = plain(file_attributes(session.analyzer._state, flags))
    assert [i for i, x in enumerate(values) if x] == list(places)
