"""One run, from scripts and packets to logs; the only file that knows every stage."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext, suppress
from functools import cache, partial
from typing import IO, TYPE_CHECKING, Any, TextIO

from .bifs import BIFS
from .check.symbols import Program
from .codegen.linker import Linker
from .diagnostics import Diagnostics, ScriptError, UserError, source_of
from .library import ScriptPath, bundled, may_wait
from .loading import ProgramLoader
from .logs.manager import LogManager
from .logs.wishes import JsonWishes
from .options import Options
from .runtime import Exit, Runtime
from .runtime.events import Handler, nothing
from .runtime.garbage import no_collection, patient_collector
from .runtime.observer import EventCounts, Observer, schedule_flushes
from .runtime.waiting import (
    finish_input,
    forwards_time,
    hold,
    read_input,
    wait_for_termination,
)
from .structure import Structure
from .values.time import Time

if TYPE_CHECKING:
    from .files.identify import Identifier
    from .signatures.collection import Signatures

COUNTING = ("Telemetry::__collect_metrics", "get_event_handler_stats")
"Functions for which events are counted."
STAMPS = "EventMetadata::add_network_timestamp"
ASKS_FOR_ANALYZERS = ("current_analyzer", "skip_http_entity_data")
"Functions that depend on who raised the event at hand."
RECOGNITIONS = (
    "analyzer_confirmation",
    "analyzer_confirmation_info",
    "analyzer_failed",
    "analyzer_violation",
    "analyzer_violation_info",
)
"""Events that tell which protocols were seen."""
THEMSELVES = ("base/frameworks/analyzer/", "base/protocols/conn/inactivity")
"""Scripts that handle them in every run, which says nothing about what is wanted."""

RECURSION_LIMIT = 10_000
"""Calls that go through C, such as a comparison for `sort`, take stack: 8 MB last."""


class PythonHandler(Structure):
    """An event handler written in Python."""

    event: str
    function: Callable[..., Any]
    priority: int = 0


class Driver:
    """Loads scripts, links them, runs events; `run` does all of it."""

    def __init__(
        self,
        options: Options,
        *,
        out: IO[bytes] | None = None,
        err: TextIO | None = None,
        handlers: Iterable[PythonHandler] = (),
    ):
        self.options = options
        self.out = out
        self.err = err
        self.python_handlers = list(handlers)
        self.diagnostics = Diagnostics(err, source_of=source_of)
        self.loader = ProgramLoader(options, self.diagnostics)
        self.program = Program()
        self.kept: dict[str, Any] = {}
        self.rt: Runtime | None = None

    # ---- loading

    def load(self) -> None:
        """Read and check every script; raises ScriptError after reporting."""
        loader = self.loader
        self.program = loader.load()
        self.kept = loader.kept

    # ---- running

    def run(self) -> int:
        """The whole run; the exit status."""
        sys.setrecursionlimit(RECURSION_LIMIT)
        for capture in self.options.captures:
            check_readable(capture)
        try:
            with no_collection():
                self.load()
        except ScriptError:
            return 1
        if self.options.dump_python:
            self.dump_python()
            return 0
        if self.options.parse_only:
            return 0 if self._signatures_are_well() else 1
        return self.execute()

    def _signatures_are_well(self) -> bool:
        """Whether the signature files of users can be read; no script runs."""
        if not (self.options.signatures or self.program.signatures):
            return True
        rt = self.rt = Runtime()
        rt.reporter.stream = self.err
        return self._prepare_signatures(Linker(self.program, rt, BIFS))

    def execute(self) -> int:
        """Run the loaded program over the captures."""
        rt = self.rt = Runtime()
        rt.command_line = ("zeek", *self.options.arguments)
        rt.services["bare"] = self.options.bare
        rt.services["captures"] = self.options.captures
        if self.options.seeds is not None:
            rt.services["seeds"] = self.options.seeds
        if self.options.save_seeds:
            from .bifs.seeds import save_seeds

            save_seeds(rt, self.options.save_seeds)
        if self.out is not None:
            rt.out = self.out
        rt.reporter.stream = self.err
        rt.reporter.traceback = self.options.traceback
        try:
            with patient_collector(), self._table_order(rt):
                status = self._execute(rt)
        except Exit as e:
            status = e.status
        finally:
            lost = self._close(rt)
        if not self.options.debug:
            self.loader.learn(self.program)
        return status or lost or int("failed_logs" in rt.services)

    def _close(self, rt: Runtime) -> int:
        """Write out everything; 1 if that failed."""
        for service in ("input", "logs"):
            if service in rt.services:
                rt.services[service].close()
        try:
            rt.flush()
        except Exit as e:
            return e.status
        return 0 if self._close_files(rt) else 1

    def _close_files(self, rt: Runtime) -> bool:
        """Write out what scripts printed to files; whether all of it could be."""
        written = True
        for file in rt.services.get("files", ()):
            try:
                file.close()
            except OSError as e:
                name = os.fsdecode(file.name)
                rt.reporter.line(f"fatal error: {name}: {e.strerror}")
                written = False
        return written

    def _execute(self, rt: Runtime) -> int:
        linker = Linker(self.program, rt, BIFS)
        rt.services["logs"] = LogManager(rt, linker.hook("Log::log_stream_policy"))
        linker.link_all()
        self._settle_logs(linker)
        if not self._prepare_signatures(linker):
            return 1
        if self._asks_for_origins(linker):
            from .runtime.stamps import stamp_events

            stamp_events(rt)
            linker.namespace["enqueue"] = rt.pending.append
        watcher = rt.find_event("new_event")
        if watcher is not None and watcher.active:
            rt.tap = Observer(rt, watcher)
        if any(map(linker.uses_builtin, COUNTING)):
            rt.tap = rt.services["events run"] = EventCounts(rt.tap)
        self._add_python_handlers(linker)
        if forwards_time(rt):
            rt.network_time = rt.start_time = time.time()
        rt.services["logs"].recover()
        if self.options.print_id:
            return self._print_id(rt)
        rt.parsing = False
        for code in self.program.statements:
            function = linker.code(code)
            linker.settle()
            try:
                function()
            except Exception as e:
                rt.fault(e)
                where = "failed to execute script statements at top-level scope"
                rt.reporter.line(f"fatal error: {where}")
                return 1
        if self.options.debug:
            from .debugger import Debugger

            Debugger(linker).start()
        self._raise(rt, "zeek_init")
        schedule_flushes(rt)
        self._tell_scripts(rt)
        rt.drain()
        if rt.reporter.errors and not os.environ.get("ZEEK_ALLOW_INIT_ERRORS"):
            rt.reporter.line("fatal error: errors occurred while initializing")
            return 1
        status = self._process(rt)
        self._finish(rt)
        self._write_metrics(rt)
        self._tell_of_checksums(rt)
        return status

    def _print_id(self, rt: Runtime) -> int:
        """Print what is known of the global name that was asked for."""
        from .values.printing import describe

        name = self.options.print_id
        symbol = rt.names.symbol(name)
        if symbol is None:
            raise UserError(f"no such ID: {name}")
        text = f"{name} : {symbol.type}".encode()
        if symbol.kind in ("var", "const", "option"):
            with suppress(KeyError, AttributeError):
                text += b" = " + describe(rt.value(name))
        if symbol.redefinable:
            text += b" &redef"
        rt.out.write(text + b"\n")
        return 0

    def _write_metrics(self, rt: Runtime) -> None:
        """Write the metrics of the run where somebody wants them."""
        path = self.options.metrics
        if not path:
            return
        from .bifs.exposition import exposition

        try:
            with open(path, "w", encoding="utf-8") as file:
                file.write(exposition(rt))
        except OSError as e:
            raise UserError(f"metrics {path}: {e.strerror}") from None

    def _tell_of_checksums(self, rt: Runtime) -> None:
        """Tell of packets left out, unless base/misc/find-checksum-offloading did."""
        network = rt.services.get("network")
        told = rt.names.symbol("ChecksumOffloading::done") is not None and rt.value(
            "ChecksumOffloading::done"
        )
        if network is not None and network.bad_checksums and not told:
            self.complain(checksum_warning(network.bad_checksums))

    def _asks_for_origins(self, linker: Linker) -> bool:
        """Whether a script wants to know when or by whom events were raised."""
        if len(self.program.steps.get(STAMPS, ())) > 1 and linker.value(STAMPS):
            return True
        return any(linker.uses_builtin(name) for name in ASKS_FOR_ANALYZERS)

    def _tell_scripts(self, rt: Runtime) -> None:
        """Raise `zeek_script_loaded` for each script, if anybody wants to know."""
        handler = rt.find_event("zeek_script_loaded")
        if handler is not None and handler.wanted:
            for path, level in self.program.loaded:
                handler.queue(os.fsencode(path), level)

    def _prepare_signatures(self, linker: Linker) -> bool:
        """Find the signature files; whether those of users are well written.

        The bundled ones are read when they are needed.
        """
        asked = [*self.options.signatures]
        asked += linker.value("signature_files").decode().split()
        files = [(name, find_signatures(name)) for name in asked]
        files += self.program.signatures
        rt = linker.rt
        found = rt.services["signatures"] = cache(
            partial(read_signatures, linker, files)
        )
        made = cache(partial(identifier, found))
        rt.services["identify"] = lambda data: made().identify(data)
        if all(may_wait(path) for _, path in files):
            return True
        return found().check() and not rt.reporter.errors

    def _settle_logs(self, linker: Linker) -> None:
        """What the command line says about logs."""
        given: dict[str, Any] = {}
        if self.options.log_dir:
            prepare_folder(self.options.log_dir)
            given["Log::default_logdir"] = os.fsencode(self.options.log_dir)
        options = self.options
        if options.json or options.json_stdout:
            given["LogAscii::use_json"] = True
        if options.json_stdout:
            given["LogAscii::output_to_stdout"] = True
        linker.rt.services["json_logs"] = JsonWishes(
            tagged=options.json_stdout,
            nested=options.json_nested,
            beside=options.json_too,
        )
        if self.options.filter:
            given["cmd_line_bpf_filter"] = os.fsencode(self.options.filter)
            self._filter_packets(linker.rt)
        if self.options.ignore_checksums:
            given["ignore_checksums"] = True
        if self.options.script_arguments:
            from .values.vector import Vector

            words = map(os.fsencode, self.options.script_arguments)
            given["zeek_script_args"] = Vector(words)
        for name, value in given.items():
            # a value that is bound already is not computed again
            linker.value(name)
            linker.set_value(name, value)
        if linker.value("Log::print_to_log").value:
            from .logs.prints import redirections

            linker.namespace.update(redirections(linker.rt, linker.rt.services["logs"]))

    def _filter_packets(self, rt: Runtime) -> None:
        """Put the filter of the command line to work, also without scripts for it."""
        from .packets.bpf import FilterError, compile_filter

        try:
            rt.services["capture filter"] = compile_filter(self.options.filter)
        except FilterError as e:
            raise UserError(f"filter {self.options.filter}: {e}") from None

    def _process(self, rt: Runtime) -> int:
        """Feed the captures to the network half."""
        rt.services["running"] = True
        # what is read may turn events on and off, so it comes before all packets
        read_input(rt)
        if not self.options.captures:
            if self._before_end(rt):
                rt.drain()
                self._raise(rt, "net_done", Time(rt.network_time))
            rt.drain_all()
            return 0
        hold(rt)
        from .analyzers.network import Network, NetworkOptions
        from .packets import CaptureError, UnknownFormat

        network = Network(
            rt,
            NetworkOptions(
                ignore_checksums=self.options.ignore_checksums,
                analyze_all=self.options.analyze_all or feeds_every_analyzer(rt),
                signatures=tuple(rt.services["signatures"]().rules()),
                uid_key=self._seeded_key(rt),
                write_to=self.options.write_to,
                unprocessed=self.options.unprocessed,
                pace=self.options.pace,
            ),
        )
        self._tell_of_absent()
        rt.stamp_messages = True
        rt.services["network"] = network
        try:
            network.run(self.options.captures, lambda: self._before_end(rt))
        except UnknownFormat as e:
            # as in Zeek; it is told in these words
            self.complain(f"fatal error: {e}")
            return 1
        except CaptureError as e:
            self.complain(f"error: {e}")
            return 1
        return 0

    def _before_end(self, rt: Runtime) -> bool:
        """No packets are left: what is still to be waited for.

        Tells whether the run was to go on until a script ends it.
        """
        finish_input(rt)
        stays = bool(rt.value("exit_only_after_terminate"))
        if stays:
            wait_for_termination(rt)
        if rt.terminate_asked and (stays or self.options.captures):
            rt.reporter.info("received termination signal")
        return stays

    def _tell_of_absent(self) -> None:
        """Say which of the user's handlers wait for protocols that are not there."""
        from .analyzers.absent import warning

        handled = {}
        ours = bundled()
        for name in self.program.names_of("event"):
            symbol = self.program.symbols[name]
            if any(not body.loc.file.startswith(ours) for body in symbol.bodies):
                handled[name] = symbol.loc.file
        line = warning(handled)
        if line:
            self.complain(line)

    def _seeded_key(self, rt: Runtime) -> bytes | None:
        """What makes all hashes the same in every run, where that is asked for."""
        if not (
            self.options.seeds is not None
            or self.options.save_seeds
            or os.environ.keys() & {"ZEEK_SEED_FILE", "ZEEK_SEED_VALUES"}
        ):
            return None
        from .bifs.seeds import siphash_key

        return siphash_key(rt)

    def _table_order(self, rt: Runtime) -> AbstractContextManager[None]:
        """In runs with seeds, tables give their elements in Zeek's order."""
        key = self._seeded_key(rt)
        if key is None:
            return nullcontext()
        rt.services["hash key"] = key
        from .values.hashed_order import hashed_order

        return hashed_order(key)

    def _finish(self, rt: Runtime) -> None:
        """The end: scheduled events, then zeek_done."""
        files = rt.services.get("file_analysis")
        if files is not None:
            files.terminate()
        rt.terminating = rt.terminating or rt.terminate_asked
        for callback in rt.timers.at_exit():
            callback()
        rt.drain_all()
        rt.terminating = True
        self._raise(rt, "zeek_done")
        rt.drain_all()

    def _raise(self, rt: Runtime, name: str, *args: Any) -> None:
        handler = rt.find_event(name)
        if handler is not None:
            handler.queue(*args)

    def _add_python_handlers(self, linker: Linker) -> None:
        for given in self.python_handlers:
            handler = linker.event(given.event)
            if handler is None:
                raise UserError(f"no event is called {given.event}")
            handler.add(Handler(given.function, given.priority))

    def complain(self, line: str) -> None:
        """Print a line about the run itself."""
        print(line, file=self.err or sys.stderr)

    def dump_python(self) -> None:
        """Print the Python that the user's own scripts became."""
        import ast

        for place, node in self.kept.values():
            print(f"# {place}\n{ast.unparse(node)}\n")


def checksum_warning(n: int) -> str:
    """One line about packets that bad checksums kept out."""
    return (
        f"warning: {n} packet{'s' if n > 1 else ''} ignored for bad checksums"
        " (checksum offloading does this to captures of the sending host);"
        " -C takes them all the same"
    )


def feeds_every_analyzer(rt: Runtime) -> bool:
    """Whether a log or a script wants to know which protocols were seen."""
    if rt.services["logs"].is_on("Conn::LOG"):
        return True
    handlers = (rt.find_event(name) for name in RECOGNITIONS)
    return any(
        not any(part in _file_of(body) for part in THEMSELVES)
        for handler in handlers
        if handler is not None
        for body in handler.active
        if body is not nothing
    )


def _file_of(function: Callable[..., Any]) -> str:
    code = getattr(function, "__code__", None)
    return str(code.co_filename).replace(os.sep, "/") if code else ""


def prepare_folder(folder: str) -> None:
    """Make the folder for logs, and complain at once if that cannot work."""
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as e:
        raise UserError(f"log directory {folder}: {e.strerror}") from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise UserError(f"log directory {folder}: no permission to write there")


def check_readable(capture: str) -> None:
    """Complain about a capture that cannot be read before anything runs."""
    if capture == "-":
        return
    if not os.path.exists(capture):
        raise UserError(f"capture {capture}: no such file")
    if os.path.isdir(capture):
        raise UserError(f"capture {capture}: is a directory, not a capture file")
    if not os.access(capture, os.R_OK):
        raise UserError(f"capture {capture}: no permission to read it")


def find_signatures(name: str) -> str:
    """The path of a signature file that no script has named; empty if there is none."""
    return ScriptPath().find(name, "", ".sig") or ""


def read_signatures(linker: Linker, files: list[tuple[str, str]]) -> Signatures:
    """The signature files of a run; imports what reads them."""
    from .signatures.collection import SignatureFile, Signatures
    from .signatures.script import ScriptNames

    out = linker.rt.reporter
    return Signatures([SignatureFile(*f) for f in files], ScriptNames(linker, out), out)


def identifier(signatures: Callable[[], Signatures]) -> Identifier:
    """What tells the types of files by the signatures of a run."""
    from .files.identify import Identifier

    return Identifier(signatures().magic())
