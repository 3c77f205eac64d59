"""The bundled Zeek script library, as package data."""
