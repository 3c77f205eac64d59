"""Declarations: what a script adds to the program."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NoReturn

from ..diagnostics import Diagnostics, Location, ScriptError
from ..storage import loads
from ..syntax import nodes as n
from ..typesystem.coercion import fits, is_arithmetic, same_type
from ..typesystem.types import (
    BOOL,
    EAGER,
    ERROR,
    VOID,
    EnumType,
    Field,
    FuncType,
    RecordType,
    TableType,
    Type,
    VectorType,
)
from . import tree as t
from .context import LIBRARY, FunctionScope, both
from .expressions import type_word
from .functions import Functions
from .references import parts, referred
from .rendering import text
from .symbols import GLOBAL, Program, Symbol
from .usage import Usage
from .variables import CONSTRUCTORS

Emit = Callable[[t.Function], bytes]
NO_PARAMS = RecordType("")

NEED_NO_VALUE = ("table", "set", "vector", "error")
"The kinds of types whose options need no first value."


class Checker(Functions):
    """Takes declarations one by one; the program grows with each.

    `emit` compiles a checked function and `run` runs a compiled condition; the code
    generator and the linker stand behind them.
    """

    def __init__(
        self,
        program: Program,
        diagnostics: Diagnostics,
        emit: Emit,
        run: Callable[[str], Any],
    ):
        super().__init__(program, diagnostics)
        self.emit = emit
        self.run = run
        self.modules: list[tuple[str, bool]] = []
        kind = FuncType("function", NO_PARAMS, VOID)
        self.statements = FunctionScope("<statements>", kind, prefix="local_")

    # ---- the loader's side

    def begin_file(self, path: str) -> None:
        """A file starts in the module of the one that loads it."""
        self.program.files.add(path)
        self.program.loaded.append((path, len(self.modules)))
        self.modules.append((self.module, self.exporting))
        self.exporting = False

    def end_file(self) -> None:
        """Go back to the module of the file that loaded this one."""
        self.module, self.exporting = self.modules.pop()

    def redef_problem(self, name: str) -> str:
        """Why a name cannot be redefined as a variable; empty if it can."""
        symbol = self.program.lookup(name, self.module)
        if symbol is None or symbol.kind != "type":
            return ""
        word = symbol.type.tag.replace("set", "table")
        if word not in ("enum", "record"):
            return f"can not redef {word} type {symbol.name}"
        return f"redef of {word} type {symbol.name} is missing {word} keyword"

    def type_name(self, name: str) -> str | None:
        """The type of a global name as text, None if there is none."""
        symbol = self.program.lookup(name, GLOBAL)
        return str(symbol.type) if symbol else None

    def finish(self, raised: Iterable[str] = ()) -> None:
        """Warn of what nobody uses, once everything is loaded.

        `raised` are events and functions that something else than scripts uses.
        """
        Usage(self.program, raised).report(self.diagnostics)

    def is_defined(self, name: str) -> bool:
        """Whether `@ifdef` holds: for a name, or for a module."""
        if self.program.lookup(name, self.module) is not None:
            return True
        return name in self.program.modules

    def declare(self, decl: n.Decl) -> None:
        """Add one declaration to the program."""
        method = getattr(self, f"declare_{type(decl).__name__}")
        method(decl)

    def attempt(self, decl: n.Decl) -> None:
        """Check a function that a syntax error cut off."""
        before = len(self.diagnostics.seen)
        self.declare(decl)
        told = self.diagnostics.seen[before:]
        if any("unknown identifier" in message.text for message in told):
            raise ScriptError  # that ends the parsing in Zeek

    def evaluate(self, condition: n.Expr) -> bool:
        """The value of an `@if` condition; false after a report."""
        e = self.visit(condition)
        if e.type not in (BOOL, ERROR):
            self.error(e, "conditional in test must be boolean")
        if self.diagnostics.errors:
            return False
        return bool(self.constant_value(e, condition.loc))

    def constant_value(self, e: t.Expr, loc: Location) -> Any:
        """What an expression gives while scripts load."""
        return self.run(self.emit_value(e, loc, "condition_"))

    def emit_value(self, e: t.Expr, loc: Location, prefix: str) -> str:
        """Compile a function of no arguments that returns the expression."""
        name = self.program.unique(prefix)
        kind = FuncType("function", NO_PARAMS, e.type)
        block = t.Block([t.Return(e, loc=loc)], loc=loc)
        self.emit_function(t.Function(name, kind, [], block, [], loc))
        return name

    def emit_function(self, function: t.Function) -> None:
        """Compile a function into the program."""
        if not self.diagnostics.errors:
            self.program.code[function.name] = self.emit(function)
            if not function.loc.file.startswith(LIBRARY):
                if self.look_at is not None:
                    self.look_at(function)
                names = referred(function)
                self.program.uses[function.name] = frozenset(names)

    # ---- modules

    def declare_ModuleDecl(self, decl: n.ModuleDecl) -> None:
        self.module = decl.name
        self.program.modules.add(decl.name)

    def declare_ExportDecl(self, decl: n.ExportDecl) -> None:
        self.exporting = decl.opens

    def declare_Directive(self, decl: n.Directive) -> None:
        """What the loader did not keep for itself needs nothing here."""

    # ---- types

    def declare_TypeDecl(self, decl: n.TypeDecl) -> None:
        name = self.program.full_name(decl.name, self.module)
        old = self.program.symbols.get(name)
        if old is not None:
            self._declared_again(old, decl)
            return
        kind = self._declared_type(name, decl)
        if kind is ERROR and isinstance(decl.type, n.NamedType):
            message = "Error trying to create alias to nonexistent type"
            self.diagnostics.error(decl.loc, message)
        exported = self.exporting or self.module == GLOBAL
        symbol = Symbol(name, "type", kind, decl.loc, exported, doc=decl.doc)
        symbol.deprecated = self.deprecated(decl.attrs)
        if isinstance(decl.type, n.NamedType):
            named = self.program.lookup(decl.type.name, self.module)
            symbol.alias = named.name if named else ""
        self.program.symbols[name] = symbol
        if isinstance(kind, RecordType) and self.attribute(decl.attrs, "log"):
            for f in kind.fields:
                f.log = True

    def _declared_again(self, old: Symbol, decl: n.TypeDecl) -> None:
        """Complain, except of the same enum, or of a record so far without fields."""
        if old.kind != "type":
            self.diagnostics.error(
                decl.loc,
                f"Identifier {decl.name} has already been declared and is not a type",
            )
            return
        if isinstance(decl.type, n.EnumTypeNode) and isinstance(old.type, EnumType):
            if self._same_members(old.type, decl.type.members):
                return
        is_stub = isinstance(old.type, RecordType) and not old.type.fields
        if is_stub and isinstance(decl.type, n.RecordTypeNode):
            assert isinstance(old.type, RecordType)
            for f in decl.type.fields:
                self.add_field(old.type, f)
            return
        place = f"{old.loc.file}:{old.loc.line}"
        self.diagnostics.error(
            decl.loc, f"Type {decl.name} has already been declared at {place}"
        )

    def _same_members(self, enum: EnumType, members: tuple[n.EnumMember, ...]) -> bool:
        for i, m in enumerate(members):
            number = self.count_constant(m.value) if m.value else i
            if enum.members.get(self.member_name(enum, m.name)) != number:
                return False
        return True

    def _declared_type(self, name: str, decl: n.TypeDecl) -> Type:
        node = decl.type
        if isinstance(node, n.EnumTypeNode):
            enum = EnumType(name)
            self.add_members(enum, node.members, node.loc)
            return enum
        if isinstance(node, n.RecordTypeNode):
            return self.record_type(name, node)
        kind = self.resolve(node)
        if isinstance(kind, TableType):
            return self.placed(TableType(kind.index, kind.value, name), node.loc)
        if isinstance(kind, VectorType):
            return self.placed(VectorType(kind.element, name), node.loc)
        if isinstance(kind, FuncType):
            named = FuncType(kind.flavor, kind.params, kind.result, name)
            return self.placed(named, node.loc)
        return kind

    def declare_RedefRecord(self, decl: n.RedefRecord) -> None:
        symbol = self._redefined_type(decl.name, decl.loc)
        if symbol is None or not isinstance(symbol.type, RecordType):
            return
        record = symbol.type
        count = len(record.fields)
        for f in decl.fields:
            self.add_field(record, f)
        if self.attribute(decl.attrs, "log"):
            for added in record.fields[count:]:
                added.log = True
        for added in record.fields[count:]:
            if not (added.optional or added.has_default):
                self.diagnostics.error(
                    symbol.loc,
                    "extension field must be &optional or have &default"
                    f" ({record.name})",
                )

    def declare_RedefRecordField(self, decl: n.RedefRecordField) -> None:
        end = decl.loc._replace(line=decl.loc.end_line)
        symbol = self.program.lookup(decl.name, self.module)
        if symbol is None:
            self._fatal(end, f'unknown record identifier "{self._full(decl.name)}"')
        if not isinstance(symbol.type, RecordType):
            given = f'identifier "{symbol.name}" has type "{type_word(symbol.type)}"'
            self._fatal(end, f'{given}, expected "record"')
        f = symbol.type.field(decl.field)
        if f is None:
            self._fatal(end, f'field "{decl.field}" not in record "{symbol.name}"')
        if any(a.name != "log" for a in decl.attrs):
            self._fatal(end, 'Can only redef "&log" attributes of record fields')
        if decl.op == "+=":
            self.field_attributes(f, decl.attrs, decl.loc)
        elif self.attribute(decl.attrs, "log"):
            f.log = False

    def declare_RedefEnum(self, decl: n.RedefEnum) -> None:
        symbol = self.program.lookup(decl.name, self.module)
        start = decl.loc._replace(end_line=decl.loc.line)
        if symbol is None:
            self._fatal(start, f'unknown enum identifier "{self._full(decl.name)}"')
        if not isinstance(symbol.type, EnumType):
            self._fatal(start, f'identifier "{symbol.name}" is not an enum')
        self.add_members(symbol.type, decl.members, decl.loc, again=True)

    def _full(self, name: str) -> str:
        return self.program.full_name(name, self.module)

    def _fatal(self, place: Location, message: str) -> NoReturn:
        """Report what ends the loading of scripts."""
        self.diagnostics.raw("error", f"fatal error in {place}: {message}", place)
        raise ScriptError

    def _redefined_type(self, name: str, loc: Location) -> Symbol | None:
        symbol = self.program.lookup(name, self.module)
        if symbol is None or symbol.kind != "type":
            self.diagnostics.error(loc, f"unknown identifier ({self._full(name)})")
            return None
        return symbol

    # ---- variables

    def declare_VarDecl(self, decl: n.VarDecl) -> None:
        name = self.program.full_name(decl.name, self.module)
        old = self.program.symbols.get(name)
        kind = self.resolve(decl.type) if decl.type else None
        if isinstance(kind, FuncType) and decl.init is None:
            self.prototype(name, kind, decl, old)
            return
        if kind is not None and decl.init is not None:
            shown = t.GlobalRef(kind, Symbol(name, "var", kind), loc=decl.loc)
            if self.refuses_list(shown, "=", decl.init, decl.loc):
                return
        init = self._initial(decl, kind)
        self.initializer(decl.op, init)
        if old is not None and old.name.rpartition("::")[2] != "_":
            self._variable_again(old, decl, kind, init)
            return
        if kind is None:
            kind = self.inferred(name, init, decl)
        symbol = self.new_symbol(name, decl, kind)
        if decl.kind == "option" and decl.name == "_":
            message = f"blank identifier used as option ({name})"
            self.diagnostics.error(symbol.loc, message)
        if decl.kind == "const" and init is None and not symbol.redefinable:
            message = f"const variable must be initialized ({name})"
            self.diagnostics.error(symbol.loc, message)
        self._initialise(symbol, decl, init)

    def _variable_again(
        self, old: Symbol, decl: n.VarDecl, kind: Type | None, init: t.Expr | None
    ) -> None:
        """A second declaration: of what has `&redef` it is taken with a warning."""
        places = both(str(old.loc), str(init.loc)) if init else str(old.loc)
        if not old.redefinable and (init or not decl.attrs or old.is_callable):
            self.diagnostics.error(places, f"already defined ({old.name})")
            return
        self.diagnostics.warning(places, f'redefinition requires "redef" ({old.name})')
        if init is None:
            self.diagnostics.error(places, f"already defined ({old.name})")
            return
        again = n.RedefVar(
            decl.name, decl.type, decl.op, decl.init, decl.attrs, loc=decl.loc
        )
        self._redefine(old, again)

    def new_symbol(self, name: str, decl: n.VarDecl, kind: Type) -> Symbol:
        word = {"global": "var"}.get(decl.kind, decl.kind)
        symbol = Symbol(
            name,
            word,
            kind,
            decl.loc._replace(end_line=decl.loc.line),
            exported=self.exporting or self.module == GLOBAL,
            redefinable=self._is_redefinable(decl),
            deprecated=self.deprecated(decl.attrs),
            doc=decl.doc,
        )
        return self.named(symbol, decl)

    def _is_redefinable(self, decl: n.VarDecl) -> bool:
        attrs = decl.attrs
        if isinstance(decl.init, n.TypedCtor):
            attrs += decl.init.attrs
        return any(a.name in ("redef", "add_func", "delete_func") for a in attrs)

    def _initial(self, decl: n.VarDecl, kind: Type | None) -> t.Expr | None:
        if decl.init is None:
            return None
        return self.declared_value(kind, global_list(decl.init))

    def _initialise(
        self, symbol: Symbol, decl: n.VarDecl | n.RedefVar, init: t.Expr | None
    ) -> None:
        """Write the step that gives a new variable its first value."""
        kind = symbol.type
        attrs = self.attributes(decl.attrs, kind, is_global=True)
        for a in attrs:
            symbol.attrs |= noted(a)
        target = t.GlobalRef(kind, symbol, loc=decl.loc)
        if init is not None:
            init = self.initial(target, init, decl.loc)
        elif symbol.kind == "option" and kind.tag not in NEED_NO_VALUE:
            self.diagnostics.error(
                decl.loc, f"option variable must be initialized ({symbol.name})"
            )
        value = self.with_attributes(init, kind, attrs, decl.loc)
        if value is None or kind is ERROR:
            return
        symbol.has_init = True
        self._step(symbol, value, decl.loc)

    def _step(self, symbol: Symbol, value: t.Expr, loc: Location) -> None:
        code = self.emit_value(value, loc, "init_")
        own = not loc.file.startswith(LIBRARY)
        self.program.add_step(symbol.name, code, loc)
        if may_fail(value) if own else has_effect(value):
            self.program.effects.append(symbol.name)

    def with_attributes(
        self, init: t.Expr | None, kind: Type, attrs: list[t.Attribute], loc: Location
    ) -> t.Expr | None:
        """The first value of a variable: containers and records start empty."""
        if isinstance(kind, TableType):
            if init is None:
                build = t.SetNew if kind.is_set else t.TableNew
                return build(kind, [], attrs, loc=loc)
            if not attrs:
                return init
            if isinstance(init, (t.SetNew, t.TableNew)):
                given = {a.name for a in attrs}
                init.attrs = [*attrs, *(a for a in init.attrs if a.name not in given)]
                return init
            return t.WithAttributes(kind, init, attrs, loc=loc)
        if init is None and isinstance(kind, VectorType):
            return t.VectorNew(kind, [], loc=loc)
        if init is None and isinstance(kind, RecordType):
            return t.RecordNew(kind, kind, [], loc=loc)
        return init

    def declare_RedefVar(self, decl: n.RedefVar) -> None:
        symbol = self.program.lookup(decl.name, self.module)
        if symbol is None or symbol.kind in ("type", "enum"):
            self.diagnostics.error(
                decl.loc,
                f'unknown identifier {decl.name}, at or near "{decl.name}"'
                if decl.init is None
                else f'"redef" used but not previously defined ({decl.name})',
            )
            return
        if (
            not symbol.redefinable
            and not symbol.is_callable
            and (decl.init is not None or decl.op)
        ):
            if symbol.kind in ("const", "option", "var") and symbol.kind != "option":
                place = decl.init.loc if decl.init else symbol.loc
                self.diagnostics.error(
                    both(str(symbol.loc), str(place)),
                    "cannot redefine a variable not marked with &redef"
                    f" ({symbol.name})",
                )
                return
        self._redefine(symbol, decl)

    def _redefine(self, symbol: Symbol, decl: n.RedefVar) -> None:
        target = t.GlobalRef(symbol.type, symbol, loc=decl.loc)
        attrs = self.attributes(decl.attrs, symbol.type, is_global=True)
        for a in attrs:
            symbol.attrs |= noted(a)
        kind = self.resolve(decl.type) if decl.type else symbol.type
        if not same_type(kind, symbol.type):
            place = decl.init.loc if decl.init else decl.loc
            places = both(str(symbol.loc), str(place))
            self.diagnostics.error(places, f"redefinition changes type ({symbol.name})")
            return
        if self.attribute(decl.attrs, "redef"):
            symbol.redefinable = True
        if decl.init is None:
            if attrs and isinstance(symbol.type, TableType):
                value = t.WithAttributes(symbol.type, target, attrs, loc=decl.loc)
                self._step(symbol, value, decl.loc)
            return
        init = self.value_for(symbol.type, global_list(decl.init))
        if init.type is ERROR or (init.type is VOID and isinstance(init, CONSTRUCTORS)):
            return
        if decl.op == "=":
            fitted = self.initial(target, init, decl.loc)
            value_or_none = self.with_attributes(fitted, symbol.type, attrs, decl.loc)
            if fitted is not None and value_or_none is not None:
                symbol.has_init = True
                self._step(symbol, value_or_none, decl.loc)
            return
        self._redefine_in_place(symbol, target, decl, init)

    def _redefine_in_place(
        self, symbol: Symbol, target: t.Expr, decl: n.RedefVar, init: t.Expr
    ) -> None:
        if not symbol.has_init and symbol.type.tag not in ("table", "set", "vector"):
            self.diagnostics.error(
                symbol.loc,
                f"{decl.op} initializer applied to ID without value ({symbol.name})",
            )
            return
        updater = self._updater(symbol, decl.op)
        if updater is not None:
            arguments = [target, self.promote(init, symbol.type) or init]
            call = t.Call(symbol.type, updater, arguments, loc=decl.loc)
            self._step(symbol, call, decl.loc)
            return
        shown = t.Update(symbol.type, decl.op, target, init, "", loc=decl.loc)
        problem = self._update_kind(shown)
        if problem:
            self.error(shown, problem)
            return
        code = self.program.unique("init_")
        block = t.Block(
            [
                t.ExprStmt(shown, loc=decl.loc),
                t.Return(target, loc=decl.loc),
            ],
            loc=decl.loc,
        )
        kind = FuncType("function", NO_PARAMS, symbol.type)
        self.emit_function(t.Function(code, kind, [], block, [], decl.loc))
        symbol.has_init = True
        self.program.add_step(symbol.name, code, decl.loc)

    def _updater(self, symbol: Symbol, op: str) -> t.Expr | None:
        """The `&add_func` or `&delete_func` of a variable."""
        start = "&add_func=" if op == "+=" else "&delete_func="
        for attr in symbol.attrs:
            if attr.startswith(start):
                function = self.program.symbols[attr.removeprefix(start)]
                return t.GlobalRef(function.type, function, loc=symbol.loc)
        return None

    # ---- statements outside functions

    def declare_StmtDecl(self, decl: n.StmtDecl) -> None:
        scope = self.function = self.statements
        scope.module = self.module
        try:
            stmt = self.stmt(decl.stmt)
        finally:
            self.function = None
        code = self.program.unique("statement_")
        block = t.Block([stmt], loc=decl.loc)
        shared = [v.python for v in scope.locals]
        made = t.Function(code, scope.type, [], block, scope.locals, decl.loc)
        made.shared = shared
        self.emit_function(made)
        self.program.statements.append(code)

    # ---- defaults

    def default_argument(self, f: Field) -> t.Expr:
        """The `&default` of a parameter, as its own module sees it."""
        outer, function = self.module, self.function
        self.module, written = loads(f.default)
        self.function = None
        try:
            e = self.value_for(f.type, written)
        finally:
            self.module, self.function = outer, function
        if isinstance(e, t.Const) and is_arithmetic(e.type):
            return e  # converted with the given arguments
        return self.promote(e, f.type) or e

    def field_table(self, kind: TableType, attrs: tuple[n.Attr, ...]) -> str:
        """Compile what makes the table of a record field; the name of its code."""
        checked = self.attributes(
            tuple(a for a in attrs if a.name not in ("log", "default")), kind
        )
        build = t.SetNew if kind.is_set else t.TableNew
        place = attrs[0].loc
        return self.emit_value(build(kind, [], checked, loc=place), place, "default_")

    def default_function(self, kind: Type, attr: n.Attr) -> str:
        """Compile the `&default` of a record field; the name of its code."""
        assert attr.value is not None
        e = self.visit(attr.value)
        if e.type is ERROR or kind is ERROR:
            return ""
        message = "&default value has inconsistent type"
        if isinstance(kind, TableType) and not fits(kind, e.type):
            self.diagnostics.error(attr.loc, f"{message} (&default={text(e)})")
            return ""
        fitted = self.promote(e, kind)
        if fitted is None:
            self.error(e, message, kind)
            return ""
        return self.emit_value(fitted, attr.loc, EAGER if acts(fitted) else "default_")


def noted(a: t.Attribute) -> set[str]:
    """What is remembered of a variable's attribute: its name, and its function."""
    if a.name in ("add_func", "delete_func") and isinstance(a.value, t.GlobalRef):
        return {a.name, f"&{a.name}={a.value.symbol.name}"}
    return {a.name}


def acts(e: t.Expr) -> bool:
    """Whether a `&default` calls something, itself or by the records it makes."""
    if isinstance(e, (t.Call, t.Lambda)):
        return isinstance(e, t.Call)
    if isinstance(e, t.RecordNew) and e.record.eager():
        return True
    return any(acts(part) for part in parts(e))


def global_list(node: n.Expr) -> n.Expr:
    """A list in braces with the place that Zeek knows of it: its last two elements."""
    if not isinstance(node, n.BraceList) or not node.items:
        return node
    last = node.items[-1].loc.end_line
    before = node.items[-2].loc.end_line if len(node.items) > 1 else last
    loc = node.loc._replace(line=before, end_line=last)
    return n.BraceList(node.items, loc=loc)


def has_effect(e: t.Expr) -> bool:
    """Whether evaluating an initialiser may do more than give a value."""
    if isinstance(e, t.Call):
        return True
    children = [getattr(e, name) for name in type(e).__match_args__]
    return any(isinstance(c, t.Expr) and has_effect(c) for c in children)


HARMLESS = (t.Const, t.EnumConst, t.TypeValue, t.Lambda)
CONTAINERS = (t.RecordNew, t.SetNew, t.TableNew, t.VectorNew, t.ListNew)


def may_fail(e: t.Expr) -> bool:
    """Whether an initialiser must run even if nobody uses what it gives."""
    if isinstance(e, t.RecordNew) and any(f.has_default for f in e.record.fields):
        return True
    if isinstance(e, CONTAINERS):
        return any(may_fail(part) for part in parts(e))
    return not isinstance(e, HARMLESS)
