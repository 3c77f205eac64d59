"""Sums of counts that need not be cut to 64 bits, or not yet.

A count wraps at 2^64, and cutting each sum costs a loop a third of its time. Two
kinds of sums go without: `i + 1` where `i` was just found to be less than another
count, as in most loops; and local totals that a loop only adds to, which are cut
where they are read (a sum of n counts is less than n * 2^64, so they stay small).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..check import tree as t
from ..check.references import children
from ..check.symbols import Local
from ..typesystem.types import COUNT

Known = frozenset[Local]
"""Locals that are less than some count."""

NOTHING: Known = frozenset()
LOOPS = (t.While, t.For)


class Bounds:
    """What is known of one function.

    `small`: the expressions (by identity) whose value is less than 2^64 by itself.
    `totals`: the locals that are cut when read. `additions`: what adds to them.
    """

    def __init__(self, body: t.Stmt | None = None, params: list[Local] | None = None):
        self.small: set[int] = set()
        self.totals: set[Local] = set()
        self.additions: dict[int, Local] = {}
        if body is not None and any(isinstance(n, LOOPS + (t.If,)) for n in walk(body)):
            self._statement(body, NOTHING)
            self._find_totals(body, set(params or ()))

    # ---- i + 1 where i < n

    def _statement(self, s: Any, known: Known) -> Known:
        """Note the small sums in a statement; what is known behind it."""
        if isinstance(s, t.Block):
            for inner in s.stmts:
                known = self._statement(inner, known)
            return known
        if isinstance(s, t.ExprStmt):
            return self._expression_statement(s.expr, known)
        if isinstance(s, t.If):
            self._expression(s.condition, known)
            inside = known - assigned(s.condition)
            self._statement(s.then, inside | less(s.condition))
            if s.orelse is not None:
                self._statement(s.orelse, inside)
        elif isinstance(s, t.While):
            inside = known - assigned(s)
            self._expression(s.condition, inside)
            self._statement(s.body, inside | less(s.condition))
        else:
            inside = known - assigned(s)
            for child in children(s):
                self._part(child, inside)
        return known - assigned(s)

    def _part(self, node: Any, known: Known) -> None:
        if isinstance(node, t.Stmt):
            self._statement(node, known)
        elif isinstance(node, t.Expr):
            self._expression(node, known)
        elif isinstance(node, t.Case):
            self._statement(node.body, known)

    def _expression_statement(self, e: t.Expr, known: Known) -> Known:
        target = e.target if isinstance(e, (t.Assign, t.Update, t.Increment)) else None
        if not isinstance(target, t.LocalRef):
            self._expression(e, known)
            return known - assigned(e)
        if isinstance(e, t.Increment):
            if e.op == "++" and target.local in known:
                self.small.add(id(e))
        elif isinstance(e, (t.Assign, t.Update)):
            self._expression(e.value, known)
            if isinstance(e, t.Update) and target.local in known and is_one(e.value):
                if e.op == "+=" and not assigned(e.value):
                    self.small.add(id(e))
        return known - assigned(e)

    def _expression(self, e: t.Expr, known: Known) -> None:
        known -= assigned(e)
        if not known:
            return
        for node in walk(e):
            if isinstance(node, t.Binary) and node.kind == "+ count count":
                left, right = node.left, node.right
                if isinstance(left, t.LocalRef) and is_one(right):
                    if left.local in known:
                        self.small.add(id(node))

    # ---- totals

    def _find_totals(self, body: t.Stmt, params: set[Local]) -> None:
        uses = Totals()
        uses.visit(body, looped=False)
        bad = uses.others | params
        self.totals = {v for v in uses.added_in_loops if v not in bad}
        additions = uses.additions.items()
        self.additions = {n: v for n, v in additions if v in self.totals}


class Totals:
    """Which locals are only added to in loops, and read outside of them."""

    def __init__(self) -> None:
        self.additions: dict[int, Local] = {}
        self.added_in_loops: set[Local] = set()
        self.others: set[Local] = set()
        """Locals that are read in a loop, captured, or assigned in other ways."""

    def visit(self, node: Any, *, looped: bool) -> None:
        """Sort the uses of locals in a part of a function."""
        if isinstance(node, t.ExprStmt) and self._sets(node.expr, looped=looped):
            return
        if isinstance(node, t.LocalRef):
            if looped or node.type is not COUNT:
                self.others.add(node.local)
            return
        if isinstance(node, (t.Assign, t.Update, t.Increment)):
            self.others |= assigned(node)
        elif isinstance(node, (t.Lambda, t.When)):
            self.others |= {outer for outer, _, _ in node.captures}
            self.others |= assigned(node)
        elif isinstance(node, (t.For, t.Case, t.LocalSet)):
            self.others |= bound(node)
        for child in children(node):
            self.visit(child, looped=looped or isinstance(node, LOOPS))

    def _sets(self, e: t.Expr, *, looped: bool) -> bool:
        """Take an assignment to a local of type count, if it is one."""
        target = getattr(e, "target", None)
        if not isinstance(target, t.LocalRef) or target.type is not COUNT:
            return False
        local = target.local
        added = addend(e, local)
        if added is not None:
            node, value = added
            self.additions[id(node)] = local
            if looped:
                self.added_in_loops.add(local)
            if value is not None:
                self.visit(value, looped=looped)
        elif isinstance(e, t.Assign):
            self.visit(e.value, looped=looped)
        else:
            self.others.add(local)
        return True


def addend(e: t.Expr, local: Local) -> tuple[t.Expr, t.Expr | None] | None:
    """What an expression adds to a local: the sum, and the value if it is not 1."""
    if isinstance(e, t.Increment):
        return (e, None) if e.op == "++" else None
    if isinstance(e, t.Update) and (e.op, e.kind) == ("+=", "arith"):
        value: t.Expr = e.value
        node: t.Expr = e
    elif isinstance(e, t.Assign) and is_sum_with(e.value, local):
        assert isinstance(e.value, t.Binary)
        node, value = e.value, e.value.right
    else:
        return None
    if value.type is not COUNT or mentions(value, local):
        return None
    return node, value


def is_sum_with(e: t.Expr, local: Local) -> bool:
    """True of `local + x`."""
    if not isinstance(e, t.Binary) or e.kind != "+ count count":
        return False
    return isinstance(e.left, t.LocalRef) and e.left.local is local


def is_one(e: t.Expr) -> bool:
    """True of the constant 1."""
    return isinstance(e, t.Const) and e.value == 1


def less(condition: t.Expr) -> Known:
    """The locals that are less than some count where a condition holds."""
    if isinstance(condition, t.Logic) and condition.op == "&&":
        changed = assigned(condition)
        return (less(condition.left) | less(condition.right)) - changed
    if not isinstance(condition, t.Binary) or assigned(condition):
        return NOTHING
    small = {"< count count": condition.left, "> count count": condition.right}
    found = small.get(condition.kind)
    return frozenset((found.local,)) if isinstance(found, t.LocalRef) else NOTHING


def assigned(node: Any) -> Known:
    """The locals that a part of a function may give another value."""
    found: set[Local] = set()
    for n in walk(node):
        if isinstance(n, (t.Assign, t.Update, t.Increment)):
            if isinstance(n.target, t.LocalRef):
                found.add(n.target.local)
        else:
            found |= bound(n)
    return frozenset(found)


def bound(n: Any) -> set[Local]:
    """The locals that a node gives a value in another way than by `=`."""
    if isinstance(n, (t.LocalDecl, t.LocalSet)):
        return {n.local}
    if isinstance(n, t.For):
        return {v for v in (*n.keys, n.value) if v is not None}
    if isinstance(n, t.Case):
        return {v for _, v in n.types if v is not None}
    if isinstance(n, t.Unpack):
        return {x.local for x in n.targets if isinstance(x, t.LocalRef)}
    return set()


def mentions(e: t.Expr, local: Local) -> bool:
    """Whether an expression reads or assigns a local."""
    return any(isinstance(n, t.LocalRef) and n.local is local for n in walk(e))


def walk(node: Any) -> Iterator[Any]:
    """A part of a function and all parts of it, but not the bodies of lambdas."""
    todo = [node]
    while todo:
        n = todo.pop()
        yield n
        todo.extend(children(n))
