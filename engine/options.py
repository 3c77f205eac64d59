"""What a run is to do."""

from __future__ import annotations

from .structure import Structure, field


class Options(Structure):
    """The command line's options by name."""

    captures: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    signatures: list[str] = field(default_factory=list)
    "Signature files (`-s`)."
    assignments: list[str] = field(default_factory=list)
    bare: bool = False
    ignore_checksums: bool = False
    parse_only: bool = False
    usage_issues: bool = False
    "Whether variables are told that are read before they have a value (`-u`)."
    prefixes: list[str] = field(default_factory=list)
    "Prefixes of scripts that are loaded beside others (`-p`)."
    analyze_all: bool = False
    dump_python: bool = False
    cache: bool = True
    seeds: tuple[int, ...] | None = None
    "The numbers that fix what is drawn at random (`-G`, `-D`)."
    arguments: tuple[str, ...] = ()
    "The command line, as `zeek_args` shows it."
    log_dir: str = ""
    "Folder that logs are written to (`-l`), the present one if empty."
    write_to: str = ""
    "Capture to which packets are written again (`-w`)."
    unprocessed: str = ""
    "Capture to which packets are written that nobody could use (`-c`)."
    save_seeds: str = ""
    "File to which the numbers of the seed are written (`-H`)."
    pace: float = 0.0
    "How many times as fast as in the capture packets come; 0 is at once."
    print_id: str = ""
    "A global name to describe (`-I`) instead of a run."
    script_arguments: tuple[str, ...] = ()
    "What stands behind `--` and the script, for `zeek_script_args`."
    json: bool = False
    "Whether logs are written as JSON."
    json_too: bool = False
    "Whether logs are written as JSON beside the text."
    json_stdout: bool = False
    "Whether logs go to standard output as JSON."
    json_nested: bool = False
    "Whether JSON has objects inside of objects rather than names with dots."
    debug: bool = False
    "Whether the debugger stops at the first statement (`-d`)."
    traceback: bool = False
    "Whether the calls that led to an error are shown although nobody may read it."
    metrics: str = ""
    "File to which all metrics are written at the end."
    filter: str = ""
    "Which packets are looked at, as tcpdump writes it (`-f`)."
