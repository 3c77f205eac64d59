"""What becomes of rows: entries of tables, events, data of files."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..files import file_manager
from ..typesystem.types import INT, RecordType, Type
from ..values.integer import IntVal
from .records import Converter, RecordMaker, Unfit

if TYPE_CHECKING:
    from ..runtime import Runtime
    from .reader import Reader

ERROR_LEVELS = {"warning": "WARNING", "error": "ERROR", "info": "INFO"}
MISSING: Any = object()


class Stream:
    """Base of all streams: name, description and messages."""

    def __init__(self, rt: Runtime, description: Any):
        self.rt = rt
        self.description = description
        self.source = os.fsdecode(description.source.partition(b"\0")[0])
        self.name = os.fsdecode(description.name.partition(b"\0")[0])
        self.error_event: Callable[..., Any] | None = getattr(
            description, "error_ev", None
        )
        self.removed = False
        self.reader: Reader
        self.give_up: Callable[[], object] = lambda: None
        "What the manager does once the reader gave up."

    @property
    def follows(self) -> bool:
        """Whether the source is looked at again and again."""
        return not self.removed and self.reader.source.mode != "MANUAL"

    def converter(self) -> Converter:
        """What makes values of rows."""
        return Converter(self.rt, f"stream '{self.name}'", self.source, self.warn)

    # ---- rows

    def entry(self, values: tuple[Any, ...], line: int) -> None:
        """A row of the whole source."""
        self.put(values, line)

    def put(self, values: tuple[Any, ...], line: int) -> None:
        """A row that came alone."""
        raise NotImplementedError

    def end(self) -> None:
        """The source was read to its end."""
        self.raise_event(
            "Input::end_of_data", os.fsencode(self.name), os.fsencode(self.source)
        )

    # ---- events and messages

    def change(self, name: str) -> Any:
        """A member of `Input::Event`."""
        return self.rt.enum(f"Input::EVENT_{name}")

    def raise_event(self, name: str, *values: Any) -> None:
        """Queue an event by name."""
        handler = self.rt.find_event(name)
        if handler is not None:
            handler.queue(*values)

    def option_type(self, name: str) -> Type | None:
        """The type of an option; None if there is none of that name."""
        symbol = self.rt.names.symbol(name)
        return symbol.type if symbol is not None and symbol.kind == "option" else None

    def new_value(self, source: str, names: tuple[bytes, ...], value: Any) -> None:
        """Raise `InputConfig::new_value` with what was read for an option."""
        kind = self.option_type(os.fsdecode(names[-1]))
        assert kind is not None
        warn = self.rt.reporter.warning
        convert = Converter(self.rt, f"source '{source}'", "", warn).of(kind)
        try:
            made = value if convert is None else convert(value, -1)
        except Unfit:
            event = "InputConfig::new_value"
            self.rt.reporter.error(f"SendEvent for event {event} failed")
            return
        if kind is INT:
            made = IntVal(made)
        self.raise_event("InputConfig::new_value", *names, made)

    def tell(self, level: str, text: str) -> None:
        """Raise the error event of the script, if it has one."""
        if self.error_event is not None:
            member = self.rt.enum(f"Reporter::{ERROR_LEVELS[level]}")
            shown = text.encode("utf-8", "surrogateescape")
            self.error_event(self.description, shown, member)

    def report(self, level: str, text: str) -> None:
        """Print a message."""
        self.rt.reporter.report(level, "", text)

    def warn(self, text: str) -> None:
        """Tell of a row that does not fit."""
        self.tell("warning", text)
        self.report("warning", text)

    def disable(self) -> None:
        """The reader gave up."""
        self.give_up()


class EventStream(Stream):
    """Every row is an event."""

    def __init__(self, rt: Runtime, description: Any, fields: RecordType):
        super().__init__(rt, description)
        self.handler = description.ev
        self.makes_record = description.want_record
        self.maker = self.converter().record(fields)

    def put(self, values: tuple[Any, ...], line: int) -> None:
        new = self.change("NEW")
        try:
            if self.makes_record:
                given = [self.maker(values, line)]
            else:
                given = self._arguments(values, line)
        except Unfit:
            return
        self.handler(self.description, new, *given)

    def _arguments(self, values: tuple[Any, ...], line: int) -> list[Any]:
        """The fields one by one; one that is unset is None."""
        by_name: dict[str, Any] = {}
        for _, column, convert, _, name in self.maker.steps:
            value = values[column]
            plain = value is None or convert is None
            by_name[name] = value if plain else convert(value, line)  # type: ignore[misc]
        for name, maker in self.maker.inner:
            by_name[name] = maker(values, line)
        return [by_name[f.name] for f in self.maker.kind.fields if f.name in by_name]


class TableStream(Stream):
    """Rows are the entries of a table or set.

    Where the whole source is read, `known` holds what was read last: for the
    index columns of each row the other columns and the key in the table.
    """

    def __init__(
        self,
        rt: Runtime,
        description: Any,
        index: RecordType,
        value: RecordType | None,
    ):
        super().__init__(rt, description)
        converter = self.converter()
        self.table = description.destination
        self.predicate: Callable[..., Any] | None = getattr(description, "pred", None)
        self.handler: Callable[..., Any] | None = getattr(description, "ev", None)
        self.index = converter.record(index)
        self.missing = converter.missing
        self.width = self.index.end
        self.value: RecordMaker | None = None
        if value is not None:
            self.value = converter.record(value, self.width)
        self.makes_record = description.want_record
        self.known: dict[Any, tuple[Any, Any]] = {}
        self.fresh: dict[Any, tuple[Any, Any]] = {}

    # ---- whole sources

    def entry(self, values: tuple[Any, ...], line: int) -> None:
        index, rest = values[: self.width], values[self.width :]
        if all(part is None for part in index):
            self.warn("Could not hash line. Ignoring")
            return
        old = self.known.pop(index, None)
        if old is not None and (self.value is None or old[0] == rest):
            self.fresh[index] = old
            return
        try:
            self._take(values, line, old)
        except Unfit:
            return

    def _take(self, values: tuple[Any, ...], line: int, old: Any) -> None:
        """A row that is new or changed."""
        index, rest = values[: self.width], values[self.width :]
        value = self._value(values, line)
        chosen = None
        if self.predicate is not None:
            chosen = self.index(values, line)
            if not self._agrees("NEW" if old is None else "CHANGED", chosen, value):
                if old is not None:
                    self.fresh[index] = old
                return
        key = self._key(values, line, chosen)
        before = MISSING if old is None else self._stored(key)
        self.table[key] = value
        self.fresh[index] = (rest, key)
        self._announce(values, line, value, before)

    def end(self) -> None:
        for index, (rest, key) in self.known.items():
            if not self._drop(key):
                self.fresh[index] = (rest, key)
        self.known, self.fresh = self.fresh, {}
        super().end()

    def _drop(self, key: Any) -> bool:
        """An entry that is no longer in the source; False if it is to stay."""
        stored = self._stored(key)
        if stored is not MISSING and (self.predicate or self.handler):
            record = self.index.from_key(key)
            if self.predicate and not self._agrees("REMOVED", record, stored):
                return False
            if self.handler:
                self._raise("REMOVED", record, stored)
        self.table.pop(key, None)
        return True

    # ---- single rows

    def put(self, values: tuple[Any, ...], line: int) -> None:
        try:
            key = self._key(values, line, None)
            value = self._value(values, line)
            before = MISSING if self.value is None else self._stored(key)
            if self.predicate is not None:
                what = "NEW" if before is MISSING else "CHANGED"
                if not self._agrees(what, self.index(values, line), value):
                    return
            self.table[key] = value
            self._announce(values, line, value, before)
        except Unfit:
            return

    # ---- parts

    def _value(self, values: tuple[Any, ...], line: int) -> Any:
        maker = self.value
        if maker is None:
            return None
        if self.makes_record:
            return maker(values, line)
        value = maker.parts(maker(values, line))[0]
        if value is None:
            self.missing(line, f"record field {maker.kind.fields[0].name}")
        return value

    def _key(self, values: tuple[Any, ...], line: int, chosen: Any) -> Any:
        maker = self.index
        if chosen is None:
            for _, column, _, _, name in maker.steps:
                if values[column] is None:
                    self.missing(line, f"index field {name}")
            chosen = maker(values, line)
        parts = maker.parts(chosen)
        return parts[0] if len(parts) == 1 else tuple(parts)

    def _stored(self, key: Any) -> Any:
        return dict.get(self.table, key, MISSING)

    def _agrees(self, what: str, index: Any, value: Any) -> bool:
        assert self.predicate is not None
        try:
            return bool(self.predicate(self.change(what), index, value))
        except Exception as e:
            self.rt.fault(e)
            return False

    def _announce(
        self, values: tuple[Any, ...], line: int, value: Any, before: Any
    ) -> None:
        if self.handler is None:
            return
        index = self.index(values, line)
        if before is MISSING:
            self._raise("NEW", index, value)
        else:
            self._raise("CHANGED", index, before)

    def _raise(self, what: str, index: Any, value: Any) -> None:
        assert self.handler is not None
        given = (index,) if self.value is None else (index, value)
        self.handler(self.description, self.change(what), *given)


class AnalysisStream(Stream):
    """The bytes of a source are those of a file, as if it had been seen."""

    def __init__(self, rt: Runtime, description: Any):
        super().__init__(rt, description)
        self.files = file_manager(rt)
        self.file_id = self.files.file_id(os.fsencode(self.name))

    def put(self, values: tuple[Any, ...], line: int) -> None:
        self.files.local_data(values[0], self.file_id, self.name)

    def end(self) -> None:
        super().end()
        self.files.remove(self.file_id)
