"""What functions know of themselves."""

from pyzeek.typesystem.types import COUNT, Field, FuncType, RecordType
from pyzeek.values.function import FuncInfo, function_text, info_of


def test_text_of_a_script_function() -> None:
    def inc(n: int) -> int:
        return n + 1

    assert info_of(inc) is None and function_text(inc) == b"inc"
    kind = FuncType("function", RecordType("", [Field("n", COUNT)]), COUNT)
    inc.__zeek__ = FuncInfo("inc", kind, b"{ \nreturn (n + 1);\n}")  # type: ignore[attr-defined]
    assert info_of(inc).type is kind
    assert function_text(inc) == (
        b"inc: function(n:count) : count\n{ \nreturn (n + 1);\n}"
    )
