"""How many lines of conn.log are written in a second of CPU time.

usage: python tests/benchmarks/logs.py [LINES]

A script makes records of connections, no two of them alike, and writes them. First the
whole run is timed; then the writer alone, which makes lines of the same records and
throws them away. Each figure is the best of several, also given in multiples of the
yardstick of `scripts.py`, for so many lines.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pyzeek
from pyzeek.logs.ascii import AsciiWriter
from scripts import indented

RUNS = 5
SCRIPT = """
@load base/protocols/conn

event zeek_init() &priority=-100
	{
	local i = 0;

	while ( i < LINES )
		{
		local ends = conn_id($orig_h=count_to_v4_addr(167772160 + i % 5000),
			$orig_p=count_to_port(1024 + i % 50000, tcp),
			$resp_h=count_to_v4_addr(3232235520 + i % 300),
			$resp_p=count_to_port(i % 7 == 0 ? 445 : 443, tcp), $proto=6);
		local line = Conn::Info($ts=double_to_time(1700000000.0 + i * 0.000731),
			$uid=cat("C", i * 7919), $id=ends, $proto=tcp, $conn_state="SF",
			$history="ShADadFf", $orig_pkts=i % 97, $orig_ip_bytes=i % 9700,
			$resp_pkts=i % 101, $resp_ip_bytes=i % 10100, $ip_proto=6);

		if ( i % 5 != 0 )
			{
			line$service = i % 7 == 0 ? "smb" : "ssl";
			line$duration = double_to_interval(0.001 * (i % 7919));
			line$orig_bytes = i * 7 % 100000;
			line$resp_bytes = i * 13 % 1000000;
			}

		Log::write(Conn::LOG, line);
		++i;
		}
	}
"""


class Nowhere:
    """A file that forgets."""

    def write(self, data: bytes) -> None:
        """Forget it."""

    def close(self) -> None:
        """Nothing is open."""


def seconds(action: Any) -> float:
    """CPU time of the fastest of several runs."""
    best = float("inf")
    for _ in range(RUNS):
        gc.collect()
        gc.disable()
        before = time.process_time()
        action()
        best = min(best, time.process_time() - before)
        gc.enable()
    return best


def run(count: int) -> None:
    """Write so many lines."""
    script = Path("lines.zeek")
    script.write_text(SCRIPT.replace("LINES", str(count)))
    result = pyzeek.run(scripts=str(script), bare=True)
    assert result.status == 0, result.errors


def written(count: int) -> tuple[AsciiWriter, list[Any]]:
    """The writer of a run, and what it was given."""
    records: list[Any] = []
    writers: list[AsciiWriter] = []
    write = AsciiWriter.write

    def note(self: AsciiWriter, record: Any, extension: Any) -> None:
        records.append(record)
        writers.append(self)
        write(self, record, extension)

    AsciiWriter.write = note  # type: ignore[method-assign]
    run(count)
    AsciiWriter.write = write  # type: ignore[method-assign]
    return writers[0], records


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    scope: dict[str, Any] = {}
    exec(f"def f():{indented()}", scope)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        os.environ["PYZEEK_CACHE_DIR"] = str(Path(folder, "cache"))
        run(1)
        writer, records = written(count)
        writer.sink = Nowhere()  # type: ignore[assignment]

        def lines() -> None:
            for record in records:
                writer.write(record, None)

        yardstick = seconds(scope["f"])
        print(f"{'yardstick':24}{yardstick * 1000:7.0f} ms")
        start = seconds(lambda: run(1))
        for name, spent in (
            ("the writer alone", seconds(lines)),
            ("script and writer", seconds(lambda: run(count)) - start),
        ):
            ratio = spent / yardstick
            print(f"{name:24}{count / spent:7.0f} lines/s, {count} in {ratio:.2f}")


if __name__ == "__main__":
    main()
