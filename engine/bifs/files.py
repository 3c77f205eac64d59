"""Files, folders and paths."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..values.file import File
from .contract import bif, c_string, shown

if TYPE_CHECKING:
    from ..runtime import Runtime


def _path(rt: Runtime, name: bytes) -> str:
    return os.fsdecode(c_string(rt, name))


@bif("open", runtime=True)
def open_file(rt: Runtime, name: bytes) -> File:
    """Open a file for writing; `-` is standard output."""
    if name in (b"-", b"/dev/stdout"):
        return File(name, rt.out)
    if name == b"/dev/stderr":
        import sys

        return File(name, sys.stderr.buffer)
    return _open(rt, name, "wb")


@bif("open_for_append", runtime=True)
def open_for_append(rt: Runtime, name: bytes) -> File:
    """Open a file for writing at its end."""
    return _open(rt, name, "ab")


def _open(rt: Runtime, name: bytes, mode: str) -> File:
    name = c_string(rt, name)
    try:
        made = File.open(name, mode)
    except OSError as error:
        rt.reporter.error(f"can't open {shown(name)}: {error.strerror}")
        import io

        made = File(name, io.BytesIO())
        made.is_open = False
        return made
    rt.services.setdefault("files", []).append(made)
    return made


@bif("close")
def close(file: File) -> bool:
    """Close a file."""
    return file.close()


@bif("write_file")
def write_file(file: File, data: bytes) -> bool:
    """Write a string as it is."""
    return file.write(data)


@bif("set_buf")
def set_buf(file: File, buffered: bool) -> bool:
    """Switch buffering on or off."""
    if not buffered and file.is_open:
        file.stream.flush()
    return True


@bif("flush_all", runtime=True)
def flush_all(rt: Runtime) -> bool:
    """Write out what is buffered."""
    for file in rt.services.get("files", ()):
        if file.is_open:
            file.stream.flush()
    return True


@bif("active_file")
def active_file(file: File) -> bool:
    """Whether a file is open."""
    return file.is_open


@bif("get_file_name")
def get_file_name(file: File) -> bytes:
    """The name by which a file was opened."""
    return file.name


@bif("enable_raw_output")
def enable_raw_output(file: File) -> None:
    """Print to a file without escapes, commas and ends of line."""
    file.raw = True


@bif("file_size", runtime=True)
def file_size(rt: Runtime, name: bytes) -> float:
    """Its size in bytes; -1 if there is no such file."""
    flush_all(rt)
    try:
        return float(os.stat(_path(rt, name)).st_size)
    except OSError:
        return -1.0


@bif("mkdir", runtime=True)
def mkdir(rt: Runtime, name: bytes) -> bool:
    """Make a folder; fine if it is there already."""
    path = _path(rt, name)
    try:
        os.mkdir(path)
    except OSError as error:
        if isinstance(error, FileExistsError) and os.path.isdir(path):
            return True
        problem = f"cannot create directory '{path}': {error.strerror}"
        rt.reporter.warning(problem)
        return False
    return True


@bif("rmdir", runtime=True)
def rmdir(rt: Runtime, name: bytes) -> bool:
    """Remove an empty folder."""
    path = _path(rt, name)
    try:
        os.rmdir(path)
    except OSError as error:
        problem = f"cannot remove directory '{path}': {error.strerror}"
        rt.reporter.warning(problem)
        return False
    return True


@bif("unlink", runtime=True)
def unlink(rt: Runtime, name: bytes) -> bool:
    """Remove a file."""
    path = _path(rt, name)
    try:
        os.unlink(path)
    except OSError as error:
        rt.reporter.warning(f"cannot unlink file '{path}': {error.strerror}")
        return False
    return True


@bif("rename", runtime=True)
def rename(rt: Runtime, source: bytes, target: bytes) -> bool:
    """Give a file another name."""
    old, new = _path(rt, source), _path(rt, target)
    try:
        os.replace(old, new)
    except OSError as error:
        problem = f"cannot rename file '{old}' to '{new}': {error.strerror}"
        rt.reporter.warning(problem)
        return False
    return True


@bif("compress_path")
def compress_path(path: bytes) -> bytes:
    """The path without `.` and `..` and doubled slashes where possible."""
    if b"/." not in path and b"//" not in path:
        return path[:-1] if len(path) > 1 and path.endswith(b"/") else path
    kept: list[bytes] = []
    for i, part in enumerate(path.split(b"/")):
        if not part or part == b"." and i:
            continue
        if part == b".." and kept and kept[-1] not in (b"~", b".."):
            last = kept.pop()
            if last == b".":
                kept.append(b"..")
            continue
        kept.append(part)
    return (b"/" if path.startswith(b"/") else b"") + b"/".join(kept)


@bif("find_in_zeekpath", runtime=True)
def find_in_zeekpath(rt: Runtime, name: bytes) -> bytes:
    """The full path of a script or package."""
    text = shown(name)
    if text[:1] in (".", "/"):
        problem = "find_in_zeek_path: path must be relative or absolute"
        rt.reporter.error(problem)
        return b""
    from ..library import script_folders

    for folder in script_folders():
        base = os.path.join(folder, text)
        for found in (base, f"{base}.zeek", os.path.join(base, "__load__.zeek")):
            if os.path.isfile(found):
                return os.fsencode(found)
    return b""


@bif("rotate_file", runtime=True)
def rotate_file(rt: Runtime, file: File) -> Any:
    """Move a file out of the way and go on with an empty one."""
    if file.path is None or not file.is_open:
        return _no_rotation(rt)
    file.stream.close()
    info = _rotate(rt, file.path)
    file.stream = open(file.path, "wb")  # noqa: SIM115  # scripts close it
    return info


@bif("rotate_file_by_name", runtime=True)
def rotate_file_by_name(rt: Runtime, name: bytes) -> Any:
    """Move a file out of the way."""
    path = Path(_path(rt, name))
    return _rotate(rt, path) if path.exists() else _no_rotation(rt)


def _rotate(rt: Runtime, path: Path) -> Any:
    from ..values.time import Time

    target = Path(f"{path}.{os.getpid()}.{rt.network_time:.6f}.tmp")
    path.replace(target)
    path.touch()
    names = (os.fsencode(path), os.fsencode(target))
    return rt.record("rotate_info")(*names, Time(0.0), Time(rt.network_time))


def _no_rotation(rt: Runtime) -> Any:
    from ..values.time import Time

    return rt.record("rotate_info")(b"", b"", Time(0.0), Time(0.0))
