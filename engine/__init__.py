"""A Zeek-compatible event-scripting engine."""
