"""The list of analyzers."""

import pytest

from pyzeek.analyzers import ANALYZERS, Analyzer


@pytest.mark.parametrize("spec", ANALYZERS.values(), ids=lambda spec: spec.name)
def test_each_is_there_and_names_its_events(spec):
    cls = spec.load()
    assert issubclass(cls, Analyzer)
    assert cls.name == spec.name
    assert cls.EVENTS
