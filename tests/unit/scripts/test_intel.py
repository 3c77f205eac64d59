"""What the scripts of `policy/frameworks/intel` make of matches."""

from __future__ import annotations

import json

TRACE = "smb/smb3-11-session.pcap"
CLIENT = "10.20.0.10"


def rows(path) -> list[dict]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def intel_file(folder, header: str, *lines: str) -> None:
    text = "\n".join(["#fields\t" + header.replace(" ", "\t"), *lines])
    (folder / "intel.dat").write_text(text.replace(" ", "\t") + "\n")


def test_addresses_of_connections(run, tmp_path) -> None:
    intel_file(
        tmp_path,
        "indicator indicator_type meta.source meta.desc",
        f"{CLIENT} Intel::ADDR one -",
        "10.20.0.0/16 Intel::SUBNET two -",
    )
    outcome = run(
        "-C",
        "--json",
        "policy/frameworks/intel/seen",
        'Intel::read_files+={ "intel.dat" }',
        trace=TRACE,
    )
    assert outcome.status == 0, outcome.err
    found = rows(tmp_path / "intel.log")
    assert [(r["seen.indicator"], r["seen.where"]) for r in found] == [
        (CLIENT, "Conn::IN_ORIG"),
        ("10.20.0.20", "Conn::IN_RESP"),
    ]
    assert found[0]["sources"] == ["one", "two"] and found[1]["sources"] == ["two"]
    assert found[0]["id.orig_h"] == CLIENT and found[0]["uid"]


def test_names_of_files(run, tmp_path) -> None:
    outcome = run(
        "-C",
        "policy/frameworks/intel/seen",
        trace=TRACE,
        script="""
hook Intel::seen_policy(s: Intel::Seen, found: bool) { print s$where; }
""",
    )
    assert "Conn::IN_ORIG" in outcome.out and outcome.status == 0


def test_notices_and_what_is_harmless(run, tmp_path) -> None:
    intel_file(
        tmp_path,
        "indicator indicator_type meta.source meta.do_notice meta.if_in meta.whitelist",
        "a Intel::DOMAIN s T - F",
        "b Intel::DOMAIN s T Intel::IN_ANYWHERE T",
        "c Intel::DOMAIN s F - F",
        "d Intel::DOMAIN s T Conn::IN_ORIG F",
    )
    outcome = run(
        "--json",
        "policy/frameworks/intel/do_notice",
        "policy/frameworks/intel/whitelist",
        "policy/frameworks/intel/seen/where-locations",
        script="""
redef Intel::read_files += { "intel.dat" };
event see(what: string)
	{
	Intel::seen(Intel::Seen($indicator=what, $indicator_type=Intel::DOMAIN,
		$where=Intel::IN_ANYWHERE));
	}
event Input::end_of_data(name: string, source: string)
	{
	event see("A"); event see("b"); event see("c"); event see("d"); event see("e");
	}
""",
    )
    assert outcome.err == "" and outcome.status == 0
    assert [r["sub"] for r in rows(tmp_path / "notice.log")] == ["A", "b"]
    assert (
        rows(tmp_path / "notice.log")[0]["msg"]
        == "Intel hit on A at Intel::IN_ANYWHERE"
    )
    assert [r["seen.indicator"] for r in rows(tmp_path / "intel.log")] == [
        "A",
        "c",
        "d",
    ]


def test_removal(run, tmp_path) -> None:
    intel_file(
        tmp_path,
        "indicator indicator_type meta.source meta.remove",
        "a Intel::URL s F",
        "a Intel::URL t F",
        "a Intel::URL s T",
        "10.0.0.0/8 Intel::SUBNET s F",
        "10.0.0.0/8 Intel::SUBNET s T",
        "b Intel::URL s T",
    )
    outcome = run(
        "-b",
        "policy/frameworks/intel/removal",
        script="""
module Intel;
redef Intel::read_files += { "intel.dat" };
hook Intel::indicator_removed(text: string, kind: Intel::Type) { print "gone", text; }
event zeek_done() { print Intel::data_store; }
""",
    )
    assert outcome.out.splitlines()[0] == "gone, 10.0.0.0/8"
    assert "[t] = [source=t" in outcome.out and "source=s" not in outcome.out
    assert "Tried to remove non-existing item 'b' (Intel::URL)." in outcome.err


def test_groups_of_events(run) -> None:
    outcome = run(
        "-b",
        script="""
@load policy/frameworks/intel/seen/manage-event-groups
event look(text: string) &group="Intel::URL" { print text; }
event zeek_init() &priority=-5
	{
	local item = Intel::Item($indicator="x", $indicator_type=Intel::URL,
		$meta=[$source="s"]);
	event look("off");
	Intel::insert(item);
	event look("on");
	}
""",
    )
    assert outcome.status == 0 and "on" in outcome.out.split()


def test_expiry(run) -> None:
    outcome = run(
        "-b",
        "-C",
        "policy/frameworks/intel/do_expire",
        "Intel::item_expiration=1msec",
        "table_expire_interval=1msec",
        trace=TRACE,
        script="""
module Intel;
event zeek_init()
	{
	Intel::insert(Intel::Item($indicator="1.2.3.4", $indicator_type=Intel::ADDR,
		$meta=[$source="s"]));
	Intel::insert(Intel::Item($indicator="Name", $indicator_type=Intel::DOMAIN,
		$meta=[$source="s"]));
	}
hook Intel::item_expired(text: string, kind: Intel::Type, metas: set[Intel::MetaData])
	{ print text, kind, |metas|; }
event zeek_done() { print |Intel::data_store$string_data|; }
""",
    )
    assert sorted(outcome.out.splitlines()) == [
        "0",
        "1.2.3.4, Intel::ADDR, 1",
        "name, Intel::DOMAIN, 1",
    ]
