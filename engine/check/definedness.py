"""Variables that are read before they have a value (`-u`).

A variable is followed through the statements of one body: where it surely has a
value, and where it may have one. Loops may run never, and a `switch` may choose no
case; what stands after a `return` does not count.
"""

from __future__ import annotations

from ..diagnostics import Diagnostics, Location
from ..typesystem.types import RecordType, TableType, VectorType
from . import tree as t
from .references import children
from .symbols import Local

Names = frozenset[Local]
NEVER = "used without definition"
PERHAPS = "possibly used without definition"
LEAVING = (t.Return, t.Break, t.Next, t.Fallthrough)


def report_undefined(function: t.Function, diagnostics: Diagnostics) -> None:
    """Warn once of each variable of a body that may have no value when read."""
    Definedness(diagnostics).body(function)


class Definedness:
    """What is known at one place of a body, moving on through it."""

    def __init__(self, diagnostics: Diagnostics):
        self.diagnostics = diagnostics
        self.sure: set[Local] = set()
        self.maybe: set[Local] = set()
        self.told: set[tuple[Local, str]] = set()
        self.guarded = 0
        "Inside of what is only evaluated where a condition held."

    def body(self, function: t.Function) -> None:
        """Go through a body; parameters have values."""
        self._define(*function.params)
        self._visit(function.body)

    def _define(self, *names: Local | None) -> None:
        found = {name for name in names if name is not None}
        self.sure |= found
        self.maybe |= found

    def _use(self, name: Local, loc: Location) -> None:
        if name in self.sure or name.is_param or self.guarded:
            return
        if (name, NEVER) in self.told:
            return
        message = PERHAPS if name in self.maybe else NEVER
        if (name, message) not in self.told:
            self.told.add((name, message))
            self.diagnostics.warning(loc, f"{message} ({name.shown or name.name})")

    # ---- nodes

    def _visit(self, node: object) -> bool:
        """Go through a node; whether what follows it is reached."""
        visit = getattr(self, f"_visit_{type(node).__name__}", None)
        if visit is not None:
            return visit(node) is not False
        for part in sorted(children(node), key=_place):
            self._visit(part)
        return not isinstance(node, LEAVING)

    def _visit_LocalRef(self, node: t.LocalRef) -> None:
        self._use(node.local, node.loc)

    def _visit_Block(self, node: t.Block) -> bool:
        return all(self._visit(stmt) for stmt in node.stmts)

    def _visit_LocalDecl(self, node: t.LocalDecl) -> None:
        if node.init is not None:
            self._visit(node.init)
        aggregate = isinstance(node.local.type, RecordType | TableType | VectorType)
        if node.init is not None or aggregate:
            self._define(node.local)

    def _visit_Assign(self, node: t.Assign) -> None:
        self._visit(node.value)
        self._assign(node.target)

    def _visit_Unpack(self, node: t.Unpack) -> None:
        self._visit(node.value)
        for target in node.targets:
            self._assign(target)

    def _visit_LocalSet(self, node: t.LocalSet) -> None:
        self._visit(node.value)
        self._define(node.local)

    def _assign(self, target: t.Expr) -> None:
        if isinstance(target, t.LocalRef):
            self._define(target.local)
        else:
            self._visit(target)

    def _visit_Logic(self, node: t.Logic) -> None:
        self._visit(node.left)
        self._guard(node.right)

    def _visit_Cond(self, node: t.Cond) -> None:
        self._guard(node.condition, node.then, node.orelse)

    def _guard(self, *parts: t.Expr) -> None:
        self.guarded += 1
        for part in parts:
            self._visit(part)
        self.guarded -= 1

    def _visit_Lambda(self, node: t.Lambda) -> None:
        for outer, _, _ in node.captures:
            self._use(outer, node.loc)

    def _visit_When(self, node: t.When) -> None:
        for outer, _, _ in node.captures:
            self._use(outer, node.loc)
        if node.timeout is not None:
            self._visit(node.timeout)

    # ---- ways that part and meet

    def _visit_If(self, node: t.If) -> bool:
        self._visit(node.condition)
        before = set(self.sure)
        went_on = self._visit(node.then)
        after = set(self.sure)
        self.sure = set(before)
        other_went_on = node.orelse is None or self._visit(node.orelse)
        if went_on and other_went_on:
            self.sure &= after
        elif went_on:
            self.sure = after
        return went_on or other_went_on

    def _visit_While(self, node: t.While) -> None:
        self._visit(node.condition)
        self._perhaps(node.body)

    def _visit_For(self, node: t.For) -> None:
        self._visit(node.over)
        self._define(*node.keys, node.value)
        self._perhaps(node.body)

    def _perhaps(self, node: t.Stmt) -> bool:
        """Go through what may run or not."""
        before = set(self.sure)
        went_on = self._visit(node)
        self.sure = before
        return went_on

    def _visit_Switch(self, node: t.Switch) -> None:
        self._visit(node.subject)
        before = set(self.sure)
        for case in node.cases:
            for value in case.values:
                self._visit(value)
            self._define(*(name for _, name in case.types))
            self._visit(case.body)
            if not _falls_through(case.body):
                self.sure = set(before)
        self.sure = before


def _falls_through(body: t.Block) -> bool:
    return bool(body.stmts) and isinstance(body.stmts[-1], t.Fallthrough)


def _place(node: object) -> tuple[int, int]:
    loc = node.loc  # type: ignore[attr-defined]
    return loc.line, loc.column
