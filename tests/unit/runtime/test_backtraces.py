"""Names of the functions being run."""

import pytest

from pyzeek.runtime.backtraces import script_name

NAMES = {"GLOBAL__inner__925": "inner", "GLOBAL__f": "f", "M__f__3": "M::f"}


@pytest.mark.parametrize("python, script", NAMES.items())
def test_script_names(python: str, script: str) -> None:
    assert script_name(python) == script
