"""The command line: Zeek's options, and a few more."""

from __future__ import annotations

import gc
import os
import re
import signal
import sys
from typing import TYPE_CHECKING, Any, NoReturn

from .diagnostics import UserError
from .options import Options

if TYPE_CHECKING:
    from .driver import Driver

STACK = 64 << 20
ZEEK_VERSION = "8.2.2"
SEEDS = 21
"""How many numbers a seed file holds."""
ASSIGNMENT = re.compile(r"[A-Za-z_][\w:]*\s*[+-]?=")

USAGE = """\
usage: pyzeek [options] [script ...] [NAME=VALUE ...]

Runs Zeek scripts, over packet captures or alone.

  -r, --readfile FILE     read packets from a capture (- for standard input)
  -b, --bare-mode         do not load the default scripts, only the basics
  -f, --filter EXPR       look at those packets only, in the words of tcpdump
  -C, --no-checksums      take packets with bad checksums too
  -w, --writefile FILE    write the packets that are read to a capture
  -c, --capture-unprocessed FILE  write those to a capture that nobody could use
  -e, --exec CODE         run code given on the command line
  -s, --rulefile FILE     read signatures from a file
  -a, --parse-only        check the scripts, do not run them
  -u, --usage-issues      tell of variables that are read before they are set
  -p, --prefix PREFIX     load scripts named PREFIX.NAME beside those named NAME
  -I, --print-id NAME     print type and value of a global name
  -v, --version           print the version
  -h, --help              print this text
  -G, --load-seeds FILE   take the numbers that fix random ids from a file
  -H, --save-seeds FILE   write these numbers to a file
  -D, --deterministic     the same ids in every run
      --pseudo-realtime[=N]  let packets come as they came once, or N times as fast
  -l, --log-dir DIR       write logs into a folder, which is made if need be
      --json              write logs as JSON, one record a line
      --json-too          write logs as JSON (NAME.json) beside the text (NAME.log)
      --json-stdout       write all logs as JSON to standard output, no files
      --json-nested       with one of these: objects inside of objects, as in
                          {"id": {"orig_h": ...}} rather than {"id.orig_h": ...}
  -d, --debug-script      step through scripts in a debugger
      --metrics FILE      write all metrics at the end, as Prometheus reads them
      --traceback         show the calls that led to an error, with their arguments
      --analyze-all       analyze everything, also what no handler asks for
      --dump-python       print the Python that scripts become, do not run them
      --no-cache          neither read nor write the cache of compiled scripts

NAME=VALUE changes an option or redefinable constant. What follows `-- SCRIPT` is for
the script, as zeek_script_args.
"""

VALUES = {
    "-r": "captures",
    "--readfile": "captures",
    "-e": "code",
    "--exec": "code",
    "-s": "signatures",
    "--rulefile": "signatures",
    "-p": "prefixes",
    "--prefix": "prefixes",
}
SINGLE = {
    "-f": "filter",
    "--filter": "filter",
    "-c": "unprocessed",
    "--capture-unprocessed": "unprocessed",
    "-w": "write_to",
    "--writefile": "write_to",
    "-H": "save_seeds",
    "--save-seeds": "save_seeds",
    "-I": "print_id",
    "--print-id": "print_id",
    "-l": "log_dir",
    "--log-dir": "log_dir",
    "--metrics": "metrics",
}
"""Options with a value of which the last one counts."""

FLAGS = {
    "-b": "bare",
    "--bare-mode": "bare",
    "-C": "ignore_checksums",
    "--no-checksums": "ignore_checksums",
    "-a": "parse_only",
    "-u": "usage_issues",
    "--usage-issues": "usage_issues",
    "-d": "debug",
    "--debug-script": "debug",
    "--parse-only": "parse_only",
    "--analyze-all": "analyze_all",
    "--dump-python": "dump_python",
    "--json": "json",
    "--json-too": "json_too",
    "--json-stdout": "json_stdout",
    "--json-nested": "json_nested",
    "--traceback": "traceback",
}
IGNORED = {
    "-B": 1,
    "--debug": 1,
    "-O": 1,
    "--optimize": 1,
    "--no-optimize-func": 1,
    "--no-optimize-file": 1,
    "-F": 0,
    "--force-dns": 0,
    "-N": 0,
    "--print-plugins": 0,
    "-P": 0,
    "--prime-dns": 0,
    "-Q": 0,
    "--time": 0,
    "-S": 0,
    "--debug-rules": 0,
    "-T": 1,
    "--re-level": 1,
    "-U": 1,
    "--status-file": 1,
    "-W": 0,
    "--watchdog": 0,
    "-m": 0,
    "--no-unused-warnings": 0,
}
"""Options of Zeek's that change nothing here, with their number of values."""


def main(argv: list[str] | None = None) -> int:
    """Run the command; the exit status."""
    deepen_stack()
    try:
        return run(sys.argv[1:] if argv is None else argv)
    except UserError as e:
        print(f"error: {e}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("received termination signal", file=sys.stderr)
        return 130
    except BrokenPipeError:
        return 1


def command() -> NoReturn:
    """The installed command: run and leave at once.

    Taking apart everything that a run made, one object after the other, takes a
    tenth of a short run; the operating system does the same in no time.
    """
    gc.disable()  # while starting; a run enables it
    status = main()
    if sys.gettrace() or sys.getprofile() or "threading" in sys.modules:
        sys.exit(status)  # others have work to do at the end
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        status = status or 1  # as when Python cannot flush at its end
    os._exit(status)


def deepen_stack() -> None:
    """Let endless recursion meet Python's limit before the end of the stack."""
    if sys.platform == "win32":
        return
    from resource import RLIMIT_STACK, getrlimit, setrlimit

    soft, hard = getrlimit(RLIMIT_STACK)
    if 0 <= soft < STACK and (hard < 0 or hard >= STACK):
        setrlimit(RLIMIT_STACK, (STACK, hard))


def run(arguments: list[str]) -> int:
    """Parse the arguments and do what they say."""
    if any(a in ("-h", "--help") for a in arguments):
        print(USAGE, end="")
        return 0
    if any(a in ("-v", "--version") for a in arguments):
        print(f"pyzeek version {own_version()} (runs scripts as Zeek {ZEEK_VERSION})")
        return 0
    from .driver import Driver

    driver = Driver(parse(arguments))
    before = end_on_signals(driver)
    try:
        return driver.run()
    finally:
        for number, handler in before:
            signal.signal(number, handler)


def end_on_signals(driver: Driver) -> list[tuple[int, Any]]:
    """Let a signal end the run in good order, and a second one at once.

    As with `terminate()`, handlers of `zeek_done` run and logs are closed. Gives the
    handlers that were there before.
    """

    def ask(number: int, frame: object) -> None:
        rt = driver.rt
        if rt is None or rt.terminate_asked:
            raise KeyboardInterrupt
        rt.terminate()

    if not is_main_thread():
        return []
    return [(n, signal.signal(n, ask)) for n in (signal.SIGINT, signal.SIGTERM)]


def is_main_thread() -> bool:
    """Whether this is the main thread, the only one that may watch signals."""
    threading = sys.modules.get("threading")
    return threading is None or threading.current_thread() is threading.main_thread()


def parse(arguments: list[str]) -> Options:
    """The run that the arguments ask for."""
    options = Options(arguments=tuple(arguments))
    rest = expand(interpreter_line(arguments))
    while rest:
        word = rest.pop(0)
        if word == "--":
            if rest and not options.scripts:
                options.scripts.append(rest.pop(0))
            options.script_arguments = tuple(rest)
            break
        if word in ("-G", "--load-seeds"):
            options.seeds = read_seeds(_value(word, rest))
        elif word in ("-D", "--deterministic"):
            if options.seeds is None and not os.environ.get("ZEEK_SEED_FILE"):
                options.seeds = (0,) * SEEDS
        elif word in SINGLE:
            setattr(options, SINGLE[word], _value(word, rest))
        elif word.partition("=")[0] == "--pseudo-realtime":
            options.pace = read_pace(word)
        elif word in ("-i", "--iface"):
            raise UserError("there is no live capture; give a stored one with -r")
        elif word in VALUES:
            getattr(options, VALUES[word]).append(_value(word, rest))
        elif word in FLAGS:
            setattr(options, FLAGS[word], True)
        elif word == "--no-cache":
            options.cache = False
        elif word in IGNORED:
            del rest[: IGNORED[word]]
        elif word.startswith("-") and word != "-":
            raise UserError(f"unknown option {word}; pyzeek -h lists the options")
        elif ASSIGNMENT.match(word):
            options.assignments.append(word)
        else:
            options.scripts.append(word)
    if options.filter:
        # As in Zeek, which has it log the filter also where nothing else is loaded.
        options.scripts.append("base/frameworks/packet-filter")
    if not (options.scripts or options.captures or options.code or options.print_id):
        if sys.stdin.isatty():
            raise UserError("no script and no capture given; pyzeek -h tells how")
        options.scripts.append("-")
    return options


def read_seeds(path: str) -> tuple[int, ...]:
    """The numbers of a seed file, one a line."""
    try:
        with open(path, encoding="ascii") as file:
            numbers = tuple(int(line) for line in file.read().split())
    except OSError as e:
        raise UserError(f"seed file {path}: {e.strerror}") from None
    except ValueError:
        raise UserError(
            f"seed file {path}: holds something else than numbers"
        ) from None
    if len(numbers) != SEEDS:
        raise UserError(f"seed file {path}: has {len(numbers)} numbers, not {SEEDS}")
    return numbers


def read_pace(word: str) -> float:
    """How many times as fast `--pseudo-realtime=N` lets packets come."""
    text = word.partition("=")[2]
    try:
        pace = float(text or 1.0)
    except ValueError:
        pace = 0.0
    if not 0.0 < pace < float("inf"):
        raise UserError(f"--pseudo-realtime={text}: not a number above 0")
    return pace


def interpreter_line(arguments: list[str]) -> list[str]:
    """Take apart what `#! pyzeek -b --` in a script's first line hands over as one."""
    if arguments and arguments[0].startswith("-"):
        words = arguments[0].split()
        if len(words) > 1 and words[-1] == "--":
            return words + arguments[1:]
    return arguments


def expand(arguments: list[str]) -> list[str]:
    """Take `-bCr FILE` and `--exec=CODE` apart."""
    words: list[str] = []
    for i, word in enumerate(arguments):
        if word == "--":
            return words + arguments[i:]
        if word.startswith("--pseudo-realtime="):
            words.append(word)
        elif word.startswith("--") and "=" in word:
            words += word.split("=", 1)
        elif re.fullmatch(r"-[a-zA-Z].+", word) and word not in FLAGS:
            words += _bundle(word)
        else:
            words.append(word)
    return words


def _bundle(word: str) -> list[str]:
    words: list[str] = []
    for i, letter in enumerate(word[1:], 1):
        words.append(f"-{letter}")
        if f"-{letter}" in (*VALUES, *SINGLE, "-G") or IGNORED.get(f"-{letter}"):
            return words + ([word[i + 1 :]] if word[i + 1 :] else [])
    return words


def _value(word: str, rest: list[str]) -> str:
    if not rest:
        raise UserError(f"option {word} needs a value")
    return rest.pop(0)


def own_version() -> str:
    """The version of this package."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("pyzeek")
    except PackageNotFoundError:
        return "unknown"


if __name__ == "__main__":
    sys.exit(main())
