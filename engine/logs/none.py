"""The writer that writes nothing."""

from __future__ import annotations

from typing import Any

from .rotation import base_time
from .writer import Writer


class NoneWriter(Writer):
    """Drops every record; with LogNone::debug it tells what it was asked for."""

    name = "Log::WRITER_NONE"

    def write(self, record: Any, extension: Any) -> None:
        """Nothing."""

    def close(self) -> None:
        """Describe the log, if that is wanted; Zeek's thread comes that late too."""
        if not self.constant("LogNone::debug"):
            return
        info = self.info
        lines = ["[logging::writer::None]", f"  path={info.path}"]
        lines.append(f"  rotation_interval={info.interval:g}")
        lines.append(f"  rotation_base={base_time(info.rt):g}")
        lines += [f"  config[{k}] = {v}" for k, v in sorted(info.config.items())]
        lines += [f"  field {c.name}: {c.type.tag}" for c in info.columns]
        info.rt.out.write(("\n".join(lines) + "\n\n").encode())
