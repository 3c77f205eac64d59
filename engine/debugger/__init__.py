"""The debugger of scripts (`-d`): pdb, with Zeek's names and expressions.

Generated code has the script's files and lines, so Python's own debugger steps through
it; `Debugger` shows handlers by their names, leaves out what is not a script, and
takes expressions to be Zeek's (`expressions`).
"""

from .debugger import Debugger

__all__ = ["Debugger"]
