"""Events of protocols, with all fields, are those that Zeek raises for captures."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

import pyzeek

TRACES = Path(__file__).parent / "traces"
PROTOCOLS = {
    "smb": ("smb", "ntlm_", "gssapi_", "dce_rpc_", "krb_", "file_"),
    # Without file_hash, whose order changes from run to run in Zeek.
    "tls": ("ssl_", "x509_", "ocsp_", "file_new", "file_s", "file_w", "conn_weird"),
}
CAPTURES = [
    path for name in PROTOCOLS for path in sorted(TRACES.glob(f"{name}/*.pcap"))
]
UID = re.compile(r"\b[CF][A-Za-z0-9]{11,18}\b")


@pytest.mark.parametrize("capture", CAPTURES, ids=lambda path: path.stem)
def test_as_in_zeek(capture):
    result = pyzeek.run(capture, TRACES / "events.zeek", ignore_checksums=True)
    recorded = gzip.decompress(capture.with_suffix(".events.jsonl.gz").read_bytes())
    protocols = PROTOCOLS[capture.parent.name]
    assert (result.status, result.errors) == (0, [])
    found = comparable(result.output, protocols)
    assert found == comparable(recorded.decode(), protocols)


def comparable(text: str, protocols: tuple[str, ...]) -> list[str]:
    """The events, their random uids replaced by numbers in order of appearance."""
    lines, numbers = [], {}
    for line in text.splitlines():
        event = json.loads(re.sub(r"(?<!\\)\\x", r"\\\\x", line))
        if event["e"].startswith(protocols):
            shown = json.dumps(event, sort_keys=True)
            for uid in UID.findall(shown):
                number = numbers.setdefault(uid, f"uid{len(numbers)}")
                shown = shown.replace(uid, number)
            lines.append(shown)
    return lines
