"""Making an expression fit the type that is asked for."""

from __future__ import annotations

from ..diagnostics import Location
from ..typesystem.coercion import (
    fits,
    is_arithmetic,
    is_unspecified,
    max_type,
    record_promotes,
    same_type,
)
from ..typesystem.types import (
    ANY,
    COUNT,
    DOUBLE,
    ERROR,
    INT,
    TIME,
    EnumType,
    Field,
    RecordType,
    TableType,
    Type,
    VectorType,
)
from ..values.integer import IntVal
from ..values.time import Time
from . import tree as t
from .context import both
from .rendering import text
from .types import Types

INT_MAX = 2**63 - 1
INTEGRAL_LIMIT = 2**64


class Coercions(Types):
    """Conversions between types, explicit in the checked tree."""

    def promote(self, e: t.Expr, want: Type, *, report: bool = True) -> t.Expr | None:
        """`e` as a value of `want`, converted where that is allowed.

        Arithmetic may only be widened. None where it does not fit, after a report.
        """
        have = e.type
        if ERROR in (have, want):
            return e
        if is_arithmetic(want) or is_arithmetic(have):
            return self._promote_arithmetic(e, want, report)
        if isinstance(want, RecordType) and isinstance(have, RecordType):
            if same_type(want, have):
                return self.same_record(e, want)
            if record_promotes(have, want):
                return self.coerce_record(e, want)
            if report:
                self.type_error(want, "incompatible record types", e)
            return None
        if fits(want, have) or self.mixes(want, have, e.loc):
            return self._adopt(e, want)
        if report:
            self.type_error(want, "type clash", e)
        return None

    def _promote_arithmetic(self, e: t.Expr, want: Type, report: bool) -> t.Expr | None:
        have = e.type
        if want is ANY:
            return self.to_any(e)
        if have is ANY:
            return t.Coerce(want, e, "from-any", loc=e.loc)
        if want is have:
            return e
        if not (is_arithmetic(want) and is_arithmetic(have)):
            if report:
                self.type_error(want, "arithmetic mixed with non-arithmetic", e)
            return None
        if max_type(want, have) is not want:
            if report:
                self.type_error(want, "over-promotion of arithmetic value", e)
            return None
        return self.arithmetic(e, want)

    def mixes(self, a: Type, b: Type, loc: Location) -> bool:
        """Two enum types where one is due: Zeek still only warns of that."""
        if not isinstance(a, EnumType) or not isinstance(b, EnumType):
            return False
        if not same_type(a, b):
            self.diagnostics.warning(
                loc,
                f"Remove in v9.1. Mixing incompatible enum types {a} and {b} will"
                " become an error.",
            )
        return True

    def _adopt(self, e: t.Expr, want: Type) -> t.Expr:
        """Give an unspecified container, or a value for `any`, its type."""
        if want is ANY:
            return self.to_any(e)
        if e.type is ANY:
            return t.Coerce(want, e, "from-any", loc=e.loc)
        if is_unspecified(e.type) and isinstance(want, (TableType, VectorType)):
            if isinstance(e, (t.TableNew, t.SetNew, t.VectorNew)):
                e.type = want
                return e
            return t.Coerce(want, e, want.tag, loc=e.loc)
        return e

    def arithmetic(self, e: t.Expr, want: Type) -> t.Expr:
        """Convert between int, count and double."""
        if e.type is want:
            return e
        if isinstance(e, t.Const):
            folded = self._fold(e, want)
            if folded is not None:
                return folded
        return t.Coerce(want, e, want.tag, loc=e.loc)

    def _fold(self, e: t.Const, want: Type) -> t.Expr | None:
        value = e.value
        if want is DOUBLE:
            return t.Const(DOUBLE, float(value), loc=e.loc)
        if want is INT and isinstance(value, int):
            if value <= INT_MAX:
                return t.Const(INT, int(value), loc=e.loc)
        return None

    def to_any(self, e: t.Expr, *, shown: bool = True) -> t.Expr:
        """Mark the entry of a value into `any`; an int keeps its type there."""
        if e.type is ANY:
            return e
        if isinstance(e, t.Const) and e.type is INT and not shown:
            return t.Const(INT, IntVal(e.value), loc=e.loc, paren=e.paren)
        return t.Coerce(ANY, e, "any" if shown else "none", loc=e.loc)

    # ---- records

    def coerce_record(self, e: t.Expr, want: RecordType) -> t.Expr:
        """Convert a record; a constructor is built as the wanted type at once."""
        problem = self._record_problem(e, want)
        if problem:
            return self.bad(e.loc)
        if isinstance(e, t.RecordNew):
            fields = []
            for name, value in e.fields:
                f = want.field(name)
                assert f is not None
                fields.append((name, self._field_value(value, f.type)))
            return t.RecordNew(want, want, fields, True, loc=e.loc)
        return t.Coerce(want, e, "record", loc=e.loc)

    def same_record(self, e: t.Expr, want: RecordType) -> t.Expr:
        """A record built in place becomes one of the type with attributes."""
        special = any(
            f.optional
            or f.has_default
            or f.log
            or f.attributes
            or f.deprecated is not None
            for f in want.fields
        )
        if special and isinstance(e, t.RecordNew) and not e.record.name:
            return self.coerce_record(e, want)
        return e

    def _field_value(self, value: t.Expr, want: Type) -> t.Expr:
        if is_arithmetic(want) and is_arithmetic(value.type):
            return self.arithmetic(value, want)
        if isinstance(want, RecordType) and isinstance(value.type, RecordType):
            same = same_type(want, value.type)
            return (
                self.same_record(value, want)
                if same
                else self.coerce_record(value, want)
            )
        return self._adopt(value, want)

    def _record_problem(self, e: t.Expr, want: RecordType) -> bool:
        have = e.type
        assert isinstance(have, RecordType)
        shown = t.Coerce(want, e, "record", loc=e.loc)
        for f in have.fields:
            target = want.field(f.name)
            if target is None:
                message = f'orphaned field "{f.name}" in record coercion'
                self.diagnostics.error(e.loc, f"{message} ({text(shown)})")
                return True
            if not coercible(target.type, f.type):
                message = f'type clash for field "{f.name}"'
                self.error(shown, message, f.type)
                return True
        for f in want.fields:
            if f.name not in have.by_name and not (f.optional or self._has_value(f)):
                message = f'non-optional field "{f.name}" missing'
                self.diagnostics.error(e.loc, f"{message} ({text(shown)})")
                return True
            if f.name in have.by_name and f.deprecated is not None:
                self.field_deprecation(want, f, shown)
        return False

    def field_deprecation(
        self, record: RecordType, f: Field, e: t.Expr, *, has: bool = False
    ) -> None:
        """Warn of the use of a deprecated field."""
        if self.quiet(e.loc):
            return
        sign = "?$" if has else "$"
        tail = f": {f.deprecated}" if f.deprecated else ""
        self.diagnostics.warning(
            e.loc, f"deprecated ({record.name}{sign}{f.name}){tail} ({text(e)})"
        )

    def _has_value(self, f: object) -> bool:
        return bool(getattr(f, "has_default", False))

    # ---- assignment

    def assignable(self, target: t.Expr, value: t.Expr) -> t.Expr | None:
        """`value` converted for an assignment to `target`, with Zeek's messages."""
        want, have = target.type, value.type
        if ERROR in (want, have):
            return value
        if want is ANY:
            return self.to_any(value, shown=False)
        if have is ANY:
            return t.Coerce(want, value, "from-any", loc=value.loc)
        if is_arithmetic(want):
            return self._assign_arithmetic(target, value)
        if want is TIME and is_zero(value):
            return zero_as_time(value)
        if isinstance(want, EnumType) != isinstance(have, EnumType) and (
            is_arithmetic(have) or is_arithmetic(want)
        ):
            self._clash(target, value, "can't convert to/from enumerated type")
            return None
        if isinstance(want, RecordType) and isinstance(have, RecordType):
            if same_type(want, have):
                return self.same_record(value, want)
            return self.coerce_record(value, want)
        if fits(want, have) and not is_arithmetic(have):
            return self._adopt(value, want)
        if self.mixes(want, have, target.loc):
            return value
        self._clash(target, value, "type clash in assignment")
        return None

    def _assign_arithmetic(self, target: t.Expr, value: t.Expr) -> t.Expr | None:
        want, have = target.type, value.type
        if isinstance(have, EnumType):
            self._clash(target, value, "can't convert to/from enumerated type")
            return None
        if not is_arithmetic(have):
            self._clash(
                target,
                value,
                f"assignment of non-arithmetic value to arithmetic ({want}/{have})",
            )
            return None
        if have is DOUBLE and want is not DOUBLE:
            self._warn(target, value, "dangerous assignment of double to integral")
        elif have is INT and want is COUNT:
            self._warn(target, value, "dangerous assignment of integer to count")
        return self.arithmetic(value, want)

    def _clash(self, target: t.Expr, value: t.Expr, message: str) -> None:
        loc = target.loc.to(value.loc)
        self.diagnostics.error(loc, f"{message} ({text(target)} = {text(value)})")

    def _warn(self, target: t.Expr, value: t.Expr, message: str) -> None:
        loc = target.loc.to(value.loc)
        self.diagnostics.warning(loc, f"{message} ({text(target)} = {text(value)})")

    # ---- indices

    def promote_index(
        self,
        keys: list[t.Expr],
        want: tuple[Type, ...],
        whole: t.Expr,
        table: Type | None = None,
        *,
        named: bool = True,
    ) -> list[t.Expr] | None:
        """Keys converted to the index types; reports a mismatch."""
        keys = self.expand_record_keys(keys, want)
        if len(keys) != len(want):
            shown = "list of " + ",".join(str(w) for w in want)
            where = str(whole.loc)
            if table is not None and table.place:
                where = both(table.place, where)
            self.diagnostics.error(
                where,
                f"indexing mismatch ({shown} and {', '.join(text(k) for k in keys)})",
            )
            return None
        result = []
        for key, w in zip(keys, want, strict=True):
            # only in a constructor does a set stand for its elements
            promoted = self.promote_key(key, w, sets=table is None)
            if promoted is None:
                if named:
                    self.error(key, "type mismatch", w)
                return None
            result.append(promoted)
        return result

    def promote_key(self, key: t.Expr, want: Type, *, sets: bool) -> t.Expr | None:
        """One key converted to its index type; a list, element by element."""
        if isinstance(key, t.ListNew) and not isinstance(want, RecordType):
            items = [self.promote(i, want) for i in key.items]
            if any(i is None for i in items):
                return None
            return t.ListNew(key.type, [i for i in items if i], loc=key.loc)
        kind = key.type
        is_set = isinstance(kind, TableType) and kind.is_set and len(kind.index) == 1
        if sets and isinstance(kind, TableType) and is_set:
            if same_type(kind.index[0], want) and not same_type(kind, want):
                return key
        return self.promote(key, want)

    def expand_record_keys(
        self, keys: list[t.Expr], want: tuple[Type, ...]
    ) -> list[t.Expr]:
        """A list in brackets stands for its elements."""
        if (
            len(keys) == 1
            and isinstance(keys[0], t.ListNew)
            and (len(want) != 1 or len(keys[0].items) == 1)
        ):
            return keys[0].items
        return keys


def coercible(want: Type, have: Type) -> bool:
    """Whether a field fits one of a record that is coerced to."""
    if same_type(want, have):
        return True
    if is_arithmetic(want) and is_arithmetic(have):
        return max_type(want, have) is want
    if isinstance(want, RecordType) and isinstance(have, RecordType):
        return record_promotes(have, want)
    return is_unspecified(have) and want.tag == have.tag


def is_zero(e: t.Expr) -> bool:
    """Whether an expression is the number 0, which may stand for a time."""
    return isinstance(e, t.Const) and is_arithmetic(e.type) and not e.value


def zero_as_time(e: t.Expr) -> t.Expr:
    """The number 0 as a time, anything else as it is."""
    return t.Const(TIME, Time(0.0), loc=e.loc) if is_zero(e) else e
