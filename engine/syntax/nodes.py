"""The syntax tree of a Zeek script.

One class for each construct, like a frozen dataclass (see node.py); its first
docstring line shows the Zeek text. Grammar rule, node and visitor method share one
name: rule `if_stmt`, class `IfStmt`, method `visit_IfStmt`. Nodes are compared by
identity, and every node knows its `Location`.
"""

from __future__ import annotations

from typing import Any

from ..diagnostics import NOWHERE, Location
from .node import NodeBase, field


class Node(NodeBase):
    """Anything in the tree."""

    loc: Location = field(default=NOWHERE, kw_only=True)


# ---- names and attributes


class Attr(Node):
    """`&default = 5` or `&log`; `name` has no ampersand."""

    name: str
    value: Expr | None = None


# ---- types


class TypeNode(Node):
    """A type as written."""


class BaseTypeNode(TypeNode):
    """`count`, `string`, `any`, …, the keyword."""

    name: str


class NamedType(TypeNode):
    """`Notice::Info`"""

    name: str


class TableTypeNode(TypeNode):
    """`table[addr, port] of string`"""

    index: tuple[TypeNode, ...]
    value: TypeNode


class SetTypeNode(TypeNode):
    """`set[addr, port]`"""

    index: tuple[TypeNode, ...]


class VectorTypeNode(TypeNode):
    """`vector of count`"""

    element: TypeNode


class OpaqueTypeNode(TypeNode):
    """`opaque of md5`"""

    name: str


class FileTypeNode(TypeNode):
    """`file` or `file of string`"""

    element: TypeNode | None = None


class FieldDecl(Node):
    """`name: type &optional;` in a record, or a parameter `name: type &default=1`"""

    name: str
    type: TypeNode
    attrs: tuple[Attr, ...] = ()
    doc: str = ""


class RecordTypeNode(TypeNode):
    """`record { … }`"""

    fields: tuple[FieldDecl, ...]


class EnumMember(Node):
    """`NAME`, `NAME = 3` or `NAME &deprecated` in an enum"""

    name: str
    value: Expr | None = None
    attrs: tuple[Attr, ...] = ()
    doc: str = ""


class EnumTypeNode(TypeNode):
    """`enum { A, B }`"""

    members: tuple[EnumMember, ...]


class FuncTypeNode(TypeNode):
    """`function(a: count): string`, `event(…)`, `hook(…)`

    `flavor` is `function`, `event` or `hook`; `result` is None for none.
    """

    flavor: str
    params: tuple[FieldDecl, ...]
    result: TypeNode | None = None


# ---- expressions


class Expr(Node):
    """An expression."""


class Constant(Expr):
    """`5`, `"x"`, `1.5 sec`, `10.0.0.1`, `80/tcp`, `/x/`, `T`

    `kind` is the Zeek type's tag: bool count double string interval addr subnet
    port pattern (also `int` never: a sign is an operator). `value` is the
    decoded value: bool, int, float, bytes; interval: seconds as float; addr: 16
    bytes; subnet: (16 bytes, width counted from /96 for IPv4: 0..128); port:
    number + 0x10000 tcp, 0x20000 udp, 0x30000 icmp; pattern: (text between the
    slashes as str, flags 'i'/'s' as str).
    """

    kind: str
    value: Any


class HostName(Expr):
    """`www.example.com`, a host name literal (a set of addresses)"""

    name: str


class Name(Expr):
    """`x`, `Mod::x`, `::x`"""

    name: str


class Unary(Expr):
    """`-x`, `+x`, `!x`, `~x`; `op` is the sign"""

    op: str
    operand: Expr


class Increment(Expr):
    """`++x`, `--x`"""

    op: str
    operand: Expr


class Binary(Expr):
    """`a + b`: + - * / % & | ^ << >> && || == != < <= > >= in !in (`op`)"""

    op: str
    left: Expr
    right: Expr


class Ternary(Expr):
    """`c ? a : b`"""

    condition: Expr
    then: Expr
    orelse: Expr


class Assign(Expr):
    """`a = b`, `a += b`, `a -= b` (`op`)"""

    op: str
    target: Expr
    value: Expr


class Index(Expr):
    """`a[i, j]`; a slice `a[i:j]` is `Slice`"""

    base: Expr
    index: tuple[Expr, ...]


class Slice(Expr):
    """`a[i:j]`, `a[:j]`, `a[i:]`"""

    base: Expr
    start: Expr | None
    end: Expr | None


class FieldAccess(Expr):
    """`r$x`"""

    base: Expr
    field: str


class HasField(Expr):
    """`r?$x`"""

    base: Expr
    field: str


class Call(Expr):
    """`f(a, b)`"""

    func: Expr
    args: tuple[Expr, ...]


class HookCall(Expr):
    """`hook h(a, b)`"""

    func: Expr
    args: tuple[Expr, ...]


class FieldAssign(Expr):
    """`$x = v` inside `[…]` or `R(…)`; also `$f(a: count) = …` as a Lambda"""

    field: str
    value: Expr


class RecordCtor(Expr):
    """`[$a = 1, $b = 2]`; `[]` has no fields"""

    fields: tuple[FieldAssign, ...]


class TypedCtor(Expr):
    """`table(…)`, `set(…)`, `vector(…)`, `record(…)` with `&` attributes

    `kind` is the keyword. A call of a type's name, `R($a=1)`, is a `Call`: only the
    checker knows that the name is a type. Table elements are `KeyValue`.
    """

    kind: str
    items: tuple[Expr, ...]
    attrs: tuple[Attr, ...] = ()


class KeyValue(Expr):
    """`[k1, k2] = v` or `k = v` as an element of a table constructor"""

    key: Expr
    value: Expr


class ListExpr(Expr):
    """`[a, b]`: a composite key, or an element of a set with several indices"""

    items: tuple[Expr, ...]


class BraceList(Expr):
    """`{ a, b }` or `{ [k] = v }` as an initialiser"""

    items: tuple[Expr, ...]


class SizeOf(Expr):
    """`|x|`"""

    operand: Expr


class Cast(Expr):
    """`x as T`"""

    operand: Expr
    type: TypeNode


class TypeTest(Expr):
    """`x is T`"""

    operand: Expr
    type: TypeNode


class TypeExpr(Expr):
    """A type that is no plain name, as an argument: `set[count]`"""

    type: TypeNode


class Capture(Node):
    """`x` or `copy x` in `[x, copy y]`"""

    name: str
    is_copy: bool = False


class Lambda(Expr):
    """`function[x](a: count): bool { … }`; `captures` is None without brackets

    `infer_result` is set for `$f(a: count) = { … }`, where the body tells what type
    is returned.
    """

    signature: FuncTypeNode
    captures: tuple[Capture, ...] | None
    body: Block
    infer_result: bool = False


class AddExpr(Expr):
    """`add s[x]` inside an expression; alone it is an `AddStmt`"""

    target: Expr


class DeleteExpr(Expr):
    """`delete t[x]` inside an expression; alone it is a `DeleteStmt`"""

    target: Expr


class ScheduleExpr(Expr):
    """`schedule 5 sec { ev(1) }`"""

    delay: Expr
    event: str
    args: tuple[Expr, ...]


class LocalInit(Expr):
    """`local x = e` in the condition of `when`"""

    name: str
    value: Expr


class Paren(Expr):
    """`(e)`: kept, since Zeek's messages show the parentheses"""

    inner: Expr


# ---- statements


class Stmt(Node):
    """A statement."""


class Block(Stmt):
    """`{ … }`"""

    stmts: tuple[Stmt, ...]


class ExprStmt(Stmt):
    """`e;`"""

    expr: Expr


class Unfinished(Stmt):
    """An expression of a statement that a syntax error cut off."""

    expr: Expr


class NullStmt(Stmt):
    """`;`"""


class PrintStmt(Stmt):
    """`print a, b;`"""

    args: tuple[Expr, ...]


class EventStmt(Stmt):
    """`event ev(a, b);`"""

    name: str
    args: tuple[Expr, ...]


class LocalStmt(Stmt):
    """`local x: T = e;`, `const x = e;` inside a body; `kind` is the keyword"""

    kind: str
    name: str
    type: TypeNode | None
    init: Expr | None
    attrs: tuple[Attr, ...] = ()
    op: str = "="


class IfStmt(Stmt):
    """`if ( c ) … else …`"""

    condition: Expr
    then: Stmt
    orelse: Stmt | None = None


class WhileStmt(Stmt):
    """`while ( c ) …`"""

    condition: Expr
    body: Stmt


class ForStmt(Stmt):
    """`for ( [k1, k2], v in t ) …`; `value` is the name after the comma

    `brackets` tells whether the keys were written in brackets.
    """

    keys: tuple[str, ...]
    value: str | None
    over: Expr
    body: Stmt
    brackets: bool = False


class TypeCase(Node):
    """`type T` or `type T as x` in a case label"""

    type: TypeNode
    name: str | None = None


class Case(Node):
    """`case 1, 2: …`, `case type T as x: …`, `default: …` (both empty)"""

    values: tuple[Expr, ...]
    types: tuple[TypeCase, ...]
    body: Block


class SwitchStmt(Stmt):
    """`switch x { case …: … }`"""

    subject: Expr
    cases: tuple[Case, ...]


class ReturnStmt(Stmt):
    """`return e;`; `return when …` is a WhenStmt with `is_return`"""

    value: Expr | None = None


class BreakStmt(Stmt):
    """`break;`"""


class NextStmt(Stmt):
    """`next;`"""


class FallthroughStmt(Stmt):
    """`fallthrough;`"""


class AddStmt(Stmt):
    """`add s[x];`"""

    target: Expr


class DeleteStmt(Stmt):
    """`delete t[x];`"""

    target: Expr


class AssertStmt(Stmt):
    """`assert c, "message";`"""

    condition: Expr
    message: Expr | None = None


class WhenStmt(Stmt):
    """`when [x] ( c ) … timeout 5 sec { … }`; `captures` None without brackets"""

    captures: tuple[Capture, ...] | None
    condition: Expr
    body: Stmt
    timeout: Expr | None = None
    on_timeout: Stmt | None = None
    is_return: bool = False


# ---- declarations


class Decl(Node):
    """A declaration."""

    doc: str = field(default="", kw_only=True)


class ModuleDecl(Decl):
    """`module Foo;`"""

    name: str


class ExportDecl(Decl):
    """`export {` (`opens`) and the `}` that ends it

    What stands between them is delivered one by one, in order.
    """

    opens: bool


class VarDecl(Decl):
    """`global x: T = e &attr;`, also `const`, `option` (`kind`)"""

    kind: str
    name: str
    type: TypeNode | None
    op: str
    init: Expr | None
    attrs: tuple[Attr, ...] = ()


class RedefVar(Decl):
    """`redef x += { … } &attr;` (`op` is `=`, `+=`, `-=` or `` without a value)"""

    name: str
    type: TypeNode | None
    op: str
    init: Expr | None
    attrs: tuple[Attr, ...] = ()


class RedefRecord(Decl):
    """`redef record R += { x: count &log; };` with the attributes after `}`"""

    name: str
    fields: tuple[FieldDecl, ...]
    attrs: tuple[Attr, ...] = ()


class RedefRecordField(Decl):
    """`redef record R$x -= &log;` (`op` is `+=` or `-=`)"""

    name: str
    field: str
    op: str
    attrs: tuple[Attr, ...] = ()


class RedefEnum(Decl):
    """`redef enum Notice::Type += { A, B };`"""

    name: str
    members: tuple[EnumMember, ...]


class TypeDecl(Decl):
    """`type T: record { … } &attr;`"""

    name: str
    type: TypeNode
    attrs: tuple[Attr, ...] = ()


class FuncDecl(Decl):
    """`function f(…): T { … }`, `event e(…) { … }`, `hook h(…) { … }`

    `redef event e(…)` has `is_redef`. A prototype without a body is a VarDecl
    (`global f: function(…);`).
    """

    name: str
    signature: FuncTypeNode
    attrs: tuple[Attr, ...]
    body: Block
    is_redef: bool = False


class StmtDecl(Decl):
    """A statement at the top level of a script"""

    stmt: Stmt


# ---- directives that reach beyond the loader


class Directive(Decl):
    """`@load x`, `@load-sigs x`, `@load-plugin x`, `@unload x`, `@prefixes += x`,
    `@deprecated …`, `@DEBUG …`, `@pragma …`; `name` without the at sign."""

    name: str
    argument: str
