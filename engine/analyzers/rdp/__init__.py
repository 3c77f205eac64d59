"""RDP: how sessions on remote desktops begin ([MS-RDPBCGR] 1.3.1.1).

`analyzer` cuts the stream into TPKT packets and says when it is encrypted; `packets`
reads what comes before, `settings` the blocks in which both sides tell what they are.
"""

from .analyzer import RDPAnalyzer

__all__ = ["RDPAnalyzer"]
