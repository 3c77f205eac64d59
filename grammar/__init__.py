"""The grammar of Zeek scripts, as package data."""
