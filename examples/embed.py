# python examples/embed.py tests/traces/smb/smb3-11-session.pcap
#
# pyzeek in a Python program: a handler written in Python beside a script, and a
# list of events to look at afterwards.

import sys
from collections import Counter

import pyzeek

SCRIPT = """
event smb2_tree_connect_request(c: connection, hdr: SMB2::Header, path: string)
	{
	print fmt("the script sees %s", path);
	}
"""


def main(capture: str) -> int:
    opened: Counter[str] = Counter()
    engine = pyzeek.Engine(captures=capture, code=SCRIPT, ignore_checksums=True)
    engine.note("smb2_negotiate_response")

    @engine.on("smb2_create_request")
    def count(c, hdr, request):  # type: ignore[no-untyped-def]
        opened[request.filename.decode()] += 1

    result = engine.run()
    print(result.output, end="")
    for line in result.errors:
        print(line, file=sys.stderr)
    for event in result.events:
        c, response = event.args["c"], event.args["response"]
        print(f"{c.id.resp_h} chose dialect {response.dialect_revision:#06x}")
    for name, times in opened.most_common(3):
        print(f"{times} times opened: {name}")
    return result.status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
