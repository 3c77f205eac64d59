"""The checked program tree: expressions and statements with their types.

`check` turns syntax nodes into these; `codegen` turns these into Python. An
expression knows its Zeek type and its place; operators are already resolved
to one operand type, conversions are explicit (`Coerce`), defaults filled in.
`rendering.py` gives the text that Zeek prints of them.
"""

from __future__ import annotations

from typing import Any

from ..diagnostics import NOWHERE, Location
from ..structure import Structure, field
from ..typesystem.types import EnumType, FuncType, RecordType, Type
from .symbols import Local, Symbol


class Expr(Structure):
    """An expression of a known type."""

    type: Type
    loc: Location = field(default=NOWHERE, kw_only=True)
    paren: bool = field(default=False, kw_only=True)


class Const(Expr):
    """A value known while checking, in its run-time form."""

    value: Any


class EnumConst(Expr):
    """An enum member."""

    enum: EnumType
    member: str


class LocalRef(Expr):
    """A parameter, local or capture."""

    local: Local


class GlobalRef(Expr):
    """A global, constant, option, function, event or hook."""

    symbol: Symbol


class TypeValue(Expr):
    """A type as a value; `symbol_name` is the name it was given by."""

    named: Type
    symbol_name: str = ""


class Unary(Expr):
    """`op operand`: - + ! ~ (`vector` where it works element by element)."""

    op: str
    operand: Expr


class Binary(Expr):
    """Two operands of one type; `kind` is the row of the operator table."""

    op: str
    left: Expr
    right: Expr
    kind: str


class Logic(Expr):
    """`&&` and `||` of booleans, evaluated only as far as needed."""

    op: str
    left: Expr
    right: Expr


class Cond(Expr):
    """`condition ? then : orelse`"""

    condition: Expr
    then: Expr
    orelse: Expr


class Assign(Expr):
    """`target = value`; the value has the target's type."""

    target: Expr
    value: Expr


class Unpack(Expr):
    """`[a, b] = value`: the parts of a composite index of type `any`."""

    targets: list[Expr]
    value: Expr


class Update(Expr):
    """`target += value` and `-=`; `kind` names what is done.

    arith string set-add set-remove table-add table-remove vector-append
    vector-extend pattern time: see codegen/expressions.py.
    """

    op: str
    target: Expr
    value: Expr
    kind: str


class Increment(Expr):
    """`++target`, `--target`"""

    op: str
    target: Expr


class Index(Expr):
    """`base[index]`; `kind`: table vector string pattern-table bool-index."""

    base: Expr
    index: list[Expr]
    kind: str


class Slice(Expr):
    """`base[start:end]` of a string or vector."""

    base: Expr
    start: Expr | None
    end: Expr | None


class FieldRef(Expr):
    """`base$field`"""

    base: Expr
    field: str


class HasField(Expr):
    """`base?$field`"""

    base: Expr
    field: str


class Call(Expr):
    """`func(args)`; `flavor` is function, hook or any."""

    func: Expr
    args: list[Expr]
    flavor: str = "function"


class Copy(Expr):
    """`copy(operand)`"""

    operand: Expr


class RecordNew(Expr):
    """A record of `record` built from the named fields.

    `coerced` tells that the script wrote a record of no type.
    """

    record: RecordType
    fields: list[tuple[str, Expr]]
    coerced: bool = False


class TableNew(Expr):
    """`table(…)` or a brace list: pairs of key expressions and a value."""

    items: list[tuple[list[Expr], Expr]]
    attrs: list[Attribute] = field(default_factory=list)


class WithAttributes(Expr):
    """A table or set made anew from another one, with attributes."""

    table: Expr
    attrs: list[Attribute]


class SetNew(Expr):
    """`set(…)` or a brace list; an item is the expressions of one key."""

    items: list[list[Expr]]
    attrs: list[Attribute] = field(default_factory=list)


class VectorNew(Expr):
    """`vector(…)`"""

    items: list[Expr]


class ListNew(Expr):
    """`[a, b]` as a composite index, not yet part of anything."""

    items: list[Expr]


class In(Expr):
    """`left in right`; `kind`: string pattern set table vector subnet, …"""

    left: list[Expr]
    right: Expr
    kind: str
    negated: bool = False


class SizeOf(Expr):
    """`|operand|`"""

    operand: Expr


class Cast(Expr):
    """`operand as type`"""

    operand: Expr


class Is(Expr):
    """`operand is tested`"""

    operand: Expr
    tested: Type


class Coerce(Expr):
    """A conversion; `kind`: double int count any record vector table interval."""

    operand: Expr
    kind: str


class Lambda(Expr):
    """A function value; `captures` pairs outer and inner variables."""

    body: Function
    captures: list[tuple[Local, Local, bool]]


class Schedule(Expr):
    """`schedule delay { event(args) }`"""

    delay: Expr
    event: Symbol
    args: list[Expr]


class LocalSet(Expr):
    """`local x = e` inside the condition of `when`: true once it has a value."""

    local: Local
    value: Expr


# ---- attributes


class Attribute(Structure):
    """A checked attribute; `value` is None, an expression or a text."""

    name: str
    value: Expr | None = None
    loc: Location = NOWHERE


# ---- statements


class Stmt(Structure):
    """A statement."""

    loc: Location = field(default=NOWHERE, kw_only=True)


class Block(Stmt):
    """Statements in order."""

    stmts: list[Stmt]


class ExprStmt(Stmt):
    """An expression for its effect."""

    expr: Expr


class Null(Stmt):
    """`;`"""


class Print(Stmt):
    """`print args`"""

    args: list[Expr]


class EventStmt(Stmt):
    """`event ev(args)`"""

    event: Symbol | Expr
    args: list[Expr]


class LocalDecl(Stmt):
    """`local x: T = init`; without `init` a table or record starts empty."""

    local: Local
    init: Expr | None
    attrs: list[Attribute] = field(default_factory=list)


class If(Stmt):
    """`if ( condition ) then else orelse`"""

    condition: Expr
    then: Stmt
    orelse: Stmt | None


class While(Stmt):
    """`while ( condition ) body`"""

    condition: Expr
    body: Stmt


class For(Stmt):
    """`for ( keys, value in over ) body`; None stands for `_`."""

    keys: list[Local | None]
    value: Local | None
    over: Expr
    body: Stmt
    kind: str
    bracketed: bool = False


class Case(Structure):
    """One `case`: values, types with the names they bind, or the default."""

    values: list[Expr]
    types: list[tuple[Type, Local | None]]
    body: Block
    is_default: bool = False
    loc: Location = NOWHERE


class Switch(Stmt):
    """`switch subject { … }`"""

    subject: Expr
    cases: list[Case]


class Return(Stmt):
    """`return value`"""

    value: Expr | None


class Break(Stmt):
    """`break`; `in_hook` ends a hook."""

    in_hook: bool = False


class Next(Stmt):
    """`next`"""


class Fallthrough(Stmt):
    """`fallthrough`"""


class Add(Stmt):
    """`add s[x]`"""

    target: Index


class Delete(Stmt):
    """`delete t[x]`, `delete r$x`"""

    target: Expr


class Assert(Stmt):
    """`assert condition, message`; `text` is what a failure shows."""

    condition: Expr
    message: Expr | None
    text: str


class When(Stmt):
    """`when [captures] ( condition ) body timeout t { on_timeout }`"""

    condition: Expr
    body: Stmt
    timeout: Expr | None
    on_timeout: Stmt | None
    captures: list[tuple[Local, Local, bool]]
    locals: list[Local]
    is_return: bool = False
    globals: list[Symbol] = field(default_factory=list)


# ---- functions


class Function(Structure):
    """One body of a function, event handler, hook or lambda."""

    name: str
    type: FuncType
    params: list[Local]
    body: Block
    locals: list[Local]
    loc: Location
    priority: int = 0
    flavor: str = "function"
    groups: list[str] = field(default_factory=list)
    is_async: bool = False
    shared: list[str] = field(default_factory=list)
    """Variables of the statements outside functions, which have them in common."""
