"""A Zeek-compatible event-scripting engine: Zeek scripts over packet captures.

From Python there are `run`, `Engine`, `Result`, `Event` (see `api`) and `read_log`. The
rooms, in the order in which a run passes through them:

- `cli`, `api`: the two doors; both fill in `driver.Options`.
- `driver`: one run from scripts and packets to logs; the only file that knows
  every stage.
- The language half, scripts to Python functions: `loader` (which files, in
  which order; `library` knows where the bundled ones lie), `syntax` (text to
  nodes), `check` (names and types), `codegen` (Python with the script's own
  positions), `typesystem` (Zeek's types).
- The network half, captures to events: `packets` (files, link layers, IP,
  TCP in order), `analyzers` (connections and protocols), `signatures` (rules
  over their bytes), `files` (what is carried in them), `logs` (what is written
  down), `inputs` (what is read beside captures: files, commands, databases).
- For those who write scripts: `debugger`, `pytest_plugin`, `coverage_plugin`.
- What both share: `runtime` (event queue, timers, state of a run), `values`
  (one kind of value a file), `bifs` (built-in functions), `diagnostics`
  (messages about scripts).

Each room's own docstring tells how it works inside. Importing `pyzeek` imports
none of them: the public names are looked up when they are first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .api import Engine, Event, Result, run
    from .logs.reading import read_log

__all__ = ["Engine", "Event", "Result", "read_log", "run"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from . import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
