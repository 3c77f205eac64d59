"""Components by category; more in tests/language/functions/plugin-components.zeek."""

from __future__ import annotations


def test_a_category_that_there_is_not(rt) -> None:
    assert rt.call("get_plugin_components", b"NOTHING") is None
    assert "Unknown category type: NOTHING" in rt.said[0][1]
