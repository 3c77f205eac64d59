"""The interface of file analysis, whose manager is made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..files import file_manager
from .contract import bif

if TYPE_CHECKING:
    from ..runtime import Runtime


def _of_files(name: str, method: str) -> None:
    def call(rt: Runtime, *arguments: Any) -> Any:
        """Ask the manager of files."""
        function: Callable[..., Any] = getattr(file_manager(rt), method)
        return function(*arguments)

    bif(name, runtime=True)(call)


for _name in (
    "__add_analyzer",
    "__remove_analyzer",
    "__enable_analyzer",
    "__disable_analyzer",
    "__analyzer_enabled",
    "__enable_reassembly",
    "__disable_reassembly",
    "__set_reassembly_buffer",
    "__set_timeout_interval",
    "__file_exists",
    "__lookup_file",
    "__stop",
):
    _of_files(f"Files::{_name}", _name.strip("_"))
_of_files("set_file_handle", "set_file_handle")
_of_files("FileExtract::__set_limit", "set_extract_limit")
_of_files("identify_data", "identify_data")
_of_files("file_magic", "file_magic")


@bif("Files::__analyzer_name")
def analyzer_name(tag: Any) -> bytes:
    """The name of a file analyzer."""
    return str(tag.name.rpartition("::ANALYZER_")[2]).encode()
