"""The list of nodes as a whole."""

from __future__ import annotations

import inspect

from pyzeek.syntax import nodes

CLASSES = [
    cls
    for _, cls in inspect.getmembers(nodes, inspect.isclass)
    if issubclass(cls, nodes.Node) and cls.__module__ == nodes.__name__
]


def test_every_node_shows_what_it_stands_for():
    assert len(CLASSES) > 70
    assert [cls.__name__ for cls in CLASSES if not cls.__doc__] == []


def test_nodes_have_no_dict():
    assert [cls.__name__ for cls in CLASSES if "__dict__" in dir(cls)] == []
