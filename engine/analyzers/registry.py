"""The list of analyzers."""

from __future__ import annotations

from .contract import AnalyzerSpec

ANALYZERS = {
    spec.name: spec
    for spec in (
        AnalyzerSpec(
            "SMB",
            "smb:SMBAnalyzer",
            ("smb1_", "smb2_", "smb_", "ntlm_", "gssapi_", "dce_rpc_", "krb_"),
        ),
    )
}
"Each analyzer by its short name."
