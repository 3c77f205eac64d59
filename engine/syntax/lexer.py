"""Text to tokens.

A script is read in batches that end where a directive stands, because what a
directive says decides what is read next. Within a batch one regular expression
finds all tokens. A token is a plain tuple, for speed: symbol, text, line, column
and end column; a token never reaches over the end of its line.

The text of a script is its bytes, read as Latin-1: one character is one byte, so
columns count bytes and string literals keep whatever bytes they hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from ..diagnostics import Location
from .tables import Tables

Token = tuple[str, str, int, int, int]

ERROR = "error"
"Symbol of a token that only carries a message; lexing goes on behind it."
FATAL = "fatal"
"Symbol of a token whose message ends the run."
BROKEN = "broken"
"Symbol of text that fits nowhere, so that the parser stops at it."

HOST_NAME_MESSAGE = (
    "DNS lookup of host literal '{}' is not supported. "
    "Replace with blocking_lookup_hostname()."
)
PATTERN_TEXT = r"(?:[^/\\\r\n]++|\\[^\r\n])++"
PATTERN = re.compile(rf"/{PATTERN_TEXT}(?:(/[is]{{0,2}})|)")
PATTERN_REST = re.compile(rf"(?:\r?\n)*({PATTERN_TEXT})?")
SKIPPED = re.compile(r"@(?:ifdef|ifndef|if|else|endif)|\n")
NAME = r"[A-Za-z_][A-Za-z_0-9]*(?:::[A-Za-z_][A-Za-z_0-9]*)*"
DIRECTIVE = re.compile(
    r"@(?:(?:load-sigs|load|unload)[ \t]+[^ \t\r\n]+"
    rf"|load-plugin[ \t]+{NAME}"
    r"|prefixes[ \t]+\+?=[ \t]+[^ \t\r\n]+"
    r"|(?:deprecated|pragma)[^\n]*"
    r"|ifdef|ifndef|if|else|endif|DIR|FILENAME|DEBUG)"
)
FOLLOWING = re.compile(r'\s*(?:([A-Za-z_][A-Za-z_0-9:]*)|([0-9".]))')

OPENING = frozenset({"(", "[", "{", "SIZE_OPEN"})
CLOSING = frozenset({")", "]", "}", "SIZE_CLOSE"})
VALUE_ENDS = frozenset(
    "ID GLOBAL_ID TEXT NUMBER HEX_NUMBER REAL DURATION PORT_NUMBER IPV4 IPV6 NET4"
    " NET6 REGEX SIZE_CLOSE ) ] T F @DIR @FILENAME bool int count double time"
    " interval string pattern port addr subnet any file".split()
)
"Behind these a value is complete, so that `/` divides and `|` is an operator."
VALUE_WORDS = frozenset(
    "T F copy hook schedule function table set vector record enum opaque file add"
    " delete bool int count double time interval string pattern port addr subnet"
    " any".split()
)
"Keywords that can begin a value."
STATEMENT_STARTS = frozenset({"{", "}", ";", ":", "else"})
CONDITIONAL = frozenset({"if", "for", "while", "when"})


class LexicalRules:
    """The regular expression for all tokens, made from the grammar's terminals."""

    def __init__(self, tables: Tables) -> None:
        self.words = {word: word for word in tables.words if word[0].isalpha()}
        operators = sorted(tables.words - self.words.keys(), key=len, reverse=True)
        operators = [op for op in operators if op[0] not in "@/"]
        simple = [op for op in operators if _stands_alone(op, operators)]
        others = [op for op in operators if op not in simple and op != "|"]
        named = dict(tables.patterns)
        first = {
            "ID": named.pop("ID"),
            "mark": f"[{re.escape(''.join(simple))}]",
            "line": r"(?:(?:\#(?!\#)[^\n]*)?\r?\n[ \t]*)+",
        }
        last = {
            "operator": "|".join(map(re.escape, others)),
            "bar": r"[|/]",
            "doc": r"\#\#[^\n]*",
            "blank": r"\#[^\n]*|[ \t]+",
            "at": "@",
            "other": r"[\s\S]",
        }
        groups = (first | named | last).items()
        choices = "|".join(f"(?P<{name}>{pattern})" for name, pattern in groups)
        self.find = re.compile(rf"(?:{choices})[ \t]*").finditer


def _stands_alone(operator: str, operators: Iterable[str]) -> bool:
    """Whether one character is enough to know this operator."""
    if len(operator) > 1 or operator in "[:!|":
        return False
    return not any(o != operator and o.startswith(operator) for o in operators)


class Lexer:
    """Reads the tokens of one script, batch by batch."""

    def __init__(self, text: str, rules: LexicalRules) -> None:
        self.text = text
        self.find = rules.find
        self.words = rules.words
        self.position = 0
        self.line = 1
        self.line_start = 0
        self.tokens: list[Token] = []
        self.directive = ""
        "The directive at which the last batch ended, empty at the end of the text."
        self.docs_before: dict[tuple[int, int], str] = {}
        "Where a token starts, to the `##` comments in front of it."
        self.docs_after: dict[tuple[int, int], str] = {}
        "Where a token ends, to the `##<` comments behind it."
        self.summary: list[str] = []
        "The lines of `##!` comments."
        self._pending: list[str] = []

    def batch(self) -> list[Token]:
        """The tokens up to the next directive or to the end.

        `@if`, `@ifdef`, `@ifndef` and `@else` are the last token of their batch;
        other directives are only named in `directive`.
        """
        self.tokens = []
        self.directive = ""
        while self.position < len(self.text) and not self.directive:
            self._scan()
        return self.tokens

    def header(self) -> list[Token]:
        """The tokens of a condition, up to the parenthesis that closes it."""
        self.tokens = []
        depth, start = 0, 0
        while self.position < len(self.text):
            self._scan(until=")")
            for token in self.tokens[start:]:
                depth += (token[0] == "(") - (token[0] == ")")
            start = len(self.tokens)
            if depth <= 0 and start and self.tokens[-1][0] == ")":
                break
        return self.tokens

    def skip(self) -> Token | None:
        """The next `@if…`, `@else` or `@endif` of text that is left out."""
        for found in SKIPPED.finditer(self.text, self.position):
            self.position = found.end()
            if found[0] == "\n":
                self.line += 1
                self.line_start = self.position
            else:
                return self._token(found[0], found.start(), found[0])
        self.position = len(self.text)
        return None

    def excerpt(self, place: Location) -> str:
        """The text at a place; of several lines the first."""
        line = self.text.split("\n")[place.line - 1]
        end = place.end_column if place.line == place.end_line else len(line)
        return line[place.column : end]

    def _token(self, symbol: str, start: int, text: str) -> Token:
        column = start - self.line_start
        return (symbol, text, self.line, column, column + len(text))

    # The loop over all tokens of a script: long, so that nothing is called in it
    # for the common ones.
    def _scan(self, until: str = "") -> None:
        """Add tokens until something needs care, `until` or the end of the text."""
        append = self.tokens.append
        words = self.words
        pending = self._pending
        line, base = self.line, self.line_start
        for found in self.find(self.text, self.position):
            symbol = found.lastgroup or ""
            text = found[symbol]
            column = found.start() - base
            if symbol == "ID":
                symbol = words.get(text, symbol)
                if text == "local" and self._inside_when():
                    symbol = "WHEN_LOCAL"
            elif symbol == "mark" or symbol == "operator":
                symbol = text
            elif symbol == "line":
                line += text.count("\n")
                base = found.start(symbol) + text.rfind("\n") + 1
                continue
            elif symbol in SPECIAL:
                self.line, self.line_start = line, base
                self.position = found.end()
                if SPECIAL[symbol](self, found.start(), text):
                    return
                continue
            if pending:
                self.docs_before[line, column] = "\n".join(pending)
                pending.clear()
            append((symbol, text, line, column, column + len(text)))
            if symbol == until:
                self.position = found.end()
                break
        else:
            self.position = len(self.text)
        self.line, self.line_start = line, base

    # ---- what needs care; true where scanning has to start anew at `position`

    def _blank(self, start: int, text: str) -> bool:
        return False

    def _doc(self, start: int, text: str) -> bool:
        """Keep a documentation comment for the token that it belongs to."""
        mark = text[2:3]
        words = text[3:] if mark in ("!", "<") else text[2:]
        words = words.strip().encode("latin-1").decode("utf-8", "replace")
        if mark == "!":
            self.summary.append(words)
        elif mark == "<":
            self._doc_after(words)
        elif mark != "#":
            self._pending.append(words)
        return False

    def _doc_after(self, words: str) -> None:
        tokens = self.tokens
        if not tokens:
            return
        comma = tokens[-1][0] == "," and len(tokens) > 1
        token = tokens[-2] if comma else tokens[-1]
        place = (token[2], token[4])
        before = self.docs_after.get(place)
        self.docs_after[place] = f"{before}\n{words}" if before else words

    def _host_name(self, start: int, text: str) -> bool:
        self.tokens.append(self._token(ERROR, start, HOST_NAME_MESSAGE.format(text)))
        return False

    def _other(self, start: int, text: str) -> bool:
        shown = text if " " <= text <= "~" else f"\\x{ord(text):02x}"
        message = f"unrecognized character: '{shown}'"
        self.tokens.append(self._token(ERROR, start, message))
        return False

    def _directive(self, start: int, text: str) -> bool:
        found = DIRECTIVE.match(self.text, start)
        if not found:
            return self._other(start, text)
        self.position = found.end()
        directive = found[0]
        if directive in ("@DIR", "@FILENAME"):
            self.tokens.append(self._token(directive, start, directive))
        elif directive == "@DEBUG":
            self.tokens.append(self._token(BROKEN, start, directive))
        else:
            self.directive = directive
            if directive in ("@if", "@ifdef", "@ifndef", "@else"):
                self.tokens.append(self._token(directive, start, directive))
        return True

    def _bar(self, start: int, text: str) -> bool:
        """Tell the uses of `|` and `/` apart."""
        if text == "/":
            if not self._behind_value():
                return self._pattern(start)
            symbol = text
        elif not self._behind_value():
            symbol = "SIZE_OPEN"
        elif self._closes_size():
            symbol = "SIZE_CLOSE"
        else:
            symbol = text
        self.tokens.append(self._token(symbol, start, text))
        return False

    def _pattern(self, start: int) -> bool:
        found = PATTERN.match(self.text, start)
        if not found:
            self.tokens.append(self._token("/", start, "/"))
            return False
        self.position = found.end()
        if found[1] is None:
            return self._open_pattern(start)
        token = self._token("REGEX", start, found[0])
        if found[1] in ("/ii", "/ss"):
            message = f"pattern has duplicate mode {found[1][1]}"
            self.tokens.append(self._token(ERROR, start, message))
        self.tokens.append(token)
        return True

    def _open_pattern(self, start: int) -> bool:
        """A pattern that goes on behind the end of its line is a mistake."""
        message = "pattern not terminated before end of line"
        self.tokens.append(self._token(ERROR, start, message))
        found = PATTERN_REST.match(self.text, self.position)
        if found:
            self.position = found.end()
            if found[1]:
                self.tokens.append(self._token(BROKEN, start, found[1]))
        return True

    # ---- what stands before

    def _behind_value(self) -> bool:
        """Whether the last token ends a value."""
        if not self.tokens:
            return False
        last = self.tokens[-1][0]
        if last == ")":
            opening = _enclosing(self.tokens, len(self.tokens) - 1)
            return opening < 1 or self.tokens[opening - 1][0] not in CONDITIONAL
        return last in VALUE_ENDS

    def _closes_size(self) -> bool:
        """Whether a `|` behind a value is the second one of `|x|`."""
        opening = _enclosing(self.tokens, len(self.tokens))
        if opening < 0 or self.tokens[opening][0] != "SIZE_OPEN":
            return False
        following = FOLLOWING.match(self.text, self.position)
        if not following:
            return True
        word = following[1]
        return word in self.words and word not in VALUE_WORDS

    def _inside_when(self) -> bool:
        """Whether the next token stands in the condition of a `when`."""
        tokens = self.tokens
        if not tokens or tokens[-1][0] in VALUE_ENDS | STATEMENT_STARTS:
            return False
        place = _enclosing(tokens, len(tokens))
        while place > 0 and tokens[place][0] != "{":
            before = place - 1
            if tokens[place][0] == "(" and tokens[before][0] == "]":
                before = _enclosing(tokens, before) - 1
            if before >= 0 and tokens[before][0] == "when":
                return True
            place = _enclosing(tokens, place)
        return False


def _enclosing(tokens: list[Token], end: int) -> int:
    """Index of the bracket that is open before `tokens[end]`, or -1."""
    depth = 0
    for place in range(end - 1, -1, -1):
        symbol = tokens[place][0]
        if symbol in CLOSING:
            depth += 1
        elif symbol in OPENING:
            if depth == 0:
                return place
            depth -= 1
    return -1


SPECIAL: dict[str, Callable[[Lexer, int, str], bool]] = {
    "HOST_NAME": Lexer._host_name,
    "bar": Lexer._bar,
    "doc": Lexer._doc,
    "blank": Lexer._blank,
    "at": Lexer._directive,
    "other": Lexer._other,
}
