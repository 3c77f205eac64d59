"""Calls of functions, hooks and events, and lambdas."""

from __future__ import annotations

import re

from ..diagnostics import Location
from ..syntax import nodes as n
from ..typesystem.coercion import is_arithmetic
from ..typesystem.types import (
    ANY,
    COUNT,
    DOUBLE,
    ERROR,
    INT,
    STRING,
    VOID,
    FuncType,
    RecordType,
    TableType,
    Type,
    VectorType,
)
from . import tree as t
from .context import FunctionScope
from .operators import Operators
from .rendering import listing
from .symbols import Local, Symbol

Captured = tuple[Local, Local, bool]
"""A capture: the variable outside, the one inside, whether it is a copy."""

FORMAT_VERB = re.compile(rb"%(?:%|-?\d*(?:\.\d+)?([a-zA-Z])|.?)", re.S)


class Calls(Operators):
    """`f(…)`, `hook h(…)`, `event e(…)`, `schedule`, lambdas."""

    def visit_Call(self, node: n.Call) -> t.Expr:
        return self.call(node, in_hook=False)

    def visit_HookCall(self, node: n.HookCall) -> t.Expr:
        return self.call(node, in_hook=True)

    def call(self, node: n.Call | n.HookCall, *, in_hook: bool) -> t.Expr:
        """A call, or the construction of a value of a named type."""
        if isinstance(node.func, n.Name):
            symbol = self._type_symbol(node.func)
            if symbol is not None:
                return self._construct(symbol.type, node)
            if node.func.name == "copy" and len(node.args) == 1:
                operand = self.visit(node.args[0])
                return t.Copy(operand.type, operand, loc=node.loc)
        func = self.visit(node.func)
        args = [self.visit(a) for a in node.args]
        if func.type is ERROR or any(a.type is ERROR for a in args):
            return self.bad(node.loc)
        kind = func.type
        if not isinstance(kind, FuncType):
            self.error(func, "not a function")
            return self.bad(node.loc)
        flavor = kind.flavor
        shown = t.Call(kind.result, func, args, flavor, loc=node.loc)
        problem = self._flavor_problem(flavor, in_hook, shown)
        if problem:
            return self.bad(node.loc)
        fitted = self.arguments(kind, args, shown, func)
        if fitted is None:
            self.error(shown, "argument type mismatch in function call")
            return self.bad(node.loc)
        shown.args = fitted
        if isinstance(func, t.GlobalRef) and func.symbol.name == "fmt":
            return self._checked_format(shown)
        return shown

    def _type_symbol(self, name: n.Name) -> Symbol | None:
        if self.function and name.name in self.function.names:
            return None
        symbol = self.program.lookup(name.name, self.module)
        if symbol is None or symbol.kind != "type":
            return None
        self.visible(symbol, name.name, name.loc)
        return symbol

    def _construct(self, kind: Type, node: n.Call | n.HookCall) -> t.Expr:
        if isinstance(kind, RecordType):
            return self.record_of(kind, node.args, node.loc)
        if isinstance(kind, (TableType, VectorType)):
            made = self.brace_of(kind, n.BraceList(node.args, loc=node.loc))
            return self.bad(node.loc) if made.type is VOID else made
        self.diagnostics.error(
            node.loc, f"type '{kind}' is not a type that can be constructed"
        )
        return self.bad(node.loc)

    def _flavor_problem(self, flavor: str, in_hook: bool, call: t.Call) -> bool:
        if flavor == "hook" and not in_hook:
            self.error(call.func, "hook cannot be called directly, use hook operator")
            return True
        if flavor != "hook" and in_hook:
            self.error(call, "hook keyword should only be used to call hooks")
            return True
        if flavor == "event":
            self.error(call, "event called in expression, use event statement instead")
            return True
        return False

    # ---- arguments

    def arguments(
        self, kind: FuncType, args: list[t.Expr], call: t.Expr, func: t.Expr | None
    ) -> list[t.Expr] | None:
        """Arguments converted to the parameters' types, defaults filled in."""
        params = kind.params
        if len(params.fields) == 1 and params.fields[0].type is ANY:
            return [self.to_any(a, shown=False) for a in args]
        filled = self._with_defaults(params, args)
        if filled is None:
            where = func.symbol.loc if isinstance(func, t.GlobalRef) else call.loc
            shown = f"record {{ {' '.join(f'{f.text};' for f in params.fields)} }}"
            self.diagnostics.error(
                f"{where} and {call.loc}",
                f"parameter mismatch ({shown} and {listing(args)})",
            )
            return None
        types = tuple(f.type for f in params.fields)
        if len(filled) != len(types):
            inner = ",".join(str(x) for x in types)
            self.diagnostics.error(
                call.loc,
                f"indexing mismatch (list of {inner} and {listing(args)})",
            )
            return None
        result = []
        for arg, want in zip(filled, types, strict=True):
            fitted = converted(arg, want) or self.promote(arg, want)
            if fitted is None:
                self.error(arg, "type mismatch", want)
                return None
            result.append(fitted)
        return result

    def _with_defaults(
        self, params: RecordType, args: list[t.Expr]
    ) -> list[t.Expr] | None:
        missing = params.fields[len(args) :]
        if any(not f.has_default for f in missing):
            return None
        return [*args, *(self.default_argument(f) for f in missing)]

    def _checked_format(self, call: t.Call) -> t.Expr:
        """Check a literal format of `fmt` against the number of its arguments."""
        first = call.args[0] if call.args else None
        if isinstance(first, t.Coerce):
            first = first.operand
        if first is not None and first.type not in (STRING, ERROR):
            message = "first argument to util::fmt() needs to be a format string"
            self.error(call, message)
            return self.bad(call.loc)
        if not isinstance(first, t.Const) or first.type is not STRING:
            return call
        verbs = 0
        for m in FORMAT_VERB.finditer(first.value):
            if m[0] == b"%":
                self.error(call, "format string ends with bare '%'")
                return self.bad(call.loc)
            verbs += m[0] != b"%%"
        if verbs != len(call.args) - 1:
            self.error(
                call,
                "mismatch between format string to util::fmt() and number of"
                " arguments passed",
            )
            return self.bad(call.loc)
        return call

    # ---- events

    def event_arguments(
        self, name: str, nodes: tuple[n.Expr, ...], loc: Location
    ) -> tuple[Symbol, list[t.Expr]] | None:
        """The event and its converted arguments; None after a report."""
        args = [self.visit(a) for a in nodes]
        found = self.find(name, loc)
        kind = found.type if found is not None else None
        if isinstance(found, Local):
            message = f'local identifier "{name}" cannot be used to reference an event'
            self.diagnostics.error(loc, f'{message}, at or near ")"')
            return None
        if not isinstance(kind, FuncType):
            self.diagnostics.error(loc, f"not an event ({name}({listing(args)}))")
            return None
        assert found is not None
        if any(a.type is ERROR for a in args):
            return None
        self.deprecation(found, name, loc)
        ref = t.GlobalRef(kind, found, loc=loc)
        shown = t.Call(VOID, ref, args, loc=loc)
        fitted = self.arguments(kind, args, shown, ref)
        if fitted is None:
            self.error(shown, "argument type mismatch in event invocation")
            return None
        if kind.flavor != "event":
            self.error(shown, "function invoked as an event")
            return None
        return found, fitted

    def visit_ScheduleExpr(self, node: n.ScheduleExpr) -> t.Expr:
        delay = self.visit(node.delay)
        event = self.event_arguments(node.event, node.args, node.loc)
        if event is None or delay.type is ERROR:
            return self.bad(node.loc)
        if delay.type.tag not in ("interval", "time"):
            shown = t.Schedule(VOID, delay, event[0], event[1], loc=node.loc)
            message = "schedule expression requires a time or time interval"
            self.error(shown, message)
            return self.bad(node.loc)
        return t.Schedule(base_timer(), delay, event[0], event[1], loc=node.loc)

    # ---- lambdas

    def visit_Lambda(self, node: n.Lambda) -> t.Expr:
        kind = self.resolve(node.signature)
        assert isinstance(kind, FuncType)
        name = self.program.unique("lambda_")
        scope = FunctionScope(name, kind, outer=self.function, module=self.module)
        scope.infers_result = node.infer_result and kind.result is VOID
        problem = self.capture(scope, node.captures)
        function = self.body(scope, node.signature, node.body, node.loc)
        function.flavor = kind.flavor
        captures = self.captured(scope, node.captures)
        result = t.Lambda(kind, function, captures, loc=node.loc)
        if problem:
            self.diagnostics.error(node.loc, problem)
            return self.bad(node.loc)
        if node.captures is None and scope.uncaptured:
            names = list(scope.uncaptured)
            shown = f"{'e.g., ' if len(names) > 1 else ''}{names[0]}"
            self.diagnostics.error(
                node.loc, f"lambda uses outer identifiers without [] captures: {shown}"
            )
            return self.bad(node.loc)
        problem = self.capture_problem(scope, captures, "lambda")
        if problem:
            self.error(result, problem)
            return self.bad(node.loc)
        result.captures = list((scope.captures or {}).values())
        return result

    def capture(
        self, scope: FunctionScope, captures: tuple[n.Capture, ...] | None
    ) -> str:
        """Make the captured variables known inside; the text of an error, if any."""
        if captures is None:
            return ""
        scope.captures = {}
        for c in captures:
            outer = self.find(c.name, c.loc)
            if isinstance(outer, Symbol) and outer.kind == "type":
                return f"cannot specify type in capture: {c.name}"
            if isinstance(outer, Symbol):
                return f"cannot specify global in capture: {c.name}"
            if outer is None:
                message = f"no such local identifier: {c.name}"
                self.diagnostics.error(c.loc, message)
                continue
            if c.name in scope.captures:
                continue
            inner = scope.add(Local(c.name, outer.type, c.loc, is_param=True))
            scope.params.remove(inner)
            scope.captures[c.name] = (outer, inner, c.is_copy)
        return ""

    def captured(
        self, scope: FunctionScope, captures: tuple[n.Capture, ...] | None
    ) -> list[Captured]:
        """The captures as written, also those that stand twice."""
        known = scope.captures or {}
        return [known[c.name] for c in captures or () if c.name in known]

    def capture_problem(
        self, scope: FunctionScope, captures: list[Captured], what: str
    ) -> str:
        """What is wrong with captures, the text of the first error."""
        names = [outer.shown for outer, _, _ in captures]
        for name in names:
            if names.count(name) > 1:
                return f"{name} listed multiple times in capture"
        for name in scope.uncaptured:
            return f"{name} is used inside {what} but not captured"
        for outer, inner, _ in captures:
            if not inner.used and not inner.assigned:
                return f"{outer.shown} is captured but not used inside {what}"
        return ""

    def body(
        self,
        scope: FunctionScope,
        signature: n.FuncTypeNode,
        block: n.Block,
        loc: Location,
    ) -> t.Function:
        """Check a function body in its own scope."""
        raise NotImplementedError


def base_timer() -> Type:
    """The type of `schedule …`, which nothing uses."""
    return VOID


def converted(arg: t.Expr, want: Type) -> t.Expr | None:
    """A number as an argument of another type, which messages show as converted."""
    wider = want is DOUBLE or (want is INT and arg.type is COUNT)
    if wider and want is not arg.type and isinstance(arg, t.Const):
        if is_arithmetic(arg.type):
            return t.Coerce(want, arg, want.tag, loc=arg.loc)
    return None
