"""Statements and function bodies."""

from __future__ import annotations

from ..diagnostics import Location
from ..syntax import nodes as n
from ..typesystem.coercion import (
    is_integral,
    is_unspecified,
    same_type,
)
from ..typesystem.types import (
    ANY,
    BOOL,
    COUNT,
    ERROR,
    INTERVAL,
    STRING,
    TIME,
    VOID,
    FuncType,
    RecordType,
    TableType,
    Type,
    VectorType,
)
from . import tree as t
from .context import FunctionScope, both
from .expressions import Expressions
from .references import parts
from .rendering import case_text, quoted_text, statement, text
from .symbols import Local

KEY_VALUE = "key value for loops only support iteration over tables or vectors"
CONTAINERS = (RecordType, TableType, VectorType)
CONSTRUCTORS = (t.TableNew, t.SetNew, t.VectorNew)
PURE = (
    t.Binary,
    t.Const,
    t.EnumConst,
    t.FieldRef,
    t.GlobalRef,
    t.HasField,
    t.In,
    t.Index,
    t.LocalRef,
    t.Logic,
    t.SizeOf,
    t.Unary,
)
"""Expressions that do nothing by themselves."""


class Statements(Expressions):
    """The visitor of statements."""

    def body(
        self,
        scope: FunctionScope,
        signature: n.FuncTypeNode,
        block: n.Block,
        loc: Location,
    ) -> t.Function:
        """Check a function body in its own scope."""
        outer, self.function = self.function, scope
        try:
            for decl, f in zip(
                signature.params, scope.type.params.fields, strict=False
            ):
                self.parameter_local(scope, decl, f.type)
            checked = self.block(block)
        finally:
            self.function = outer
        return t.Function(
            scope.name,
            scope.type,
            scope.params,
            checked,
            scope.locals,
            loc,
            is_async=scope.is_async,
        )

    def parameter_local(
        self, scope: FunctionScope, decl: n.FieldDecl, kind: Type
    ) -> None:
        """Declare a parameter as a variable of the body."""
        old = scope.names.get(decl.name)
        if old is not None and old.is_param and decl.name != "_":
            message = f"argument name used twice ({old.shown})"
            self.diagnostics.error(old.loc, message)
        local = Local(decl.name, kind, decl.loc, is_param=True, used=True)
        scope.add(local)

    def block(self, node: n.Block) -> t.Block:
        """Statements in a scope of their own."""
        scope = self.function
        assert scope is not None
        scope.blocks.append([])
        stmts = [self.stmt(s) for s in node.stmts]
        scope.out_of_scope.update(scope.blocks.pop())
        return t.Block(stmts, loc=node.loc)

    def stmt(self, node: n.Stmt) -> t.Stmt:
        """The checked form of a statement."""
        method = getattr(self, f"visit_{type(node).__name__}")
        result: t.Stmt = method(node)
        return result

    def visit_Block(self, node: n.Block) -> t.Stmt:
        return self.block(node)

    def visit_NullStmt(self, node: n.NullStmt) -> t.Stmt:
        return t.Null(loc=node.loc)

    def visit_ExprStmt(self, node: n.ExprStmt) -> t.Stmt:
        self.is_statement = isinstance(node.expr, n.Assign)
        e = self.visit(node.expr)
        if is_pure(e) and e.type is not ERROR:
            self.warning(e, "expression value ignored")
        return t.ExprStmt(e, loc=node.loc)

    def visit_Unfinished(self, node: n.Unfinished) -> t.Stmt:
        self.visit(node.expr)
        return t.Null(loc=node.loc)

    def visit_PrintStmt(self, node: n.PrintStmt) -> t.Stmt:
        args = [self.value_for(None, a) for a in node.args]
        result = t.Print(args, loc=node.loc)
        if any(a.type is VOID for a in args):
            shown = statement(result)
            self.diagnostics.error(node.loc, f"value of type void illegal ({shown})")
        return result

    def visit_EventStmt(self, node: n.EventStmt) -> t.Stmt:
        event = self.event_arguments(node.name, node.args, node.loc)
        if event is None:
            return t.Null(loc=node.loc)
        target, args = event
        if not target.is_callable:
            ref = t.GlobalRef(target.type, target, loc=node.loc)
            return t.EventStmt(ref, args, loc=node.loc)
        return t.EventStmt(target, args, loc=node.loc)

    # ---- variables

    def visit_LocalStmt(self, node: n.LocalStmt) -> t.Stmt:
        scope = self.function
        assert scope is not None
        kind = self.resolve(node.type) if node.type else None
        if kind is not None and node.init is not None:
            shown = t.LocalRef(kind, Local(node.name, kind, shown=self.full(node.name)))
            if self.refuses_list(shown, "=", node.init, node.loc):
                kind = ERROR
        init = self.declared_value(kind, node.init) if node.init else None
        self.initializer(node.op, init)
        if not self._may_declare(node.name, init):
            return t.Null(loc=node.loc)
        if kind is None:
            kind = self.inferred(self.full(node.name), init, node)
        names = {a.name for a in node.attrs}
        place = node.loc._replace(end_line=node.loc.line)
        if node.kind == "const" and init is None:
            message = f"const variable must be initialized ({self.full(node.name)})"
            self.diagnostics.error(place, message)
        if init is not None and node.op != "=":
            message = "can't use += / -= for initializations of local variables"
            self.diagnostics.error(place, f"{message} ({self.full(node.name)})")
        local = Local(
            node.name,
            kind,
            place,
            is_const=node.kind == "const",
            no_warning=bool(names & {"is_used", "is_assigned"}),
            assigned=init is not None or bool(names & {"is_assigned"}),
            starts_empty=init is None,
        )
        scope.add(local)
        if init is not None:
            target = t.LocalRef(kind, local, loc=node.loc)
            init = self.initial(target, init, node.loc)
        attrs = self.attributes(node.attrs, kind)
        return t.LocalDecl(local, init, attrs, loc=node.loc)

    def declared_value(self, kind: Type | None, node: n.Expr) -> t.Expr:
        """The first value of a variable: a list in brackets counts as a set."""
        if kind is None and isinstance(node, n.ListExpr):
            node = n.BraceList(node.items, loc=node.loc)
        return self.value_for(kind, node)

    def initializer(self, op: str, init: t.Expr | None) -> None:
        """Report a first value that no sign stands before."""
        if init is not None and not op:
            message = "Initialization not preceded by =/+=/-= is not allowed."
            self.error(init, message)

    def inferred(
        self, name: str, init: t.Expr | None, node: n.LocalStmt | n.VarDecl
    ) -> Type:
        """The type of a variable that was declared without one."""
        if init is None:
            self.diagnostics.error(node.loc, f"no type given ({name})")
            return ERROR
        if init.type is VOID and isinstance(init, CONSTRUCTORS):
            return ERROR
        if init.type is VOID:
            self.diagnostics.error(node.loc, f"illegal assignment target ({name})")
            return ERROR
        if is_unspecified(init.type) and isinstance(init, CONSTRUCTORS):
            if isinstance(node.init, (n.BraceList, n.ListExpr)):
                self.diagnostics.error(
                    init.loc, "empty list in untyped initialization ()"
                )
            else:
                self.error(init, "empty constructor in untyped initialization")
            return ERROR
        return init.type

    def _may_declare(self, name: str, init: t.Expr | None) -> bool:
        scope = self.function
        assert scope is not None
        if name == "_":
            return True
        old = scope.names.get(name)
        if old is not None:
            if scope.captures and name in scope.captures:
                old.assigned = True
                old = scope.captures[name][0]
            if old.is_const:
                message = f"already a const identifier ({old.shown})"
                self.diagnostics.error(old.loc, message)
            places = both(str(old.loc), str(init.loc)) if init else str(old.loc)
            self.diagnostics.error(places, f"already defined ({old.shown})")
            if name in scope.out_of_scope:
                scope.out_of_scope.discard(name)
                self.diagnostics.error(
                    old.loc,
                    "use of out-of-scope local; move declaration to outer scope"
                    f" ({old.shown})",
                )
            return False
        symbol = self.program.symbols.get(self.program.full_name(name, self.module))
        if symbol is not None:
            self.diagnostics.error(
                symbol.loc, f"already a global identifier ({symbol.name})"
            )
            places = both(str(symbol.loc), str(init.loc)) if init else str(symbol.loc)
            self.diagnostics.error(places, f"already defined ({symbol.name})")
            return False
        return True

    def initial(self, target: t.Expr, init: t.Expr, loc: Location) -> t.Expr | None:
        """The value of a declaration, converted to the declared type."""
        if ERROR in (target.type, init.type):
            return init
        if init.type is VOID and not isinstance(init, CONSTRUCTORS):
            self._clash(target, init, "can't assign void value")
            return None
        if is_unspecified(target.type) and is_unspecified(init.type):
            return init
        fitted = self.assignable(target, init)
        return None if fitted is None else fitted

    # ---- control

    def _condition(self, node: n.Expr, message: str) -> t.Expr:
        e = self.visit(node)
        if e.type not in (BOOL, ERROR):
            self.error(e, message)
        return e

    def visit_IfStmt(self, node: n.IfStmt) -> t.Stmt:
        condition = self._condition(
            node.condition, "conditional in test must be boolean"
        )
        then = self.stmt(node.then)
        orelse = self.stmt(node.orelse) if node.orelse else None
        return t.If(condition, then, orelse, loc=node.loc)

    def visit_WhileStmt(self, node: n.WhileStmt) -> t.Stmt:
        condition = self._condition(node.condition, "while conditional must be boolean")
        return t.While(condition, self._loop_body(node.body), loc=node.loc)

    def _loop_body(self, node: n.Stmt) -> t.Stmt:
        scope = self.function
        assert scope is not None
        scope.loops += 1
        try:
            return self.stmt(node)
        finally:
            scope.loops -= 1

    def visit_ForStmt(self, node: n.ForStmt) -> t.Stmt:
        over = self.visit(node.over)
        if over.type is ERROR:
            return t.Null(loc=node.loc)
        found = self._loop_types(node, over)
        scope = self.function
        assert scope is not None
        if found is None:
            return t.Null(loc=node.loc)
        kind, key_types, value_type = found
        keys = [
            self._loop_variable(name, k, node, over)
            for name, k in zip(node.keys, key_types, strict=True)
        ]
        value = None
        if node.value is not None and value_type is not None:
            value = self._loop_variable(node.value, value_type, node, over)
        body = self._loop_body(node.body)
        return t.For(keys, value, over, body, kind, node.brackets, loc=node.loc)

    def _loop_types(
        self, node: n.ForStmt, over: t.Expr
    ) -> tuple[str, list[Type], Type | None] | None:
        kind, keys = over.type, len(node.keys)
        if isinstance(kind, TableType):
            if kind.is_set and node.value is not None:
                self.error(over, KEY_VALUE)
                return None
            index = list(kind.index) or [ANY] * keys
            if keys == 1 and len(index) > 1 and node.keys[0] == "_":
                return "table", [ANY], kind.value
            if keys != len(index):
                self.error(over, "wrong index size")
                self._undeclared(node, over)
                return None
            return "set" if kind.is_set else "table", index, kind.value
        if isinstance(kind, VectorType):
            return self._vector_loop(node, over, kind)
        if kind is STRING:
            return self._string_loop(node, over)
        self.error(
            over, "target to iterate over must be a table, set, vector, or string"
        )
        self._undeclared(node, over)
        return None

    def _vector_loop(
        self, node: n.ForStmt, over: t.Expr, kind: VectorType
    ) -> tuple[str, list[Type], Type | None] | None:
        scope = self.function
        assert scope is not None
        if len(node.keys) != 1:
            message = "iterating over a vector requires only a single index type"
            self.error(over, message)
            return None
        name = node.keys[0]
        symbol = self.program.lookup(name, self.module)
        old = scope.names.get(name)
        if old is None and symbol is not None and name != "_":
            self.diagnostics.error(
                symbol.loc, f"global variable used in 'for' loop ({symbol.name})"
            )
            old = Local(name, symbol.type)
        wrong = old is not None and not is_integral(old.type)
        if wrong or (symbol is not None and old is not None and old.python == ""):
            self.error(over, 'vector index in "for" loop must be integral')
            return None
        return "vector", [old.type if old else COUNT], kind.element

    def _string_loop(
        self, node: n.ForStmt, over: t.Expr
    ) -> tuple[str, list[Type], Type | None] | None:
        scope = self.function
        assert scope is not None
        problem = ""
        old = scope.names.get(node.keys[0])
        if len(node.keys) != 1:
            problem = "iterating over a string requires only a single index type"
        elif old is not None and old.type is not STRING:
            problem = 'string index in "for" loop must be string'
        elif node.value is not None:
            problem = KEY_VALUE
        if problem:
            self.error(over, problem)
            return None
        return "string", [STRING], None

    def _undeclared(self, node: n.ForStmt, over: t.Expr) -> None:
        scope = self.function
        assert scope is not None
        name = node.keys[0]
        if name not in scope.names and name != "_":
            self.diagnostics.error(over.loc, f"undeclared variable ({self.full(name)})")

    def _iteration_clash(self, over: t.Expr, kind: Type = ERROR) -> None:
        self.error(over, "type clash in iteration", kind)

    def _loop_variable(
        self, name: str, kind: Type, node: n.ForStmt, over: t.Expr
    ) -> Local | None:
        scope = self.function
        assert scope is not None
        if name == "_":
            return None
        old = scope.names.get(name)
        if old is not None:
            wrong = not same_type(old.type, kind)
            wrong = wrong and not self.mixes(old.type, kind, node.loc)
            if old.is_const:
                message = f"constant used in 'for' loop ({old.shown})"
                self.diagnostics.error(old.loc, message)
                self._iteration_clash(over)
            elif wrong:
                self._iteration_clash(over, old.type)
            scope.out_of_scope.discard(name)
            old.assigned = True
            return old
        symbol = self.program.symbols.get(self.program.full_name(name, self.module))
        if symbol is not None:
            self.diagnostics.error(
                symbol.loc, f"global variable used in 'for' loop ({symbol.name})"
            )
            self._iteration_clash(over)
        return scope.add(Local(name, kind, node.loc, assigned=True, no_warning=True))

    # ---- switch

    def visit_SwitchStmt(self, node: n.SwitchStmt) -> t.Stmt:
        scope = self.function
        assert scope is not None
        subject = self.visit(node.subject)
        result = t.Switch(subject, [], loc=node.loc)
        scope.switches += 1
        seen: set[object] = set()
        default: t.Case | None = None
        for case in node.cases:
            checked = self._case(case, subject, seen)
            if checked.is_default and default is not None:
                a, b = case_text(checked), case_text(default)
                self.diagnostics.error(
                    f"{case.loc} and {default.loc}",
                    f"multiple default labels ({a} and {b})",
                )
            default = checked if checked.is_default else default
            result.cases.append(checked)
        scope.switches -= 1
        if any(c.values for c in result.cases) and any(c.types for c in result.cases):
            message = "cannot mix cases with expressions and types"
            self.diagnostics.error(node.loc, f"{message} ({statement(result)})")
        return result

    def _case(self, case: n.Case, subject: t.Expr, seen: set[object]) -> t.Case:
        scope = self.function
        assert scope is not None
        values = self._labels(case.values, subject, seen)
        types = []
        scope.blocks.append([])
        for label in case.types:
            kind = self.resolve(label.type)
            local = None
            if label.name:
                local = self._bound(label.name, kind, label.loc)
            types.append((kind, local))
        outer, scope.type_case = scope.type_case, any(v for _, v in types)
        body = self.block(case.body)
        scope.type_case = outer
        scope.out_of_scope.update(scope.blocks.pop())
        result = t.Case(values, types, body, not values and not types, case.loc)
        self._type_labels(result, subject, seen)
        if not ends(body):
            where = case.loc
            self.diagnostics.error(
                where,
                "case block must end in break/fallthrough/return statement"
                f" ({case_text(result)})",
            )
        return result

    def _bound(self, name: str, kind: Type, loc: Location) -> Local:
        """The variable of a case by type; other cases may use its name again."""
        scope = self.function
        assert scope is not None
        old = scope.names.get(name)
        if old is not None and same_type(old.type, kind):
            scope.out_of_scope.discard(name)
            return old
        return scope.add(Local(name, kind, loc, assigned=True, no_warning=True))

    def _type_labels(self, case: t.Case, subject: t.Expr, seen: set[object]) -> None:
        for kind, _ in case.types:
            if subject.type not in (ANY, ERROR) and not same_type(subject.type, kind):
                self._bad_label(case, "cannot cast switch expression to case type")
            elif str(kind) in seen:
                self._bad_label(case, "duplicate case label")
            seen.add(str(kind))

    def _bad_label(self, case: t.Case, message: str) -> None:
        self.diagnostics.error(case.loc, f"{message} ({case_text(case)})")

    def _labels(
        self, nodes: tuple[n.Expr, ...], subject: t.Expr, seen: set[object]
    ) -> list[t.Expr]:
        """The values of one `case`, all of the type of the switch."""
        found = [self.visit(node) for node in nodes]
        kind = subject.type
        if not found or kind is ERROR or any(e.type is ERROR for e in found):
            return found
        if isinstance(kind, CONTAINERS) or kind.tag in ("any", "pattern", "func"):
            message = (
                "switch expression must be of an atomic type when cases are expressions"
            )
            self.error(subject, message)
        if not all(same_type(kind, e.type) for e in found):
            places = both(str(found[0].loc.to(found[-1].loc)), str(subject.loc))
            message = "case expression type differs from switch type"
            shown = ", ".join(text(e) for e in found)
            self.diagnostics.error(places, f"{message} ({shown} and {text(subject)})")
            return found
        for e in found:
            self._label(e, seen)
        return found

    def _label(self, e: t.Expr, seen: set[object]) -> None:
        if not is_label(e):
            self.error(e, "case label expression isn't constant")
            return
        value: object = None
        if isinstance(e, t.Const):
            value = e.value
        elif isinstance(e, t.EnumConst):
            value = e.member
        if value is not None:
            if value in seen:
                self.error(e, "duplicate case label")
            seen.add(value)

    # ---- leaving

    def visit_ReturnStmt(self, node: n.ReturnStmt) -> t.Stmt:
        want = self.result_type
        scope = self.function
        assert scope is not None
        flavor = scope.type.flavor
        value = self.value_for(want, node.value) if node.value else None
        result = t.Return(value, loc=node.loc)
        if scope.prefix:
            message = "return statement outside of function/event"
            self.diagnostics.error(node.loc, f"{message} ({statement(result)})")
            return result
        if scope.infers_result and value is not None:
            scope.type.result = value.type
            scope.infers_result = False
            return result
        if value is not None and value.type is ERROR:
            return result
        if flavor == "hook" and value is not None:
            self.diagnostics.warning(
                node.loc,
                "Remove in v9.1: Returning values from a hook is deprecated. Consider"
                " using 'break' to inhibit lower-priority hooks, otherwise use an empty"
                f" return if necessary. ({statement(result)})",
            )
            self.promote(value, BOOL)
            return t.Return(None, loc=node.loc)
        if flavor in ("event", "hook") or want is VOID:
            if value is not None:
                self.diagnostics.error(
                    node.loc,
                    f"return statement cannot have an expression ({statement(result)})",
                )
            return t.Return(None, loc=node.loc)
        if value is None:
            self.diagnostics.error(
                node.loc, f"return statement needs expression ({statement(result)})"
            )
            return result
        result.value = self.promote(value, want) or value
        return result

    def visit_BreakStmt(self, node: n.BreakStmt) -> t.Stmt:
        scope = self.function
        assert scope is not None
        inside = scope.loops or scope.switches
        result = t.Break(loc=node.loc)
        if not inside:
            if scope.type.flavor != "hook":
                self.diagnostics.error(
                    node.loc,
                    "break statement used outside of for, while or switch statement"
                    f" and not within a hook. ({statement(result)})",
                )
            result.in_hook = True
        return result

    def visit_NextStmt(self, node: n.NextStmt) -> t.Stmt:
        scope = self.function
        assert scope is not None
        result = t.Next(loc=node.loc)
        if not scope.loops:
            self.diagnostics.error(
                node.loc,
                "next statement used outside of for or while statement."
                f" ({statement(result)})",
            )
        return result

    def visit_FallthroughStmt(self, node: n.FallthroughStmt) -> t.Stmt:
        if self.function is not None and self.function.type_case:
            self.diagnostics.error(
                node.loc, "invalid 'fallthrough' in type-casting 'case' block"
            )
        return t.Fallthrough(loc=node.loc)

    # ---- containers

    def visit_AddStmt(self, node: n.AddStmt) -> t.Stmt:
        target = self.visit(node.target)
        if target.type is ERROR:
            return t.Null(loc=node.loc)
        base = target.base.type if isinstance(target, t.Index) else None
        if not (isinstance(base, TableType) and base.is_set):
            self.diagnostics.error(
                node.loc, f"illegal add expression (add {text(target)})"
            )
            return t.Null(loc=node.loc)
        assert isinstance(target, t.Index)
        return t.Add(target, loc=node.loc)

    def visit_DeleteStmt(self, node: n.DeleteStmt) -> t.Stmt:
        target = self.visit(node.target)
        if target.type is ERROR:
            return t.Null(loc=node.loc)
        fine = target.type.tag in ("table", "set")
        if isinstance(target, t.FieldRef) and isinstance(target.base.type, RecordType):
            f = target.base.type.field(target.field)
            fine = f is not None and (f.optional or f.has_default)
        if isinstance(target, t.Index):
            fine = isinstance(target.base.type, TableType)
        if not fine and not isinstance(target.type, VectorType):
            fine = False
        if not fine and isinstance(target, (t.LocalRef, t.GlobalRef)):
            fine = isinstance(target.type, (VectorType, TableType))
        if not fine:
            self.diagnostics.error(
                node.loc, f"illegal delete expression (delete {text(target)})"
            )
            return t.Null(loc=node.loc)
        return t.Delete(target, loc=node.loc)

    # ---- assert and when

    def visit_AssertStmt(self, node: n.AssertStmt) -> t.Stmt:
        condition = self.visit(node.condition)
        message = self.visit(node.message) if node.message else None
        if condition.type not in (BOOL, ERROR):
            self.error(condition, "conditional must be boolean")
        if message is not None and message.type not in (STRING, ERROR):
            self.error(message, "message must be string")
        return t.Assert(condition, message, quoted_text(condition), loc=node.loc)

    def visit_WhenStmt(self, node: n.WhenStmt) -> t.Stmt:
        scope = self.function
        assert scope is not None
        kind = FuncType("function", RecordType(""), scope.type.result)
        inner = FunctionScope(self.program.unique("when_"), kind, outer=scope)
        inner.is_when = True
        problem = self.capture(inner, node.captures)
        if problem:
            self.diagnostics.error(node.loc, problem)
        self.function = inner
        try:
            inner.blocks.append([])
            condition = self._condition(
                node.condition, "conditional in test must be boolean"
            )
            body = self.stmt(node.body)
            on_timeout = self.stmt(node.on_timeout) if node.on_timeout else None
        finally:
            self.function = scope
        timeout = self.visit(node.timeout) if node.timeout else None
        if timeout is not None and timeout.type not in (INTERVAL, TIME, ERROR):
            self.error(timeout, "when timeout requires a time or time interval")
        captures = self.captured(inner, node.captures)
        result = t.When(
            condition,
            body,
            timeout,
            on_timeout,
            captures,
            inner.locals,
            node.is_return,
            loc=node.loc,
        )
        if node.is_return:
            scope.is_async = True
        problem = self.capture_problem(inner, captures, '"when" statement')
        if problem:
            self.diagnostics.error(node.loc, f"{problem} ({statement(result)})")
        result.captures = list((inner.captures or {}).values())
        return result


def ends(block: t.Block) -> bool:
    """Whether a case's statements end as they must."""
    last = block.stmts[-1] if block.stmts else None
    if isinstance(last, t.Block):
        return ends(last)
    return isinstance(last, (t.Break, t.Fallthrough, t.Return, t.Next))


def is_pure(e: t.Expr) -> bool:
    """Whether evaluating an expression does nothing but give a value."""
    return isinstance(e, PURE) and all(is_pure(part) for part in parts(e))


def is_label(e: t.Expr) -> bool:
    """Whether a value of a `case` is constant."""
    if isinstance(e, t.GlobalRef):
        return e.symbol.kind == "const"
    if isinstance(e, t.LocalRef):
        return e.local.is_const
    if isinstance(e, t.Unary) and e.op in ("-", "+"):
        return isinstance(e.operand, t.Const)
    return isinstance(e, (t.Const, t.EnumConst))
