"""Patterns: text that says what matches.

A script may have thousands of patterns and use few, so a pattern is read and
its engines made (pattern_engine.py) when it is first matched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .pattern_syntax import Node

Test = Callable[[bytes], bool]


class PatternError(ValueError):
    """The text is not a pattern."""


class Pattern:
    """A pattern; `text` is what stands between the slashes when printed."""

    __slots__ = (
        "text",
        "exact",
        "embedded",
        "_tree",
        "_prefix",
        "_finditer",
        "_splitter",
    )

    exact: Test
    """True if the whole of a string matches, `p == s`."""
    embedded: Test
    """True if a match is found anywhere, `p in s`."""

    def __init__(self, text: bytes):
        self.text = text
        self.exact = self._exact
        self.embedded = self._embedded
        self._tree: Node | None = None
        self._prefix: Callable[..., Any] | None = None
        self._finditer: Callable[..., Any] | None = None
        self._splitter: Callable[[bytes], list[bytes]] | None = None

    @classmethod
    def of(cls, body: bytes, flags: str = "") -> Pattern:
        """The pattern that a script writes as `/body/flags`."""
        text = b"^?(%s)$?" % body
        if "i" in flags:
            text = b"(?i:%s)" % text
        if "s" in flags:
            text = b"(?s:%s)" % text
        return cls(text)

    def again(self) -> Pattern:
        """Another pattern of the same text."""
        made = Pattern(self.text)
        made._tree = self._tree
        return made

    def either(self, other: Pattern) -> Pattern:
        """`p | q`."""
        return Pattern.of(b"(%s)|(%s)" % (self.text, other.text))

    def then(self, other: Pattern) -> Pattern:
        """`p & q`: the one and then the other."""
        return Pattern.of(b"(%s)(%s)" % (self.text, other.text))

    def extended(self, other: Pattern) -> Pattern:
        """`p += q`, which puts the new part first."""
        return Pattern(b"(^?(%s)$?)|(^?(%s)$?)" % (other.text, self.text))

    def check(self) -> None:
        """PatternError if the text is not a pattern."""
        _ = self.tree

    def match_as_empty(self) -> None:
        """From now on match like a pattern of nothing, as a faulty one does."""
        from .pattern_engine import tree_of

        self._tree = tree_of(b"")

    @property
    def tree(self) -> Node:
        """What the text means."""
        if self._tree is None:
            from .pattern_engine import tree_of

            self._tree = tree_of(self.text)
        return self._tree

    def prefix(self, text: bytes, start: int, at_begin: bool) -> int:
        """Where the longest match that begins at `start` ends, -1 if none does.

        The end of the text counts as its end; `at_begin` says whether `^`
        holds at `start`.
        """
        if self._prefix is None:
            from .pattern_engine import longest

            self._prefix = longest(self.tree)
        return int(self._prefix(text, start, at_begin))

    @property
    def plain(self) -> bool:
        """True if it matches no empty text and does not mention `^`."""
        from .pattern_engine import is_plain

        return is_plain(self.tree)

    def spans(self, text: bytes) -> Iterator[tuple[int, int]]:
        """Where successive matches stand that are not empty, the longest each."""
        if self._finditer is None:
            from .pattern_engine import compile_longest, mentions_begin

            if not mentions_begin(self.tree):
                self._finditer = compile_longest(self.tree).finditer
        if self._finditer is None:
            yield from self._anchored_spans(text)
            return
        for found in self._finditer(text):
            if found.end() > found.start():
                yield found.span()

    def split(self, text: bytes) -> list[bytes]:
        """The pieces between the matches that are not empty."""
        if self._splitter is None:
            self._splitter = self._make_splitter()
        return self._splitter(text)

    def _make_splitter(self) -> Callable[[bytes], list[bytes]]:
        from .pattern_engine import compile_longest

        if self.plain:
            compiled = compile_longest(self.tree)
            if type(compiled).__module__ == "re":
                own: Callable[[bytes], list[bytes]] = compiled.split
                return own

        def split(text: bytes) -> list[bytes]:
            out, at = [], 0
            for start, end in self.spans(text):
                out.append(text[at:start])
                at = end
            out.append(text[at:])
            return out

        return split

    def _anchored_spans(self, text: bytes) -> Iterator[tuple[int, int]]:
        at, at_begin = 0, True
        while at < len(text):
            end = self.prefix(text, at, at_begin)
            if end > at:
                yield at, end
                at = end
            else:
                at_begin = False
                at += 1

    def _exact(self, text: bytes) -> bool:
        from .pattern_engine import exact_test

        self.exact = exact_test(self.tree)
        return self.exact(text)

    def _embedded(self, text: bytes) -> bool:
        from .pattern_engine import embedded_test

        self.embedded = embedded_test(self.tree)
        return self.embedded(text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pattern) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"Pattern({self.text!r})"

    def __reduce__(self) -> tuple[type[Pattern], tuple[bytes]]:
        return Pattern, (self.text,)
