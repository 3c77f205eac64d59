"""Expressions and literals: the builder's methods, named as in the grammar.

A method gets one argument for each symbol of its rule. Those that only mark a
place, such as brackets, are tokens; a parameter that starts with `_` is not used.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from ..diagnostics import Diagnostics, ScriptError
from . import literals
from .lexer import Lexer, Token
from .nodes import (
    AddExpr,
    Assign,
    Attr,
    Binary,
    Block,
    BraceList,
    Call,
    Capture,
    Cast,
    Constant,
    DeleteExpr,
    Expr,
    FieldAccess,
    FieldAssign,
    FuncTypeNode,
    HasField,
    HookCall,
    Increment,
    Index,
    KeyValue,
    Lambda,
    ListExpr,
    LocalInit,
    Name,
    Paren,
    RecordCtor,
    ScheduleExpr,
    SizeOf,
    Slice,
    Ternary,
    TypedCtor,
    TypeExpr,
    TypeNode,
    TypeTest,
    Unary,
)
from .places import Places

LambdaHead = tuple[tuple[Capture, ...] | None, FuncTypeNode]
EventCall = tuple[Token, list[Expr], Token]


class Expressions(Places):
    """Builds expressions."""

    diagnostics: Diagnostics
    lexer: Lexer
    _trailing: list[Expr] | None = None
    "The list of expressions that ended in a comma last."
    _no_key: Expr | None = None
    "The `[a, b, ]` that ended in a comma last; it cannot be assigned to."

    # ---- operators

    def assign(self, target: Expr, op: Token, value: Expr) -> Expr:
        if target is self._no_key and op[1] == "=":
            self._reject_comma(target)
        return Assign(op[1], target, value, loc=self.nodes(target, value))

    def ternary(
        self, condition: Expr, _q: Token, then: Expr, _c: Token, orelse: Expr
    ) -> Expr:
        return Ternary(condition, then, orelse, loc=self.nodes(condition, orelse))

    def binary(self, left: Expr, op: Token, right: Expr) -> Expr:
        sign = "!in" if op[0] == "NOT_IN" else op[1]
        return Binary(sign, left, right, loc=self.nodes(left, right))

    def unary(self, op: Token, operand: Expr) -> Expr:
        return Unary(op[1], operand, loc=self.from_token(op, operand))

    def increment(self, op: Token, operand: Expr) -> Expr:
        return Increment(op[1], operand, loc=self.from_token(op, operand))

    def size_of(self, opening: Token, operand: Expr, closing: Token) -> Expr:
        return SizeOf(operand, loc=self.tokens(opening, closing))

    def paren(self, opening: Token, inner: Expr, closing: Token) -> Expr:
        return Paren(inner, loc=self.tokens(opening, closing))

    def cast(self, operand: Expr, _as: Token, type: TypeNode) -> Expr:
        return Cast(operand, type, loc=self.nodes(operand, type))

    def type_test(self, operand: Expr, _is: Token, type: TypeNode) -> Expr:
        return TypeTest(operand, type, loc=self.nodes(operand, type))

    # ---- parts of values

    def call(self, func: Expr, _o: Token, args: list[Expr], closing: Token) -> Expr:
        return Call(func, tuple(args), loc=self.to_token(func, closing))

    def index(self, base: Expr, _o: Token, index: list[Expr], closing: Token) -> Expr:
        return Index(base, tuple(index), loc=self.to_token(base, closing))

    def slice(
        self,
        base: Expr,
        _opening: Token,
        start: Expr | None,
        _colon: Token,
        end: Expr | None,
        closing: Token,
    ) -> Expr:
        return Slice(base, start, end, loc=self.to_token(base, closing))

    def field_access(self, base: Expr, _dollar: Token, field: Token) -> Expr:
        return FieldAccess(base, field[1], loc=self.to_token(base, field))

    def has_field(self, base: Expr, _mark: Token, field: Token) -> Expr:
        return HasField(base, field[1], loc=self.to_token(base, field))

    # ---- constructors

    def field_assign(self, dollar: Token, name: Token, _eq: Token, value: Expr) -> Expr:
        return FieldAssign(name[1], value, loc=self.from_token(dollar, value))

    def field_lambda(
        self, dollar: Token, name: Token, head: LambdaHead, _eq: Token, body: Block
    ) -> Expr:
        captures, signature = head
        value = Lambda(signature, captures, body, infer_result=True, loc=body.loc)
        return FieldAssign(name[1], value, loc=self.from_token(dollar, body))

    def brackets(self, opening: Token, items: list[Expr], closing: Token) -> Expr:
        loc = self.tokens(opening, closing)
        if not items or type(items[0]) is FieldAssign:
            return RecordCtor(tuple(items), loc=loc)  # type: ignore[arg-type]
        value = ListExpr(tuple(items), loc=loc)
        if items is self._trailing:
            self._no_key = value
        return value

    def trailing_comma(self, items: list[Expr], _comma: Token) -> list[Expr]:
        self._trailing = items
        return items

    def _reject_comma(self, target: Expr) -> None:
        shown = self.lexer.excerpt(target.loc).strip("[], \t").replace('"', "")
        message = (
            "incorrect syntax for list expression on left-hand side of assignment:"
            f" trailing comma not allowed ({shown})"
        )
        self.diagnostics.error(target.loc, message)

    def brace_list(self, opening: Token, items: list[Expr], closing: Token) -> Expr:
        loc = self.tokens(opening, closing)
        return BraceList(tuple(_key_value(item) for item in items), loc=loc)

    def record_ctor(
        self, kind: Token, _o: Token, items: list[Expr], *rest: Token
    ) -> Expr:
        loc = self.tokens(kind, rest[-1])
        return TypedCtor("record", tuple(items), loc=loc)

    def typed_ctor(
        self,
        kind: Token,
        _opening: Token,
        items: list[Expr],
        closing: Token,
        attrs: list[Attr],
    ) -> Expr:
        if kind[1] == "table":
            items = [_key_value(item) for item in items]
        loc = self.tokens(kind, closing)
        return TypedCtor(kind[1], tuple(items), tuple(attrs), loc=loc)

    def vector_ctor(
        self, kind: Token, _opening: Token, items: list[Expr], closing: Token
    ) -> Expr:
        return TypedCtor("vector", tuple(items), loc=self.tokens(kind, closing))

    # ---- functions and events

    def lambda_head(self, signature: FuncTypeNode) -> LambdaHead:
        return None, signature

    def lambda_head_captures(
        self, _o: Token, captures: list[Capture], _c: Token, signature: FuncTypeNode
    ) -> LambdaHead:
        return tuple(captures), signature

    def lambda_expr(self, head: LambdaHead, _d: None, body: Block) -> Expr:
        captures, signature = head
        return Lambda(signature, captures, body, loc=body.loc)

    def capture(self, name: Token) -> Capture:
        return Capture(name[1], loc=self.at(name))

    def capture_copy(self, _copy: Token, name: Token) -> Capture:
        return Capture(name[1], True, loc=self.at(name))

    def event(self, name: Token, _o: Token, args: list[Expr], end: Token) -> EventCall:
        return name, args, end

    def schedule_expr(
        self, word: Token, delay: Expr, _o: Token, event: EventCall, closing: Token
    ) -> Expr:
        name, args, _ = event
        loc = self.tokens(word, closing)
        return ScheduleExpr(delay, name[1], tuple(args), loc=loc)

    # ---- words in front of an expression

    def copy(self, word: Token, _o: Token, operand: Expr, closing: Token) -> Expr:
        loc = self.tokens(word, closing)
        return Call(Name("copy", loc=self.at(word)), (operand,), loc=loc)

    def hook_call(self, word: Token, call: Expr) -> Expr:
        loc = self.from_token(word, call)
        if isinstance(call, Call):
            return HookCall(call.func, call.args, loc=loc)
        shown = self.lexer.excerpt(call.loc)
        message = f"not a valid hook call expression ({shown})"
        self.diagnostics.error(call.loc, message)
        return HookCall(call, (), loc=loc)

    def add_expr(self, word: Token, target: Expr) -> Expr:
        return AddExpr(target, loc=self.from_token(word, target))

    def delete_expr(self, word: Token, target: Expr) -> Expr:
        return DeleteExpr(target, loc=self.from_token(word, target))

    def local_init(self, _local: Token, name: Token, _eq: Token, value: Expr) -> Expr:
        return LocalInit(name[1], value, loc=self.from_token(name, value))

    # ---- names and literals

    def name(self, token: Token) -> Expr:
        return Name(token[1], loc=self.at(token))

    def type_expr(self, type: TypeNode) -> Expr:
        return TypeExpr(type, loc=type.loc)

    def true(self, token: Token) -> Expr:
        return Constant("bool", True, loc=self.at(token))

    def false(self, token: Token) -> Expr:
        return Constant("bool", False, loc=self.at(token))

    def count(self, token: Token) -> Expr:
        return Constant("count", literals.count(token[1]), loc=self.at(token))

    def double(self, token: Token) -> Expr:
        return Constant("double", float(token[1]), loc=self.at(token))

    def interval(self, token: Token) -> Expr:
        return Constant("interval", literals.interval(token[1]), loc=self.at(token))

    def string(self, token: Token) -> Expr:
        return self._literal("string", literals.string, token)

    def port(self, token: Token) -> Expr:
        return self._literal("port", literals.port, token)

    def addr(self, token: Token) -> Expr:
        return self._literal("addr", literals.addr, token)

    def subnet(self, token: Token) -> Expr:
        return self._literal("subnet", literals.subnet, token)

    def pattern(self, token: Token) -> Expr:
        return self._literal("pattern", literals.pattern, token)

    def _literal(self, kind: str, read: Callable[[str], Any], token: Token) -> Expr:
        loc = self.at(token)
        try:
            return Constant(kind, read(token[1]), loc=loc)
        except literals.LiteralError as problem:
            place = f"{self.file}, line {token[2]}"
            if problem.fatal:
                message = f"fatal error in {place}: {problem.message}"
                self.diagnostics.raw("error", message, loc)
                raise ScriptError from None
            self.diagnostics.raw("error", f"error in {place}: {problem.message}", loc)
            return Constant(kind, problem.value, loc=loc)

    def script_dir(self, token: Token) -> Expr:
        folder = os.path.dirname(self.file) or "."
        if folder.startswith("."):
            folder = f"{os.getcwd()}/{folder}"
        return Constant("string", os.fsencode(folder), loc=self.at(token))

    def script_name(self, token: Token) -> Expr:
        name = os.path.basename(self.file)
        return Constant("string", os.fsencode(name), loc=self.at(token))


def _key_value(item: Expr) -> Expr:
    """An element `k = v` of a table is no assignment."""
    if type(item) is Assign and item.op == "=":
        return KeyValue(item.target, item.value, loc=item.loc)
    return item
