"""Functions, events and hooks: prototypes and bodies."""

from __future__ import annotations

from typing import Any

from ..diagnostics import Location, ScriptError
from ..syntax import nodes as n
from ..typesystem.coercion import (
    is_integral,
    same_function,
    same_parameters,
)
from ..typesystem.types import (
    BOOL,
    ERROR,
    STRING,
    VOID,
    FuncType,
    Prototype,
    RecordType,
)
from . import tree as t
from .attributes import Attributes
from .context import FunctionScope, both
from .rendering import body_text, text
from .symbols import Body, Symbol

OF_BODIES = ("deprecated", "group", "is_used", "no_CPP_opt", "no_ZAM_opt", "priority")


class Functions(Attributes):
    """Declares functions, events and hooks, and takes their bodies."""

    def new_symbol(self, name: str, decl: n.VarDecl, kind: FuncType) -> Symbol:
        """A global of a declaration."""
        raise NotImplementedError

    def emit_function(self, function: t.Function) -> None:
        """Compile a function into the program."""
        raise NotImplementedError

    def deprecated(self, attrs: tuple[n.Attr, ...]) -> str | None:
        """The text of `&deprecated`, None without it."""
        attr = self.attribute(attrs, "deprecated")
        return self.attribute_text(attr) if attr else None

    # ---- prototypes

    def prototype(
        self, name: str, kind: FuncType, decl: n.VarDecl, old: Symbol | None
    ) -> None:
        """`global f: function(…)`, `global e: event(…)` and the like."""
        if old is not None:
            self._another_prototype(old, kind, decl)
            return
        symbol = self.new_symbol(name, decl, kind)
        symbol.kind = kind.flavor
        symbol.builtin = decl.loc.file.endswith(".bif.zeek")
        symbol.attrs |= {"declared"}

    def _another_prototype(self, old: Symbol, kind: FuncType, decl: n.VarDecl) -> None:
        have = old.type
        if not isinstance(have, FuncType):
            self.diagnostics.error(old.loc, f"already defined ({old.name})")
            return
        problem = self._prototype_problem(have, kind)
        if problem == "exists":
            place = self._prototype_place(have, kind, old)
            self.diagnostics.error(
                both(str(decl.loc), place),
                f"alternate function prototype already exists ({kind})",
            )
        elif problem:
            self.diagnostics.error(
                both(str(decl.loc), str(old.loc)), f"{problem} ({kind} and {have})"
            )
        else:
            why = self.deprecated(decl.attrs)
            have.prototypes.append(Prototype(kind.params, why, str(decl.loc)))

    def _prototype_problem(self, have: FuncType, kind: FuncType) -> str:
        if have.flavor != kind.flavor:
            return "incompatible function flavor"
        if kind.flavor == "function":
            return "redeclaration of function"
        if self._matching(have, kind) is not None:
            return "exists"
        for f in kind.params.fields:
            if f.has_default or f.deprecated is not None:
                return (
                    "alternate function prototype arguments may not have"
                    f" attributes: arg '{f.name}'"
                )
            if f.name not in have.params.by_name:
                return (
                    f"alternate function prototype arg '{f.name}' not found in"
                    " canonical prototype"
                )
        return ""

    def _matching(self, have: FuncType, kind: FuncType) -> RecordType | None:
        """The declared parameters with the same names and types."""
        for params in (have.params, *(p.params for p in have.prototypes)):
            names = [f.name for f in params.fields]
            if names == [f.name for f in kind.params.fields]:
                if same_parameters(params, kind.params):
                    return params
        return None

    def _prototype_place(self, have: FuncType, kind: FuncType, old: Symbol) -> str:
        found = self._matching(have, kind)
        for p in have.prototypes:
            if p.params is found:
                return p.place
        return str(old.loc)

    # ---- definitions

    def declare_FuncDecl(self, decl: n.FuncDecl) -> None:
        """Take a body of a function, event or hook."""
        kind = self.resolve(decl.signature)
        assert isinstance(kind, FuncType)
        if kind.flavor == "event" and decl.signature.result is not None:
            if kind.result is not VOID:
                self.diagnostics.error(
                    decl.signature.loc, f"event cannot yield a value ({decl.name})"
                )
        if kind.flavor == "hook" and decl.signature.result is not None:
            kind.result = BOOL
        name = self.program.full_name(decl.name, self.module)
        symbol = self._defined(name, kind, decl)
        if symbol is None:
            if kind.flavor == "event":
                name = decl.name.removeprefix("::")
            symbol = self._new_function(name, kind, decl)
        elif not self._matches(symbol, kind, decl):
            return
        if kind.flavor == "function":
            if symbol.bodies and not symbol.redefinable:
                self._twice(symbol, decl)
            symbol.kind = "function"
        self._add_body(symbol, kind, decl)

    def _defined(self, name: str, kind: FuncType, decl: n.FuncDecl) -> Symbol | None:
        """The symbol that a definition belongs to, if it was declared."""
        symbol = self.program.lookup(decl.name, self.module)
        if symbol is None:
            return None
        if "::" not in decl.name and symbol.name != name:
            if symbol.kind not in ("event", "hook") and kind.flavor == "function":
                return None
        is_type = symbol.kind == "type" and isinstance(symbol.type, FuncType)
        if is_type and symbol.type.flavor == kind.flavor:  # type: ignore[attr-defined]
            symbol.kind = kind.flavor
            if symbol.exported:
                symbol.attrs |= {"in_export"}
        return symbol

    def _twice(self, symbol: Symbol, decl: n.FuncDecl) -> None:
        self.diagnostics.error(
            both(str(symbol.loc), str(decl.loc)), f"already defined ({symbol.name})"
        )
        self._give_up(symbol, decl.loc)

    def _give_up(self, symbol: Symbol, loc: Location) -> None:
        self.diagnostics.raw(
            "error",
            f"fatal error in {loc}: invalid definition of '{symbol.name}'"
            " (see previous errors)",
            loc,
        )
        raise ScriptError

    def _new_function(self, name: str, kind: FuncType, decl: n.FuncDecl) -> Symbol:
        symbol = Symbol(
            name,
            kind.flavor,
            kind,
            decl.loc,
            exported=self.exporting or self.module == "GLOBAL",
            deprecated=self.deprecated(decl.attrs),
            doc=decl.doc,
        )
        return self.named(symbol, decl)

    def named(self, symbol: Symbol, decl: n.FuncDecl | n.VarDecl) -> Symbol:
        """Make a declared name known to the program."""
        if self.exporting:
            symbol.attrs |= {"in_export"}
        if self.attribute(decl.attrs, "is_used"):
            symbol.attrs |= {"is_used"}
        self.program.symbols[symbol.name] = symbol
        return symbol

    def _matches(self, symbol: Symbol, kind: FuncType, decl: n.FuncDecl) -> bool:
        """Whether a definition agrees with what was declared before."""
        have = symbol.type
        if not isinstance(have, FuncType):
            self.diagnostics.error(
                both(str(symbol.loc), str(decl.signature.loc)),
                "Function clash with previous definition with incompatible type"
                f" ({symbol.name} and {kind})",
            )
            self._give_up(symbol, decl.loc)
            return False
        if not symbol.is_callable:
            self.diagnostics.error(
                both(str(symbol.loc), str(decl.loc)), f"already defined ({symbol.name})"
            )
            return False
        if symbol.deprecated is not None and kind.flavor != "function":
            line = decl.signature.loc._replace(end_line=decl.loc.line)
            self.deprecation(symbol, symbol.name, line)
        problem = self._definition_problem(have, kind)
        if problem:
            self.diagnostics.error(
                f"{decl.signature.loc} and {symbol.loc}",
                f"{problem} ({kind} and {have})",
            )
            if not same_parameters(have.params, kind.params):
                self._undeclared_prototype(symbol, kind, decl)
            return False
        return kind.flavor == "function" or self._matches_prototype(symbol, kind, decl)

    def _undeclared_prototype(
        self, symbol: Symbol, kind: FuncType, decl: n.FuncDecl
    ) -> None:
        self.diagnostics.error(
            both(str(decl.signature.loc), str(symbol.loc)),
            f"use of undeclared alternate prototype ({kind} and {symbol.name})",
        )

    def _definition_problem(self, have: FuncType, kind: FuncType) -> str:
        if have.flavor != kind.flavor:
            return "incompatible function flavor"
        if kind.flavor == "function" and not same_function(have, kind):
            return "incompatible function types"
        return ""

    def _matches_prototype(
        self, symbol: Symbol, kind: FuncType, decl: n.FuncDecl
    ) -> bool:
        have = symbol.type
        assert isinstance(have, FuncType)
        found = self._matching(have, kind)
        places = both(str(decl.signature.loc), str(symbol.loc))
        if found is None:
            if same_parameters(have.params, kind.params):
                return True
            self._undeclared_prototype(symbol, kind, decl)
            return False
        self._parameter_warnings(found, kind, decl, places)
        for p in have.prototypes:
            if p.params is found and p.deprecated is not None:
                self._deprecated_prototype(symbol, kind, decl, p)
        return True

    def _parameter_warnings(
        self, found: RecordType, kind: FuncType, decl: n.FuncDecl, places: str
    ) -> None:
        for f, given in zip(found.fields, kind.params.fields, strict=True):
            if f.deprecated is not None and not self.quiet(decl.loc):
                tail = f": {f.deprecated}" if f.deprecated else ""
                self.diagnostics.warning(
                    places, f"use of deprecated parameter '{f.name}'{tail} ({kind})"
                )
            if given.has_default:
                self.diagnostics.warning(
                    decl.signature.loc,
                    f"&default on parameter '{given.name}' has no effect"
                    f" (not a {kind.flavor} declaration)",
                )

    def _deprecated_prototype(
        self, symbol: Symbol, kind: FuncType, decl: n.FuncDecl, p: Prototype
    ) -> None:
        if self.quiet(decl.loc):
            return
        tail = f": {p.deprecated}" if p.deprecated else ""
        self.diagnostics.warning(
            both(str(decl.signature.loc), p.place),
            f"use of deprecated '{symbol.name}' prototype{tail} ({kind})",
        )

    # ---- bodies

    def _add_body(self, symbol: Symbol, kind: FuncType, decl: n.FuncDecl) -> None:
        have = symbol.type
        assert isinstance(have, FuncType)
        if same_function(have, kind):
            for f, declared in zip(kind.params.fields, have.params.fields, strict=True):
                if not f.has_default and declared.has_default:
                    f.has_default, f.default = True, declared.default
        name = self.program.unique(f"{symbol.python_name}__")
        scope = FunctionScope(symbol.name, kind, module=self.module)
        function = self.body(scope, decl.signature, decl.body, decl.loc)
        function.name = name
        function.flavor = kind.flavor
        self.body_attributes(decl.attrs)
        function.priority = self.priority(decl)
        if decl.is_redef:
            symbol.bodies = ()
        self.program.function_texts[name] = body_text(function)
        self.emit_function(function)
        groups = self.groups(decl)
        places = self._argument_map(have, kind)
        body = Body(name, function.priority, decl.loc, groups, self.module, places)
        symbol.bodies = (*symbol.bodies, body)

    def _argument_map(self, have: FuncType, kind: FuncType) -> str:
        """For an alternate prototype: which arguments it takes, by position."""
        if self._matching(have, kind) in (None, have.params):
            return ""
        names = have.params.by_name
        return ",".join(str(names.get(f.name, -1)) for f in kind.params.fields) or "-"

    def priority(self, decl: n.FuncDecl) -> int:
        """The number of `&priority`, 0 without it."""
        attr = self.attribute(decl.attrs, "priority")
        if attr is None or attr.value is None:
            return 0
        e = self.visit(attr.value)
        if e.type is ERROR or not is_integral(e.type):
            if e.type is not ERROR:
                self._wrong_attribute(attr, "expression is not of integral type")
            return 0
        if isinstance(e, t.Const):
            return int(e.value)
        return int(self.constant_value(e, attr.loc))

    def _wrong_attribute(self, attr: n.Attr, message: str) -> None:
        shown = f"&{attr.name}"
        if attr.value is not None:
            shown += f"={text(self.visit(attr.value))}"
        self.diagnostics.error(attr.loc, f"{message} ({shown})")

    def body_attributes(self, attrs: tuple[n.Attr, ...]) -> None:
        """Report attributes that do not belong to a body."""
        for attr in attrs:
            if attr.name not in OF_BODIES:
                self._wrong_attribute(attr, "illegal attribute for function body")

    def constant_value(self, e: t.Expr, loc: Location) -> Any:
        """What an expression gives while scripts load."""
        raise NotImplementedError

    def groups(self, decl: n.FuncDecl) -> tuple[str, ...]:
        """The names of `&group` attributes."""
        found = [a for a in decl.attrs if a.name == "group"]
        for a in found:
            if a.value is None or self.visit(a.value).type is not STRING:
                self._wrong_attribute(a, "expression is not of string type")
        return tuple(self.attribute_text(a) for a in found)
