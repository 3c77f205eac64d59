"""pdb for scripts."""

from __future__ import annotations

import linecache
import os
import pdb
import re
import sys
from bdb import Breakpoint
from types import CodeType, FrameType, TracebackType
from typing import Any, Literal

from ..check.symbols import Symbol
from ..codegen.linker import Linker
from ..diagnostics import ScriptError
from ..library import bundled
from ..runtime.backtraces import script_name
from ..runtime.state import Exit
from ..values.printing import describe
from ..values.typeof import type_of
from .expressions import Expressions, variables_of

UNNAMED = re.compile(r"(?:init|default|attribute|condition)_\d+$")
"""Functions that no script wrote as such: they give globals and fields their values."""

NAME = re.compile(r"[A-Za-z_]\w*(?:::\w+)*$")
WELCOME = """\
Before the first statement. `break watch.zeek:12` or `break new_connection` says where
to stop, `continue` runs, `print c$id` shows a value, `help` lists the commands."""


class Debugger(pdb.Pdb):
    """Stops in scripts, and only there."""

    def __init__(self, linker: Linker) -> None:
        # what has a module name is Python; generated functions have none
        super().__init__(skip=["*"], nosigint=True, readrc=False)
        self.prompt = "(pyzeek) "
        self.linker = linker
        self.conditions: dict[int, str] = {}
        "What must hold for a breakpoint to stop, by its number."
        self.library = bundled()
        self.expressions = Expressions(linker, self.stdout)
        self.greeted = False
        self.hit = False
        "Whether a breakpoint is the reason to stop here."

    def start(self) -> None:
        """Stop at the first statement of the user's."""
        self.reset()
        self.set_step()
        sys.settrace(self.trace_dispatch)

    def stop(self) -> None:
        """Let the rest run as if there were no debugger."""
        sys.settrace(None)

    # ---- where to stop

    def user_line(self, frame: FrameType) -> None:
        if not self._is_stop(frame):
            return
        if not self.greeted:
            self.greeted = True
            self.message(WELCOME)
        super().user_line(frame)

    def interaction(self, *where: Any) -> None:
        self.linker.rt.flush()  # what was printed so far comes first
        super().interaction(*where)

    def user_return(self, frame: FrameType, return_value: Any) -> None:
        if self._is_stop(frame) and return_value is not None:
            self.message(f"gives {shown(return_value)}")
            super().user_line(frame)

    def user_exception(self, frame: FrameType, exc_info: Any) -> None:
        """The run tells of errors itself, and goes on."""

    def user_call(self, frame: FrameType, argument_list: None) -> None:
        """The first line of the function comes next."""

    def _is_stop(self, frame: FrameType) -> bool:
        """Whether a place is worth a stop: one of the user's, or a breakpoint."""
        code = frame.f_code
        if not self.linker.is_script(code.co_filename):
            return False
        hit, self.hit = self.hit, False
        own = not code.co_filename.startswith(self.library)
        if own and not UNNAMED.match(code.co_name):
            return True
        return hit or self.break_here(frame)

    def break_here(self, frame: FrameType) -> bool:
        if not super().break_here(frame):
            return False
        condition = self.conditions.get(getattr(self, "currentbp", 0))
        self.hit = condition is None or bool(self._value(condition, frame))
        return self.hit

    # ---- what is shown

    def get_stack(
        self, f: FrameType | None, t: TracebackType | None
    ) -> tuple[list[tuple[FrameType, int]], int]:
        """The functions of scripts among those that run."""
        frames, at = super().get_stack(f, t)
        kept = [
            (frame, line)
            for frame, line in frames[: at + 1]
            if self.linker.is_script(frame.f_code.co_filename)
        ]
        return kept, len(kept) - 1

    def format_stack_entry(
        self, frame_lineno: tuple[FrameType, int], lprefix: str = ": "
    ) -> str:
        frame, line = frame_lineno
        path = frame.f_code.co_filename
        text = linecache.getline(path, line).strip()
        return f"{path}, line {line}, in {title(frame.f_code)}{pdb.line_prefix}{text}"

    @property
    def frame(self) -> FrameType:
        """The function at hand."""
        assert self.curframe is not None
        return self.curframe

    def _value(self, text: str, frame: FrameType | None = None) -> Any:
        """The value of an expression; None after telling why there is none."""
        tracing = sys.gettrace()
        sys.settrace(None)
        try:
            return self.expressions.value(text, frame or self.frame)
        except ScriptError:
            return None
        except Exception as e:
            self.linker.rt.fault(e)
            return None
        finally:
            sys.settrace(tracing)

    def precmd(self, line: str) -> str:
        # `$` is a field here, not one of pdb's convenience variables
        return super().precmd(line.replace("$", "\0")).replace("\0", "$")

    def default(self, line: str) -> None:
        """What is no command is an expression."""
        if line.startswith("!"):
            super().default(line)
            return
        value = self._value(line.rstrip(";"))
        if value is not None:
            self.message(shown(value))

    # ---- commands

    def do_print(self, arg: str) -> None:
        """p(rint) expression

        Print the value of an expression of Zeek's; calls are made.
        """
        self.default(arg)

    do_p = do_pp = do_print

    def do_whatis(self, arg: str) -> None:
        """whatis expression

        Print the type of an expression.
        """
        value = self._value(arg)
        if value is not None:
            self.message(str(type_of(value)))

    def do_args(self, arg: str) -> None:
        """a(rgs)

        Print the arguments of the function.
        """
        count = self.frame.f_code.co_argcount
        self._show(self.frame.f_code.co_varnames[:count])

    do_a = do_args

    def do_locals(self, arg: str) -> None:
        """locals

        Print the arguments and variables of the function.
        """
        self._show(tuple(variables_of(self.frame)))

    def _show(self, names: tuple[str, ...]) -> None:
        for name in names:
            self.message(f"{name} = {shown(self.frame.f_locals.get(name))}")

    def do_longlist(self, arg: str) -> None:
        """ll | longlist

        List the function.
        """
        lines = [n for _, _, n in self.frame.f_code.co_lines() if n]
        self.do_list(f"{min(lines)}, {max(lines) + 1}")

    do_ll = do_longlist

    def do_break(self, arg: str, temporary: bool | Literal[0, 1] = False) -> None:
        """b(reak) [ ([file:]line | name) [, condition] ]

        Stop at a line, or where an event, hook or function of this name begins; with
        a condition only if it holds. Without argument, list the breakpoints.
        """
        place, _, condition = arg.partition(",")
        for where in self._places(place.strip()):
            before = len(Breakpoint.bpbynumber)
            super().do_break(where, temporary)
            made = Breakpoint.bpbynumber[before:]
            for point in filter(None, made):
                if condition.strip():
                    self.conditions[point.number] = condition.strip()

    do_b = do_break

    def do_tbreak(self, arg: str) -> None:
        """tbreak [ ([file:]line | name) [, condition] ]

        As `break`, for one stop.
        """
        self.do_break(arg, True)

    def _places(self, place: str) -> list[str]:
        """`file:line` for each body of a name; other places as they are."""
        symbol = self._symbol(place)
        if symbol is None or not symbol.bodies:
            return [place]
        codes = [self.linker.code(body.code).__code__ for body in symbol.bodies]
        self.linker.settle()
        own = [c for c in codes if not c.co_filename.startswith(self.library)]
        return [f"{c.co_filename}:{first_line(c)}" for c in own or codes]

    def _symbol(self, name: str) -> Symbol | None:
        if not NAME.match(name):
            return None
        return self.linker.program.lookup(name, self.expressions.module(self.frame))

    def lookupmodule(self, filename: str) -> str | None:
        """A script by the end of its path."""
        if os.path.exists(filename):
            return os.path.abspath(filename)
        files = sorted(self.linker.program.files)
        found = [f for f in files if f.endswith(f"{os.sep}{filename}")]
        return os.path.abspath(found[0]) if found else None

    def do_quit(self, arg: str) -> bool | None:
        """q(uit) | exit

        End the run at once.
        """
        raise Exit(0)

    do_q = do_exit = do_EOF = do_quit

    def do_run(self, arg: str) -> None:
        """run

        There is no way to begin anew: quit, and start the command again.
        """
        self.error("quit, and start the command again")

    do_restart = do_run


def shown(value: Any) -> str:
    """A value as `print` shows it."""
    return describe(value).decode("utf-8", "backslashreplace")


def title(code: CodeType) -> str:
    """The name of a generated function as the script has it."""
    return "a condition" if UNNAMED.match(code.co_name) else script_name(code.co_name)


def first_line(code: CodeType) -> int:
    """The line of the first statement of a function."""
    lines = sorted({n for _, _, n in code.co_lines() if n})
    inside = [n for n in lines if n > code.co_firstlineno]
    return inside[0] if inside else lines[0]
