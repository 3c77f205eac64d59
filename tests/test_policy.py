"""The scripts of scripts/policy: all of them go together, and none is forgotten."""

from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[1] / "scripts"


def test_all_policy_scripts_are_loaded_or_named(run):
    text = (SCRIPTS / "test-all-policy.zeek").read_text(encoding="utf-8")
    named = {line.split()[-1] for line in text.splitlines() if "@load" in line}
    policy = SCRIPTS / "policy"
    there = {path.relative_to(policy).as_posix() for path in policy.rglob("*.zeek")}
    assert named == there
    outcome = run("-a", "test-all-policy")
    assert (outcome.status, outcome.err) == (0, "")
