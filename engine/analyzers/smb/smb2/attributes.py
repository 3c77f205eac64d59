"""File attributes ([MS-FSCC] 2.6)."""

from __future__ import annotations

from typing import Any

from ..state import State

# The bits in the order of SMB2::FileAttrs.
_BITS = (
    0x00000001,  # read_only
    0x00000002,  # hidden
    0x00000004,  # system
    0x00000010,  # directory
    0x00000020,  # archive
    0x00000080,  # normal
    0x00000100,  # temporary
    0x00000200,  # sparse_file
    0x00000400,  # reparse_point
    0x00000800,  # compressed
    0x00001000,  # offline
    0x00002000,  # not_content_indexed
    0x00004000,  # encrypted
    0x00008000,  # integrity_stream
    0x00020000,  # no_scrub_data
)


def file_attributes(state: State, flags: int) -> Any:
    """A file's attributes as a record."""
    return state.records["SMB2::FileAttrs"](*[flags & bit > 0 for bit in _BITS])
