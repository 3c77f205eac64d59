"""Where the bundled grammar and scripts lie, and where derived files are kept."""

from __future__ import annotations

import os
import sys
from importlib.resources import files
from pathlib import Path


def grammar(name: str = "zeek.lark") -> str:
    """Text of a grammar; without a name, that of Zeek scripts."""
    return files("pyzeek.grammar").joinpath(name).read_text(encoding="utf-8")


def scripts() -> Path:
    """Folder of the bundled Zeek scripts, the last entry of ZEEKPATH."""
    return Path(str(files("pyzeek.scripts")))


def cache_folder() -> Path:
    """Folder for what can be made again: grammar tables, compiled scripts."""
    chosen = os.environ.get("PYZEEK_CACHE_DIR")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or "~/AppData/Local"
    elif sys.platform == "darwin":
        base = "~/Library/Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(os.path.expanduser(base)) / "pyzeek"
