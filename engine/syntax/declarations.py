"""Types, attributes and declarations: the builder's methods, named as in the grammar.

A declaration goes to `deliver` the moment it is complete. What stands in an
`export` block is delivered one by one, between two `ExportDecl`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from ..diagnostics import Location, ScriptError
from .lexer import Token
from .nodes import (
    Attr,
    BaseTypeNode,
    Block,
    Decl,
    EnumMember,
    EnumTypeNode,
    ExportDecl,
    Expr,
    FieldDecl,
    FileTypeNode,
    FuncDecl,
    FuncTypeNode,
    ModuleDecl,
    NamedType,
    Node,
    OpaqueTypeNode,
    RecordTypeNode,
    RedefEnum,
    RedefRecord,
    RedefRecordField,
    RedefVar,
    SetTypeNode,
    Stmt,
    StmtDecl,
    TableTypeNode,
    TypeDecl,
    TypeNode,
    Unary,
    VarDecl,
    VectorTypeNode,
)
from .statements import DIRECTIVE, Statements, VarParts


class FuncHeader(NamedTuple):
    """`function f(…): T &attr`, all before the body"""

    first: Token
    last: Node
    name: str
    signature: FuncTypeNode
    attrs: tuple[Attr, ...]
    is_redef: bool


class Declarations(Statements):
    """Builds types and declarations."""

    in_export = False

    def deliver(self, decl: Decl) -> None:
        """Take a finished declaration."""
        raise NotImplementedError

    def _doc(self, first: Token, last: Token | Location) -> str:
        """The documentation comments before and behind a declaration."""
        lexer = self.lexer
        if not lexer.docs_before and not lexer.docs_after:
            return ""
        before = lexer.docs_before.pop((first[2], first[3]), "")
        after = lexer.docs_after.pop((last[2], last[4]), "")
        return f"{before}\n{after}".strip("\n")

    # ---- lists

    def nothing(self, *_parts: Any) -> None:
        return None

    def none(self) -> list[Any]:
        return []

    def one(self, item: Any) -> list[Any]:
        return [item]

    def append(self, items: list[Any], item: Any) -> list[Any]:
        items.append(item)
        return items

    def more(self, items: list[Any], _comma: Token, item: Any) -> list[Any]:
        items.append(item)
        return items

    def first(self, part: Any, _end: Token) -> Any:
        return part

    def second(self, _start: Token, part: Any) -> Any:
        return part

    def global_name(self, token: Token) -> Token:
        if self.in_export:
            message = f"cannot use :: prefix in export section: {token[1]}"
            self.report(message, self.at(token))
            raise ScriptError
        return token

    # ---- attributes

    def attr(self, word: Token) -> Attr:
        return Attr(word[1][1:], loc=self.at(word))

    def attr_value(self, word: Token, _eq: Token, value: Expr) -> Attr:
        return Attr(word[1][1:], value, loc=self.from_token(word, value))

    # ---- types

    def base_type(self, word: Token) -> TypeNode:
        return BaseTypeNode(word[1], loc=self.at(word))

    def named_type(self, name: Token) -> TypeNode:
        return NamedType(name[1], loc=self.at(name))

    def table_type(self, word: Token, *rest: Any) -> TypeNode:
        _, index, _, _, value = rest
        return TableTypeNode(tuple(index), value, loc=self.from_token(word, value))

    def set_type(
        self, word: Token, _o: Token, index: list[TypeNode], closing: Token
    ) -> TypeNode:
        return SetTypeNode(tuple(index), loc=self.tokens(word, closing))

    def vector_type(self, word: Token, _of: Token, element: TypeNode) -> TypeNode:
        return VectorTypeNode(element, loc=self.from_token(word, element))

    def file_type(self, word: Token, *rest: Any) -> TypeNode:
        if not rest:
            return FileTypeNode(loc=self.at(word))
        return FileTypeNode(rest[1], loc=self.from_token(word, rest[1]))

    def opaque_type(self, word: Token, _of: Token, name: Token) -> TypeNode:
        return OpaqueTypeNode(name[1], loc=self.tokens(word, name))

    def record_type(
        self, word: Token, _o: Token, fields: list[FieldDecl], closing: Token
    ) -> TypeNode:
        return RecordTypeNode(tuple(fields), loc=self.tokens(word, closing))

    def enum_type(
        self, word: Token, _o: Token, members: list[EnumMember], closing: Token
    ) -> TypeNode:
        return EnumTypeNode(tuple(members), loc=self.tokens(word, closing))

    def field_more(
        self, fields: list[FieldDecl], _directives: None, field: FieldDecl
    ) -> list[FieldDecl]:
        fields.append(field)
        return fields

    def field(
        self, name: Token, _colon: Token, type: TypeNode, attrs: list[Attr], end: Token
    ) -> FieldDecl:
        loc = self.from_token(name, attrs[-1] if attrs else type)
        doc = self._doc(name, end)
        return FieldDecl(name[1], type, tuple(attrs), doc, loc=loc)

    def param(
        self, name: Token, _colon: Token, type: TypeNode, attrs: list[Attr]
    ) -> FieldDecl:
        loc = self.from_token(name, attrs[-1] if attrs else type)
        doc = self._doc(name, loc)
        return FieldDecl(name[1], type, tuple(attrs), doc, loc=loc)

    def func_params(
        self, opening: Token, params: list[FieldDecl], closing: Token, *rest: Any
    ) -> FuncTypeNode:
        if not rest:
            loc = self.tokens(opening, closing)
            return FuncTypeNode("function", tuple(params), loc=loc)
        loc = self.from_token(opening, rest[1])
        return FuncTypeNode("function", tuple(params), rest[1], loc=loc)

    def function_type(self, word: Token, signature: FuncTypeNode) -> TypeNode:
        loc = self.from_token(word, signature)
        return FuncTypeNode("function", signature.params, signature.result, loc=loc)

    def hook_type(
        self, word: Token, _o: Token, params: list[FieldDecl], closing: Token
    ) -> TypeNode:
        return FuncTypeNode(word[1], tuple(params), loc=self.tokens(word, closing))

    event_type = hook_type

    # ---- enum members

    def enum_member(self, name: Token, attrs: list[Attr]) -> EnumMember:
        return self._member(name, None, attrs, self.at(name))

    def enum_member_value(
        self, name: Token, _eq: Token, value: Expr, attrs: list[Attr]
    ) -> EnumMember:
        return self._member(name, value, attrs, self.from_token(name, value))

    def enum_member_negative(
        self, name: Token, _eq: Token, minus: Token, value: Expr
    ) -> EnumMember:
        number = Unary("-", value, loc=self.from_token(minus, value))
        return self._member(name, number, [], self.from_token(name, value))

    def _member(
        self, name: Token, value: Expr | None, attrs: list[Attr], loc: Location
    ) -> EnumMember:
        doc = self._doc(name, attrs[-1].loc if attrs else loc)
        return EnumMember(name[1], value, tuple(attrs), doc, loc=loc)

    # ---- declarations

    def declare(self, _before: None, decl: Decl | None) -> None:
        if decl is not None:
            self.deliver(decl)

    def global_stmt(self, _before: None, stmt: Stmt) -> None:
        if stmt is not DIRECTIVE:
            self.deliver(StmtDecl(stmt, loc=stmt.loc))

    def module_decl(self, word: Token, name: Token, end: Token) -> Decl:
        doc = self._doc(word, end)
        return ModuleDecl(name[1], loc=self.tokens(word, end), doc=doc)

    def export_open(self, word: Token, opening: Token) -> Token:
        self.in_export = True
        self.deliver(ExportDecl(True, loc=self.tokens(word, opening)))
        return word

    def export_decl(self, word: Token, _decls: None, closing: Token) -> Decl:
        self.in_export = False
        return ExportDecl(False, loc=self.tokens(word, closing))

    def global_decl(self, kind: Token, parts: VarParts) -> Decl:
        name, type, op, init, attrs, end = parts
        doc = self._doc(kind, end)
        loc = self.tokens(kind, end)
        return VarDecl(kind[1], name[1], type, op, init, attrs, loc=loc, doc=doc)

    def redef_start(self, word: Token, name: Token) -> tuple[Token, Token]:
        problem = self.redef_problem(name[1])
        if problem:
            self.report(f'{problem}, at or near "{name[1]}"', self.at(name))
            raise ScriptError
        return word, name

    def redef_problem(self, name: str) -> str:
        """Why a name cannot be redefined as a variable; empty if it can."""
        raise NotImplementedError

    def redef_var(
        self,
        start: tuple[Token, Token],
        type: TypeNode | None,
        init: tuple[str, Expr | None],
        attrs: list[Attr],
        end: Token,
    ) -> Decl:
        word, name = start
        doc = self._doc(word, end)
        loc = self.tokens(word, end)
        return RedefVar(name[1], type, init[0], init[1], tuple(attrs), loc=loc, doc=doc)

    def redef_enum(self, word: Token, _enum: Token, name: Token, *rest: Any) -> Decl:
        members, end = rest[2], rest[-1]
        doc = self._doc(word, end)
        loc = self.tokens(word, end)
        return RedefEnum(name[1], tuple(members), loc=loc, doc=doc)

    def redef_record(
        self, word: Token, _record: Token, name: Token, *rest: Any
    ) -> Decl:
        fields, attrs, end = rest[2], rest[4], rest[-1]
        doc = self._doc(word, end)
        loc = self.tokens(word, end)
        return RedefRecord(name[1], tuple(fields), tuple(attrs), loc=loc, doc=doc)

    def redef_record_field(
        self, word: Token, _record: Token, name: Token, *rest: Any
    ) -> Decl:
        _, field, op, _, attrs, _, end = rest
        loc = self.tokens(word, end)
        return RedefRecordField(name[1], field[1], op[1], tuple(attrs), loc=loc)

    def type_start(self, word: Token, name: Token, _colon: Token) -> tuple[Token, str]:
        return word, name[1]

    def type_decl(
        self, start: tuple[Token, str], type: TypeNode, attrs: list[Attr], end: Token
    ) -> Decl:
        word, name = start
        doc = self._doc(word, end)
        loc = self.tokens(word, end)
        return TypeDecl(name, type, tuple(attrs), loc=loc, doc=doc)

    # ---- functions, events, hooks

    def func_header(
        self, word: Token, name: Token, signature: FuncTypeNode, attrs: list[Attr]
    ) -> FuncHeader:
        signature = FuncTypeNode(
            word[1], signature.params, signature.result, loc=signature.loc
        )
        last = attrs[-1] if attrs else signature
        return FuncHeader(word, last, name[1], signature, tuple(attrs), False)

    def redef_header(
        self, redef: Token, word: Token, name: Token, *rest: Any
    ) -> FuncHeader:
        header = self.func_header(word, name, rest[0], rest[1])
        return header._replace(first=redef, is_redef=True)

    def func_decl(self, header: FuncHeader, _directives: None, body: Block) -> Decl:
        first, last, name, signature, attrs, is_redef = header
        doc = self._doc(first, body.loc)
        loc = self.from_token(first, body)
        # Zeek reports a body from the last line of its header on.
        body = Block(body.stmts, loc=self.nodes(last, body))
        return FuncDecl(name, signature, attrs, body, is_redef, loc=loc, doc=doc)
