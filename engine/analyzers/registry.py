"""The list of analyzers."""

from __future__ import annotations

from .contract import AnalyzerSpec

_SPECS = (
    AnalyzerSpec("DCE_RPC", "dce_rpc:DceRpcAnalyzer"),
    AnalyzerSpec("GSSAPI", "gssapi:GSSAPIAnalyzer"),
    AnalyzerSpec("NTLM", "ntlm:NTLMAnalyzer"),
    AnalyzerSpec("SMB", "smb:SMBAnalyzer"),
)

ANALYZERS = {spec.name: spec for spec in _SPECS}
"Each analyzer by its short name."
