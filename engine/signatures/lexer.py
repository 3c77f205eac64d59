"""A signature file as words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

WORD, INTEGER, ADDRESS, ADDRESS6, STRING, PATTERN, COMPARE, MARK, END, BAD = range(10)
"""The kinds of token. Nothing but a MARK is made of punctuation alone."""

_TOKEN = re.compile(
    r"""
    (?P<skip>   \#[^\n]* | [ \t]+ | \r?(?P<newline>\n) | \.[^ \t\n]+[ \t]+[^\r\n]+ )
  | (?P<address6> \[ (?: (?:[0-9a-fA-F]+:){7}[0-9a-fA-F]+
                      | [0-9a-fA-F:]*::[0-9a-fA-F:]*(?:\d+(?:\.\d+){3})? ) \]
                  (?: [ \t]*/[ \t]*\d+ )? )
  | (?P<address> \d+(?:\.\d+){3} (?: [ \t]*/[ \t]*\d+ )? )
  | (?P<integer> 0x[0-9a-fA-F]+ | \d+ )
  | (?P<word>   [a-zA-Z_][\w-]* (?: ::[a-zA-Z_][\w-]* )* )
  | (?P<string> " (?: \\" | [^\r\n"] )* " )
  | (?P<pattern> / (?: \\[\s\S] | [^/\\] )* / i? )
  | (?P<compare> <= | >= | == | != | [<>=] )
  | (?P<mark>   [][{}&:,!-] )
    """,
    re.VERBOSE | re.ASCII,
)
_KINDS = {
    "address6": ADDRESS6,
    "address": ADDRESS,
    "integer": INTEGER,
    "word": WORD,
    "string": STRING,
    "pattern": PATTERN,
    "compare": COMPARE,
    "mark": MARK,
}


class Token(NamedTuple):
    """A word, where it stands, and of what kind it is."""

    kind: int
    text: str
    line: int


def tokens(text: str) -> Iterator[Token]:
    """The words of a file, and a last one of kind END.

    Newlines inside of patterns do not count as lines, as in Zeek.
    """
    line, at = 1, 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            yield Token(BAD, text[at], line)
            at += 1
            continue
        at = found.end()
        if found["newline"]:
            line += 1
        elif found["skip"] is None:
            yield Token(_KINDS[found.lastgroup or ""], found[0], line)
    yield Token(END, "", line)
