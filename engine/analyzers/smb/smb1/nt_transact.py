"""NT_TRANSACT: of which Zeek reads the word count ([MS-CIFS] 2.2.4.62)."""

from __future__ import annotations

from ...layout import Layout
from .message import Command, only

REQUEST = Layout("SMB1_nt_transact_request", "[MS-CIFS] 2.2.4.62.1", "word_count:B")
RESPONSE = Layout("SMB1_nt_transact_response", "[MS-CIFS] 2.2.4.62.2", "word_count:B")

COMMAND = Command("NT_TRANSACT", only(REQUEST), only(RESPONSE))
