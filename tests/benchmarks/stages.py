"""What a packet costs in a whole run, in microseconds of CPU time.

usage: python tests/benchmarks/stages.py [COPIES]

Builds a large capture out of the small ones in `tests/traces`, as `packets.py`
does, and prints what each step of the way adds: first the stages inside of the
network half, then runs of the command, each with the time that starting takes
taken off. Every figure is the least of three runs, from the cache of compiled
scripts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import packets

CONNECTIONS = "event connection_state_remove(c: connection) { }"
FILES = """
event smb2_create_response(c: connection, hdr: SMB2::Header,
                           response: SMB2::CreateResponse) { }
event smb2_close_request(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID) { }
event smb2_tree_connect_request(c: connection, hdr: SMB2::Header, path: string) { }
"""
MESSAGES = "event smb2_message(c: connection, hdr: SMB2::Header, is_orig: bool) { }"
SMB = ("-b", "base/protocols/smb")

RUNS: dict[str, tuple[str, ...]] = {
    "packets, no event": ("-b",),
    "packets and connections": ("-b", "-e", CONNECTIONS),
    "SMB2, three events on files": (*SMB, "-e", FILES),
    "SMB2, every message": (*SMB, "-e", MESSAGES),
    "the default scripts, every message": ("-e", MESSAGES),
}


def cpu(*arguments: str) -> float:
    """CPU seconds of a run of the command, the least of three."""
    command = [sys.executable, "-m", "pyzeek", *arguments]
    best = float("inf")
    for _ in range(3):
        before = os.times()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        after = os.times()
        user = after.children_user - before.children_user
        best = min(best, user + after.children_system - before.children_system)
    return best


def main() -> None:
    """Build the capture, measure and print."""
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/large.pcap"
        count = packets.build(path, copies)
        print(f"{count} packets, {Path(path).stat().st_size / 1e6:.0f} MB")
        for name, seconds in packets.stages(path):
            print(f"{seconds / count * 1e6:7.2f} us a packet  {name}", flush=True)
        for name, arguments in RUNS.items():
            cpu(*arguments)
            start = cpu(*arguments)
            spent = cpu("-C", "-r", path, *arguments) - start
            print(
                f"{spent / count * 1e6:7.2f} us a packet  {name}"
                f" (start: {start:.2f} s)",
                flush=True,
            )


if __name__ == "__main__":
    main()
