"""The interfaces of file analysis and of the input framework.

Their managers put themselves into `rt.services["file_analysis"]` and `["input"]`; what
is asked of a manager that is not there fails without a word.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..values.vector import Vector
from .contract import bif

if TYPE_CHECKING:
    from ..runtime import Runtime


def _define(name: str, service: str, method: str, default: Any) -> None:
    def call(rt: Runtime, *arguments: Any) -> Any:
        """Ask the manager."""
        manager = rt.services.get(service)
        if manager is None:
            return default
        function: Callable[..., Any] = getattr(manager, method)
        return function(*arguments)

    bif(name, runtime=True)(call)


_FILES = {
    "__add_analyzer": False,
    "__remove_analyzer": False,
    "__enable_analyzer": True,
    "__disable_analyzer": True,
    "__analyzer_enabled": True,
    "__enable_reassembly": False,
    "__disable_reassembly": False,
    "__set_reassembly_buffer": False,
    "__set_timeout_interval": False,
    "__file_exists": False,
    "__lookup_file": None,
    "__stop": False,
}
for _name, _default in _FILES.items():
    _define(f"Files::{_name}", "file_analysis", _name.strip("_"), _default)
_define("set_file_handle", "file_analysis", "set_file_handle", None)
_define("FileExtract::__set_limit", "file_analysis", "set_extract_limit", False)
_define("identify_data", "file_analysis", "identify_data", b"<unknown>")
for _name in (
    "__create_table_stream",
    "__create_event_stream",
    "__create_analysis_stream",
    "__remove_stream",
    "__force_update",
):
    _define(f"Input::{_name}", "input", _name.strip("_"), False)


@bif("file_magic", runtime=True)
def file_magic(rt: Runtime, data: bytes) -> Any:
    """All signatures of files that match the beginning of some data."""
    manager = rt.services.get("file_analysis")
    return Vector() if manager is None else manager.file_magic(data)


@bif("Files::__analyzer_name")
def analyzer_name(tag: Any) -> bytes:
    """The name of a file analyzer."""
    return str(tag.name.rpartition("::ANALYZER_")[2]).encode()
