"""The logging interface passes everything on."""

from types import SimpleNamespace

import pytest

from pyzeek.bifs.families import FAMILIES


@pytest.mark.parametrize("name", FAMILIES["logs"])
def test_each_function_has_its_method(rt, name: str) -> None:
    method = name.removeprefix("Log::").strip("_")
    rt.services["logs"] = SimpleNamespace(**{method: lambda *a: ("asked", a)})
    assert rt.call(name, 1, 2) == ("asked", (1, 2))
