"""Syntax errors in plain words: what was expected where something else stands."""

from __future__ import annotations

from ..diagnostics import ELSEWHERE, did_you_mean
from .lexer import VALUE_ENDS, Token

VALUE = {"NUMBER", "TEXT", "ID", "("}
TYPES = {"addr", "count", "vector"}
ENDS = (";", ",", ")", "]", "}", "SIZE_CLOSE")
SIGNS = ("{", "(", ":", "=", "+=", "-=", "[", "of", "in", "$")
SHOWN = {"SIZE_CLOSE": "|", "ID": "a name"}
OPENING = ("{", "(", "[")
ATTRIBUTES = """
    &add_func &backend &broker_allow_complex_type &broker_store &create_expire
    &default &default_insert &del_func &delete_func &deprecated &error_handler
    &expire_func &group &is_assigned &is_used &log &on_change &optional &ordered
    &priority &raw_output &read_expire &redef &write_expire
""".split()
CHARACTERS = {
    "'": 'text stands in double quotes: "text"',
    "@": "no such directive, or nothing behind it",
    '"': 'the text lacks its closing " on this line',
    "\\": "a backslash is possible only inside text and patterns",
}


def explain_character(message: str) -> str:
    """A hint for a character that the language does not have, or an empty text."""
    return CHARACTERS.get(message[-2:-1], "")


def explain(
    token: Token, expected: set[str], before: Token | None, after: Token | None = None
) -> str:
    """A hint for a token that fits nowhere, or an empty text."""
    symbol, text = token[:2]
    if symbol == "&" and after:
        meant = did_you_mean(f"&{after[1]}", sorted(ATTRIBUTES))
        return meant or f"there is no attribute &{after[1]}"
    if text in ELSEWHERE:
        return f"did you mean {ELSEWHERE[text]}?"
    if symbol == "else":
        return "there is no if that this else belongs to"
    if symbol == "}" and "global" in expected:
        return "this } closes nothing"
    wants_name = "ID" in expected and not expected >= VALUE
    if wants_name and symbol.isalpha() and symbol.islower():
        return f"{text} is a keyword of the language and cannot be a name"
    if before and before[0] == "ID" and symbol in ("++", "--"):
        return f"there is no postfix {text}; write {text}{before[1]}"
    if ";" in expected and symbol != ";" and before and before[2] < token[2]:
        return "a ; is missing at the end of the line before"
    if symbol == "{" and before and before[0] == ")" and ";" in expected:
        return "expected ;, or a } is missing further up"
    wanted = _wanted(expected, before)
    return f"expected {wanted}" if wanted else ""


def unclosed(values: list[object]) -> Token | None:
    """The innermost bracket that is open, of what waits on the parser's stack."""
    for value in reversed(values):
        if isinstance(value, tuple) and len(value) == 5 and value[0] in OPENING:
            return value
    return None


def _wanted(expected: set[str], before: Token | None) -> str:
    """The expected symbols as a short text: groups first, then single signs."""
    words = []
    if expected >= VALUE:
        words.append("a value")
    elif expected >= TYPES:
        words.append("a type")
    elif "ID" in expected:
        words.append("ID")
    words += [sign for sign in ENDS if sign in expected]
    if words == [","]:
        words += [sign for sign in (":", "in") if sign in expected]
    behind_value = before is not None and before[0] in VALUE_ENDS
    if not words or (not behind_value and words == ["ID"]):
        words += [sign for sign in SIGNS if sign in expected]
    return " or ".join(SHOWN.get(word, word) for word in words[:4])
