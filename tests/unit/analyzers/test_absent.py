"""What is said of protocols that are not there."""

from pathlib import Path

from pyzeek.analyzers.absent import PROTOCOLS, protocol_of, warning
from pyzeek.library import scripts

BIF = scripts() / "base" / "bif" / "plugins"
NOT_YET = Path(__file__).parents[2] / "not_yet.txt"


def not_yet() -> set[str]:
    lines = NOT_YET.read_text().splitlines()
    return {line.split()[1] for line in lines if line.startswith("event ")}


def test_each_has_a_file_whose_events_are_missing():
    missing = not_yet()
    for protocol in PROTOCOLS:
        text = "".join(p.read_text() for p in BIF.glob(f"Zeek_{protocol}.*"))
        assert any(f"global {event}: event" in text for event in missing), protocol


def test_present_protocols_are_not_named():
    assert warning({"smb2_message": "base/bif/plugins/Zeek_SMB.events.bif.zeek"}) == ""
    assert warning({"zeek_init": "base/bif/event.bif.zeek"}) == ""


def test_one_line_for_all():
    def declared(protocol: str) -> str:
        return str(BIF / f"Zeek_{protocol}.events.bif.zeek")

    handled = {"ncp_reply": declared("NCP"), "finger_reply": declared("Finger")}
    assert warning(handled) == (
        "warning: pyzeek has no analyzer for Finger, NCP:"
        " nothing raises ncp_reply, finger_reply"
    )
    more = handled | {f"ncp_{i}": declared("NCP") for i in range(3)}
    assert warning(more).endswith("nothing raises ncp_reply, finger_reply and 3 more")


def test_protocols_are_told_by_the_file():
    assert protocol_of(r"C:\x\Zeek_FTP.events.bif.zeek") == "FTP"
    assert protocol_of("/x/main.zeek") == ""
