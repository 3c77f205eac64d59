"""Zeek's pattern syntax, which is flex's, as a tree.

Two symbols stand beside the 256 bytes: the beginning and the end of the text,
which `^` and `$` consume. Upper and lower case, `.` and classes are resolved
here, so that a leaf is nothing but a set of symbols.
"""

from __future__ import annotations

from collections.abc import Callable

from ..structure import Structure
from .pattern import PatternError

BEGIN = 256
END = 257


class Content(Structure):
    """What is compared by its content."""

    def _content(self) -> tuple[object, ...]:
        return tuple([getattr(self, name) for name in type(self).__match_args__])

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other._content() == self._content()

    def __hash__(self) -> int:
        return hash((type(self), self._content()))


class Symbols(Content):
    """One symbol out of a set."""

    set: frozenset[int]


class Sequence(Content):
    """One after the other; nothing at all if there are no items."""

    items: tuple[Node, ...]


class Choice(Content):
    """One of several."""

    items: tuple[Node, ...]


class Repeat(Content):
    """`item` from `low` to `high` times, without limit if that is None."""

    item: Node
    low: int
    high: int | None


Node = Symbols | Sequence | Choice | Repeat

EMPTY = Sequence(())
BYTES = frozenset(range(256))
_ASCII = range(128)


def _class(test: Callable[[str], bool]) -> frozenset[int]:
    return frozenset(c for c in _ASCII if test(chr(c)))


_PRINT = frozenset(range(32, 127))
_ALNUM = _class(str.isalnum)
CLASSES: dict[str, frozenset[int]] = {
    "alnum": _ALNUM,
    "alpha": _class(str.isalpha),
    "blank": frozenset(b" \t"),
    "cntrl": frozenset([*range(32), 127]),
    "digit": _class(str.isdigit),
    "graph": _PRINT - {32},
    "print": _PRINT,
    "punct": _PRINT - {32} - _ALNUM,
    "space": frozenset(b" \t\n\v\f\r"),
    "xdigit": frozenset(b"0123456789abcdefABCDEF"),
    "lower": _class(str.islower),
    "upper": _class(str.isupper),
}
_ESCAPES = {"n": 10, "t": 9, "r": 13, "f": 12, "v": 11, "b": 8, "a": 7}


def expand_escape(text: str, at: int) -> tuple[int, int]:
    """The byte that an escape means, and where it ends; `at` is after the `\\`."""
    c = text[at]
    if c in _ESCAPES:
        return _ESCAPES[c], at + 1
    if c in "01234567":
        end = at + 1
        while end < len(text) and end < at + 3 and text[end] in "01234567":
            end += 1
        return int(text[at:end], 8) & 0xFF, end
    if c == "x":
        end = at + 1
        while end < len(text) and end < at + 3 and text[end] in _HEX:
            end += 1
        if end == at + 1:
            return ord(c), end
        return int(text[at + 1 : end], 16), end
    return ord(c), at + 1


_HEX = "0123456789abcdefABCDEF"
_COUNTS: dict[str, tuple[int, int | None]] = {"*": (0, None), "+": (1, None)}
_COUNTS["?"] = (0, 1)


def parse_pattern(text: bytes) -> Node:
    """The tree of a pattern; PatternError says what is wrong with it."""
    return _Parser(text.decode("latin-1")).parse()


class _Parser:
    def __init__(self, text: str):
        self.text = text
        self.at = 0
        self.fold = False
        self.single_line = False
        self.classes: dict[str, frozenset[int]] = {}

    def parse(self) -> Node:
        node = self.choice()
        if self.at < len(self.text):
            raise PatternError("syntax error")
        return node

    def choice(self) -> Node:
        items = [self.sequence()]
        while self.peek() == "|":
            self.at += 1
            items.append(self.sequence())
            if items[-1] == EMPTY and self.text[self.at - 1] == "|":
                raise PatternError("syntax error")
        return items[0] if len(items) == 1 else Choice(tuple(items))

    def sequence(self) -> Node:
        items: list[Node] = []
        while self.peek() not in ("", "|", ")"):
            items.append(self.repeated(self.single()))
        return items[0] if len(items) == 1 else Sequence(tuple(items))

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def repeated(self, node: Node) -> Node:
        while (c := self.peek()) in _COUNTS or c == "{":
            if c == "{":
                node = self.counted(node)
                continue
            self.at += 1
            node = Repeat(node, *_COUNTS[c])
        return node

    def counted(self, node: Node) -> Node:
        end = self.text.find("}", self.at)
        low, comma, high = self.text[self.at + 1 : end].partition(",")
        if end < 0 or not low.isdigit() or not (high.isdigit() or not high):
            raise PatternError("bad character inside {}'s")
        self.at = end + 1
        if not comma:
            return Repeat(node, int(low), int(low))
        if high and int(low) > int(high):
            raise PatternError("bad iteration values")
        return Repeat(node, int(low), int(high) if high else None)

    def single(self) -> Node:
        c = self.peek()
        if c == "(":
            return self.group()
        if c == '"':
            return self.quoted()
        if c == "[":
            return self.bracket()
        self.at += 1
        if c == "\\" and self.at < len(self.text):
            byte, self.at = expand_escape(self.text, self.at)
            return Symbols(frozenset((byte,)))
        return self.plain(c)

    def plain(self, c: str) -> Node:
        if c == "^":
            return Symbols(frozenset((BEGIN,)))
        if c == "$":
            return Symbols(frozenset((END,)))
        if c == ".":
            return Symbols(BYTES if self.single_line else BYTES - {10})
        if c in "*+?{}":
            raise PatternError("syntax error")
        if self.fold and c.isascii() and c.isalpha():
            return Symbols(self.known_class(f"[{c}", lambda: _both(ord(c))))
        return Symbols(frozenset((ord(c),)))

    def known_class(
        self, text: str, make: Callable[[], frozenset[int]]
    ) -> frozenset[int]:
        # a class of the same text is the same class, whatever the flags
        if text not in self.classes:
            self.classes[text] = make()
        return self.classes[text]

    def group(self) -> Node:
        head = self.text[self.at : self.at + 4].lower()
        if head == "(?i:":
            self.fold = True
        elif head == "(?s:":
            self.single_line = True
        self.at += 4 if head in ("(?i:", "(?s:") else 1
        node = self.choice()
        if self.peek() != ")":
            raise PatternError("syntax error")
        self.at += 1
        if head == "(?i:":
            self.fold = False
        elif head == "(?s:":
            self.single_line = False
        return node

    def quoted(self) -> Node:
        self.at += 1
        items: list[Node] = []
        while (c := self.peek()) != '"':
            if not c:
                raise PatternError("missing quote")
            self.at += 1
            if c == "\\" and self.at < len(self.text):
                byte, self.at = expand_escape(self.text, self.at)
            else:
                byte = ord(c)
            items.append(Symbols(frozenset((byte,))))
        self.at += 1
        return Sequence(tuple(items))

    def bracket(self) -> Node:
        start, self.at = self.at, self.at + 1
        negated = self.peek() == "^"
        self.at += negated
        members: set[int] = set()
        first = True
        while (c := self.peek()) != "]" or first:
            if not c:
                raise PatternError("unterminated character class")
            self.member(members)
            first = False
        body = self.text[start : self.at]
        self.at += 1
        found = frozenset(BYTES - members if negated else members)
        return Symbols(self.known_class(body, lambda: found))

    def member(self, members: set[int]) -> None:
        if self.text.startswith("[:", self.at):
            end = self.text.find(":]", self.at)
            name = self.text[self.at + 2 : end].lower() if end > 0 else ""
            if name.isalpha():
                self.at = end + 2
                self.named(name, members)
                return
        low = self.class_byte()
        after = self.text[self.at + 1 : self.at + 2]
        if self.peek() == "-" and after not in ("]", ""):
            self.at += 1
            self.range(low, self.class_byte(), members)
        elif self.fold:
            members |= _both(low)
        else:
            members.add(low)

    def named(self, name: str, members: set[int]) -> None:
        if name not in CLASSES:
            raise PatternError("bad character class expression")
        if self.fold and name in ("lower", "upper"):
            name = "alpha"
        members |= CLASSES[name]

    def class_byte(self) -> int:
        c = self.peek()
        self.at += 1
        if c == "\\" and self.at < len(self.text):
            byte, self.at = expand_escape(self.text, self.at)
            return byte
        return ord(c)

    def range(self, low: int, high: int, members: set[int]) -> None:
        if low > high:
            raise PatternError("negative range in character class")
        if not self.fold or not (_is_letter(low) or _is_letter(high)):
            members.update(range(low, high + 1))
            return
        same = chr(low).isupper() == chr(high).isupper()
        if not (_is_letter(low) and _is_letter(high) and same):
            raise PatternError("ambiguous case-insensitive character class")
        for byte in range(low, high + 1):
            members |= _both(byte)


def _is_letter(byte: int) -> bool:
    return byte < 128 and chr(byte).isalpha()


def _both(byte: int) -> frozenset[int]:
    if not _is_letter(byte):
        return frozenset((byte,))
    return frozenset((ord(chr(byte).lower()), ord(chr(byte).upper())))
