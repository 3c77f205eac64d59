"""`switch` and its cases."""

from __future__ import annotations

from ..diagnostics import Location
from ..syntax import nodes as n
from ..typesystem.coercion import same_type
from ..typesystem.types import (
    ANY,
    ERROR,
    RecordType,
    TableType,
    Type,
    VectorType,
)
from . import tree as t
from .blocks import Blocks
from .context import both
from .rendering import case_text, statement, text
from .symbols import Local

CONTAINERS = (RecordType, TableType, VectorType)


class Switches(Blocks):
    """The visitor of `switch`."""

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


def ends(block: t.Block) -> bool:
    """Whether a case's statements end as they must."""
    last = block.stmts[-1] if block.stmts else None
    if isinstance(last, t.Block):
        return ends(last)
    return isinstance(last, (t.Break, t.Fallthrough, t.Return, t.Next))


def is_label(e: t.Expr) -> bool:
    """Whether a value of a `case` is constant."""
    if isinstance(e, t.GlobalRef):
        return e.symbol.kind == "const"
    if isinstance(e, t.LocalRef):
        return e.local.is_const
    if isinstance(e, t.Unary) and e.op in ("-", "+"):
        return isinstance(e.operand, t.Const)
    return isinstance(e, (t.Const, t.EnumConst))
