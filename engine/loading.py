"""From a run's options to a program: the cache first, the rest compiled."""

from __future__ import annotations

import os
import re
import sys
from collections import ChainMap
from typing import TYPE_CHECKING, Any

from .bifs import BIFS
from .cache import Cache, State, is_bundled, step_key
from .check.symbols import Program
from .diagnostics import Diagnostics, ScriptError
from .library import may_wait

if TYPE_CHECKING:
    import ast
    from collections.abc import Callable, Iterable

    from .options import Options
    from .runtime import Runtime

NAMED = re.compile(r"\b(?:event|eval)\s+([A-Za-z_][\w:]*)")
"""What a signature file says to raise an event or to ask a function."""

Step = tuple[str, str]
"""What is loaded next: kind (library, script, code, assignments) and text."""


class ProgramLoader:
    """Loads what the options ask for, as far as possible from the cache."""

    def __init__(self, options: Options, diagnostics: Diagnostics):
        self.options = options
        self.diagnostics = diagnostics
        self.cache = Cache()
        self.kept: dict[str, tuple[str, ast.FunctionDef]] = {}
        self.key = ""
        """The entry of the cache that the whole program came from, if it did."""

    def steps(self) -> list[Step]:
        """What is to be loaded, in order."""
        options = self.options
        found = [("library", "bare" if options.bare else "default")]
        found += [("script", name) for name in options.scripts]
        if options.assignments:
            found.append(("assignments", "\0".join(options.assignments)))
        return found + [("code", code) for code in options.code]

    def load(self) -> Program:
        """The program; raises ScriptError after reporting."""
        steps = self.steps()
        keys = self._keys(steps)
        count, state = (0, None)
        if self.options.cache and not self.options.dump_python:
            count, state = self.cache.find(keys[: self._known(steps)])
        if count == len(steps) and state is not None:
            self.key = keys[-1]
            state.program.note()
            return state.program
        if count == 0 and sys.stderr.isatty():
            print("compiling the script library (once) …", file=sys.stderr)
        return self._compile(steps, keys, count, state)

    def _known(self, steps: list[Step]) -> int:
        """How many steps may come from the cache; `-u` looks at own scripts anew."""
        if not self.options.usage_issues:
            return len(steps)
        own = (n for n, step in enumerate(steps) if not self._is_bundled(*step))
        return next(own, len(steps))

    def learn(self, program: Program) -> None:
        """Remember what a run asked of a stored program, for the next start."""
        asked = program.asked() if self.key else None
        if asked is not None:
            self.cache.learn(self.key, asked, program)

    def _keys(self, steps: list[Step]) -> list[str]:
        given = self.options.prefixes
        key = self.cache.base_key(bare=self.options.bare, prefixes=given)
        keys = []
        for kind, text in steps:
            place = "" if self._is_bundled(kind, text) else os.getcwd()
            key = step_key(key, f"{kind}\0{text}\0{place}")
            keys.append(key)
        signatures = "\0".join(self.options.signatures)
        keys[-1] = step_key(keys[-1], f"complete{signatures}")
        return keys

    def _is_bundled(self, kind: str, text: str) -> bool:
        return kind == "library" or (kind == "script" and is_bundled(text))

    def _compile(
        self,
        steps: list[Step],
        keys: list[str],
        count: int,
        state: State | None,
    ) -> Program:
        """Load the steps that no stored state covers; store what comes of it."""
        work = Compilation(self.diagnostics, state, keep=self.options.dump_python)
        work.loader.loaded.prefixes[:0] = () if state else self.options.prefixes
        if self.options.usage_issues:
            from .check.definedness import report_undefined

            work.checker.look_at = lambda f: report_undefined(f, self.diagnostics)
        store = self.options.cache and not self.options.dump_python
        for number in range(count, len(steps)):
            kind, text = steps[number]
            warned = len(self.diagnostics.seen)
            work.step(kind, text)
            last = number == len(steps) - 1
            if last:
                work.finish(self.options.signatures)
            quiet = len(self.diagnostics.seen) == warned
            # what warns is loaded anew each time, so that it warns each time
            store = store and quiet
            bundled = self._is_bundled(kind, text)
            if bundled and work.generator.kept:
                work.generator.kept.clear()
            key, loaded = keys[number], work.loader.loaded
            if store and (bundled and not last or self.cache.asked_again(key, loaded)):
                self.cache.write(key, work.program, loaded)
        if work.generator.kept is not None:
            self.kept = work.generator.kept
        return work.program


class Compilation:
    """Loader, checker and code generator at work on one program."""

    def __init__(
        self, diagnostics: Diagnostics, state: State | None, *, keep: bool = False
    ):
        # imported here: a run from the cache needs none of it
        from .check.declarations import Checker
        from .codegen.module import Generator
        from .loader import Loader

        self.diagnostics = diagnostics
        self.program = state.program if state else Program()
        self.generator = Generator(self.program, keep=keep)
        self.checker = Checker(
            self.program, diagnostics, self.generator.function, self.evaluate
        )
        loaded = state.loaded if state else None
        self.loader = Loader(self.checker, diagnostics, loaded=loaded)
        self.checker.quiet = lambda loc: self.loader.pragmas.covers(loc.line)

    def step(self, kind: str, text: str) -> None:
        """Load one step."""
        if kind == "library":
            self.loader.load_library(bare=text == "bare")
            # what the library computes is only computed where it is used
            self.program.effects.clear()
        elif kind == "script":
            self.loader.load(text)
        elif kind == "code":
            self._complete()
            self.loader.load_code(text)
        else:
            self._complete()
            self.loader.load_assignments(text.split("\0"), self.checker.type_name)
        if self.diagnostics.errors:
            raise ScriptError
        found = self.loader.loaded.signatures
        self.program.signatures = [(file.name, file.path or "") for file in found]

    def _complete(self) -> None:
        self.loader.load_all(())

    def finish(self, signatures: Iterable[str] = ()) -> None:
        """What follows the last script: companions by prefix, warnings.

        `signatures` are the files of the command line.
        """
        self._complete()
        if self.diagnostics.errors:
            raise ScriptError
        self.checker.finish(self._names_in(signatures))

    def _names_in(self, signatures: Iterable[str]) -> set[str]:
        """The events and functions that signature files of users name."""
        paths = [self.loader.path.find(name, "", ".sig") for name in signatures]
        paths += [path for _, path in self.program.signatures]
        found: set[str] = set()
        for path in paths:
            if path and not may_wait(path):
                found.update(NAMED.findall(self.loader.depend(path)))
        return found

    def evaluate(self, code: str) -> Any:
        """Run the compiled condition of an `@if`, or another constant."""
        from .codegen.linker import Linker
        from .runtime import Runtime

        asking = BIFS["getenv"]._replace(function=self._getenv)
        # nothing is written into the table, so that it need not be mutable
        builtins = ChainMap({"getenv": asking}, BIFS)  # type: ignore[arg-type]
        linker = Linker(self.program, Runtime(), builtins)
        function: Callable[[], Any] = linker.code(code)
        linker.settle()
        return function()

    def _getenv(self, rt: Runtime, name: bytes) -> bytes:
        """Ask for a part of the environment, which the program then depends on."""
        text = os.fsdecode(name)
        self.loader.loaded.environment[text] = os.environ.get(text)
        value: bytes = BIFS["getenv"].function(rt, name)
        return value
