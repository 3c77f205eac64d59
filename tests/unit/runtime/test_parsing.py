"""Which place Zeek's parser remembers for a literal."""

import pytest

from pyzeek.diagnostics import Location
from pyzeek.runtime.parsing import place_before

SCRIPT = b"""\
event zeek_init()
	{
	event one("first");
	event two("second");

	if ( x )
		{ print "inside"; }
	local name = "named", other =
		f("called");
	event three("last");
	}
"""


@pytest.mark.parametrize(
    ("value", "line", "place"),
    [
        (b"first", 3, (1, 1)),
        (b"second", 4, (2, 3)),
        (b"inside", 7, (6, 6)),
        (b"named", 8, (8, 8)),
        (b"called", 9, (9, 9)),
        (b"last", 10, (7, 9)),
    ],
)
def test_place(tmp_path, value, line, place) -> None:
    script = tmp_path / "s.zeek"
    script.write_bytes(SCRIPT)
    column = SCRIPT.splitlines()[line - 1].index(value) - 1
    found = place_before(Location(str(script), line, line, column), value)
    assert found[1:3] == place


def test_escapes_and_numbers(tmp_path) -> None:
    script = tmp_path / "s.zeek"
    script.write_bytes(b'print f(/"/, "a\\x41\\n");\nprint f(70000);\n')
    assert place_before(Location(str(script), 1, 1, 0), b"aA\n").line == 1
    assert place_before(Location(str(script), 2, 2, 0), 70000).line == 2


def test_no_file() -> None:
    around = Location("/nowhere.zeek", 3, 3)
    assert place_before(around, b"x") is around
