"""Many connections at once: memory and time for captures of nothing but SYNs.

usage: python tests/benchmarks/connections.py [COUNT ...]

Each SYN opens a connection of its own, all of them within a second, so that none has
timed out when the last one comes. Prints seconds of CPU time and the most memory that
a run of the command took, without and with conn.log; both should grow as the number of
connections does.
"""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import tempfile

RUNS = {
    "no event": ("-b", "-C"),
    "connection_state_remove": (
        "-b",
        "-C",
        "-e",
        "event connection_state_remove(c: connection) { }",
    ),
    "conn.log": ("-b", "-C", "base/protocols/conn"),
}


def build(path: str, count: int) -> None:
    """Write a capture of SYNs, none of them between the same two ends."""
    ethernet = bytes(12) + b"\x08\0"
    ip = struct.pack(">BBHHHBBH", 0x45, 0, 40, 0, 0, 64, 6, 0)
    with open(path, "wb") as file:
        file.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1))
        for number in range(count):
            micros = number * 1_000_000 // count
            head = struct.pack("<IIII", 1_600_000_000, micros, 54, 54)
            ends = struct.pack(">II", 0x0A000000 + number % 250_000, 0xC0A80001)
            ports = (1024 + number // 250_000, 80)
            tcp = struct.pack(">HHIIBBHHH", *ports, number, 0, 0x50, 2, 8192, 0, 0)
            file.write(head + ethernet + ip + ends + tcp)


def measure(arguments: list[str], folder: str) -> tuple[float, float]:
    """CPU seconds and mebibytes that a run of the command takes."""
    command = [sys.executable, "-m", "pyzeek", *arguments]
    child = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    """Build the captures, measure and print."""
    counts = [int(x) for x in sys.argv[1:]] or [250_000, 500_000, 1_000_000]
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/syns.pcap"
        for name, arguments in RUNS.items():
            start, idle = measure([*arguments, "-e", ""], folder)
            print(f"{name}: the start takes {start:.1f} s, {idle:.0f} MB")
            for count in counts:
                build(path, count)
                seconds, memory = measure([*arguments, "-r", path], folder)
                each = (seconds - start) / count * 1e6
                size = (memory - idle) * 1048576 / count
                print(
                    f"{count:9,} connections: {seconds:6.1f} s, {memory:6.0f} MB; "
                    f"each {each:5.1f} us, {size:5.0f} bytes"
                )


if __name__ == "__main__":
    main()
