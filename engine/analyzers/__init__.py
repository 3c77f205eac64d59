"""The analyzers room."""
