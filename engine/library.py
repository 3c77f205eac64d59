"""Where scripts, the bundled library and derived files lie."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE_LOADER = "__load__.zeek"
SUBFOLDERS = ("", "policy", "site", "builtin-plugins")


def grammar(name: str = "zeek.lark") -> str:
    """Text of a grammar; without a name, that of Zeek scripts."""
    with open(os.path.join(_folder("grammar"), name), encoding="utf-8") as file:
        return file.read()


def scripts() -> Path:
    """Folder of the bundled Zeek scripts, the last entry of ZEEKPATH."""
    from pathlib import Path

    return Path(bundled())


def bundled() -> str:
    """The same as text, for what runs at each start: pathlib takes long to import."""
    return _folder("scripts")


MAGIC_FOLDER = "/base/frameworks/files/magic/"
"""Where the signatures lie that say nothing but how to tell types of files."""


def may_wait(signatures: str) -> bool:
    """Whether a signature file need not be read before somebody needs it.

    So it is with those that come with the engine or with Zeek, which have no mistakes.
    """
    return signatures.startswith(bundled()) or MAGIC_FOLDER in signatures


def _folder(name: str) -> str:
    """Folder of a data package; importlib.resources would take longer to import."""
    return str(import_module(f"pyzeek.{name}").__path__[0])


def cache_folder() -> str:
    """Folder for what can be made again: grammar tables, compiled scripts."""
    chosen = os.environ.get("PYZEEK_CACHE_DIR")
    if chosen:
        return chosen
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or "~/AppData/Local"
    elif sys.platform == "darwin":
        base = "~/Library/Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return os.path.join(os.path.expanduser(base), "pyzeek")


def script_folders(zeekpath: str | None = None) -> list[str]:
    """The folders of ZEEKPATH, in order; the bundled ones always come last.

    An empty one is the folder at hand, as in PATH.

    So Zeek's own script tree, which lacks the files that Zeek's build makes, finds
    them in the bundled library.
    """
    top = bundled()
    own = [os.path.join(top, folder) if folder else top for folder in SUBFOLDERS]
    chosen = os.environ.get("ZEEKPATH") if zeekpath is None else zeekpath
    folders = chosen.split(os.pathsep) if chosen else ["."]
    folders = [folder or "." for folder in folders]
    return folders + [folder for folder in own if folder not in folders]


class ScriptPath:
    """Finds scripts by the names that `@load` and the command line give them."""

    def __init__(self, folders: list[str] | None = None) -> None:
        self.folders = script_folders() if folders is None else folders
        self.missing: set[str] = set()
        "Paths that were looked for in vain; a file there would change the outcome."

    def find(self, name: str, near: str = "", suffix: str = ".zeek") -> str | None:
        """The file or folder for a name; `near` is the file that asks for it."""
        folders = self.folders
        if name.startswith("."):
            folders = [os.path.dirname(near) or "."]
        for spelling in _spellings(name):
            for candidate in self._candidates(spelling, folders, suffix):
                if os.access(candidate, os.R_OK):
                    return normalize(candidate)
                self.missing.add(candidate)
        return None

    def _candidates(self, name: str, folders: list[str], suffix: str) -> Iterator[str]:
        if os.path.isabs(name):
            yield name + suffix
            yield name
            return
        for folder in folders:
            path = os.path.join(folder, name)
            yield path + suffix
            yield path

    def package_loader(self, folder: str) -> str | None:
        """The script that stands for a folder."""
        path = f"{folder}/{PACKAGE_LOADER}"
        if os.access(path, os.R_OK):
            return path
        self.missing.add(path)
        return None

    def flat_name(self, path: str, prefix: str) -> str:
        """The name under which `@prefixes` looks for a companion of a script."""
        name = self._inside(normalize(path))
        if os.path.basename(name) == PACKAGE_LOADER:
            name = os.path.dirname(name) or "."
        return f"{prefix}.{name}".replace("/", ".")

    def _inside(self, path: str) -> str:
        for folder in self.folders:
            start = normalize(folder)
            if path.startswith(start):
                return path[len(start) :].lstrip("/")
        return path


def _spellings(name: str) -> Iterator[str]:
    """The name, then what an outdated name is called now."""
    yield name
    renamed = name.removesuffix(".bro").replace("/Bro_", "/Zeek_")
    if renamed != name:
        yield renamed


def normalize(path: str) -> str:
    """A path without `/./`, `//` and `/..`; a `./` in front stays, as in Zeek."""
    path = path.replace(os.sep, "/")
    if "/." not in path and "//" not in path:
        return path.rstrip("/") if len(path) > 1 else path
    parts: list[str] = []
    for number, part in enumerate(path.split("/")):
        if not part or (part == "." and number):
            continue
        if part != ".." or not parts or parts[-1] in ("..", "~"):
            parts.append(part)
        elif parts[-1] == ".":
            parts[-1] = ".."
        else:
            parts.pop()
    start = "/" if path.startswith("/") else ""
    return start + "/".join(parts)
