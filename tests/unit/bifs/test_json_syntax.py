"""Where and how a JSON text is wrong."""

import pytest

from pyzeek.bifs.json_syntax import JsonError, check

MISTAKES = {
    "": "The document is empty. Offset: 0",
    "{": "Missing a name for object member. Offset: 1",
    '{"a" 1}': "Missing a colon after a name of object member. Offset: 5",
    '{"a":1 2}': "Missing a comma or } after an object member. Offset: 7",
    "[1 2]": "Missing a comma or ] after an array element. Offset: 3",
    '{"hel': "Missing a closing quotation mark in string. Offset: 5",
    '"\\x"': "Invalid escape character in string. Offset: 1",
    '"\\u12g4"': "Incorrect hex digit after \\u escape in string. Offset: 1",
    "tru": "Invalid value. Offset: 3",
    "-": "Invalid value. Offset: 1",
    "1.": "Miss fraction part in number. Offset: 2",
    "1e": "Miss exponent in number. Offset: 2",
    "5 6": "The document root must not be followed by other values. Offset: 2",
    '"\t"': "Invalid encoding in string. Offset: 1",
}


@pytest.mark.parametrize("text, message", MISTAKES.items())
def test_messages(text: str, message: str) -> None:
    with pytest.raises(JsonError) as caught:
        check(text.encode())
    assert str(caught.value) == message


def test_deep_nesting_ends() -> None:
    check(b"[" * 250 + b"]" * 250)
    with pytest.raises(JsonError, match="Terminate parsing"):
        check(b"[" * 100_000)
