"""Unary and binary operators: which operands they take and what they give."""

from __future__ import annotations

from ..diagnostics import Location
from ..syntax import nodes as n
from ..typesystem import operators
from ..typesystem.coercion import (
    is_arithmetic,
    is_integral,
    is_unspecified,
    max_type,
    same_type,
)
from ..typesystem.types import (
    ANY,
    BOOL,
    COUNT,
    DOUBLE,
    ERROR,
    INT,
    PATTERN,
    STRING,
    SUBNET,
    TIME,
    RecordType,
    TableType,
    Type,
    VectorType,
)
from . import tree as t
from .coercions import is_zero, zero_as_time
from .constructors import Constructors

MIXED = "cannot mix vector and scalar operands"
SETS = 'incompatible "set" operands'
TIMELIKE = ("time", "interval")
SWAPPED = {">": "<", ">=": "<="}
MEMBERSHIP = {
    ("pattern", "string"): "pattern",
    ("string", "string"): "string",
    ("addr", "subnet"): "subnet",
}
LOOSE_KEYS = {("subnet", "addr"), ("pattern", "string")}


class Operators(Constructors):
    """Operators of one and two operands."""

    def visit_Unary(self, node: n.Unary) -> t.Expr:
        operand = self.visit(node.operand)
        if operand.type is ERROR:
            return self.bad(node.loc)
        return {"-": self._sign, "+": self._sign, "!": self._not}.get(
            node.op, self._complement
        )(node, operand)

    def _sign(self, node: n.Unary, operand: t.Expr) -> t.Expr:
        kind = element_type(operand.type)
        if kind.tag == "interval" or is_arithmetic(kind):
            if isinstance(operand, t.Const) and not operand.paren and node.op == "-":
                return self._signed_constant(node, operand)
            result = INT if kind is COUNT else kind
            return t.Unary(like(operand.type, result), node.op, operand, loc=node.loc)
        shown = t.Unary(ERROR, node.op, operand, loc=node.loc)
        what = "an integral or double operand"
        self.error(shown, f"requires {what}")
        return self.bad(node.loc)

    def _signed_constant(self, node: n.Unary, operand: t.Const) -> t.Expr:
        value, kind = operand.value, operand.type
        if kind is COUNT and value > 2**63 - (node.op == "+"):
            shown = f"-{value}"
            self.diagnostics.error(
                node.loc, f"literal is outside range of 'int' values ({shown})"
            )
            return self.bad(node.loc)
        if node.op == "-":
            value = type(value)(-value)
        return t.Const(INT if kind is COUNT else kind, value, loc=node.loc)

    def _not(self, node: n.Unary, operand: t.Expr) -> t.Expr:
        kind = operand.type
        if kind is not BOOL and not is_integral(kind):
            shown = t.Unary(ERROR, "!", operand, loc=node.loc)
            self.error(shown, "requires an integral or boolean operand")
            return self.bad(node.loc)
        return t.Unary(BOOL, "!", operand, loc=node.loc)

    def _complement(self, node: n.Unary, operand: t.Expr) -> t.Expr:
        result = t.Unary(COUNT, "~", operand, loc=node.loc)
        if operand.type is not COUNT:
            self.error(result, 'requires "count" operand')
            return self.bad(node.loc)
        return result

    # ---- binary

    def visit_Binary(self, node: n.Binary) -> t.Expr:
        if node.op in ("in", "!in"):
            return self.visit_in(node)
        left, right = self.visit(node.left), self.visit(node.right)
        return self.binary(node.op, left, right, node.loc)

    def binary(self, op: str, left: t.Expr, right: t.Expr, loc: Location) -> t.Expr:
        """The checked form of `left op right`."""
        if ERROR in (left.type, right.type):
            return self.bad(loc)
        if op in ("&&", "||"):
            return self._logic(op, left, right, loc)
        if op in ("==", "!=", "<", "<=", ">", ">="):
            return self._comparison(op, left, right, loc)
        if op in ("<<", ">>"):
            return self._shift(op, left, right, loc)
        if op in ("&", "|", "^"):
            return self._bitwise(op, left, right, loc)
        return self._arithmetic_operator(op, left, right, loc)

    def _row(
        self,
        op: str,
        left: t.Expr,
        right: t.Expr,
        loc: Location,
        result: Type | None = None,
    ) -> t.Expr | None:
        """The operator's row for these operands, element by element for vectors."""
        a, b = element_type(left.type), element_type(right.type)
        key = operators.find(op, a.tag, b.tag)
        if key is None:
            return None
        kind = operators.TABLE[key].result or result or a
        if isinstance(left.type, VectorType) or isinstance(right.type, VectorType):
            kind = VectorType(kind)
        return t.Binary(kind, op, left, right, key, loc=loc)

    def _refuse(
        self, op: str, left: t.Expr, right: t.Expr, loc: Location, message: str
    ) -> t.Expr:
        shown = t.Binary(ERROR, op, left, right, "", loc=loc)
        self.error(shown, message)
        return self.bad(loc)

    def _mixed(self, left: t.Expr, right: t.Expr) -> bool:
        return isinstance(left.type, VectorType) != isinstance(right.type, VectorType)

    def both_promoted(self, left: t.Expr, right: t.Expr) -> tuple[t.Expr, t.Expr]:
        """Two arithmetic operands (or vectors of them) at the larger type."""
        kind = max_type(element_type(left.type), element_type(right.type))
        return self._to_element(left, kind), self._to_element(right, kind)

    def _to_element(self, e: t.Expr, kind: Type) -> t.Expr:
        if isinstance(e.type, VectorType):
            if e.type.element is kind:
                return e
            return t.Coerce(VectorType(kind), e, f"vector-{kind}", loc=e.loc)
        return self.arithmetic(e, kind)

    def _arithmetic_operator(
        self, op: str, left: t.Expr, right: t.Expr, loc: Location
    ) -> t.Expr:
        a, b = element_type(left.type), element_type(right.type)
        if op == "*" and (
            greater(right, left)
            or b.tag == "interval"
            or (isinstance(right, t.Const) and not isinstance(left, t.Const))
        ):
            left, right, a, b = right, left, b, a
        if op == "/" and a.tag == "addr" and not is_integral(b):
            problem = "requires address LHS and count/int RHS"
            return self._refuse(op, left, right, loc, problem)
        if self._mixed(left, right):
            return self._refuse(op, left, right, loc, MIXED)
        if op == "/" and a.tag in ("addr", "subnet") and is_integral(b):
            return t.Binary(SUBNET, op, left, right, f"/ {a.tag} {b.tag}", loc=loc)
        found: t.Expr | None = None
        if is_arithmetic(a) and is_arithmetic(b):
            if op == "%" and DOUBLE in (a, b):
                return self._refuse(op, left, right, loc, "requires integral operands")
            left, right = self.both_promoted(left, right)
            found = self._row(op, left, right, loc)
        elif a.tag in TIMELIKE or b.tag in TIMELIKE:
            found = self._time_operator(op, left, right, loc)
        elif a.tag == b.tag:
            if op == "-" and a.tag == "set" and not same_type(a, b):
                return self._refuse(op, left, right, loc, SETS)
            if isinstance(left.type, TableType) and same_type(left.type, right.type):
                found = self._row(op, left, right, loc)
            elif a is STRING:
                found = self._row(op, left, right, loc)
        if found is None:
            return self._refuse(op, left, right, loc, self._requirement(op, a, b))
        return found

    def _time_operator(
        self, op: str, left: t.Expr, right: t.Expr, loc: Location
    ) -> t.Expr | None:
        a, b = element_type(left.type), element_type(right.type)
        if op in ("*", "/"):
            if a.tag == "interval" and is_arithmetic(b):
                right = self._to_element(right, DOUBLE)
            elif b.tag == "interval" and is_arithmetic(a):
                left = self._to_element(left, DOUBLE)
        return self._row(op, left, right, loc)

    def _requirement(self, op: str, a: Type, b: Type) -> str:
        if op == "*" and "interval" in (a.tag, b.tag):
            return "multiplication with interval requires arithmetic operand"
        if op == "/" and a.tag == "interval":
            return "division of interval requires arithmetic operand"
        if op == "%":
            return "requires integral operands"
        return "requires arithmetic operands"

    def _logic(self, op: str, left: t.Expr, right: t.Expr, loc: Location) -> t.Expr:
        a, b = element_type(left.type), element_type(right.type)
        if self._mixed(left, right):
            return self._refuse(op, left, right, loc, MIXED)
        if a is not BOOL or b is not BOOL:
            return self._refuse(op, left, right, loc, "requires boolean operands")
        if isinstance(left.type, VectorType) or isinstance(right.type, VectorType):
            kind = VectorType(BOOL)
            return t.Binary(kind, op, left, right, op, loc=loc)
        return t.Logic(BOOL, op, left, right, loc=loc)

    def _shift(self, op: str, left: t.Expr, right: t.Expr, loc: Location) -> t.Expr:
        a, b = element_type(left.type), element_type(right.type)
        if self._mixed(left, right):
            problem = "cannot mix vectors and scalars for shift operations"
            return self._refuse(op, left, right, loc, problem)
        if is_integral(a) and is_integral(b):
            if b is not COUNT:
                return self._refuse(
                    op, left, right, loc, 'requires "count" right operand'
                )
            found = self._row(op, left, right, loc)
            if found is not None:
                return found
        return self._refuse(op, left, right, loc, "requires integral operands")

    def _bitwise(self, op: str, left: t.Expr, right: t.Expr, loc: Location) -> t.Expr:
        a, b = element_type(left.type), element_type(right.type)
        compatible = a is COUNT and b is COUNT
        if a is PATTERN:
            problem = ""
            if b is not PATTERN:
                problem = "cannot mix pattern and non-pattern operands"
            elif op == "^":
                problem = "'^' operator does not apply to patterns"
            if problem:
                return self._refuse(op, left, right, loc, problem)
            compatible = True
        elif isinstance(a, TableType) and isinstance(b, TableType):
            if a.is_set and b.is_set and not same_type(a, b):
                return self._refuse(op, left, right, loc, SETS)
            compatible = a.is_set and b.is_set and op != "^"
        found = self._row(op, left, right, loc) if compatible else None
        if found is None:
            return self._refuse(
                op,
                left,
                right,
                loc,
                'requires "count" or compatible "set" operands',
            )
        return found

    # ---- comparison

    def _comparison(
        self, op: str, left: t.Expr, right: t.Expr, loc: Location
    ) -> t.Expr:
        if op in SWAPPED:
            left, right, op = right, left, SWAPPED[op]
        elif op in ("==", "!="):
            if right.type is PATTERN or (
                left.type is not PATTERN and greater(right, left)
            ):
                left, right = right, left
        equality = op in ("==", "!=")
        a, b = element_type(left.type), element_type(right.type)
        if equality and {a, b} == {PATTERN, STRING}:
            if self._mixed(left, right):
                return self._refuse(op, left, right, loc, MIXED)
            if isinstance(left.type, VectorType):
                message = "cannot compare string vectors with pattern vectors"
                return self._refuse(op, left, right, loc, message)
        if self._mixed(left, right):
            return self._refuse(op, left, right, loc, MIXED)
        if is_arithmetic(a) and is_arithmetic(b):
            return self._compare_arithmetic(op, left, right, loc)
        if equality and TIME in (a, b) and (is_zero(left) or is_zero(right)):
            left, right = zero_as_time(left), zero_as_time(right)
            return t.Binary(BOOL, op, left, right, f"{op} time time", loc=loc)
        if equality and a is PATTERN and b is STRING:
            return t.Binary(BOOL, op, left, right, f"{op} pattern string", loc=loc)
        if a.tag == b.tag and a.tag != "any":
            return self._compare_same(op, left, right, loc)
        if ANY in (a, b):
            return self._refuse(op, left, right, loc, "illegal comparison")
        message = (
            "type clash in comparison"
            if equality
            else ("operands must be of the same type")
        )
        return self._refuse(op, left, right, loc, message)

    def _compare_arithmetic(
        self, op: str, left: t.Expr, right: t.Expr, loc: Location
    ) -> t.Expr:
        left, right = self.both_promoted(left, right)
        if ERROR in (left.type, right.type):
            return self.bad(loc)
        found = self._row(op, left, right, loc)
        assert found is not None
        return found

    def _compare_same(
        self, op: str, left: t.Expr, right: t.Expr, loc: Location
    ) -> t.Expr:
        a, b = left.type, right.type
        if isinstance(a, TableType) and isinstance(b, TableType):
            if not a.is_set:
                return self._refuse(op, left, right, loc, "illegal comparison")
            if not same_type(a, b):
                return self._refuse(
                    op, left, right, loc, "incompatible sets in comparison"
                )
            if is_unspecified(a) != is_unspecified(b):
                left = self._adopt(left, b) if is_unspecified(a) else left
                right = self._adopt(right, a) if is_unspecified(b) else right
        self.mixes(element_type(a), element_type(b), loc)
        found = self._row(op, left, right, loc)
        if found is None:
            return self._refuse(op, left, right, loc, "illegal comparison")
        return found

    # ---- in

    def visit_in(self, node: n.Binary) -> t.Expr:
        left, right = self.visit(node.left), self.visit(node.right)
        if ERROR in (left.type, right.type):
            return self.bad(node.loc)
        if left.type is PATTERN and right.type.tag not in ("string", "table", "set"):
            message = "pattern requires string or set/table index"
            self.type_error(right.type, message, left)
            return self.bad(node.loc)
        found = self._membership(left, right, node.loc)
        if found is None:
            shown = t.In(BOOL, [left], right, "", loc=node.loc)
            self.error(shown, "not an index type")
            return self.bad(node.loc)
        found.negated = node.op == "!in"
        return found

    def _membership(self, left: t.Expr, right: t.Expr, loc: Location) -> t.In | None:
        a, b = left.type, right.type
        kind = MEMBERSHIP.get((a.tag, b.tag))
        if kind:
            return t.In(BOOL, [left], right, kind, loc=loc)
        if isinstance(b, TableType):
            return self._in_table(left, right, loc)
        if isinstance(b, VectorType):
            if not is_integral(a):
                return None
            return t.In(BOOL, [left], right, "vector", loc=loc)
        if b is STRING:
            keys = self.promote_index([left], (INT,), left)
            return t.In(BOOL, keys, right, "vector", loc=loc) if keys else None
        return None

    def _in_table(self, left: t.Expr, right: t.Expr, loc: Location) -> t.In | None:
        table = right.type
        assert isinstance(table, TableType)
        index = table.index
        loose = len(index) == 1 and (index[0].tag, left.type.tag) in LOOSE_KEYS
        if not index or loose:
            return t.In(BOOL, [left], right, "table", loc=loc)
        keys = [left]
        if isinstance(left, t.ListNew) and not isinstance(index[0], RecordType):
            keys = left.items
        promoted = self.promote_index(keys, index, left, table)
        if promoted is None:
            return None
        return t.In(BOOL, promoted, right, "table", loc=loc)

    # ---- others

    def visit_Ternary(self, node: n.Ternary) -> t.Expr:
        condition = self.visit(node.condition)
        then, orelse = self.visit(node.then), self.visit(node.orelse)
        if ERROR in (condition.type, then.type, orelse.type):
            return self.bad(node.loc)
        shown = t.Cond(ERROR, condition, then, orelse, loc=node.loc)
        if element_type(condition.type) is not BOOL:
            self.error(shown, "requires boolean conditional")
            return self.bad(node.loc)
        if isinstance(condition.type, VectorType):
            return self._vector_ternary(shown)
        a, b = then.type, orelse.type
        if is_arithmetic(a) and is_arithmetic(b):
            kind = max_type(a, b)
            return t.Cond(
                kind,
                condition,
                self.arithmetic(then, kind),
                self.arithmetic(orelse, kind),
                loc=node.loc,
            )
        return self._ternary_of_others(shown)

    def _vector_ternary(self, shown: t.Cond) -> t.Expr:
        a, b = shown.then.type, shown.orelse.type
        problem = ""
        if not isinstance(a, VectorType) or not isinstance(b, VectorType):
            problem = "vector conditional requires vector alternatives"
        elif is_arithmetic(a.element) and is_arithmetic(b.element):
            shown.then, shown.orelse = self.both_promoted(shown.then, shown.orelse)
        elif a.element.tag != b.element.tag:
            problem = "operands must be of the same type"
        else:
            problem = "vector conditional type clash between alternatives"
        if problem:
            self.error(shown, problem)
            return self.bad(shown.loc)
        shown.type = shown.then.type
        return shown

    def _ternary_of_others(self, shown: t.Cond) -> t.Expr:
        a, b = shown.then.type, shown.orelse.type
        if is_unspecified(a) and not is_unspecified(b) and a.tag == b.tag:
            shown.then = self._adopt(shown.then, b)
            a = b
        elif is_unspecified(b) and a.tag == b.tag:
            shown.orelse = self._adopt(shown.orelse, a)
        elif (a is ANY) != (b is ANY) or not same_type(a, b):
            self.error(shown, "operands must be of the same type")
            return self.bad(shown.loc)
        shown.type = a
        return shown

    def visit_Increment(self, node: n.Increment) -> t.Expr:
        operand = self.visit(node.operand)
        if operand.type is ERROR or not self.check_lvalue(operand):
            return self.bad(node.loc)
        kind = operand.type
        result = t.Increment(operand.type, node.op, operand, loc=node.loc)
        if not is_integral(kind):
            self.error(result, "requires an integral operand")
            return self.bad(node.loc)
        return result

    def visit_SizeOf(self, node: n.SizeOf) -> t.Expr:
        operand = self.visit(node.operand)
        kind = operand.type
        if kind is ERROR:
            return self.bad(node.loc)
        result: Type = COUNT
        if kind.tag in ("double", "time", "interval", "subnet", "file"):
            result = DOUBLE
        elif kind is INT or is_arithmetic(kind):
            result = COUNT
        elif kind is ANY:
            result = ANY
        e = t.SizeOf(result, operand, loc=node.loc)
        if kind.tag in ("void",):
            self.error(e, "cannot take size of void")
            return self.bad(node.loc)
        return e


def element_type(kind: Type) -> Type:
    """The element of a vector, any other type itself."""
    return kind.element if isinstance(kind, VectorType) else kind


def like(operand: Type, result: Type) -> Type:
    """`result`, or a vector of it where the operand is a vector."""
    return VectorType(result) if isinstance(operand, VectorType) else result


RANK = {
    name: i
    for i, name in enumerate(
        "LocalRef GlobalRef TypeValue Const EnumConst Unary Binary Logic Cond Update"
        " Assign Index Slice FieldRef HasField RecordNew TableNew SetNew VectorNew In"
        " ListNew Call Lambda Schedule Coerce SizeOf Cast Is".split()
    )
}


def rank(e: t.Expr) -> tuple[int, str]:
    """Where an expression stands in Zeek's order of kinds."""
    if isinstance(e, t.GlobalRef):
        return RANK["LocalRef"], ""
    if isinstance(e, t.EnumConst):
        return RANK["Const"], ""
    if isinstance(e, t.Unary):
        return RANK["Unary"], {"!": "0", "~": "1", "+": "2", "-": "3"}[e.op]
    if isinstance(e, t.Binary):
        order = ["+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", "&&", "||"]
        order += ["<", "<=", "==", "!=", ">=", ">"]
        return RANK["Binary"], chr(65 + order.index(e.op))
    return RANK.get(type(e).__name__, 99), ""


def greater(a: t.Expr, b: t.Expr) -> bool:
    """True where Zeek orders the kind of `a` after that of `b`, and so swaps them."""
    return rank(a) > rank(b)
