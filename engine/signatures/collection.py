"""The signature files of a run.

Those of users are read before anything else happens, so that what is wrong with them
is told at once. Those that come with the engine are only read when somebody needs
them: the ones about types of files when a file is looked at, the others when packets
come.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..library import MAGIC_FOLDER, may_wait
from ..values.pattern import PatternError
from .patterns import PatternSet
from .reading import Names, read_rules
from .rules import FILE_MAGIC, Rule
from .script import Messages


class SignatureFile(NamedTuple):
    """A file, and under which name it was asked for."""

    name: str
    path: str
    "Empty if there is no such file."


class Signatures:
    """All signatures of a run, in the order of their files."""

    def __init__(self, files: Iterable[SignatureFile], names: Names, out: Messages):
        self.files = list(files)
        self.names = names
        self.out = out
        self.failed = False
        "Whether something is wrong with the files that were read so far."
        self._read: dict[int, list[Rule]] = {}
        self._taken: set[str] = set()
        "Names of signatures; each may be used once."

    def check(self) -> bool:
        """Read the files of users; whether all is well with them."""
        own = [n for n, file in enumerate(self.files) if not may_wait(file.path)]
        rules = [rule for number in own for rule in self._rules_of(number)]
        if not self.failed:
            self._check_patterns(rules)
            self._check_requirements(rules)
        return not self.failed

    def rules(self) -> list[Rule]:
        """The signatures for traffic."""
        files = enumerate(self.files)
        numbers = [n for n, file in files if MAGIC_FOLDER not in file.path]
        found = [rule for number in numbers for rule in self._rules_of(number)]
        return [
            rule
            for rule in found
            if not rule.contents or any(c.kind != FILE_MAGIC for c in rule.contents)
        ]

    def magic(self) -> list[Rule]:
        """The signatures for files."""
        every = range(len(self.files))
        found = [rule for number in every for rule in self._rules_of(number)]
        return [
            rule
            for rule in found
            if rule.contents and all(c.kind == FILE_MAGIC for c in rule.contents)
        ]

    def _rules_of(self, number: int) -> list[Rule]:
        if number not in self._read:
            self._read[number] = self._read_file(self.files[number])
        return self._read[number]

    def _read_file(self, file: SignatureFile) -> list[Rule]:
        if not file.path:
            where = f"associated with @load-sigs {file.name}"
            self._fail(f"failed to find file {where}")
            return []
        try:
            with open(file.path, encoding="latin-1", newline="") as opened:
                text = opened.read()
        except OSError:
            self._fail(f"Can't open signature file {file.name}")
            return []
        return read_rules(
            text,
            file.path,
            names=self.names,
            complain=self._fail,
            warn=self.out.warning,
            taken=self._taken,
        )

    def _fail(self, text: str) -> None:
        self.failed = True
        self.out.error(text)

    def _check_patterns(self, rules: list[Rule]) -> None:
        for rule in rules:
            for content in rule.contents:
                try:
                    PatternSet([content.text])
                except PatternError:
                    shown = content.text.decode("latin-1")
                    self._fail(f"error compiling pattern /{shown}/")

    def _check_requirements(self, rules: list[Rule]) -> None:
        """Each signature that another one requires must be there."""
        wanted = {r.name for rule in rules for r in rule.requirements}
        if not wanted <= self._taken:
            for number in range(len(self.files)):
                self._rules_of(number)
        for rule in rules:
            if any(r.name not in self._taken for r in rule.requirements):
                where = f"{rule.name} ({rule.file}:{rule.line})"
                self._fail(f"Error in signature {where}: unknown rule referenced")
