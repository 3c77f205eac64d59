"""The content of files: put in order, identified, hashed, kept, looked into.

A protocol analyzer gives the `FileManager` (`manager`) pieces of a file with their
offsets; the script's `get_file_handle` says which file they belong to. A
`TrackedFile` (`tracked`) puts the pieces in order (`reassembly`), tells the MIME type
of their beginning (`identify`), raises the events that scripts see and feeds the
analyzers that scripts attached (`contract`, `analyzers`): hashes, entropy, events
with the data, extraction, executables (`pe`), certificates (`x509`) and
what is said of them (`ocsp`).

To add a file analyzer, copy the nearest one and add a line to `ANALYZERS` in
`analyzers`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .manager import FileManager

SERVICE = "file_analysis"

EVENTS = (
    "file_new",
    "file_over_new_connection",
    "file_sniff",
    "file_timeout",
    "file_gap",
    "file_reassembly_overflow",
    "file_state_remove",
    "file_hash",
)
"Who listens to one of these wants the content of files."


def file_manager(rt: Any) -> FileManager:
    """The manager of a run, made when it is first asked for."""
    found: FileManager | None = rt.services.get(SERVICE)
    if found is None:
        from .manager import FileManager

        found = rt.services[SERVICE] = FileManager(rt)
    return found
