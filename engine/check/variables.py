"""Declarations of variables in functions."""

from __future__ import annotations

from ..diagnostics import Location
from ..syntax import nodes as n
from ..typesystem.coercion import is_unspecified
from ..typesystem.types import (
    ERROR,
    VOID,
    Type,
)
from . import tree as t
from .context import both
from .expressions import Expressions
from .symbols import Local

CONSTRUCTORS = (t.TableNew, t.SetNew, t.VectorNew)


class Variables(Expressions):
    """The visitor of `local` and `const`."""

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
