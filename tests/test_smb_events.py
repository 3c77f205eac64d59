"""Events of SMB and what it carries, with all fields, are those that Zeek raises."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

import pyzeek

TRACES = Path(__file__).parent / "traces"
CAPTURES = sorted((TRACES / "smb").glob("*.pcap"))
PROTOCOLS = ("smb", "ntlm_", "gssapi_", "dce_rpc_", "krb_", "file_")
UID = re.compile(r"\b[CF][A-Za-z0-9]{11,18}\b")


@pytest.mark.parametrize("capture", CAPTURES, ids=lambda path: path.stem)
def test_as_in_zeek(capture):
    result = pyzeek.run(capture, TRACES / "events.zeek", ignore_checksums=True)
    recorded = gzip.decompress(capture.with_suffix(".events.jsonl.gz").read_bytes())
    assert (result.status, result.errors) == (0, [])
    assert comparable(result.output) == comparable(recorded.decode())


def comparable(text: str) -> list[str]:
    """The events, their random uids replaced by numbers in order of appearance."""
    lines, numbers = [], {}
    for line in text.splitlines():
        event = json.loads(re.sub(r"(?<!\\)\\x", r"\\\\x", line))
        if event["e"].startswith(PROTOCOLS):
            shown = json.dumps(event, sort_keys=True)
            for uid in UID.findall(shown):
                number = numbers.setdefault(uid, f"uid{len(numbers)}")
                shown = shown.replace(uid, number)
            lines.append(shown)
    return lines
