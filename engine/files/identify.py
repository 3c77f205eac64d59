"""What type a file is of, by its first bytes.

Signatures with `file-magic` patterns tell; the ones that come with the engine lie
below `scripts/base/frameworks/files/magic`. What was found for some data is kept, for
the same file often goes by many times.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from ..library import scripts
from ..signatures.patterns import PatternSet
from ..signatures.reading import read_rules
from ..signatures.rules import FILE_MAGIC, Content, Mime, Rule

Matches = list[tuple[int, str]]
"""Strengths and MIME types, the best first."""

KEPT = 512


class Identifier:
    """Tells types by the rules that it is given."""

    def __init__(self, rules: Iterable[Rule]):
        self.patterns: list[Content] = []
        self.rules: list[tuple[range, list[tuple[int, str]]]] = []
        "For each rule the numbers of its patterns, and what it says."
        for rule in rules:
            self._add(rule)
        self._set = PatternSet([pattern.text for pattern in self.patterns])
        self._owner = [i for i, (own, _) in enumerate(self.rules) for _ in own]
        self.identify = lru_cache(KEPT)(self._identify)

    def _add(self, rule: Rule) -> None:
        says = [(a.strength, a.mime) for a in rule.actions if isinstance(a, Mime)]
        kinds = {content.kind for content in rule.contents}
        if not says or not rule.active or rule.headers or kinds != {FILE_MAGIC}:
            return
        first = len(self.patterns)
        self.patterns.extend(rule.contents)
        self.rules.append((range(first, len(self.patterns)), says))

    def _identify(self, data: bytes) -> Matches:
        """The types that the beginning of a file may be of."""
        matched = set(self._set.match(data))
        found: set[tuple[int, str]] = set()
        for owner in {self._owner[number] for number in matched}:
            numbers, says = self.rules[owner]
            if matched.issuperset(numbers) and self._deep_enough(numbers, data):
                found.update(says)
        return sorted(found, key=lambda match: (-match[0], match[1]))

    def _deep_enough(self, numbers: range, data: bytes) -> bool:
        return all(
            depth >= len(data) or self._set.first_end(number, data) <= depth
            for number in numbers
            for depth in (self.patterns[number].depth,)
        )


@lru_cache(1)
def bundled() -> Identifier:
    """The types that the bundled signatures tell."""
    files = sorted(scripts().glob("base/frameworks/files/magic/*.sig"))
    texts = [(file.read_text(encoding="latin-1"), str(file)) for file in files]
    return Identifier(rule for text, file in texts for rule in read_rules(text, file))


def identify(data: bytes) -> Matches:
    """The types that the beginning of a file may be of, the best first."""
    return bundled().identify(data)


def one_of_each(matches: Matches) -> Matches:
    """One type for each strength: scripts see the last by name, as in Zeek."""
    return list(dict(matches).items())
