"""The same in Python: the fixture `zeek` runs scripts over captures."""

CAPTURE = "../../tests/traces/smb/smb2-02-session.pcap"


def test_old_dialects_are_told(zeek):
    result = zeek(CAPTURE, "../smb2_old_dialect.zeek", ignore_checksums=True)
    assert result.output.splitlines()[0] == "10.20.0.10 offers SMB 2.0.2"
    assert [row["id.resp_p"] for row in result.log("conn")] == [445]


def test_a_newer_taste(zeek):
    wanted = ["OldDialect::oldest=0x0200"]
    result = zeek(
        CAPTURE,
        "../smb2_old_dialect.zeek",
        assignments=wanted,
        ignore_checksums=True,
    )
    assert result.output == ""
