"""print into a log."""

from pathlib import Path


def test_print_goes_to_a_log(run, tmp_path: Path) -> None:
    script = """redef Log::print_to_log = Log::REDIRECT_ALL;
        event zeek_init() { print 1, "two"; }"""
    outcome = run("-b", script=script)
    assert (outcome.out, outcome.err) == ("", "")
    assert "\t1,two\n" in (tmp_path / "print.log").read_text()
