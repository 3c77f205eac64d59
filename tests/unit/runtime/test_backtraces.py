"""Names of the functions being run."""

import pytest

from pyzeek.runtime.backtraces import script_name

NAMES = {"GLOBAL__inner__925": "inner", "GLOBAL__f": "f", "M__f__3": "M::f"}


@pytest.mark.parametrize("python, script", NAMES.items())
def test_script_names(python: str, script: str) -> None:
    assert script_name(python) == script


FAULT = """
type R: record { a: count; b: string &optional; };
function show(r: R, n: count): string { return r$b; }
event zeek_init() { local r = R($a=1); print show(r, 5); }
"""


def test_calls_that_led_to_an_error(run) -> None:
    told = "expression error in ./test.zeek, line 3: field value missing (r$b)"
    end = "fatal error: errors occurred while initializing"
    outcome = run("-b", "--traceback", script=FAULT)
    assert outcome.err.splitlines() == [
        told,
        "    in zeek_init() at ./test.zeek, line 4",
        "    in show(r=[a=1, b=<uninitialized>], n=5) at ./test.zeek, line 3",
        end,
    ]
    assert run("-b", script=FAULT).err.splitlines() == [told, end]


def test_long_arguments_are_cut(run) -> None:
    script = FAULT.replace("$a=1", '$a=1, $b=string_fill(999, "x")').replace(
        "r$b;", "cat(10 / (n - 5));"
    )
    line = run("-b", "--traceback", script=script).err.splitlines()[2]
    assert "xxx..." in line and len(line) < 400
