"""The bifs room."""
