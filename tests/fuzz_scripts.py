"""Damaged scripts: no run may end in a Python exception, an internal error or a hang.

usage: python tests/fuzz_scripts.py [--count N] [--seed N] [--keep FOLDER] [SCRIPT ...]

Each run takes a script of `tests/language`, exchanges, drops, doubles and invents
tokens, flips characters and splices two scripts, and loads, checks and runs what
comes of it. A script that loops for ever is its own fault; an engine that does not
come back from loading it, or from one built-in function, is a failure. `--keep`
writes the scripts that failed to a folder.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import pickle
import random
import re
import resource
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from pyzeek import driver
from pyzeek.bifs import BIFS
from pyzeek.cache import Cache, State
from pyzeek.cli import deepen_stack
from pyzeek.diagnostics import Diagnostics
from pyzeek.loading import Compilation
from pyzeek.options import Options

LANGUAGE = Path(__file__).resolve().parent / "language"
LIMIT = 5.0
"Seconds of processor time after which loading counts as hanging."
RUN_LIMIT = 0.5
"Seconds of processor time that a script may run."
KILL = 30
"Seconds of processor time after which a process is ended from outside."
MEMORY = 4 << 30
"Bytes of address space: what asks for more gets an error, as it should."

TOKEN = re.compile(
    r"""
      (?P<comment>  \#[^\n]*)
    | (?P<string>   "(?:\\.|[^"\\\n])*")
    | (?P<space>    \s+)
    | (?P<address>  \d+(?:\.\d+){3} | \[[0-9a-fA-F:]*::?[0-9a-fA-F:]*\])
    | (?P<port>     \d+/(?:tcp|udp|icmp|unknown)\b)
    | (?P<number>   \d[\w.]*)
    | (?P<word>     [@&]?[A-Za-z_]\w*(?:::\w+)*)
    | (?P<operator> [-+|&=!<>?:*/%$.]+ | .)
    """,
    re.VERBOSE | re.DOTALL,
)

LITERALS = """
    0 1 18446744073709551615 9223372036854775808 -1 -9223372036854775808 0xff 1e308
    1.5 .5 1e-7 T F "" "a" "\\x00\\xff" "%d" "%s %%" /a*/ /(a|b)+$/i 10.0.0.1
    10.0.0.0/8 [::1] [fe80::]/10 80/tcp 53/udp 1sec 0.5msec 2days -1hr vector() set()
    table() [] [$a=1] set(1) vector(1,2) table([1]="a") current_time() tcp
    function(x:count):count{return(x);}
""".split()

INFIX = "+ - * / % && || == != < <= > >= = += -= & | ^ in !in << >>".split()
OTHERS = """; , . $ ?$ ! ~ ? : as is [ ] ( ) { } ++ -- -> :: | @ # " """.split()
TYPES = """
    any bool count int double time interval string pattern addr subnet port file
    set[count] set[addr,port] table[string]\x20of\x20count vector\x20of\x20any
    record{a:count;} function(x:count):count event(s:string) hook() opaque\x20of\x20md5
""".split()
KEYWORDS = """
    enum record set table vector function event hook opaque of local global const
    option redef type module export if else while for switch case default fallthrough
    break next return add delete print when timeout schedule copy assert
    &optional &default &redef &log &ordered &create_expire &expire_func &on_change
    &priority &deprecated &is_used @if @ifdef @else @endif @load @DEBUG
""".split()
NAMES = "c x i s fmt cat zeek_init network_time to_count Reporter::info".split()


def tokens(text: str) -> list[str]:
    """The script in pieces that give it back when joined."""
    return [match.group() for match in TOKEN.finditer(text)]


def kind(token: str) -> str:
    """What sort of piece this is."""
    match = TOKEN.match(token)
    sort = match.lastgroup or "" if match else ""
    if sort in ("string", "address", "port", "number") or token in ("T", "F"):
        return "literal"
    if token in INFIX:
        return "infix"
    if sort == "word":
        return "type" if token in TYPES else "keyword" if token in KEYWORDS else "name"
    return sort


def places(parts: list[str]) -> list[int]:
    """Where the pieces are that mean something."""
    return [i for i, part in enumerate(parts) if kind(part) not in ("space", "comment")]


GENTLE = {"literal", "infix", "type", "name"}
"What can be exchanged without harm to the syntax."


def gentle_place(draw: random.Random, parts: list[str]) -> int:
    """A place where the syntax will bear something else of its kind."""
    found = [i for i, part in enumerate(parts) if kind(part) in GENTLE]
    return draw.choice(found or places(parts))


def exchange(draw: random.Random, parts: list[str]) -> None:
    """Put one token of the script in the place of another of its kind."""
    at = gentle_place(draw, parts)
    parts[at] = draw.choice([p for p in parts if kind(p) == kind(parts[at])])


def confuse(draw: random.Random, parts: list[str]) -> None:
    """Put a name for a literal, or the other way around."""
    found = [i for i, part in enumerate(parts) if kind(part) in ("literal", "name")]
    if found:
        parts[draw.choice(found)] = parts[draw.choice(found)]


def invent(draw: random.Random, parts: list[str]) -> None:
    """Put something new of the same kind."""
    at = gentle_place(draw, parts)
    source = {"infix": INFIX, "type": TYPES, "name": draw.choice((NAMES, LITERALS))}
    parts[at] = draw.choice(source.get(kind(parts[at]), LITERALS))


def drop(draw: random.Random, parts: list[str]) -> None:
    """Lose a token."""
    del parts[draw.choice(places(parts))]


def double(draw: random.Random, parts: list[str]) -> None:
    """Write a stretch of tokens twice."""
    start = draw.choice(places(parts))
    parts[start:start] = parts[start : start + draw.randint(1, 12)]


def swap(draw: random.Random, parts: list[str]) -> None:
    """Exchange two tokens."""
    found = places(parts)
    a, b = draw.choice(found), draw.choice(found)
    parts[a], parts[b] = parts[b], parts[a]


def insert(draw: random.Random, parts: list[str]) -> None:
    """Put a token more."""
    found = draw.choice(draw.choice((LITERALS, INFIX, OTHERS, TYPES, KEYWORDS)))
    parts.insert(draw.choice(places(parts)), f" {found} ")


def flip(draw: random.Random, parts: list[str]) -> None:
    """Turn a character into another."""
    at = draw.choice(places(parts))
    spot = draw.randrange(len(parts[at]))
    other = chr(draw.choice((draw.randrange(1, 128), draw.randrange(1, 1024))))
    parts[at] = parts[at][:spot] + other + parts[at][spot + 1 :]


def move(draw: random.Random, parts: list[str]) -> None:
    """Write a statement twice, or at another place."""
    ends = [i + 1 for i, part in enumerate(parts) if part in (";", "}")]
    if len(ends) > 1:
        at, spot = draw.randrange(len(ends) - 1), draw.choice(ends)
        parts[spot:spot] = parts[ends[at] : ends[at + 1]]


def cut(draw: random.Random, parts: list[str]) -> None:
    """Lose a stretch of tokens."""
    start = draw.choice(places(parts))
    del parts[start : start + draw.randint(2, 20)]


DAMAGES: tuple[Callable[[random.Random, list[str]], None], ...] = (
    *(exchange, invent, confuse, move) * 4,
    drop,
    double,
    swap,
    insert,
    flip,
    cut,
)


def splice(draw: random.Random, first: list[str], second: list[str]) -> list[str]:
    """The head of one script and the tail of another, or one inside the other."""
    a, b = draw.randrange(len(first) + 1), draw.randrange(len(second) + 1)
    if draw.random() < 0.5:
        return first[:a] + second[b:]
    return first[:a] + second[b : b + draw.randint(1, 40)] + first[a:]


def mutate(scripts: list[str], seed: int) -> str:
    """A damaged script, the same for the same seed."""
    draw = random.Random(seed)
    parts = tokens(scripts[seed % len(scripts)])
    if draw.random() < 0.1:
        parts = splice(draw, parts, tokens(draw.choice(scripts)))
    for _ in range(draw.choice((1, 1, 2, 2, 3, 6))):
        if places(parts):
            draw.choice(DAMAGES)(draw, parts)
    return "".join(parts)


def corpus() -> list[str]:
    """The scripts to damage."""
    found = sorted(LANGUAGE.glob("*/*.zeek"))
    return [path.read_text(encoding="utf-8", errors="replace") for path in found]


# ---- running


class Endless(BaseException):
    """The time is up: in the script itself, or in the engine."""

    def __init__(self, where: str = ""):
        super().__init__(where)
        self.where = where


UNSAFE = "system system_env piped_exec unlink rename rmdir setenv sleep".split()
"Functions that reach beyond the run; a damaged script must not."


def harmless() -> Mapping[str, Any]:
    """The built-in functions, without those that reach beyond the run."""
    table: dict[str, Any] = {name: BIFS[name] for name in BIFS}
    for name in UNSAFE:
        if name in table:
            table[name] = table[name]._replace(function=lambda *_: 0, runtime=False)
    return table


def engine_frame(frame: FrameType | None) -> FrameType | None:
    """The frame that the innermost frame of a script called, if any."""
    called = None
    while frame is not None:
        if frame.f_code.co_filename.endswith(".zeek"):
            return called
        called, frame = frame, frame.f_back
    return None


@contextmanager
def time_limit(seconds: float, *, running: bool) -> Iterator[None]:
    """Raise Endless when the processor time is up.

    While a script runs, the engine is only to blame if one and the same call from
    the script is still not back after twice that time.
    """
    before: list[FrameType | None] = []

    def alarm(_: int, frame: FrameType | None) -> None:
        called = engine_frame(frame) if running else frame
        if called is None:
            raise Endless
        if not running or before and before[-1] is called:
            raise Endless("".join(traceback.format_stack(called)[-4:]))
        if len(before) > 3:
            raise Endless
        before.append(called)

    old = signal.signal(signal.SIGVTALRM, alarm)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, old)


def problem(path: Path) -> str | None:
    """What goes wrong with a script, in a few lines, or None."""
    out, err = io.BytesIO(), io.StringIO()
    run = driver.Driver(Options(bare=True, scripts=[str(path)]), out=out, err=err)
    try:
        with time_limit(LIMIT, running=False):
            try:
                run.load()
            except driver.ScriptError:
                if not run.diagnostics.errors:
                    return "refused without a word"
        if not run.diagnostics.errors:
            with time_limit(RUN_LIMIT, running=True):
                run.execute()
    except Endless as e:
        return f"no end:\n{e.where}" if e.where else None
    except driver.UserError:
        return None
    except BaseException:
        return "\n".join(traceback.format_exc().splitlines()[-9:])
    strange = [
        line
        for line in err.getvalue().splitlines()
        if "internal error" in line or "Traceback" in line
    ]
    return "\n".join(strange) or None


def library() -> State:
    """The library of bare mode, compiled."""
    work = Compilation(Diagnostics(io.StringIO()), None)
    work.step("library", "bare")
    return State(work.program, memoryview(pickle.dumps(work.loader.loaded)))


@contextmanager
def sandbox() -> Iterator[Path]:
    """A folder to run in; the library is there, what could do harm is not.

    Changes this process for good: it is for scripts, not for use from others.
    """
    state = library()
    vars(driver)["BIFS"] = harmless()
    # nobody waits, neither for the clock nor for the network
    vars(driver)["TICK"] = 0
    os.environ["ZEEK_DNS_FAKE"] = "1"
    # every run finds the library, none stores anything
    Cache.find = lambda self, keys: (1, state)  # type: ignore[method-assign]
    Cache.asked_again = lambda *_: False  # type: ignore[method-assign]
    sys.setrecursionlimit(driver.RECURSION_LIMIT)
    deepen_stack()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    gc.freeze()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            yield Path(folder)
        finally:
            os.chdir("/")


def apart(path: Path) -> str | None:
    """What goes wrong with a script in a process of its own."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        # a loop in C code hears no other signal than the one that kills
        resource.setrlimit(resource.RLIMIT_CPU, (KILL, KILL))
        found = problem(path)
        os.write(writer, (found or "").encode("utf-8", "replace")[:4000])
        os._exit(0)
    os.close(writer)
    with open(reader, "rb") as pipe:
        text = pipe.read().decode()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return text or (f"ended with {status}" if status else None)


def try_text(folder: Path, text: str) -> str | None:
    """What goes wrong with the text of a script."""
    path = folder / "fuzz.zeek"
    path.write_text(text, encoding="utf-8", errors="surrogateescape", newline="")
    return apart(path)


def main() -> int:
    """Try many scripts and count failures."""
    parser = argparse.ArgumentParser(description="Run damaged scripts.")
    parser.add_argument("--count", type=int, default=1000, help="how many")
    parser.add_argument("--seed", type=int, default=0, help="where to begin")
    parser.add_argument("--keep", type=Path, help="folder for scripts that fail")
    parser.add_argument("scripts", nargs="*", type=Path)
    given = parser.parse_args()
    keep = given.keep.resolve() if given.keep else None
    scripts = [p.read_text(errors="replace") for p in given.scripts] or corpus()
    failed = 0
    with sandbox() as folder:
        for seed in range(given.seed, given.seed + given.count):
            text = mutate(scripts, seed)
            if seed % 500 == 499:
                print(f"{seed + 1} …", file=sys.stderr, flush=True)
            trouble = try_text(folder, text)
            if trouble is None:
                continue
            failed += 1
            print(f"seed {seed}:\n{trouble}\n", flush=True)
            if keep:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / f"{seed}.zeek").write_text(text, errors="surrogateescape")
    print(f"{given.count} scripts, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
