"""Which scripts are read, in which order: `@load`, ZEEKPATH, `@if`, prefixes.

The loader reads files in one pass, as Zeek does, and hands every declaration to a
`Sink` the moment it is complete. What was declared above decides what the next
`@if` means, so the sink also answers those questions.

`Loaded` is what a run has read so far. It pickles, so that a later run can go on
behind the library from a stored state.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from typing import NamedTuple, NoReturn, Protocol

from .diagnostics import Diagnostics, Location, ScriptError
from .library import ScriptPath, bundled
from .storage import fingerprint
from .structure import Structure, field
from .syntax import nodes
from .syntax.conditions import Conditions
from .syntax.lexer import Lexer
from .syntax.parse import Reader, as_latin, lexer
from .syntax.pragmas import Pragmas
from .syntax.walk import names_in

STDIN = "<stdin>"
COMMAND_LINE = "<command line>"
ASSIGNMENTS = "<params>"
BUILT_IN = "base/bif/components.bif.zeek"
"""What Zeek itself declares before it reads the first script."""
BARE = (
    "base/init-bare.zeek",
    "builtin-plugins/__preload__.zeek",
    "base/init-frameworks-and-bifs.zeek",
)
DEFAULT = ("base/init-default.zeek",)
PLUGINS = ("builtin-plugins/__load__.zeek",)


class Sink(Protocol):
    """What takes the declarations."""

    def begin_file(self, path: str) -> None:
        """A file begins."""

    def declare(self, decl: nodes.Decl) -> None:
        """A declaration is complete."""

    def end_file(self) -> None:
        """The file that began last ends; the module before it is current again."""

    def is_defined(self, name: str) -> bool:
        """Whether there is an identifier or a module of this name."""

    def evaluate(self, condition: nodes.Expr) -> bool:
        """The value of an `@if` condition."""

    # A sink may also have `redef_problem(name) -> str`: why `redef NAME` cannot be
    # the redefinition of a variable, such as "redef of enum type Color is missing
    # enum keyword"; empty if it can.


class SourceFile(NamedTuple):
    """A script that was read."""

    path: str
    real: str
    "The path without links: each file is read once."
    digest: str
    "Hash of its bytes."
    modified: int
    "Time of its last change, in nanoseconds."
    level: int
    "How many files were being read around it."
    loaded_by: Location | None
    "The `@load` line; none if named on the command line."
    summary: tuple[str, ...] = ()
    "The `##!` comments."


def _prefixes_of_environment() -> list[str]:
    names = os.environ.get("ZEEK_PREFIXES", "")
    return names.split(":") if names else []


class SignatureFile(NamedTuple):
    """A file that `@load-sigs` asks for; `path` is None if there is none."""

    name: str
    path: str | None
    loaded_by: Location


class Loaded(Structure):
    """What has been read so far."""

    files: dict[str, SourceFile] = field(default_factory=dict)
    "By real path, in the order of reading."
    unloaded: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)
    signatures: list[SignatureFile] = field(default_factory=list)
    prefixes: list[str] = field(default_factory=_prefixes_of_environment)
    prefixed: set[str] = field(default_factory=set)
    "Real paths of files whose prefixed companions were looked for."
    environment: dict[str, str | None] = field(default_factory=dict)
    "What conditions found of the environment."
    quiet: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    "By path, the lines where deprecations are not to be reported."

    def knows(self, real: str) -> bool:
        """Whether a file was read, or is not to be."""
        return real in self.files or real in self.unloaded

    def is_quiet(self, place: Location) -> bool:
        """Whether `@pragma push ignore-deprecations` covers a place."""
        stretches = self.quiet.get(place.file, ())
        return any(first <= place.line <= last for first, last in stretches)


class Loader:
    """Reads scripts and feeds a sink."""

    def __init__(
        self,
        sink: Sink,
        diagnostics: Diagnostics,
        path: ScriptPath | None = None,
        loaded: Loaded | None = None,
    ) -> None:
        self.sink = sink
        self.diagnostics = diagnostics
        self.path = path or ScriptPath()
        self.loaded = loaded or Loaded()
        self.path.missing = self.loaded.missing
        self.reader = Reader(self, diagnostics)
        self.conditions = Conditions()
        self.pragmas = Pragmas(diagnostics)
        self.places: list[Location] = []
        "For each file being read, the line that loads the next one."

    # ---- the order of a whole run

    def load_library(self, *, bare: bool = False) -> None:
        """Read the library: only the basics, or what Zeek loads by default."""
        start = self.path.find(BARE[0])
        is_foreign = start is not None and not start.startswith(bundled())
        if is_foreign and self.path.find(BUILT_IN):
            self.load(BUILT_IN)
        for name in BARE + (() if bare else DEFAULT) + PLUGINS:
            if not name.startswith("builtin-plugins/") or self.path.find(name):
                self.load(name)

    def load_all(self, names: Iterable[str]) -> None:
        """Read scripts that the command line names, then prefixed companions."""
        for name in names:
            self.load(name)
        self._load_prefixed()

    def load_code(self, code: str) -> None:
        """Read code from the command line; its last semicolon may be missing."""
        self._read_text(as_latin(f"{code}\n;\n"), COMMAND_LINE)

    def load_assignments(
        self, assignments: Iterable[str], type_of: Callable[[str], str | None]
    ) -> None:
        """Read `NAME=VALUE` arguments; `type_of` tells the type of a name."""
        texts = [self._assignment(text, type_of) for text in assignments]
        if self.diagnostics.errors:
            raise ScriptError
        if texts:
            self._read_text(as_latin("".join(texts)), ASSIGNMENTS)

    def load(self, name: str) -> None:
        """Read the script of a name, unless it was read already."""
        if name == "-":
            data = sys.stdin.buffer.read()
            self._read(as_latin(data), SourceFile(STDIN, STDIN, "", 0, 0, None))
            return
        near = self.reader.file
        path = self.path.find(name, near)
        if path is None:
            self._fatal(f"can't find {name}", self._where_looked(name))
        if os.path.isdir(path):
            path = self._package(path)
        real = os.path.realpath(path)
        if not self.loaded.knows(real):
            self._read_file(path, real)

    def _package(self, folder: str) -> str:
        path = self.path.package_loader(folder)
        if path is None:
            message = "missing '__load__.zeek' file"
            self._error(f"Failed to open package '{folder}': {message}")
            self._fatal(f"can't open {folder}/__load__.zeek")
        return path

    def _load_prefixed(self) -> None:
        """Read the companions that `@prefixes` asks for, and theirs."""
        loaded = self.loaded
        found = True
        while found:
            names = []
            for real, file in loaded.files.items():
                if real not in loaded.prefixed:
                    loaded.prefixed.add(real)
                    names += self._companions(file.path)
            for name in names:
                self.load(name)
            found = bool(names)

    def _companions(self, path: str) -> list[str]:
        names = []
        for prefix in reversed(self.loaded.prefixes):
            if prefix:
                name = self.path.find(self.path.flat_name(path, prefix))
                names += [name] if name else []
        return names

    def _assignment(self, text: str, type_of: Callable[[str], str | None]) -> str:
        """A `redef` for `NAME=VALUE`; text needs no quotes where a string is due."""
        length = 0
        while length < len(text) and (text[length].isalnum() or text[length] in "_:"):
            length += 1
        name = text[:length]
        op, _, value = text[length:].partition("=")
        kind = type_of(name)
        if kind is None:
            self._error(f"unknown identifier '{name}' in command-line options")
            return ""
        if not value and kind != "string":
            message = f"must assign non-empty value to '{name}' in command-line options"
            self._error(message)
            return ""
        if kind == "string":
            value = f'"{value}"'
        return f"redef {name} {op}= {value};"

    # ---- one file

    def _read_file(self, path: str, real: str) -> None:
        try:
            with open(path, "rb") as file:
                data = file.read()
                modified = os.fstat(file.fileno()).st_mtime_ns
        except OSError:
            self._fatal(f"can't open {path}")
        place = self.places[-1] if self.places else None
        digest = fingerprint(data)
        level = len(self.places)
        self._read(
            as_latin(data), SourceFile(path, real, digest, modified, level, place)
        )

    def depend(self, path: str) -> str:
        """The text of a file that is no script but decides what is warned of."""
        try:
            with open(path, "rb") as file:
                data = file.read()
                modified = os.fstat(file.fileno()).st_mtime_ns
        except OSError:
            return ""
        real = os.path.realpath(path)
        source = SourceFile(path, real, fingerprint(data), modified, 0, None)
        self.loaded.files[real] = source
        return as_latin(data)

    def _read(self, text: str, source: SourceFile) -> None:
        self.loaded.files[source.real] = source
        summary = tuple(self._read_text(text, source.path))
        if summary:
            self.loaded.files[source.real] = source._replace(summary=summary)

    def _read_text(self, text: str, path: str) -> list[str]:
        """Read a text; its `##!` comments."""
        reader = self.reader
        outer = (reader.file, reader.lexer)
        reader.file, reader.lexer = path, lexer(text)
        depth = reader.begin_file()
        self.conditions.begin_file()
        self.pragmas.begin_file()
        self.sink.begin_file(path)
        self._read_batches(reader.lexer)
        if not self.conditions.end_file():
            self._fatal("unbalanced @if... @endif")
        quiet = self.pragmas.end_file(self._here())
        if quiet:
            self.loaded.quiet[path] = quiet
        reader.end_file(depth, located=path == COMMAND_LINE)
        if self.diagnostics.errors:
            raise ScriptError
        self.sink.end_file()
        summary = reader.lexer.summary
        reader.file, reader.lexer = outer
        return summary

    def _read_batches(self, text: Lexer) -> None:
        while True:
            tokens = text.batch()
            directive = text.directive
            if directive in ("@if", "@ifdef", "@ifndef"):
                tokens += text.header()
            self.reader.feed(tokens)
            if not directive:
                return
            if directive[:3] not in ("@if", "@el"):
                self._directive(directive)
            if self.conditions.skipping:
                self._skip(text)

    def _skip(self, text: Lexer) -> None:
        """Leave text out up to the `@else` or `@endif` that ends it."""
        while self.conditions.skipping:
            token = text.skip()
            if token is None:
                return
            if token[0].startswith("@if"):
                self.conditions.depth += 1
            else:
                self.reader.feed([token])

    def _here(self) -> Location:
        line = self.reader.lexer.line
        return Location(self.reader.file, line, line)

    def _error(self, message: str) -> None:
        where = f" in {self._here()}" if self.reader.file else ""
        place = self._here() if self.reader.file else None
        self.diagnostics.raw("error", f"error{where}: {message}", place)

    def _where_looked(self, name: str) -> str:
        if name.startswith("."):
            return "looked beside the file that loads it"
        folders = [folder or "/" for folder in self.path.folders]
        return f"looked in {', '.join(folders)} (ZEEKPATH)"

    def _fatal(self, message: str, hint: str = "") -> NoReturn:
        where = f" in {self._here()}" if self.reader.file else ""
        place = self._here() if self.reader.file else None
        self.diagnostics.raw("error", f"fatal error{where}: {message}", place, hint)
        raise ScriptError

    # ---- directives

    def _directive(self, text: str) -> None:
        if text == "@endif":
            self.end_condition()
            return
        word = next(word for word in DIRECTIVES if text.startswith(word))
        argument = text[len(word) :].strip(" \t\r")
        DIRECTIVES[word](self, argument)

    def _load(self, name: str) -> None:
        self.places.append(self._here())
        self.load(name)
        self.places.pop()

    def _load_signatures(self, name: str) -> None:
        path = self.path.find(name, self.reader.file, ".sig")
        self.loaded.signatures.append(SignatureFile(name, path, self._here()))

    def _load_plugin(self, name: str) -> None:
        self._fatal(f"plugin {name} is not available")

    def _unload(self, name: str) -> None:
        path = self.path.find(name, self.reader.file)
        if path and os.path.isdir(path):
            path = self._package(path)
        if path is None:
            self._error(f"failed find file associated with @unload {name}")
        else:
            self.loaded.unloaded.add(os.path.realpath(path))

    def _prefixes(self, text: str) -> None:
        if text.startswith("+"):
            names = text[2:].strip()
        else:
            names = text[1:].strip()
            self.loaded.prefixes.clear()
        self.loaded.prefixes += names.split(":")

    def _deprecated(self, comment: str) -> None:
        source = " from command line arguments"
        if self.places:
            place = self.places[-1]
            source = f" from {place.file}:{place.line}"
        if not self.pragmas.quiet:
            message = f"deprecated script loaded{source} {comment}"
            self.diagnostics.warning(self._here(), message)

    def _pragma(self, text: str) -> None:
        self.pragmas.take(text, self._here())

    # ---- what the reader tells

    def declare(self, decl: nodes.Decl) -> None:
        """Hand a declaration on."""
        self.sink.declare(decl)

    def condition(self, word: str, value: nodes.Expr | str) -> None:
        """Start a conditional part."""
        if isinstance(value, str):
            holds = self.sink.is_defined(value) == (word == "@ifdef")
        else:
            self._look_before(value)
            holds = self._refers_to_locals(value) or self.sink.evaluate(value)
        self.conditions.begin(holds)

    def _look_before(self, condition: nodes.Expr) -> None:
        """Before an unknown name in a condition come the errors that stand above it."""
        known = self.reader.local_names()
        names = sorted(names_in(condition), key=lambda name: name.loc)
        for name in names:
            if name.name not in known and not self.sink.is_defined(name.name):
                self.reader.check_unfinished()
                self.sink.evaluate(name)
                raise ScriptError

    def _refers_to_locals(self, condition: nodes.Expr) -> bool:
        """Report names in a condition that have no value while reading."""
        known = self.reader.local_names()
        found = [name for name in names_in(condition) if name.name in known]
        for name in found:
            message = f"referencing a local name in @if ({name.name})"
            self.diagnostics.error(name.loc, message)
        if found:
            shown = self.reader.lexer.excerpt(condition.loc)
            message = f"invalid expression in @if ({shown})"
            self.diagnostics.error(condition.loc, message)
        return bool(found)

    def is_defined(self, name: str) -> bool:
        """Whether there is an identifier or a module of this name."""
        return self.sink.is_defined(name)

    def attempt(self, decl: nodes.Decl) -> None:
        """Have an unfinished function checked before its syntax error is told."""
        ask: Callable[[nodes.Decl], None] | None = getattr(self.sink, "attempt", None)
        if ask:
            ask(decl)

    def redef_problem(self, name: str) -> str:
        """Why a name cannot be redefined as a variable; empty if it can."""
        ask: Callable[[str], str] | None = getattr(self.sink, "redef_problem", None)
        return ask(name) if ask else ""

    def otherwise(self) -> None:
        """Turn to the other part of a condition."""
        problem = self.conditions.otherwise()
        if problem:
            self._error(problem)

    def end_condition(self) -> None:
        """End a conditional part."""
        problem = self.conditions.end()
        if problem:
            self._error(problem)


DIRECTIVES: dict[str, Callable[[Loader, str], None]] = {
    "@load-sigs": Loader._load_signatures,
    "@load-plugin": Loader._load_plugin,
    "@load": Loader._load,
    "@unload": Loader._unload,
    "@prefixes": Loader._prefixes,
    "@deprecated": Loader._deprecated,
    "@pragma": Loader._pragma,
}
