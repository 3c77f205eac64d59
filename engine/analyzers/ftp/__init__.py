"""FTP: commands and replies of a control connection, and data connections (RFC 959)."""

from .analyzer import FTPAnalyzer

__all__ = ["FTPAnalyzer"]
