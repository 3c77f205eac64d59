"""The list of analyzers."""

from __future__ import annotations

from .contract import AnalyzerSpec

ANALYZERS = {spec.name: spec for spec in (AnalyzerSpec("SMB", "smb:SMBAnalyzer"),)}
"Each analyzer by its short name."
