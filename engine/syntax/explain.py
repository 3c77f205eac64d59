"""Syntax errors in plain words: what was expected where something else stands."""

from __future__ import annotations

from .lexer import Token

NAMES = {
    "ID": "a name",
    "$END": "the end of the script",
}
VALUE = {"NUMBER", "TEXT", "ID", "("}
TYPES = {"addr", "count", "vector"}


def explain(token: Token, expected: set[str], before: Token | None) -> str:
    """A hint for a token that fits nowhere, or an empty text."""
    symbol, text = token[:2]
    if symbol.isalpha() and symbol.islower() and "ID" in expected:
        return f"{text} is a keyword of the language and cannot be a name"
    if before and before[0] == "ID" and symbol in ("++", "--"):
        return f"there is no postfix {text}; write {text}{before[1]}"
    if ";" in expected and symbol != ";" and _ends_line(before, token):
        return "a ; is missing at the end of the line before"
    if symbol == "=" and before and before[0] == ")":
        return "to compare, write =="
    wanted = _wanted(expected)
    return f"expected {wanted}" if wanted else ""


def _ends_line(before: Token | None, token: Token) -> bool:
    return before is not None and before[2] < token[2]


def _wanted(expected: set[str]) -> str:
    """The expected symbols as a short text: groups first, then single signs."""
    words = []
    if expected >= VALUE:
        words.append("a value")
    elif expected >= TYPES:
        words.append("a type")
    elif "ID" in expected:
        words.append(NAMES["ID"])
    if "global" in expected:
        words.append("a declaration")
    signs = [sign for sign in (";", ",", ")", "]", "}", "{", "(", ":", "=", "in")]
    words += [sign for sign in signs if sign in expected and not _covered(sign, words)]
    return " or ".join(words[:4])


def _covered(sign: str, words: list[str]) -> bool:
    """Whether a group already tells of a sign that only opens or goes on."""
    return bool(words) and sign in "({=:in" and words[0] in ("a value", "a type")
