"""The typesystem room."""
