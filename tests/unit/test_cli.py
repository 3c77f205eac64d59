"""The command line."""

import os
import signal
import subprocess
import sys
from time import sleep

import pytest

from pyzeek import cli
from pyzeek.diagnostics import UserError

NAMES = tuple(cli.Options.__annotations__)


def parse(*words):
    return cli.parse(list(words))


def wishes(*words):
    """What the words ask for, whatever their form."""
    options = parse(*words)
    return {name: getattr(options, name) for name in NAMES if name != "arguments"}


def test_options_by_letter_and_name():
    short = ("-b", "-C", "-r", "a.pcap", "-e", "print 1;", "x.zeek", "n=5")
    long = (
        "--bare-mode",
        "--no-checksums",
        "--readfile=a.pcap",
        "--exec",
        "print 1;",
        "x.zeek",
        "n=5",
    )
    assert wishes(*short) == wishes(*long)
    options = parse(*short)
    assert (options.bare, options.ignore_checksums) == (True, True)
    assert (options.captures, options.scripts) == (["a.pcap"], ["x.zeek"])
    assert (options.code, options.assignments) == (["print 1;"], ["n=5"])


def test_letters_may_stand_together():
    assert wishes("-bCr", "a.pcap") == wishes("-b", "-C", "-r", "a.pcap")
    assert wishes("-bra.pcap") == wishes("-b", "-r", "a.pcap")


def test_additions_to_containers_are_assignments():
    assert parse("A::s+={1}", "A::s-={1}").assignments == ["A::s+={1}", "A::s-={1}"]


def test_what_follows_two_dashes_is_for_the_script():
    options = parse("x.zeek", "--", "-r", "y")
    assert (options.scripts, options.captures) == (["x.zeek"], [])
    assert options.arguments == ("x.zeek", "--", "-r", "y")


def test_standard_input_is_a_capture_or_a_script():
    assert parse("-r", "-").captures == ["-"]
    assert parse("-").scripts == ["-"]


def test_options_of_zeek_that_change_nothing_here():
    assert wishes("-B", "all", "-O", "ZAM", "-Q") == wishes()


def test_seeds(tmp_path):
    path = tmp_path / "seeds"
    path.write_text("7\n" * cli.SEEDS)
    assert parse("-G", str(path), "x.zeek").seeds == (7,) * cli.SEEDS
    assert parse("-D", "x.zeek").seeds == (0,) * cli.SEEDS
    path.write_text("7\n")
    with pytest.raises(UserError, match="has 1 numbers, not 21"):
        parse("-G", str(path))


@pytest.mark.parametrize("words", [["--nix"], ["-r"], ["-bZ"]])
def test_mistakes(words):
    with pytest.raises(UserError):
        parse(*words)


def test_mistakes_end_with_status_1(capsys):
    assert cli.main(["--nix"]) == 1
    out, err = capsys.readouterr()
    assert (out, err) == (
        "",
        "error: unknown option --nix; pyzeek -h lists the options\n",
    )


@pytest.mark.parametrize("word", ["-h", "--help"])
def test_help_names_every_option(word, capsys):
    assert cli.main([word]) == 0
    text = capsys.readouterr().out
    assert all(option in text for option in [*cli.VALUES, *cli.FLAGS])


@pytest.mark.parametrize("word", ["-v", "--version"])
def test_version(word, capsys):
    assert cli.main([word]) == 0
    text = f"pyzeek version {cli.own_version()} (runs scripts as Zeek 8.2.2)\n"
    assert capsys.readouterr().out == text


def test_the_installed_command_ends_with_the_status(tmp_path):
    script = tmp_path / "a.zeek"
    script.write_text('event zeek_init() { print "before"; exit(7); }')
    code = "import sys; from pyzeek.cli import command; command()"
    command = [sys.executable, "-c", code, "-b", str(script)]
    ended = subprocess.run(command, capture_output=True)
    assert (ended.returncode, ended.stdout) == (7, b"before\n")


def test_filters_seeds_and_captures_that_are_written():
    options = parse("-f", "port 53", "-w", "out.pcap", "-H", "seeds", "x.zeek")
    assert (options.filter, options.write_to) == ("port 53", "out.pcap")
    assert options.save_seeds == "seeds"
    assert wishes("--filter=ip", "--writefile=o") == wishes("-fip", "-wo")


def test_pace():
    assert parse("--pseudo-realtime", "x.zeek").pace == 1.0
    assert parse("--pseudo-realtime=2.5", "x.zeek").pace == 2.5
    for text in ("0", "-1", "x", "inf", "nan"):
        with pytest.raises(UserError, match="not a number above 0"):
            parse(f"--pseudo-realtime={text}", "x.zeek")


def test_a_script_behind_two_dashes_gets_the_rest():
    options = parse("-b", "--", "x.zeek", "-a", "y")
    assert options.scripts == ["x.zeek"]
    assert options.script_arguments == ("-a", "y")


def test_there_is_no_live_capture():
    with pytest.raises(UserError, match="no live capture"):
        parse("-i", "eth0")


FOREVER = """
redef exit_only_after_terminate = T;
event again() { schedule 10msec { again() }; }
event zeek_init() { print "up"; flush_all(); event again(); }
event zeek_done() { print "down"; }
"""


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signals_end_a_run_in_good_order(number, tmp_path, environment):
    (tmp_path / "t.zeek").write_text(FOREVER)
    child = subprocess.Popen(
        [sys.executable, "-m", "pyzeek", "-b", "t.zeek"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdout.readline() == b"up\n"
    child.send_signal(number)
    out, err = child.communicate(timeout=60)
    assert (out, child.returncode) == (b"down\n", 0)
    assert err == b"received termination signal\n"


LOOP = 'event zeek_init() { print "up"; flush_all(); while ( T ) { } }'


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_second_signal_ends_it_at_once(tmp_path, environment):
    child = subprocess.Popen(
        [sys.executable, "-m", "pyzeek", "-b", "-e", LOOP],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdout.readline() == b"up\n"
    for _ in range(2):
        child.send_signal(signal.SIGINT)
        sleep(1)  # two at once would count as one
    _, err = child.communicate(timeout=60)
    assert child.returncode == 130 and b"Traceback" not in err


def test_the_first_line_of_a_script_comes_as_one_word():
    options = parse("-b --", "x.zeek", "-d", "e")
    assert (options.bare, options.scripts) == (True, ["x.zeek"])
    assert options.script_arguments == ("-d", "e")
    assert parse("-eprint 1;").code == ["print 1;"]
