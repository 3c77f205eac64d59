"""The benchmark reader: random rows, to try how fast input is taken."""

from __future__ import annotations

import random
import string
from typing import Any

from ..typesystem.types import Type
from ..values.addr import Addr
from ..values.port import Port
from ..values.subnet import Subnet
from ..values.time import Interval, Time
from .columns import Column, element_type
from .reader import MORE, TURN, Reader, Sink, Source, Work

LETTERS = (string.ascii_letters + string.digits).encode()
HOST = "192.168.17.1"
MOST = (1 << 31) - 1


class BenchmarkReader(Reader):
    """As many rows at each heartbeat as the source, a number, says."""

    kind = "Input::READER_BENCHMARK"
    module = "InputBenchmark"
    OPTIONS = ("factor", "addfactor")

    def __init__(self, source: Source, columns: list[Column], sink: Sink):
        super().__init__(source, columns, sink)
        digits = source.path.strip()
        self.rows = int(digits) if digits.isdigit() else 0
        self.random = random.Random()

    def begin(self) -> Work:
        yield from self._send_rows()
        return True

    def update(self) -> Work:
        self.rows = int(self.rows * self.source.options["factor"])
        self.rows += self.source.options["addfactor"]
        yield from self._send_rows()
        return True

    def _send_rows(self) -> Work:
        for count in range(1, self.rows + 1):
            self.send(tuple([self.value(c.type) for c in self.columns]))
            if count % TURN == 0:
                yield MORE
        if not self.streaming:
            self.sink.end()
        return True

    def value(self, kind: Type) -> Any:
        """A random value."""
        inner = element_type(kind)
        if inner is not None:
            return tuple([self.value(inner) for _ in range(self.random.randrange(16))])
        number = self.random.randrange(MOST)
        made: dict[str, Any] = {
            "bool": True,
            "int": number,
            "count": number,
            "double": float(number),
            "interval": Interval(number),
            "time": Time(number),
            "port": Port(number % 60000),
            "addr": Addr.parse(HOST),
            "subnet": Subnet.of(Addr.parse(HOST), 16),
        }
        return made.get(kind.tag, bytes(self.random.choices(LETTERS, k=10)))
