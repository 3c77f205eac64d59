"""What all families share."""

from pyzeek.bifs.contract import REGISTERED, bif, c_string, named_type, shown
from pyzeek.typesystem.types import COUNT
from pyzeek.values.typeof import TypeValue


def test_registering() -> None:
    @bif("a function of this test", runtime=True)
    def function() -> None:
        """Does nothing."""

    made = REGISTERED.pop("a function of this test")
    assert made.function is function and made.runtime


def test_c_strings(rt) -> None:
    assert c_string(rt, b"plain") == b"plain"
    assert not rt.said
    assert c_string(rt, b"a\0b") == b"<string-with-NUL>"
    assert rt.said == [("error", 'string with embedded NUL: "a\\x00b"')]
    assert c_string(rt, b"end\0") == b"<string-with-NUL>"


def test_types_as_values() -> None:
    assert named_type(COUNT) is COUNT is named_type(TypeValue(COUNT))
    assert named_type(5) is None and shown(b"a\xff") == "a\udcff"
