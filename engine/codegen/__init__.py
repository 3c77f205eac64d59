"""The codegen room."""
