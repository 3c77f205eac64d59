"""What a running program needs: events, timers, state, messages.

`Runtime` (state.py) holds everything of one run; nothing lives in module
globals, so that runs can stand side by side. The network half calls
`advance(ts)` for each packet, `event(name).queue(…)` for what it sees and
`drain()`; generated code calls the names that support.py publishes. Errors of
handlers are caught at one place, `Runtime.fault`, and told in Zeek's words by
faults.py.
"""

from .state import Exit, Runtime

__all__ = ["Exit", "Runtime"]
