"""Events and logs of whole captures are those that Zeek makes of them.

Each folder of `traces/protocols` holds a capture, all its events with their fields, and
its logs, as Zeek 8.2.2 gives them.
"""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

import pyzeek

PROTOCOLS = Path(__file__).parent / "traces" / "protocols"
FOLDERS = sorted(path.parent for path in PROTOCOLS.glob("*/capture.pcap"))
UID = re.compile(r"\b[CF][A-Za-z0-9]{11,18}\b")
BARE_ESCAPE = re.compile(r"(?<!\\)\\x")
LEFT_OUT = re.compile(
    r"zeek_|log_|.*::log_|(Broker|ChecksumOffloading|Cluster|NetControl|Telemetry)::"
    r"|net_done|network_time_init|get_file_handle|profiling_update"
    r"|Pcap::|filter_change_tracking|tcp_rexmit|conn_stats|.*_threshold_crossed"
)
"What the engine or a script raises by itself."


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_events(folder):
    script = PROTOCOLS / "events.zeek"
    result = pyzeek.run(folder / "capture.pcap", script, ignore_checksums=True)
    recorded = gzip.decompress((folder / "events.jsonl.gz").read_bytes())
    assert (result.status, result.errors) == (0, [])
    assert events(result.output) == events(recorded.decode())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_logs(folder, run, tmp_path):
    outcome = run("-C", "-r", str(folder / "capture.pcap"))
    assert (outcome.status, outcome.err) == (0, "")
    names = {path.name for path in folder.glob("*.log")}
    assert {path.name for path in tmp_path.glob("*.log")} - {"packet_filter.log"} == (
        names - {"packet_filter.log"}
    )
    for name in names - {"packet_filter.log"}:
        assert rows(tmp_path / name) == rows(folder / name), name


def events(text: str) -> list[str]:
    """Events, their random uids replaced by numbers in order of appearance."""
    numbers: dict[str, str] = {}
    lines = []
    for line in text.splitlines():
        event = reduced(json.loads(BARE_ESCAPE.sub(r"\\\\x", line)))
        if event["t"] and not LEFT_OUT.match(event["e"]):
            lines.append(numbered(json.dumps(event, sort_keys=True), numbers))
    return lines


def reduced(value: Any) -> Any:
    """Connections and files within records as their ids, too."""
    if isinstance(value, list):
        return [reduced(x) for x in value]
    if not isinstance(value, dict):
        return value
    if "uid" in value and "history" in value:
        return value["uid"]
    if "id" in value and "bof_buffer_size" in value:
        return value["id"]
    return {name: reduced(x) for name, x in value.items()}


def rows(path: Path) -> list[str]:
    """Lines of a log without those that tell when it was written."""
    numbers: dict[str, str] = {}
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [x for x in lines if not x.startswith(("#open", "#close"))]
    return [numbered(line, numbers) for line in kept]


def numbered(text: str, numbers: dict[str, str]) -> str:
    for uid in UID.findall(text):
        text = text.replace(uid, numbers.setdefault(uid, f"uid{len(numbers)}"))
    return text
